//! Comparing two schemas.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::schema::{Check, Column, DefaultValue, ForeignKey, Literal, PrimaryKey, Schema, Table, TableName};

use super::answer::Told;
use super::apply::same_table;
use super::question::stand_in;
use super::value::{is_null, numbers_of, unfit};
use super::{Answers, Change, ConstraintKind, EnumChange, FillReason, Pair, Question, rename, repair};

/// What lies between two schemas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// The changes, in an order in which each can be applied to what the ones before it left.
    pub changes: Vec<Change>,
    /// What is still open. Without an answer, `changes` drops the old and adds the new, and gives no value to rows that
    /// exist already.
    pub questions: Vec<Question>,
    /// What may be asked where somebody is there to answer. Without an answer, `changes` are right where rows are as the
    /// new schema wants them, and fail where they are not.
    pub offers: Vec<Question>,
}

/// Compares `old` with `new`, as `answers` say. Applied to `old`, the changes give `new` (columns that are new stand last).
///
/// The order of declaration is no difference. What follows a rename by itself (columns in keys, references of other
/// tables) is no change; a constraint that keeps its content under another name is renamed.
///
/// SQL that is spelled once is read by the dialects of `new`, or by those of `old` if it has none. To be applied, the changes need a
/// schema with the same dialects.
pub fn diff(old: &Schema, new: &Schema, answers: &Answers) -> Diff {
    let mut found = Diff::default();
    if old == new {
        return found;
    }
    // Copied only if a rename changes it.
    let mut base = Cow::Borrowed(old);
    let dialects = if new.dialects.is_empty() { &old.dialects } else { &new.dialects };
    let told = Told::new(answers);
    rename::carry(&mut base, new, &told, dialects, &mut found.changes, &mut found.questions);
    let renaming: BTreeSet<_> = found.questions.iter().filter_map(Question::renamed_column).collect();
    let mut fills = Vec::new();
    let mut sorted = Sorted::default();
    enums(&base, new, answers, &mut sorted);
    for table in base.tables.shared().filter(|table| !new.tables.contains_key(&table.name)) {
        sorted.push(Rank::DropTable, Change::DropTable(Arc::clone(table)));
    }
    for shared in new.tables.shared() {
        let (name, table) = (&shared.name, shared.as_ref());
        match base.tables.get(name) {
            None => sorted.push(Rank::CreateTable, Change::CreateTable(Arc::clone(shared))),
            Some(there) if same_table(there, table) => {}
            Some(there) => {
                columns(there, table, new, &told, &mut sorted);
                let open = |column: &Column| !renaming.contains(&(name, column.name.as_str()));
                fills.extend(needed(there, table, (&base, new), &told, open));
                keys(there, table, answers, &mut sorted);
                rest(there, table, &mut sorted);
            }
        }
    }
    found.changes.extend(sorted.0.into_values().flatten());
    found.offers = offers(&found.changes);
    found.questions.extend(fills);
    found.questions.extend(repair::questions([&base, new], dialects, &found.changes, answers));
    found
}

/// What rows that exist already may stand against.
fn offers(changes: &[Change]) -> Vec<Question> {
    let mut offers = Vec::new();
    for change in changes {
        let Change::AlterEnum(change @ EnumChange { old, new, .. }) = change else { continue };
        offers.extend(change.lost().map(|value| Question::ReplaceValue {
            enum_type: new.name.clone(),
            old: value.clone(),
            values: new.values.clone(),
            added: new.values.iter().filter(|value| !old.values.contains(value)).cloned().collect(),
        }));
    }
    offers
}

/// The order of changes in a list, by what each needs of the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Before the tables, columns and keys that they hold in place go.
    DropForeignKey,
    /// Before the columns of checks, indexes and keys go, and before their names are taken again.
    DropConstraint,
    DropTable,
    /// Before the columns of their types come.
    EnumComes,
    AddColumn,
    AlterColumn,
    /// After the new columns, so that no table is ever without any.
    DropColumn,
    /// After the columns that they point to, so that the way back drops them before those columns go.
    CreateTable,
    /// After their columns.
    AddConstraint,
    /// After the keys that they point to.
    AddForeignKey,
    Comment,
    /// After the columns of their types are gone.
    EnumGoes,
}

#[derive(Default)]
struct Sorted(BTreeMap<Rank, Vec<Change>>);

impl Sorted {
    fn push(&mut self, rank: Rank, change: Change) {
        self.0.entry(rank).or_default().push(change);
    }
}

fn enums(base: &Schema, new: &Schema, answers: &Answers, sorted: &mut Sorted) {
    for it in base.enums.values().filter(|it| !new.enums.contains_key(&it.name)) {
        sorted.push(Rank::EnumGoes, Change::DropEnum(it.clone()));
    }
    for it in new.enums.values() {
        match base.enums.get(&it.name) {
            None => sorted.push(Rank::EnumComes, Change::CreateEnum(it.clone())),
            Some(there) if there == it => {}
            Some(there) => {
                let mut replaced = answers.replaced_values(&it.name);
                // What a model says of values that went long ago stays in it.
                replaced.retain(|value, _| there.values.contains(value));
                let change = EnumChange { old: there.clone(), new: it.clone(), replaced };
                sorted.push(Rank::EnumComes, Change::AlterEnum(change));
            }
        }
    }
}

fn columns(old: &Table, new: &Table, schema: &Schema, told: &Told<'_>, sorted: &mut Sorted) {
    let table = &new.name;
    for column in by_name(old).into_values().filter(|column| new.column(&column.name).is_none()) {
        sorted.push(Rank::DropColumn, Change::DropColumn { table: table.clone(), column: Arc::clone(column) });
    }
    for column in new.columns.shared() {
        let fill = fill_of(told, new, column, schema).cloned();
        match old.shared_column(&column.name) {
            None => {
                let change = Change::AddColumn { table: table.clone(), column: Arc::clone(column), fill };
                sorted.push(Rank::AddColumn, change);
            }
            Some(there) if Arc::ptr_eq(there, column) || there == column => {}
            Some(there) => {
                // A column with a default says itself what stands where nothing was given.
                let fill = fill.or_else(|| column.default.clone()).filter(|_| there.nullable && !column.nullable);
                let column = Pair::new(Arc::clone(there), Arc::clone(column));
                sorted.push(Rank::AlterColumn, Change::AlterColumn { table: table.clone(), column, fill });
            }
        }
    }
}

/// The value that rows get, if it can stand in the column. Another one answers nothing.
fn fill_of<'a>(told: &Told<'a>, table: &Table, column: &Column, schema: &Schema) -> Option<&'a DefaultValue> {
    let fits = |fill: &&DefaultValue| unfit(fill, column, table, |name| schema.enums.get(name)).is_none();
    told.fill_of(&table.name, &column.name).filter(fits)
}

/// The questions for values of the columns of a table that are `open`, in the order of their names.
fn needed(
    old: &Table,
    new: &Table,
    (base, schema): (&Schema, &Schema),
    told: &Told<'_>,
    open: impl Fn(&Column) -> bool,
) -> Vec<Question> {
    let columns = by_name(new).into_values();
    let open = columns.filter(|column| open(column) && fill_of(told, new, column, schema).is_none());
    let is_empty = |name: &&TableName| !base.tables.contains_key(*name);
    let empty = |column: &Column| {
        let keys = new.foreign_keys.values().filter(|key| key.columns.contains(&column.name));
        keys.map(|key| &key.references_table).find(is_empty).cloned()
    };
    open.filter_map(|column| needs_fill(new, old.column(&column.name), column, schema, empty(column))).collect()
}

/// The question for a value, where rows that exist already cannot do without one.
fn needs_fill(
    table: &Table,
    old: Option<&Column>,
    new: &Column,
    schema: &Schema,
    references_empty: Option<TableName>,
) -> Option<Question> {
    let default = new.default.as_ref().is_some_and(|default| !is_null(default));
    if new.nullable || default || new.identity.is_some() || new.generated.is_some() {
        return None;
    }
    let why = match old {
        None => FillReason::NewColumn,
        Some(old) if old.nullable => FillReason::NoLongerNull,
        Some(_) => return None,
    };
    let numbers = numbers_of(table, &new.name).unwrap_or_default();
    let first = numbers.first().map(|number| DefaultValue::Literal(Literal::Number(number.to_string())));
    let example: Option<DefaultValue> = first.or_else(|| stand_in(&new.ty, |name| schema.enums.get(name)));
    let enum_type = new.ty.enum_name().and_then(|name| schema.enums.get(name)).cloned();
    let (table, column) = (table.name.clone(), new.clone());
    Some(Question::Fill { table, column, why, example, enum_type, numbers, references_empty })
}

fn by_name(table: &Table) -> BTreeMap<&str, &Arc<Column>> {
    table.columns.shared().iter().map(|column| (column.name.as_str(), column)).collect()
}

fn keys(old: &Table, new: &Table, answers: &Answers, sorted: &mut Sorted) {
    let table = || new.name.clone();
    let repair = |name: &str| answers.repair_of(&new.name, name).cloned().unwrap_or_default();
    let key_columns = |table: &Table| table.primary_key.as_ref().map(PrimaryKey::parts);
    let key_name = |table: &Table| table.primary_key.as_ref().and_then(|key| key.name.clone()).unwrap_or_default();
    if key_columns(old) == key_columns(new) {
        if key_name(old) != key_name(new) {
            let name = Pair::new(key_name(old), key_name(new));
            sorted.push(Rank::AddConstraint, Change::RenamePrimaryKey { table: table(), name });
        }
    } else {
        if let Some(primary_key) = old.primary_key.clone() {
            sorted.push(Rank::DropConstraint, Change::DropPrimaryKey { table: table(), primary_key });
        }
        if let Some(primary_key) = new.primary_key.clone() {
            sorted.push(Rank::AddConstraint, Change::AddPrimaryKey { table: table(), primary_key });
        }
    }
    for unique in old.uniques.differing_from(&new.uniques).cloned() {
        sorted.push(Rank::DropConstraint, Change::DropUnique { table: table(), unique });
    }
    for unique in new.uniques.differing_from(&old.uniques).cloned() {
        sorted.push(Rank::AddConstraint, Change::AddUnique { table: table(), repair: repair(&unique.name), unique });
    }
    for index in old.indexes.differing_from(&new.indexes).cloned() {
        sorted.push(Rank::DropConstraint, Change::DropIndex { table: table(), index });
    }
    for index in new.indexes.differing_from(&old.indexes).cloned() {
        sorted.push(Rank::AddConstraint, Change::AddIndex { table: table(), repair: repair(&index.name), index });
    }
    let revalidated = |it: &Check| Check { not_valid: !it.not_valid, ..it.clone() };
    for check in old.checks.differing_from(&new.checks).cloned() {
        if new.checks.get(&check.name) == Some(&revalidated(&check)) {
            let (kind, repair) = (ConstraintKind::Check, repair(&check.name));
            let change = Change::AlterValidity {
                table: table(),
                kind,
                name: check.name.clone(),
                valid: check.not_valid,
                repair,
            };
            sorted.push(Rank::AddConstraint, change);
        } else {
            sorted.push(Rank::DropConstraint, Change::DropCheck { table: table(), check });
        }
    }
    for check in new.checks.differing_from(&old.checks).cloned() {
        if old.checks.get(&check.name) == Some(&revalidated(&check)) {
            continue;
        }
        sorted.push(Rank::AddConstraint, Change::AddCheck { table: table(), repair: repair(&check.name), check });
    }
    let revalidated = |it: &ForeignKey| ForeignKey { not_valid: !it.not_valid, ..it.clone() };
    for foreign_key in old.foreign_keys.differing_from(&new.foreign_keys).cloned() {
        if new.foreign_keys.get(&foreign_key.name) == Some(&revalidated(&foreign_key)) {
            let (kind, repair) = (ConstraintKind::ForeignKey, repair(&foreign_key.name));
            let (name, valid) = (foreign_key.name.clone(), foreign_key.not_valid);
            sorted.push(Rank::AddForeignKey, Change::AlterValidity { table: table(), kind, name, valid, repair });
        } else {
            sorted.push(Rank::DropForeignKey, Change::DropForeignKey { table: table(), foreign_key });
        }
    }
    for foreign_key in new.foreign_keys.differing_from(&old.foreign_keys).cloned() {
        if old.foreign_keys.get(&foreign_key.name) == Some(&revalidated(&foreign_key)) {
            continue;
        }
        let repair = repair(&foreign_key.name);
        sorted.push(Rank::AddForeignKey, Change::AddForeignKey { table: table(), foreign_key, repair });
    }
    for exclusion in old.exclusions.differing_from(&new.exclusions).cloned() {
        sorted.push(Rank::DropConstraint, Change::DropExclusion { table: table(), exclusion });
    }
    for exclusion in new.exclusions.differing_from(&old.exclusions).cloned() {
        let repair = repair(&exclusion.name);
        sorted.push(Rank::AddConstraint, Change::AddExclusion { table: table(), exclusion, repair });
    }
}

/// What is neither a column nor a key.
fn rest(old: &Table, new: &Table, sorted: &mut Sorted) {
    let table = || new.name.clone();
    if old.options != new.options {
        let options = Box::new(Pair::new(old.options.clone(), new.options.clone()));
        sorted.push(Rank::AlterColumn, Change::AlterTableOptions { table: table(), options });
    }
    let spread = |table: &Table| table.partitioning.as_ref().map(|it| (it.by, it.columns.clone()));
    if spread(old) != spread(new) {
        let partitioning = Box::new(Pair::new(old.partitioning.clone(), new.partitioning.clone()));
        sorted.push(Rank::AddConstraint, Change::AlterPartitioning { table: table(), partitioning });
    } else if let (Some(old), Some(new)) = (&old.partitioning, &new.partitioning) {
        for partition in old.partitions.differing_from(&new.partitions).cloned() {
            sorted.push(Rank::DropConstraint, Change::DropPartition { table: table(), partition });
        }
        for partition in new.partitions.differing_from(&old.partitions).cloned() {
            sorted.push(Rank::AddConstraint, Change::AddPartition { table: table(), partition });
        }
    }
    if old.comment != new.comment {
        let comment = Pair::new(old.comment.clone().unwrap_or_default(), new.comment.clone().unwrap_or_default());
        sorted.push(Rank::Comment, Change::AlterTableComment { table: table(), comment });
    }
}
