//! What engines have beside the common: computed columns, indexes of all forms, options, exclusions, partitions.

use std::collections::BTreeMap;

use schema_core::schema::{
    Column, ColumnType, Deferrable, Dialect, Exclusion, Generated, Identity, Index, IndexMethod, IndexPart, Nulls,
    Partition, PartitionBy, Partitioning, Since, Spelling, TableName, TableOptions,
};

use super::dice::Dice;
use super::generate::Draft;
use super::words::{Kind, condition, kind, quoted, ty};
use crate::support::hostile::TEXTS;

impl Draft {
    /// Turns a new column into one that is computed from others, if there are such.
    pub(crate) fn compute(&self, table: &TableName, column: &mut Column, dice: &mut Dice<'_>) {
        let sources: Vec<&Column> = self.schema.tables[table]
            .columns
            .iter()
            .filter(|it| it.identity.is_none() && it.generated.is_none())
            .filter(|it| matches!(it.ty, ColumnType::Int { bits, .. } if bits < 64) || is_text(&it.ty))
            .collect();
        let Some(source) = dice.pick(&sources) else { return };
        let c = quoted(self.dialect, &source.name);
        let number = kind(&source.ty) == Kind::Number;
        column.ty = if number { ty("i64") } else { source.ty.clone() };
        column.collation = source.collation.clone();
        let expression = match (number, dice.below(3)) {
            (true, 0) => format!("{c} + 1"),
            (true, 1) => format!("{c} * 2 + 3"),
            (true, _) => format!("abs({c})"),
            (false, 0) => format!("lower({c})"),
            (false, _) => format!("upper({c})"),
        };
        let facts = self.capabilities();
        let stored = dice.chance(50) || !facts.has(facts.virtual_columns);
        column.generated = Some(Generated { expression: Spelling::any(expression), stored });
        column.nullable = true;
        column.default = None;
    }

    /// How texts of a new column are compared.
    pub(crate) fn collate(&self, column: &mut Column, dice: &mut Dice<'_>) {
        if is_text(&column.ty) && dice.chance(15) {
            let name = match self.dialect.name() {
                "sqlite" => dice.pick(&["NOCASE", "RTRIM"]),
                "postgres" => dice.pick(&["C", "POSIX"]),
                _ => dice.pick(&["utf8mb4_bin", "utf8mb4_unicode_ci"]),
            };
            column.collation = name.map(|name| Spelling::any(*name)).unwrap_or_default();
        }
    }

    pub(crate) fn identity(&self, dice: &mut Dice<'_>) -> Identity {
        let said = Identity {
            always: dice.chance(30),
            start: if dice.chance(30) { Some(100) } else { None },
            increment: if dice.chance(20) { Some(5) } else { None },
        };
        (self.capabilities().identity)(&said)
    }

    pub(crate) fn deferrable(&self, able: bool, dice: &mut Dice<'_>) -> Deferrable {
        let all = [Deferrable::Deferrable, Deferrable::InitiallyDeferred];
        if able && dice.chance(20) { *dice.pick(&all).expect("two") } else { Deferrable::No }
    }

    /// Options that the engine knows.
    pub(crate) fn options(&self, dice: &mut Dice<'_>) -> TableOptions {
        let mut options =
            TableOptions { strict: dice.chance(30), without_rowid: dice.chance(20), ..Default::default() };
        if matches!(self.dialect.name(), "mysql" | "mariadb") && dice.chance(25) {
            options.charset = Some("utf8mb4".to_owned());
            options.collation = dice.pick(&["utf8mb4_bin", "utf8mb4_unicode_ci"]).map(|it| (*it).to_owned());
        }
        options.unlogged = dice.chance(15);
        if dice.chance(20) {
            options.parameters.insert("fillfactor".to_owned(), "70".to_owned());
        }
        (self.capabilities().options)(&options)
    }

    /// Makes more of an index than a list of columns.
    pub(crate) fn widen(&mut self, of: &TableName, index: &mut Index, dice: &mut Dice<'_>) {
        let facts = self.capabilities().indexes;
        let table = self.schema.tables[of].clone();
        let all: Vec<(String, ColumnType)> =
            table.columns.iter().map(|column| (column.name.clone(), column.ty.clone())).collect();
        let plain: Vec<(String, ColumnType)> = all
            .iter()
            .filter(|(name, _)| table.column(name).is_some_and(|it| it.identity.is_none() && it.generated.is_none()))
            .cloned()
            .collect();
        match dice.below(10) {
            0..=2 => {}
            3 => index.parts.iter_mut().for_each(|part| {
                part.descending = dice.chance(50);
                if facts.nulls_order && dice.chance(50) {
                    part.nulls = Some(if dice.chance(50) { Nulls::First } else { Nulls::Last });
                }
            }),
            4 if facts.expressions => {
                let fit = |ty: &ColumnType| matches!(ty, ColumnType::Int { bits: ..=32, .. }) || is_text(ty);
                let fit: Vec<_> = plain.iter().filter(|(_, ty)| fit(ty)).collect();
                let Some((name, ty)) = dice.pick(&fit) else { return };
                let c = quoted(self.dialect, name);
                let sql = if is_text(ty) { format!("lower({c})") } else { format!("({c} + 1)") };
                index.unique = false;
                let at = dice.below(index.parts.len() + 1);
                index.parts.insert(at, IndexPart::expression(Spelling::any(sql)));
            }
            5 if facts.partial => {
                let sql = condition(self.dialect, &plain, dice);
                let whole = || format!("{} IS NOT NULL", quoted(self.dialect, &all[0].0));
                index.predicate = Spelling::any(sql.unwrap_or_else(whole));
            }
            6 => self.place(index, &all, dice),
            7 if facts.prefixes => {
                for part in &mut index.parts {
                    let ty = part.column_name().and_then(|name| table.column(name)).map(|column| &column.ty);
                    if matches!(ty, Some(ColumnType::Text { max_length: Some(10..) })) {
                        part.prefix = Some(5);
                        index.unique = false;
                    }
                }
            }
            8 => {
                index.nulls_not_distinct =
                    index.unique && self.capabilities().constraints.nulls_not_distinct != Since::Never;
                if facts.comments {
                    index.comment = dice.pick(TEXTS).filter(|it| !it.is_empty()).map(|it| (*it).to_owned());
                }
                if facts.operator_classes {
                    index.parameters = BTreeMap::from([("fillfactor".to_owned(), "80".to_owned())]);
                }
            }
            _ => {
                for part in &mut index.parts {
                    let name = part.column_name().map(str::to_owned);
                    let of = name.and_then(|name| table.column(&name).cloned());
                    let Some(column) = of.filter(|it| is_text(&it.ty)) else { continue };
                    if facts.operator_classes && dice.chance(50) {
                        let class = if matches!(column.ty, ColumnType::Text { max_length: None }) {
                            "text_pattern_ops"
                        } else {
                            "varchar_pattern_ops"
                        };
                        part.operator_class = Some(class.to_owned());
                    } else if facts.collations {
                        part.collation = Some(if self.dialect == Dialect::SQLITE { "NOCASE" } else { "C" }.to_owned());
                    }
                }
            }
        }
    }

    /// Another method, or columns beside the key.
    fn place(&self, index: &mut Index, all: &[(String, ColumnType)], dice: &mut Dice<'_>) {
        let facts = self.capabilities().indexes;
        let has = |method| facts.methods.contains(&method);
        if facts.include && dice.chance(50) {
            let used: Vec<String> = index.named_columns().map(str::to_owned).collect();
            let free: Vec<String> = all.iter().map(|(name, _)| name.clone()).filter(|it| !used.contains(it)).collect();
            index.include = dice.some(&free, 2);
        } else if has(IndexMethod::Gin) {
            let own = all.iter().find_map(|(name, ty)| Some((name, method_of(ty)?)));
            let (parts, method) = match own {
                Some((name, method)) => (vec![IndexPart::column(name)], method),
                None => {
                    (vec![index.parts[0].clone()], if dice.chance(50) { IndexMethod::Hash } else { IndexMethod::Brin })
                }
            };
            let brin =
                |ty: &ColumnType| matches!(ty, ColumnType::Int { .. } | ColumnType::Text { .. } | ColumnType::Date);
            let fits = all.iter().any(|(name, ty)| parts[0].column_name() == Some(name) && brin(ty));
            if method != IndexMethod::Brin || fits {
                (index.parts, index.method, index.unique) = (parts, Some(method), false);
            }
        } else if has(IndexMethod::Fulltext) {
            let texts: Vec<&str> = all.iter().filter(|(_, ty)| is_text(ty)).map(|(name, _)| name.as_str()).collect();
            if let Some(text) = dice.pick(&texts) {
                index.parts = vec![IndexPart::column(*text)];
                (index.method, index.unique) = (Some(IndexMethod::Fulltext), false);
            }
        }
    }

    /// No two rows with the same key or with ranges that touch.
    pub(crate) fn add_exclusion(&mut self, table: &TableName, keys: &[String], dice: &mut Dice<'_>) {
        let Some(column) = dice.pick(keys).filter(|_| self.capabilities().constraints.exclusions) else { return };
        let name = self.name("ex", dice);
        let exclusion = Exclusion {
            name: name.clone(),
            method: IndexMethod::Btree,
            elements: vec![(IndexPart::column(column), "=".to_owned())],
            predicate: None,
            deferrable: self.deferrable(true, dice),
        };
        self.table_mut(table).exclusions.insert(name, exclusion);
    }

    /// Spreads a new table over partitions, by its `id`.
    pub(crate) fn part(&mut self, table: &TableName, dice: &mut Dice<'_>) {
        let by = *dice.pick(&[PartitionBy::Range, PartitionBy::List, PartitionBy::Hash]).expect("three");
        let bounds: &[&str] = match by {
            PartitionBy::Range => &["FOR VALUES FROM (MINVALUE) TO (1000)", "FOR VALUES FROM (1000) TO (2000)"],
            PartitionBy::List => &["DEFAULT", "FOR VALUES IN (1000, 1001)"],
            PartitionBy::Hash => {
                &["FOR VALUES WITH (modulus 2, remainder 0)", "FOR VALUES WITH (modulus 2, remainder 1)"]
            }
        };
        let mut partitions = BTreeMap::new();
        for bounds in bounds {
            let name = self.name("p", dice);
            partitions.insert(name.clone(), Partition { name, bounds: (*bounds).to_owned() });
        }
        let table = self.table_mut(table);
        table.partitioning = Some(Partitioning { by, columns: vec!["id".to_owned()], partitions: partitions.into() });
    }
}

/// Texts of a length, which every engine lets into keys.
fn is_text(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Text { max_length: Some(_) })
}

/// How PostgreSQL finds parts of values of the type.
fn method_of(ty: &ColumnType) -> Option<IndexMethod> {
    match ty {
        ColumnType::Json | ColumnType::Array(_) => Some(IndexMethod::Gin),
        ColumnType::Special(special) => match special.name() {
            "tsvector" => Some(IndexMethod::Gin),
            "int4range" | "tstzrange" => Some(IndexMethod::Gist),
            "inet" => Some(IndexMethod::Spgist),
            _ => None,
        },
        _ => None,
    }
}
