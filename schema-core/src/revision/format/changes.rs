//! What stands in the file for each kind of change.

use super::reader::Reader;
use super::shapes::{Named, inner, primary_key};
use super::values::Sides;
use super::{Form, ManifestError, Node, Shape, Value};
use crate::diff::{Change, ConstraintKind, EnumChange, Pair};
use crate::schema::{
    Check, Column, EnumType, Exclusion, ForeignKey, Index, Partition, PrimaryKey, SharedMap, Spelling, Table,
    TableName, TableOptions, Unique,
};

/// A change is a table of one key, its kind.
impl Value for Change {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        let mut table = match node.into_inner() {
            toml::de::DeValue::Table(table) => table,
            other => return Err(super::reader::unexpected(&other, "a table", span)),
        };
        let Some(kind) = table.keys().next().cloned() else {
            return Err(ManifestError::new("a change is a table of one key, its kind", span));
        };
        if let Some(other) = table.keys().nth(1) {
            let message = format!("`{}` is another change: put it into `[[changes]]` of its own", other.get_ref());
            return Err(ManifestError::new(message, other.span()));
        }
        let name: &str = kind.get_ref();
        let (Some(mut change), Some(node)) = (blank(name), table.remove(name)) else {
            return Err(ManifestError::new(format!("unknown kind of change `{name}`"), kind.span()));
        };
        let mut reader = Reader::of(node)?;
        describe(&mut change, &mut reader);
        reader.finish()?;
        Ok(change)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        let mut writer = super::writer::Writer::default();
        describe(&mut self.clone(), &mut writer);
        format!("{{ {} = {} }}", kind(self), writer.inline())
    }
}

/// The word for the kind of `change`.
#[cfg(feature = "introspect")]
pub(super) const fn kind(change: &Change) -> &'static str {
    match change {
        Change::CreateEnum(_) => "create_enum",
        Change::DropEnum(_) => "drop_enum",
        Change::RenameEnum(_) => "rename_enum",
        Change::RenameEnumValue { .. } => "rename_enum_value",
        Change::AlterEnum(_) => "alter_enum",
        Change::RenameTable(_) => "rename_table",
        Change::CreateTable(_) => "create_table",
        Change::DropTable(_) => "drop_table",
        Change::AlterTableComment { .. } => "alter_table_comment",
        Change::AlterTableOptions { .. } => "alter_table_options",
        Change::AddPartition { .. } => "add_partition",
        Change::AlterPartitioning { .. } => "alter_partitioning",
        Change::DropPartition { .. } => "drop_partition",
        Change::RenameColumn { .. } => "rename_column",
        Change::RenameConstraint { .. } => "rename_constraint",
        Change::AddColumn { .. } => "add_column",
        Change::DropColumn { .. } => "drop_column",
        Change::AlterColumn { .. } => "alter_column",
        Change::AddPrimaryKey { .. } => "add_primary_key",
        Change::DropPrimaryKey { .. } => "drop_primary_key",
        Change::RenamePrimaryKey { .. } => "rename_primary_key",
        Change::AddUnique { .. } => "add_unique",
        Change::DropUnique { .. } => "drop_unique",
        Change::AddIndex { .. } => "add_index",
        Change::DropIndex { .. } => "drop_index",
        Change::AddForeignKey { .. } => "add_foreign_key",
        Change::DropForeignKey { .. } => "drop_foreign_key",
        Change::AddCheck { .. } => "add_check",
        Change::DropCheck { .. } => "drop_check",
        Change::AlterValidity { .. } => "alter_validity",
        Change::AddExclusion { .. } => "add_exclusion",
        Change::DropExclusion { .. } => "drop_exclusion",
    }
}

/// A change of the kind that `word` names, to be read into.
fn blank(word: &str) -> Option<Change> {
    let table = TableName::new("");
    let names = || Pair::new(String::new(), String::new());
    let repair = Spelling::default();
    Some(match word {
        "create_enum" => Change::CreateEnum(EnumType::blank()),
        "drop_enum" => Change::DropEnum(EnumType::blank()),
        "rename_enum" => Change::RenameEnum(names()),
        "rename_enum_value" => Change::RenameEnumValue { enum_type: String::new(), value: names() },
        "alter_enum" => Change::AlterEnum(EnumChange {
            old: EnumType::blank(),
            new: EnumType::blank(),
            replaced: Default::default(),
        }),
        "rename_table" => Change::RenameTable(Pair::new(table.clone(), table)),
        "create_table" => Change::CreateTable(Table::blank().into()),
        "drop_table" => Change::DropTable(Table::blank().into()),
        "alter_table_comment" => Change::AlterTableComment { table, comment: names() },
        "alter_table_options" => Change::AlterTableOptions {
            table,
            options: Box::new(Pair::new(TableOptions::default(), TableOptions::default())),
        },
        "add_partition" => Change::AddPartition { table, partition: Partition::blank().into() },
        "alter_partitioning" => Change::AlterPartitioning { table, partitioning: Box::new(Pair::new(None, None)) },
        "drop_partition" => Change::DropPartition { table, partition: Partition::blank().into() },
        "rename_column" => Change::RenameColumn { table, column: names() },
        "rename_constraint" => Change::RenameConstraint { table, kind: ConstraintKind::Unique, name: names() },
        "add_column" => Change::AddColumn { table, column: Column::blank().into(), fill: None },
        "drop_column" => Change::DropColumn { table, column: Column::blank().into() },
        "alter_column" => {
            let column = Pair::new(Column::blank().into(), Column::blank().into());
            Change::AlterColumn { table, column, fill: None }
        }
        "add_primary_key" => Change::AddPrimaryKey { table, primary_key: PrimaryKey::default() },
        "drop_primary_key" => Change::DropPrimaryKey { table, primary_key: PrimaryKey::default() },
        "rename_primary_key" => Change::RenamePrimaryKey { table, name: names() },
        "add_unique" => Change::AddUnique { table, unique: Unique::blank().into(), repair },
        "drop_unique" => Change::DropUnique { table, unique: Unique::blank().into() },
        "add_index" => Change::AddIndex { table, index: Index::blank().into(), repair },
        "drop_index" => Change::DropIndex { table, index: Index::blank().into() },
        "add_foreign_key" => Change::AddForeignKey { table, foreign_key: ForeignKey::blank().into(), repair },
        "drop_foreign_key" => Change::DropForeignKey { table, foreign_key: ForeignKey::blank().into() },
        "add_check" => Change::AddCheck { table, check: Check::blank().into(), repair },
        "drop_check" => Change::DropCheck { table, check: Check::blank().into() },
        "alter_validity" => {
            Change::AlterValidity { table, kind: ConstraintKind::Check, name: String::new(), valid: true, repair }
        }
        "add_exclusion" => Change::AddExclusion { table, exclusion: Exclusion::blank().into(), repair },
        "drop_exclusion" => Change::DropExclusion { table, exclusion: Exclusion::blank().into() },
        _ => return None,
    })
}

/// Names each part of `change`.
pub(super) fn describe<F: Form>(change: &mut Change, form: &mut F) {
    match change {
        Change::CreateEnum(it) | Change::DropEnum(it) => it.describe(form),
        Change::RenameEnum(names) => from_to(names, form),
        Change::RenameEnumValue { enum_type, value } => {
            form.need("enum", enum_type);
            from_to(value, form);
        }
        Change::AlterEnum(it) => alter_enum(it, form),
        Change::RenameTable(names) => from_to(names, form),
        Change::CreateTable(table) | Change::DropTable(table) => inner(table).describe(form),
        Change::AlterTableComment { table, comment } => {
            form.need("table", table);
            form.need("comment", comment);
        }
        Change::AlterTableOptions { table, options } => {
            form.need("table", table);
            form.altered(&mut options.old, &mut options.new, &[]);
        }
        Change::AddPartition { table, partition } | Change::DropPartition { table, partition } => {
            form.need("table", table);
            inner(partition).describe(form);
        }
        Change::AlterPartitioning { table, partitioning } => {
            form.need("table", table);
            let mut sides = Sides(Pair::new(partitioning.old.take(), partitioning.new.take()));
            form.need("partitioning", &mut sides);
            **partitioning = sides.0;
        }
        Change::RenameColumn { table, column: names } | Change::RenamePrimaryKey { table, name: names } => {
            form.need("table", table);
            from_to(names, form);
        }
        Change::RenameConstraint { table, kind, name } => {
            form.need("table", table);
            form.need("kind", kind);
            from_to(name, form);
        }
        Change::AddColumn { table, column, fill } => {
            form.need("table", table);
            inner(column).describe(form);
            form.may("fill", fill);
        }
        Change::DropColumn { table, column } => {
            form.need("table", table);
            inner(column).describe(form);
        }
        Change::AlterColumn { table, column, fill } => {
            form.need("table", table);
            form.altered(inner(&mut column.old), inner(&mut column.new), &["fill"]);
            form.may("fill", fill);
        }
        Change::AddPrimaryKey { table, primary_key: key } | Change::DropPrimaryKey { table, primary_key: key } => {
            form.need("table", table);
            primary_key(key, form);
        }
        Change::AddUnique { table, unique, repair } => with_repair(table, inner(unique), repair, form),
        Change::AddIndex { table, index, repair } => with_repair(table, inner(index), repair, form),
        Change::AddForeignKey { table, foreign_key, repair } => with_repair(table, inner(foreign_key), repair, form),
        Change::AddCheck { table, check, repair } => with_repair(table, inner(check), repair, form),
        Change::AddExclusion { table, exclusion, repair } => with_repair(table, inner(exclusion), repair, form),
        Change::DropUnique { table, unique } => of_table(table, inner(unique), form),
        Change::DropIndex { table, index } => of_table(table, inner(index), form),
        Change::DropForeignKey { table, foreign_key } => of_table(table, inner(foreign_key), form),
        Change::DropCheck { table, check } => of_table(table, inner(check), form),
        Change::DropExclusion { table, exclusion } => of_table(table, inner(exclusion), form),
        Change::AlterValidity { table, kind, name, valid, repair } => {
            form.need("table", table);
            form.need("kind", kind);
            form.need("name", name);
            form.need("valid", valid);
            form.may("repair", repair);
        }
    }
}

/// The names of something that is renamed.
pub(super) fn from_to<T: Value, F: Form>(names: &mut Pair<T>, form: &mut F) {
    form.need("from", &mut names.old);
    form.need("to", &mut names.new);
}

fn of_table<T: Shape, F: Form>(table: &mut TableName, part: &mut T, form: &mut F) {
    form.need("table", table);
    part.describe(form);
}

fn with_repair<T: Shape, F: Form>(table: &mut TableName, part: &mut T, repair: &mut Spelling, form: &mut F) {
    of_table(table, part, form);
    form.may("repair", repair);
}

/// Both sides have one name.
fn alter_enum<F: Form>(change: &mut EnumChange, form: &mut F) {
    form.need("name", &mut change.new.name);
    change.old.name.clone_from(&change.new.name);
    let mut values = Pair::new(std::mem::take(&mut change.old.values), std::mem::take(&mut change.new.values));
    form.need("values", &mut values);
    (change.old.values, change.new.values) = (values.old, values.new);
    form.may("replaced", &mut change.replaced);
}

/// A name that stands twice in a change and is not the same both times.
pub(super) fn two_names(change: &Change) -> Option<(&str, &str)> {
    fn of<T: Named>(map: &SharedMap<String, T>) -> Option<(&str, &str)> {
        map.iter().map(|(key, thing)| (key.as_str(), thing.name())).find(|(key, name)| key != name)
    }
    match change {
        Change::AlterEnum(it) => Some((it.old.name.as_str(), it.new.name.as_str())).filter(|(old, new)| old != new),
        Change::CreateTable(table) | Change::DropTable(table) => of(&table.uniques)
            .or_else(|| of(&table.indexes))
            .or_else(|| of(&table.foreign_keys))
            .or_else(|| of(&table.checks))
            .or_else(|| of(&table.exclusions))
            .or_else(|| table.partitioning.as_ref().and_then(|it| of(&it.partitions))),
        Change::AlterPartitioning { partitioning, .. } => {
            [&partitioning.old, &partitioning.new].into_iter().flatten().find_map(|it| of(&it.partitions))
        }
        _ => None,
    }
}
