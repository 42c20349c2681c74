//! SQL in models that opens what it does not close, or that dialects of the project read in two ways.

use crate::declare::{Key, Model, Position};
use crate::diagnostic::Code;
use crate::diff::{TwoReadings, two_readings};
use crate::read::{Found, Problem};
use crate::schema::{
    DefaultValue, Dialect, Engines, Exclusion, Extra, Index, IndexPart, PartOf, Spelling, Table, folded,
};
use crate::script::{closed, closed_statement};

/// Refuses SQL of `found` that is not closed in itself, as one of `dialects` reads it: it would change what stands around it. Refuses
/// SQL in which one of them reads a column of `table`, and another one something else.
pub(super) fn check(found: &Found<Model>, table: &Table, dialects: &[Dialect], problems: &mut Vec<Problem>) {
    let model = &found.value;
    let mut looking = Looking { found, table, dialects, problems };
    for field in &model.fields {
        let at = (field.at, field.name.chars().count());
        if let Some(sql) = &field.native {
            looking.at(at, "native", sql);
        }
        for (key, value) in [("default", &field.default), ("fill", &field.fill)] {
            if let Some(DefaultValue::Sql(sql)) = value {
                looking.at(at, key, sql);
            }
        }
        if let Some(generated) = &field.generated {
            looking.at(at, "generated", &generated.expression);
        }
        if let Some(reference) = &field.references {
            looking.repair(reference.at, &reference.repair);
        }
    }
    for reference in &model.foreign_keys {
        looking.repair(reference.at, &reference.repair);
    }
    for key in model.fields.iter().filter_map(|field| field.unique.as_ref()).chain(&model.uniques) {
        looking.repair(key.at, &key.repair);
    }
    for key in model.fields.iter().filter_map(|field| field.index.as_ref()).chain(&model.indexes) {
        looking.index(key);
    }
    for key in model.fields.iter().flat_map(|field| &field.checks).chain(&model.checks) {
        looking.at((key.at, "check".len()), "check", &key.value.expression);
        looking.repair(key.at, &key.repair);
    }
    for key in &model.exclusions {
        looking.exclusion(key);
    }
    for partition in model.partitioning.iter().flat_map(|it| it.partitions.values()) {
        let at = (model.at, model.name.chars().count());
        looking.on(at, "partition_by", &with(Extra::Partition), &Spelling::any(partition.bounds.as_str()));
    }
}

/// The dialects in which tables may have this.
fn with(extra: Extra) -> Vec<Dialect> {
    Dialect::ALL.into_iter().filter(|dialect| dialect.engine().has(extra)).collect()
}

struct Looking<'a> {
    found: &'a Found<Model>,
    table: &'a Table,
    dialects: &'a [Dialect],
    problems: &'a mut Vec<Problem>,
}

impl Looking<'_> {
    fn index(&mut self, key: &Key<Index>) {
        let dialects: Vec<Dialect> = Dialect::ALL.into_iter().filter(|it| key.value.is_on(*it)).collect();
        let at = (key.at, "index".len());
        let partial: Vec<Dialect> =
            dialects.iter().copied().filter(|it| it.engine().has(Extra::PartialIndex)).collect();
        self.on(at, "where", &partial, &key.value.predicate);
        for part in &key.value.parts {
            self.part(at, &dialects, part);
        }
        self.repair(key.at, &key.repair);
    }

    fn exclusion(&mut self, key: &Key<Exclusion>) {
        let dialects = with(Extra::Exclusion);
        let at = (key.at, "exclude".len());
        for (part, operator) in &key.value.elements {
            self.part(at, &dialects, part);
            self.on(at, "with", &dialects, &Spelling::any(operator.as_str()));
        }
        if let Some(predicate) = &key.value.predicate {
            self.on(at, "where", &dialects, &Spelling::any(predicate.as_str()));
        }
        self.repair(key.at, &key.repair);
    }

    fn part(&mut self, at: (Position, usize), dialects: &[Dialect], part: &IndexPart) {
        if let PartOf::Expression(sql) = &part.of {
            self.on(at, "sql", dialects, sql);
        }
        if let Some(class) = &part.operator_class {
            self.on(at, "ops", &with(Extra::OperatorClass), &Spelling::any(class.as_str()));
        }
    }

    fn repair(&mut self, at: Position, sql: &Spelling) {
        self.look((at, 1), "repair", &Dialect::ALL, sql, closed_statement);
    }

    fn at(&mut self, at: (Position, usize), name: &str, sql: &Spelling) {
        self.on(at, name, &Dialect::ALL, sql);
    }

    fn on(&mut self, at: (Position, usize), name: &str, dialects: &[Dialect], sql: &Spelling) {
        self.look(at, name, dialects, sql, closed);
    }

    /// Looks at SQL that is for those of the project's dialects that are among `dialects`. Where it is not said what the project is
    /// for, nothing writes SQL for it.
    fn look(
        &mut self,
        (at, length): (Position, usize),
        name: &str,
        dialects: &[Dialect],
        sql: &Spelling,
        closed: fn(Dialect, &str) -> Result<(), String>,
    ) {
        let own: Vec<Dialect> = self.dialects.iter().copied().filter(|dialect| dialects.contains(dialect)).collect();
        let mut wrong = own.iter().filter_map(|dialect| Some((dialect, closed(*dialect, sql.get(*dialect)?).err()?)));
        if let Some((dialect, message)) = wrong.next() {
            let message = format!("SQL of `{name}` is not closed in itself on {dialect}: {message}");
            self.problems.push(self.found.problem(Code::UnclosedSql, at, message).length(length));
            return;
        }
        let is_column =
            |name: &str| self.table.columns.iter().any(|column| folded(&own, &column.name) == folded(&own, name));
        let found = sql.readings(&own).find_map(|(text, readers)| two_readings(text, &readers, is_column));
        if let Some(TwoReadings { text, column, is_column, is_none, instead }) = found {
            let message = format!(
                "in SQL of `{name}`, `{text}` is the column `{column}` on {is_column}, and {instead} on {is_none}"
            );
            let hint =
                format!("write it without quotes or comments, or once for each dialect, as in `{is_none} = \"...\"`");
            self.problems.push(self.found.problem(Code::AmbiguousSql, at, message).length(length).hint(hint));
        }
    }
}
