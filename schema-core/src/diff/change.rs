//! Every change that can lie between two schemas: the vocabulary of revisions.
//!
//! A change keeps both sides, so that it can be undone ([`Change::invert`]), told to a person (`Display`) and applied
//! ([`super::apply`]) without asking anything again. No SQL words and no dialect in here.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::schema::{
    Check, Column, DefaultValue, EnumType, Exclusion, ForeignKey, Index, Partition, Partitioning, PrimaryKey, Spelling,
    Table, TableName, TableOptions, Unique,
};

/// The old and the new side of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Pair<T> {
    /// Before.
    pub old: T,
    /// After.
    pub new: T,
}

impl<T> Pair<T> {
    /// The two sides.
    pub fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    /// The way back.
    pub fn invert(self) -> Self {
        Self { old: self.new, new: self.old }
    }
}

/// What has a name inside a table beside its columns; an index counts as a constraint here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(rename_all = "snake_case"))]
pub enum ConstraintKind {
    /// A [`Unique`].
    Unique,
    /// An [`Index`].
    Index,
    /// A [`ForeignKey`].
    ForeignKey,
    /// A [`Check`].
    Check,
    /// An [`Exclusion`].
    Exclusion,
}

/// An enum type before and after a change of its values; both sides have the same name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct EnumChange {
    /// Before.
    pub old: EnumType,
    /// After.
    pub new: EnumType,
    /// Removed values, each with the value that rows get instead. A removed value without one must stand in no row.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub replaced: BTreeMap<String, String>,
}

impl EnumChange {
    /// Values that the old side has and the new one has not.
    pub fn removed(&self) -> impl Iterator<Item = &String> {
        self.old.values.iter().filter(|value| !self.new.values.contains(value))
    }

    /// Of those, the ones that no other value is put in the place of.
    pub fn lost(&self) -> impl Iterator<Item = &String> {
        self.removed().filter(|value| !self.replaced.contains_key(*value))
    }

    /// The way back. Rows keep the value that they got instead of a removed one.
    fn invert(self) -> Self {
        Self { old: self.new, new: self.old, replaced: BTreeMap::new() }
    }
}

impl fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique constraint",
            Self::Index => "index",
            Self::ForeignKey => "foreign key",
            Self::Check => "check constraint",
            Self::Exclusion => "exclusion constraint",
        })
    }
}

/// One change of a schema. In a revision they stand in an order in which each can be applied to what the ones before it left.
///
/// Names: inside a list, a table or column is called as the changes before it left it; renames come first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(rename_all = "snake_case"))]
pub enum Change {
    /// A new enum type.
    CreateEnum(EnumType),
    /// An enum type is gone.
    DropEnum(EnumType),
    /// An enum type has a new name.
    RenameEnum(Pair<String>),
    /// A value of an enum type has a new name, in all rows too.
    RenameEnumValue {
        /// The enum type.
        enum_type: String,
        /// The values.
        value: Pair<String>,
    },
    /// The values of an enum type change.
    AlterEnum(EnumChange),
    /// A table has a new name.
    RenameTable(Pair<TableName>),
    /// A new table with all that is in it.
    CreateTable(Arc<Table>),
    /// A table is gone, with its rows.
    DropTable(Arc<Table>),
    /// The comment of a table changes.
    AlterTableComment {
        /// The table.
        table: TableName,
        /// Its comments; empty text is none.
        comment: Pair<String>,
    },
    /// What else an engine keeps of a table changes.
    AlterTableOptions {
        /// The table.
        table: TableName,
        /// Its options.
        options: Box<Pair<TableOptions>>,
    },
    /// A new partition.
    AddPartition {
        /// The table.
        table: TableName,
        /// The partition.
        partition: Arc<Partition>,
    },
    /// By what the rows of a table are spread over partitions changes, or whether they are at all.
    AlterPartitioning {
        /// The table.
        table: TableName,
        /// How; with all partitions.
        partitioning: Box<Pair<Option<Partitioning>>>,
    },
    /// A partition is gone, with its rows.
    DropPartition {
        /// The table.
        table: TableName,
        /// The partition.
        partition: Arc<Partition>,
    },
    /// A column has a new name.
    RenameColumn {
        /// The table.
        table: TableName,
        /// The names.
        column: Pair<String>,
    },
    /// A constraint or index has a new name and is otherwise the same: mostly a generated name that follows its renamed
    /// table or column.
    RenameConstraint {
        /// The table.
        table: TableName,
        /// What it is.
        kind: ConstraintKind,
        /// The names.
        name: Pair<String>,
    },
    /// A new column.
    AddColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Arc<Column>,
        /// The value for rows that are there already; asked for when the column is NOT NULL without default.
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
        fill: Option<DefaultValue>,
    },
    /// A column is gone, with its values.
    DropColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Arc<Column>,
    },
    /// A column's type, nullability, default, identity or comment changes; both sides have the same name.
    AlterColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Pair<Arc<Column>>,
        /// The value for rows that have NULL; asked for when the column becomes NOT NULL.
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
        fill: Option<DefaultValue>,
    },
    /// A new primary key on a table that had none.
    AddPrimaryKey {
        /// The table.
        table: TableName,
        /// The key.
        primary_key: PrimaryKey,
    },
    /// A primary key is gone.
    DropPrimaryKey {
        /// The table.
        table: TableName,
        /// The key.
        primary_key: PrimaryKey,
    },
    /// The constraint of a primary key has a new name.
    RenamePrimaryKey {
        /// The table.
        table: TableName,
        /// The names; empty text is the engine's own.
        name: Pair<String>,
    },
    /// A new unique constraint.
    AddUnique {
        /// The table.
        table: TableName,
        /// The constraint.
        unique: Arc<Unique>,
        /// A statement that brings the rows that are there already into order first.
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Spelling::is_empty"))]
        repair: Spelling,
    },
    /// A unique constraint is gone.
    DropUnique {
        /// The table.
        table: TableName,
        /// The constraint.
        unique: Arc<Unique>,
    },
    /// A new index.
    AddIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: Arc<Index>,
        /// As in [`Change::AddUnique`], where it is unique.
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Spelling::is_empty"))]
        repair: Spelling,
    },
    /// An index is gone.
    DropIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: Arc<Index>,
    },
    /// A new foreign key.
    AddForeignKey {
        /// The table.
        table: TableName,
        /// The foreign key.
        foreign_key: Arc<ForeignKey>,
        /// As in [`Change::AddUnique`].
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Spelling::is_empty"))]
        repair: Spelling,
    },
    /// A foreign key is gone.
    DropForeignKey {
        /// The table.
        table: TableName,
        /// The foreign key.
        foreign_key: Arc<ForeignKey>,
    },
    /// A new check.
    AddCheck {
        /// The table.
        table: TableName,
        /// The check.
        check: Arc<Check>,
        /// As in [`Change::AddUnique`].
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Spelling::is_empty"))]
        repair: Spelling,
    },
    /// A check is gone.
    DropCheck {
        /// The table.
        table: TableName,
        /// The check.
        check: Arc<Check>,
    },
    /// Whether a check or foreign key holds for the rows that were there before it changes; on PostgreSQL.
    AlterValidity {
        /// The table.
        table: TableName,
        /// What it is.
        kind: ConstraintKind,
        /// Its name.
        name: String,
        /// It holds for all rows from now on, or else for those alone that are written.
        valid: bool,
        /// As in [`Change::AddUnique`].
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Spelling::is_empty"))]
        repair: Spelling,
    },
    /// A new exclusion constraint.
    AddExclusion {
        /// The table.
        table: TableName,
        /// The constraint.
        exclusion: Arc<Exclusion>,
        /// As in [`Change::AddUnique`].
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Spelling::is_empty"))]
        repair: Spelling,
    },
    /// An exclusion constraint is gone.
    DropExclusion {
        /// The table.
        table: TableName,
        /// The constraint.
        exclusion: Arc<Exclusion>,
    },
}

impl Change {
    /// The change that takes this one back. What it cannot bring back are rows and values that were dropped.
    pub fn invert(self) -> Self {
        match self {
            Self::CreateEnum(enum_type) => Self::DropEnum(enum_type),
            Self::DropEnum(enum_type) => Self::CreateEnum(enum_type),
            Self::RenameEnum(pair) => Self::RenameEnum(pair.invert()),
            Self::RenameEnumValue { enum_type, value } => Self::RenameEnumValue { enum_type, value: value.invert() },
            Self::AlterEnum(change) => Self::AlterEnum(change.invert()),
            Self::RenameTable(pair) => Self::RenameTable(pair.invert()),
            Self::CreateTable(table) => Self::DropTable(table),
            Self::DropTable(table) => Self::CreateTable(table),
            Self::AlterTableComment { table, comment } => Self::AlterTableComment { table, comment: comment.invert() },
            Self::AlterTableOptions { table, options } => {
                Self::AlterTableOptions { table, options: Box::new(options.invert()) }
            }
            Self::AddPartition { table, partition } => Self::DropPartition { table, partition },
            Self::DropPartition { table, partition } => Self::AddPartition { table, partition },
            Self::AlterPartitioning { table, partitioning } => {
                Self::AlterPartitioning { table, partitioning: Box::new(partitioning.invert()) }
            }
            Self::RenamePrimaryKey { table, name } => Self::RenamePrimaryKey { table, name: name.invert() },
            Self::RenameColumn { table, column } => Self::RenameColumn { table, column: column.invert() },
            Self::RenameConstraint { table, kind, name } => Self::RenameConstraint { table, kind, name: name.invert() },
            Self::AddColumn { table, column, fill: _ } => Self::DropColumn { table, column },
            Self::DropColumn { table, column } => Self::AddColumn { table, column, fill: None },
            Self::AlterColumn { table, column, fill: _ } => {
                Self::AlterColumn { table, column: column.invert(), fill: None }
            }
            Self::AddPrimaryKey { table, primary_key } => Self::DropPrimaryKey { table, primary_key },
            Self::DropPrimaryKey { table, primary_key } => Self::AddPrimaryKey { table, primary_key },
            Self::AddUnique { table, unique, repair: _ } => Self::DropUnique { table, unique },
            Self::DropUnique { table, unique } => Self::AddUnique { table, unique, repair: Spelling::default() },
            Self::AddIndex { table, index, repair: _ } => Self::DropIndex { table, index },
            Self::DropIndex { table, index } => Self::AddIndex { table, index, repair: Spelling::default() },
            Self::AddForeignKey { table, foreign_key, repair: _ } => Self::DropForeignKey { table, foreign_key },
            Self::DropForeignKey { table, foreign_key } => {
                Self::AddForeignKey { table, foreign_key, repair: Spelling::default() }
            }
            Self::AddCheck { table, check, repair: _ } => Self::DropCheck { table, check },
            Self::DropCheck { table, check } => Self::AddCheck { table, check, repair: Spelling::default() },
            Self::AlterValidity { table, kind, name, valid, repair: _ } => {
                Self::AlterValidity { table, kind, name, valid: !valid, repair: Spelling::default() }
            }
            Self::AddExclusion { table, exclusion, repair: _ } => Self::DropExclusion { table, exclusion },
            Self::DropExclusion { table, exclusion } => {
                Self::AddExclusion { table, exclusion, repair: Spelling::default() }
            }
        }
    }

    /// `+`, `-` or `~`, as people mark them in lists.
    pub const fn symbol(&self) -> char {
        match self {
            Self::CreateEnum(_)
            | Self::CreateTable(_)
            | Self::AddColumn { .. }
            | Self::AddPrimaryKey { .. }
            | Self::AddUnique { .. }
            | Self::AddIndex { .. }
            | Self::AddForeignKey { .. }
            | Self::AddCheck { .. }
            | Self::AddExclusion { .. }
            | Self::AddPartition { .. } => '+',
            Self::DropEnum(_)
            | Self::DropTable(_)
            | Self::DropColumn { .. }
            | Self::DropPrimaryKey { .. }
            | Self::DropUnique { .. }
            | Self::DropIndex { .. }
            | Self::DropForeignKey { .. }
            | Self::DropCheck { .. }
            | Self::DropExclusion { .. }
            | Self::DropPartition { .. } => '-',
            Self::AlterEnum(_)
            | Self::RenameEnum(_)
            | Self::RenameEnumValue { .. }
            | Self::AlterTableOptions { .. }
            | Self::AlterPartitioning { .. }
            | Self::RenamePrimaryKey { .. }
            | Self::AlterValidity { .. }
            | Self::RenameTable(_)
            | Self::AlterTableComment { .. }
            | Self::RenameColumn { .. }
            | Self::RenameConstraint { .. }
            | Self::AlterColumn { .. } => '~',
        }
    }

    /// The table that it is about, by the name that it has before this change; none for enum types.
    pub fn table(&self) -> Option<&TableName> {
        match self {
            Self::CreateEnum(_)
            | Self::DropEnum(_)
            | Self::AlterEnum(_)
            | Self::RenameEnum(_)
            | Self::RenameEnumValue { .. } => None,
            Self::RenameTable(pair) => Some(&pair.old),
            Self::CreateTable(table) | Self::DropTable(table) => Some(&table.name),
            Self::AlterTableComment { table, .. }
            | Self::RenameColumn { table, .. }
            | Self::RenameConstraint { table, .. }
            | Self::AddColumn { table, .. }
            | Self::DropColumn { table, .. }
            | Self::AlterColumn { table, .. }
            | Self::AddPrimaryKey { table, .. }
            | Self::DropPrimaryKey { table, .. }
            | Self::AddUnique { table, .. }
            | Self::DropUnique { table, .. }
            | Self::AddIndex { table, .. }
            | Self::DropIndex { table, .. }
            | Self::AddForeignKey { table, .. }
            | Self::DropForeignKey { table, .. }
            | Self::AddCheck { table, .. }
            | Self::DropCheck { table, .. }
            | Self::AlterTableOptions { table, .. }
            | Self::AddPartition { table, .. }
            | Self::DropPartition { table, .. }
            | Self::AlterPartitioning { table, .. }
            | Self::RenamePrimaryKey { table, .. }
            | Self::AlterValidity { table, .. }
            | Self::AddExclusion { table, .. }
            | Self::DropExclusion { table, .. } => Some(table),
        }
    }

    /// What comes with it that rows may break: the table, the name of the constraint or index, and the statement that
    /// brings the rows that are there already into order first.
    pub fn wants_of_rows(&self) -> Option<(&TableName, &str, &Spelling)> {
        Some(match self {
            Self::AddUnique { table, unique, repair } => (table, &unique.name, repair),
            Self::AddIndex { table, index, repair } if index.unique => (table, &index.name, repair),
            Self::AddForeignKey { table, foreign_key, repair } if !foreign_key.not_valid => {
                (table, &foreign_key.name, repair)
            }
            Self::AddCheck { table, check, repair } if !check.not_valid => (table, &check.name, repair),
            Self::AlterValidity { table, name, valid: true, repair, .. } => (table, name, repair),
            Self::AddExclusion { table, exclusion, repair } => (table, &exclusion.name, repair),
            Self::CreateEnum(_)
            | Self::DropEnum(_)
            | Self::RenameEnum(_)
            | Self::RenameEnumValue { .. }
            | Self::AlterEnum(_)
            | Self::RenameTable(_)
            | Self::CreateTable(_)
            | Self::DropTable(_)
            | Self::AlterTableComment { .. }
            | Self::AlterTableOptions { .. }
            | Self::AddPartition { .. }
            | Self::AlterPartitioning { .. }
            | Self::DropPartition { .. }
            | Self::RenameColumn { .. }
            | Self::RenameConstraint { .. }
            | Self::AddColumn { .. }
            | Self::DropColumn { .. }
            | Self::AlterColumn { .. }
            | Self::AddPrimaryKey { .. }
            | Self::DropPrimaryKey { .. }
            | Self::RenamePrimaryKey { .. }
            | Self::DropUnique { .. }
            | Self::AddIndex { .. }
            | Self::DropIndex { .. }
            | Self::AddForeignKey { .. }
            | Self::DropForeignKey { .. }
            | Self::AddCheck { .. }
            | Self::DropCheck { .. }
            | Self::AlterValidity { .. }
            | Self::DropExclusion { .. } => return None,
        })
    }

    /// The statement that sorts out existing rows before a constraint or index is added, with the table and the name of that.
    #[cfg(feature = "plan")]
    pub(crate) fn repair_mut(&mut self) -> Option<(&TableName, &str, &mut Spelling)> {
        Some(match self {
            Self::AddUnique { table, unique, repair } => (table, &unique.name, repair),
            Self::AddIndex { table, index, repair } => (table, &index.name, repair),
            Self::AddForeignKey { table, foreign_key, repair } => (table, &foreign_key.name, repair),
            Self::AddCheck { table, check, repair } => (table, &check.name, repair),
            Self::AlterValidity { table, name, repair, .. } => (table, name, repair),
            Self::AddExclusion { table, exclusion, repair } => (table, &exclusion.name, repair),
            _ => return None,
        })
    }

    /// The SQL that runs once over the rows that are there: a fill, or what brings them into order first.
    pub fn sql_for_rows(&self) -> Option<&Spelling> {
        match self {
            Self::AddColumn { fill: Some(DefaultValue::Sql(sql)), .. }
            | Self::AlterColumn { fill: Some(DefaultValue::Sql(sql)), .. } => Some(sql),
            change => change.wants_of_rows().map(|(_, _, repair)| repair),
        }
    }

    /// The column that it is about, where it is about one, by the name that it has after this change.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::RenameColumn { column, .. } => Some(&column.new),
            Self::AddColumn { column, .. } | Self::DropColumn { column, .. } => Some(&column.name),
            Self::AlterColumn { column, .. } => Some(&column.new.name),
            _ => None,
        }
    }

    /// The enum type that it is about, where it is about one, by the name that it has after this change.
    pub fn enum_type(&self) -> Option<&str> {
        match self {
            Self::CreateEnum(it) | Self::DropEnum(it) => Some(&it.name),
            Self::AlterEnum(it) => Some(&it.new.name),
            Self::RenameEnum(pair) => Some(&pair.new),
            Self::RenameEnumValue { enum_type, .. } => Some(enum_type),
            _ => None,
        }
    }

    /// The column, constraint, index or partition in its table that it is about, by the names before and after this change; none for
    /// the table as a whole, and for a primary key that is added or dropped.
    pub fn part(&self) -> Option<Pair<&str>> {
        let name = match self {
            Self::RenameColumn { column: name, .. }
            | Self::RenameConstraint { name, .. }
            | Self::RenamePrimaryKey { name, .. } => return Some(Pair::new(&name.old, &name.new)),
            Self::AddUnique { unique, .. } | Self::DropUnique { unique, .. } => &unique.name,
            Self::AddIndex { index, .. } | Self::DropIndex { index, .. } => &index.name,
            Self::AddForeignKey { foreign_key, .. } | Self::DropForeignKey { foreign_key, .. } => &foreign_key.name,
            Self::AddCheck { check, .. } | Self::DropCheck { check, .. } => &check.name,
            Self::AddExclusion { exclusion, .. } | Self::DropExclusion { exclusion, .. } => &exclusion.name,
            Self::AlterValidity { name, .. } => name,
            Self::AddPartition { partition, .. } | Self::DropPartition { partition, .. } => &partition.name,
            change => change.column()?,
        };
        Some(Pair::new(name, name))
    }

    /// A piece for the name of a revision: `create_users`, `add_users_bio`.
    pub fn name_fragment(&self) -> String {
        match self {
            Self::CreateEnum(it) => format!("create_{}", it.name),
            Self::DropEnum(it) => format!("drop_{}", it.name),
            Self::AlterEnum(change) => format!("alter_{}", change.new.name),
            Self::RenameEnum(pair) => format!("rename_{}_to_{}", pair.old, pair.new),
            Self::RenameEnumValue { enum_type, value } => format!("rename_{enum_type}_{}_to_{}", value.old, value.new),
            Self::RenameTable(pair) => format!("rename_{}_to_{}", pair.old.name, pair.new.name),
            Self::CreateTable(table) => format!("create_{}", table.name.name),
            Self::DropTable(table) => format!("drop_{}", table.name.name),
            Self::AlterTableComment { table, .. } => format!("comment_{}", table.name),
            Self::RenameColumn { table, column } => format!("rename_{}_{}_to_{}", table.name, column.old, column.new),
            Self::RenameConstraint { table: _, kind: _, name } => format!("rename_{}_to_{}", name.old, name.new),
            Self::AddColumn { table, column, .. } => format!("add_{}_{}", table.name, column.name),
            Self::DropColumn { table, column } => format!("drop_{}_{}", table.name, column.name),
            Self::AlterColumn { table, column, .. } => format!("alter_{}_{}", table.name, column.new.name),
            Self::AddPrimaryKey { table, .. } => format!("add_{}_primary_key", table.name),
            Self::DropPrimaryKey { table, .. } => format!("drop_{}_primary_key", table.name),
            Self::AddUnique { unique, .. } => format!("add_{}", unique.name),
            Self::DropUnique { unique, .. } => format!("drop_{}", unique.name),
            Self::AddIndex { index, .. } => format!("add_{}", index.name),
            Self::DropIndex { index, .. } => format!("drop_{}", index.name),
            Self::AddForeignKey { foreign_key, .. } => format!("add_{}", foreign_key.name),
            Self::DropForeignKey { foreign_key, .. } => format!("drop_{}", foreign_key.name),
            Self::AddCheck { check, .. } => format!("add_{}", check.name),
            Self::DropCheck { check, .. } => format!("drop_{}", check.name),
            Self::AlterTableOptions { table, .. } => format!("alter_{}", table.name),
            Self::AlterPartitioning { table, .. } => format!("partition_{}", table.name),
            Self::AddPartition { partition, .. } => format!("add_{}", partition.name),
            Self::DropPartition { partition, .. } => format!("drop_{}", partition.name),
            Self::RenamePrimaryKey { table, .. } => format!("rename_{}_primary_key", table.name),
            Self::AlterValidity { name, valid: true, .. } => format!("validate_{name}"),
            Self::AlterValidity { name, .. } => format!("leave_{name}_not_valid"),
            Self::AddExclusion { exclusion, .. } => format!("add_{}", exclusion.name),
            Self::DropExclusion { exclusion, .. } => format!("drop_{}", exclusion.name),
        }
    }
}
