//! Keys, constraints and indexes as attributes. All are named, so that no convention of names changes them.

use schema_core::declare::engine_of_index;
use schema_core::schema::{
    Action, Check, Column, Deferrable, Exclusion, ForeignKey, Index, IndexMethod, IndexPart, Nulls, PartOf, Schema,
    Table, Unique,
};

use super::attributes::{Attributes, Key, spelling, sql, text, with};
use super::names::{Fields, Names};

/// What is said on the struct: all that one field cannot say in short.
pub(super) fn on_struct(attributes: &mut Attributes, table: &Table, schema: &Schema, names: &Names) {
    let fields = names.fields(table);
    let list = |columns: &[String]| columns.iter().map(|column| fields.listed(column)).collect::<Vec<_>>();
    if let Some(key) = table.primary_key.as_ref().filter(|_| single_key(table).is_none()) {
        let mut parts: Vec<String> = key.parts().iter().map(|it| part(it, None, &fields)).collect();
        parts.extend(key.name.as_ref().map(|name| format!("name = {}", text(name))));
        attributes.add(Key::list("primary_key", parts));
    }
    for unique in table.uniques.values().filter(|it| !is_short_unique(table, it)) {
        let mut parts = list(&unique.columns);
        parts.push(format!("name = {}", text(&unique.name)));
        parts.extend(unique.nulls_not_distinct.then(|| "nulls_not_distinct".to_owned()));
        parts.extend(deferrable(unique.deferrable));
        attributes.add(Key::list("unique", parts));
    }
    for index in table.indexes.values().filter(|it| !is_short_index(table, it)) {
        attributes.add(self::index(index, &fields));
    }
    for key in table.foreign_keys.values().filter(|key| key.columns.len() > 1 || shares_column(table, key)) {
        if schema.table(&key.references_table).is_some() {
            attributes.add(composite(key, &fields, schema, names));
        }
    }
    for check in table.checks.values() {
        let Check { name, expression, no_inherit, not_valid } = check;
        let mut parts = spelling(expression);
        parts.push(format!("name = {}", text(name)));
        parts.extend(no_inherit.then(|| "no_inherit".to_owned()));
        parts.extend(not_valid.then(|| "not_valid".to_owned()));
        attributes.add(Key::list("check", parts));
    }
    for exclusion in table.exclusions.values() {
        attributes.add(exclude(exclusion, &fields));
    }
}

/// What is said on the field of `column`.
pub(super) fn on_field(attributes: &mut Attributes, column: &Column, table: &Table, names: &Names) {
    let name = &column.name;
    attributes.extend((single_key(table) == Some(name)).then(|| "primary_key".to_owned()));
    for unique in table.uniques.values().filter(|it| it.columns == [name.as_str()] && is_short_unique(table, it)) {
        attributes.add(format!("unique(name = {})", text(&unique.name)));
    }
    for index in table.indexes.values().filter(|it| is_short_index(table, it)) {
        if index.parts[0].column_name() == Some(name) {
            attributes.add(format!("index(name = {})", text(&index.name)));
        }
    }
    for key in table.foreign_keys.values().filter(|key| key.columns == [name.as_str()] && !shares_column(table, key)) {
        if !names.has_model(&key.references_table) {
            continue;
        }
        let target = names.model(&key.references_table);
        let field = names.field_of(&key.references_table, &key.references_columns[0]);
        let mut parts = vec![format!("{target}::{field}")];
        parts.extend(rest_of(key));
        attributes.add(Key::list("references", parts));
    }
}

/// The column that is the whole primary key, where nothing else is said of that.
fn single_key(table: &Table) -> Option<&String> {
    let key = table.primary_key.as_ref().filter(|key| key.name.is_none())?;
    match key.whole_columns()? {
        [only] => Some(only),
        _ => None,
    }
}

/// Whether another foreign key stands on the same single column: a field has one.
fn shares_column(table: &Table, key: &ForeignKey) -> bool {
    let first = table.foreign_keys.values().find(|other| other.columns == key.columns);
    first.is_some_and(|first| first.name != key.name)
}

/// Whether a field says it: a field has one, and says nothing but a name.
fn is_short_unique(table: &Table, unique: &Unique) -> bool {
    let plain = |it: &Unique| *it == Unique::new(&it.name, &it.columns) && it.columns.len() == 1;
    let first = table.uniques.values().find(|it| plain(it) && it.columns == unique.columns);
    plain(unique) && first.is_some_and(|first| first.name == unique.name)
}

/// Likewise.
fn is_short_index(table: &Table, index: &Index) -> bool {
    let plain =
        |it: &Index| it.parts.len() == 1 && it.is_plain() && !it.unique && it.method.is_none() && it.only.is_empty();
    let first = table.indexes.values().find(|it| plain(it) && it.parts == index.parts);
    plain(index) && first.is_some_and(|first| first.name == index.name)
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

/// What a foreign key says beside its columns.
fn rest_of(key: &ForeignKey) -> Vec<String> {
    let mut parts = Vec::new();
    for (word, it) in [("on_delete", key.on_delete), ("on_update", key.on_update)] {
        parts.extend((!it.is_default()).then(|| format!("{word}({})", action(it))));
    }
    parts.extend(deferrable(key.deferrable));
    parts.extend(key.match_full.then(|| "match_full".to_owned()));
    parts.extend(key.not_valid.then(|| "not_valid".to_owned()));
    parts.push(format!("name = {}", text(&key.name)));
    parts
}

fn composite(key: &ForeignKey, fields: &Fields, schema: &Schema, names: &Names) -> Key {
    let mut parts: Vec<String> = key.columns.iter().map(|column| fields.listed(column)).collect();
    let there = schema.table(&key.references_table).map(|table| names.fields(table));
    let columns: Vec<String> = key
        .references_columns
        .iter()
        .map(|column| there.as_ref().map_or_else(String::new, |it| it.listed(column)))
        .collect();
    parts.push(format!("references({}({}))", names.model(&key.references_table), columns.join(", ")));
    parts.extend(rest_of(key));
    Key::list("foreign_key", parts)
}

/// A part of an index or exclusion.
fn part(it: &IndexPart, operator: Option<&str>, fields: &Fields) -> String {
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
    words.extend(operator_class.as_ref().map(|class| format!("ops = {}", text(class))));
    words.extend(collation.as_ref().map(|collation| format!("collate = {}", text(collation))));
    words.extend(prefix.map(|length| format!("prefix = {length}")));
    words.extend(operator.map(|operator| format!("op = {}", text(operator))));
    match of {
        PartOf::Column(column) if words.is_empty() => fields.listed(column),
        PartOf::Column(column) => format!("{}({})", fields.with_list(column), words.join(", ")),
        PartOf::Expression(_) => format!("sql({})", words.join(", ")),
    }
}

fn index(index: &Index, fields: &Fields) -> Key {
    let Index { name, parts, unique, method, include, predicate, nulls_not_distinct, parameters, comment, only } =
        index;
    let mut all: Vec<String> = parts.iter().map(|it| part(it, None, fields)).collect();
    all.push(format!("name = {}", text(name)));
    all.extend(unique.then(|| "unique".to_owned()));
    all.extend(nulls_not_distinct.then(|| "nulls_not_distinct".to_owned()));
    all.extend(method.filter(|it| *it != IndexMethod::Btree).map(|method| format!("method({method})")));
    let included: Vec<String> = include.iter().map(|column| fields.listed(column)).collect();
    all.extend((!included.is_empty()).then(|| format!("include({})", included.join(", "))));
    all.extend((!predicate.is_empty()).then(|| sql("where", predicate).to_string()));
    all.extend((!parameters.is_empty()).then(|| format!("{}({})", engine_of_index("with"), with(parameters))));
    all.extend(comment.as_ref().map(|comment| format!("comment = {}", text(comment))));
    let dialects: Vec<&str> = only.iter().map(|dialect| dialect.name()).collect();
    all.extend((!dialects.is_empty()).then(|| format!("only({})", dialects.join(", "))));
    Key::list("index", all)
}

fn exclude(it: &Exclusion, fields: &Fields) -> Key {
    let Exclusion { name, method, elements, predicate, deferrable: when } = it;
    let mut parts: Vec<String> = elements.iter().map(|(of, operator)| part(of, Some(operator), fields)).collect();
    parts.push(format!("name = {}", text(name)));
    parts.extend((*method != IndexMethod::Gist).then(|| format!("method({method})")));
    parts.extend(predicate.as_ref().map(|sql| format!("where = {}", text(sql))));
    parts.extend(deferrable(*when));
    Key::list("exclude", parts)
}
