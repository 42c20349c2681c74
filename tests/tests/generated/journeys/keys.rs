//! Keys, constraints and indexes: on the struct, or on the field that is all of them.

use std::collections::BTreeMap;

use schema_core::declare::is_list;
use schema_core::schema::{
    Action, Deferrable, ForeignKey, Index, IndexMethod, IndexPart, Nulls, PartOf, Table, TableName, Unique,
    constraint_name,
};

use super::attributes::{Attributes, call, literal, spelling, with};
use super::source::Writer;
use super::style::Home;

/// What is said on fields, by column.
pub(crate) type OnFields = BTreeMap<String, Vec<String>>;

impl Writer {
    /// Says the keys of a table: on the struct, and on the fields, which are given.
    pub(crate) fn keys(&mut self, home: Home, table: &Table, on_struct: &mut Attributes) -> OnFields {
        let mut on_fields = OnFields::new();
        let short = |writer: &Self, name: &str| writer.style.chance(&format!("short {} {name}", table.name), 60);
        self.primary_key(table, on_struct, &mut on_fields);
        let (mut unique_fields, mut index_fields, mut key_fields) = (Vec::new(), Vec::new(), Vec::new());
        for unique in table.uniques.values() {
            let rest = self.rest_of_unique(table, unique);
            match unique.columns.as_slice() {
                [only] if !unique_fields.contains(only) && short(self, &unique.name) => {
                    unique_fields.push(only.clone());
                    on_fields.entry(only.clone()).or_default().push(on_field("unique", &rest));
                }
                columns => on_struct.add(call_list("unique", &self.list(&table.name, columns), &rest)),
            }
        }
        for index in table.indexes.values() {
            let of = index.parts[0].column_name().map(str::to_owned);
            match of.filter(|_| index.parts.len() == 1 && index.is_plain() && !index.unique && index.method.is_none()) {
                Some(only) if !index_fields.contains(&only) && short(self, &index.name) => {
                    let rest = self.name_of("ix", table, &index.name, &[only.as_str()]);
                    on_fields.entry(only.clone()).or_default().push(on_field("index", &rest));
                    index_fields.push(only);
                }
                _ => on_struct.add(self.index(table, index)),
            }
        }
        for key in table.foreign_keys.values() {
            let target = self.reach_model(home, &key.references_table);
            let rest = self.rest_of_key(table, key);
            match key.columns.as_slice() {
                [only] if !key_fields.contains(only) && short(self, &key.name) => {
                    key_fields.push(only.clone());
                    let field = self.names.field(&key.references_table, &key.references_columns[0]);
                    let parts = [vec![format!("{target}::{field}")], rest].concat();
                    on_fields.entry(only.clone()).or_default().push(format!("references({})", parts.join(", ")));
                }
                columns => {
                    let mut parts = self.list(&table.name, columns);
                    let there = self.list(&key.references_table, &key.references_columns);
                    parts.push(format!("references({target}({}))", there.join(", ")));
                    on_struct.add(call_list("foreign_key", &parts, &rest));
                }
            }
        }
        let of_enums: Vec<String> = self.enums_of(table).map(|(_, (check, _))| check).collect();
        for check in table.checks.values().filter(|check| !of_enums.contains(&check.name)) {
            let mut parts = spelling(&check.expression);
            parts.push(format!("name = {}", literal(&check.name)));
            parts.extend(check.no_inherit.then(|| "no_inherit".to_owned()));
            parts.extend(check.not_valid.then(|| "not_valid".to_owned()));
            let said = format!("check({})", parts.join(", "));
            if short(self, &check.name) {
                on_fields.entry(table.columns[0].name.clone()).or_default().push(said);
            } else {
                on_struct.add(said);
            }
        }
        for it in table.exclusions.values() {
            let part = |(of, operator): &(IndexPart, String)| self.part(table, of, Some(operator));
            let mut parts: Vec<String> = it.elements.iter().map(part).collect();
            parts.push(format!("name = {}", literal(&it.name)));
            parts.extend((it.method != IndexMethod::Gist).then(|| format!("method({})", it.method)));
            parts.extend(it.predicate.as_ref().map(|sql| format!("where = {}", literal(sql))));
            parts.extend(deferrable(it.deferrable));
            on_struct.add(format!("exclude({})", parts.join(", ")));
        }
        on_fields
    }

    fn primary_key(&self, table: &Table, on_struct: &mut Attributes, on_fields: &mut OnFields) {
        let Some(key) = &table.primary_key else { return };
        let in_order: Vec<&String> =
            table.columns.iter().map(|column| &column.name).filter(|name| key.columns.contains(name)).collect();
        let as_fields = key.name.is_none() && in_order.iter().copied().eq(&key.columns);
        if as_fields && self.style.chance(&format!("key {}", table.name), 70) {
            for name in in_order {
                on_fields.entry(name.clone()).or_default().push("primary_key".to_owned());
            }
            return;
        }
        let name = key.name.iter().map(|name| format!("name = {}", literal(name))).collect::<Vec<_>>();
        on_struct.add(call_list("primary_key", &self.list(&table.name, &key.columns), &name));
    }

    fn list(&self, table: &TableName, columns: &[String]) -> Vec<String> {
        columns.iter().map(|column| self.names.listed(table, column)).collect()
    }

    /// The name of a constraint, where it is not the one that it would get.
    fn name_of(&self, prefix: &str, table: &Table, name: &str, columns: &[&str]) -> Vec<String> {
        let usual = constraint_name(prefix, &table.name, columns) == name;
        if usual && self.style.chance(&format!("name {name}"), 70) {
            return Vec::new();
        }
        vec![format!("name = {}", literal(name))]
    }

    fn rest_of_unique(&self, table: &Table, unique: &Unique) -> Vec<String> {
        let columns: Vec<&str> = unique.columns.iter().map(String::as_str).collect();
        let mut parts = self.name_of("uq", table, &unique.name, &columns);
        parts.extend(unique.nulls_not_distinct.then(|| "nulls_not_distinct".to_owned()));
        parts.extend(deferrable(unique.deferrable));
        parts
    }

    fn rest_of_key(&self, table: &Table, key: &ForeignKey) -> Vec<String> {
        let mut parts = Vec::new();
        for (word, it) in [("on_delete", key.on_delete), ("on_update", key.on_update)] {
            parts.extend((!it.is_default()).then(|| format!("{word}({})", action(it))));
        }
        parts.extend(deferrable(key.deferrable));
        parts.extend(key.match_full.then(|| "match_full".to_owned()));
        parts.extend(key.not_valid.then(|| "not_valid".to_owned()));
        let columns: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        parts.extend(self.name_of("fk", table, &key.name, &columns));
        parts
    }

    fn part(&self, table: &Table, it: &IndexPart, operator: Option<&str>) -> String {
        let IndexPart { of, descending, nulls, operator_class, collation, prefix } = it;
        let mut words: Vec<String> = match of {
            PartOf::Column(_) => Vec::new(),
            PartOf::Expression(sql) => spelling(sql),
        };
        words.extend(descending.then(|| "desc".to_owned()));
        words.extend(nulls.map(|nulls| match nulls {
            Nulls::First => "nulls_first".to_owned(),
            Nulls::Last => "nulls_last".to_owned(),
        }));
        words.extend(operator_class.as_ref().map(|class| format!("ops = {}", literal(class))));
        words.extend(collation.as_ref().map(|collation| format!("collate = {}", literal(collation))));
        words.extend(prefix.map(|length| format!("prefix = {length}")));
        words.extend(operator.map(|operator| format!("op = {}", literal(operator))));
        match of {
            PartOf::Column(column) if words.is_empty() => self.names.listed(&table.name, column),
            PartOf::Column(column) => {
                let name = self.names.listed(&table.name, column);
                let raw = if is_list(&name) { "r#" } else { "" };
                format!("{raw}{name}({})", words.join(", "))
            }
            PartOf::Expression(_) => format!("sql({})", words.join(", ")),
        }
    }

    fn index(&self, table: &Table, index: &Index) -> String {
        let Index { name, parts, unique, method, include, predicate, nulls_not_distinct, parameters, comment, only } =
            index;
        let mut all: Vec<String> = parts.iter().map(|it| self.part(table, it, None)).collect();
        all.push(format!("name = {}", literal(name)));
        all.extend(unique.then(|| "unique".to_owned()));
        all.extend(nulls_not_distinct.then(|| "nulls_not_distinct".to_owned()));
        all.extend(method.filter(|it| *it != IndexMethod::Btree).map(|method| format!("method({method})")));
        let included = self.list(&table.name, include);
        all.extend((!included.is_empty()).then(|| format!("include({})", included.join(", "))));
        all.extend((!predicate.is_empty()).then(|| call("where", &spelling(predicate))));
        all.extend((!parameters.is_empty()).then(|| format!("postgres({})", with(parameters))));
        all.extend(comment.as_ref().map(|comment| format!("comment = {}", literal(comment))));
        let dialects: Vec<&str> = only.iter().map(|dialect| dialect.name()).collect();
        all.extend((!dialects.is_empty()).then(|| format!("only({})", dialects.join(", "))));
        format!("index({})", all.join(", "))
    }
}

/// `key` or `key(rest)`.
fn on_field(key: &str, rest: &[String]) -> String {
    match rest {
        [] => key.to_owned(),
        rest => format!("{key}({})", rest.join(", ")),
    }
}

fn call_list(key: &str, parts: &[String], rest: &[String]) -> String {
    format!("{key}({})", [parts, rest].concat().join(", "))
}

fn deferrable(it: Deferrable) -> Option<String> {
    match it {
        Deferrable::No => None,
        Deferrable::Deferrable => Some("deferrable".to_owned()),
        Deferrable::InitiallyDeferred => Some("initially_deferred".to_owned()),
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "no_action",
        Action::Restrict => "restrict",
        Action::Cascade => "cascade",
        Action::SetNull => "set_null",
        Action::SetDefault => "set_default",
    }
}
