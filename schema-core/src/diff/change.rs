//! Every change that can lie between two schemas: the vocabulary of revisions.
//!
//! A change keeps both sides, so that it can be undone ([`Change::invert`]), told to a person (`Display`) and applied
//! ([`super::apply`]) without asking anything again. No SQL words and no dialect in here.

use std::fmt;

use crate::schema::{Check, Column, DefaultValue, EnumType, ForeignKey, Index, PrimaryKey, Table, TableName, Unique};

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
}

impl fmt::Display for ConstraintKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::Index => "index",
            Self::ForeignKey => "foreign key",
            Self::Check => "check",
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
    /// The values of an enum type change; both sides have the same name.
    AlterEnum(Pair<EnumType>),
    /// A table has a new name.
    RenameTable(Pair<TableName>),
    /// A new table with all that is in it.
    CreateTable(Table),
    /// A table is gone, with its rows.
    DropTable(Table),
    /// The comment of a table changes.
    AlterTableComment {
        /// The table.
        table: TableName,
        /// Its comments; empty text is none.
        comment: Pair<String>,
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
        column: Column,
        /// The value for rows that are there already; asked for when the column is NOT NULL without default.
        #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
        fill: Option<DefaultValue>,
    },
    /// A column is gone, with its values.
    DropColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Column,
    },
    /// A column's type, nullability, default, identity or comment changes; both sides have the same name.
    AlterColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Pair<Column>,
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
    /// A new unique constraint.
    AddUnique {
        /// The table.
        table: TableName,
        /// The constraint.
        unique: Unique,
    },
    /// A unique constraint is gone.
    DropUnique {
        /// The table.
        table: TableName,
        /// The constraint.
        unique: Unique,
    },
    /// A new index.
    AddIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: Index,
    },
    /// An index is gone.
    DropIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: Index,
    },
    /// A new foreign key.
    AddForeignKey {
        /// The table.
        table: TableName,
        /// The foreign key.
        foreign_key: ForeignKey,
    },
    /// A foreign key is gone.
    DropForeignKey {
        /// The table.
        table: TableName,
        /// The foreign key.
        foreign_key: ForeignKey,
    },
    /// A new check.
    AddCheck {
        /// The table.
        table: TableName,
        /// The check.
        check: Check,
    },
    /// A check is gone.
    DropCheck {
        /// The table.
        table: TableName,
        /// The check.
        check: Check,
    },
}

impl Change {
    /// The change that takes this one back. What it cannot bring back are rows and values that were dropped.
    pub fn invert(self) -> Self {
        match self {
            Self::CreateEnum(enum_type) => Self::DropEnum(enum_type),
            Self::DropEnum(enum_type) => Self::CreateEnum(enum_type),
            Self::AlterEnum(pair) => Self::AlterEnum(pair.invert()),
            Self::RenameTable(pair) => Self::RenameTable(pair.invert()),
            Self::CreateTable(table) => Self::DropTable(table),
            Self::DropTable(table) => Self::CreateTable(table),
            Self::AlterTableComment { table, comment } => Self::AlterTableComment { table, comment: comment.invert() },
            Self::RenameColumn { table, column } => Self::RenameColumn { table, column: column.invert() },
            Self::RenameConstraint { table, kind, name } => Self::RenameConstraint { table, kind, name: name.invert() },
            Self::AddColumn { table, column, fill: _ } => Self::DropColumn { table, column },
            Self::DropColumn { table, column } => Self::AddColumn { table, column, fill: None },
            Self::AlterColumn { table, column, fill: _ } => {
                Self::AlterColumn { table, column: column.invert(), fill: None }
            }
            Self::AddPrimaryKey { table, primary_key } => Self::DropPrimaryKey { table, primary_key },
            Self::DropPrimaryKey { table, primary_key } => Self::AddPrimaryKey { table, primary_key },
            Self::AddUnique { table, unique } => Self::DropUnique { table, unique },
            Self::DropUnique { table, unique } => Self::AddUnique { table, unique },
            Self::AddIndex { table, index } => Self::DropIndex { table, index },
            Self::DropIndex { table, index } => Self::AddIndex { table, index },
            Self::AddForeignKey { table, foreign_key } => Self::DropForeignKey { table, foreign_key },
            Self::DropForeignKey { table, foreign_key } => Self::AddForeignKey { table, foreign_key },
            Self::AddCheck { table, check } => Self::DropCheck { table, check },
            Self::DropCheck { table, check } => Self::AddCheck { table, check },
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
            | Self::AddCheck { .. } => '+',
            Self::DropEnum(_)
            | Self::DropTable(_)
            | Self::DropColumn { .. }
            | Self::DropPrimaryKey { .. }
            | Self::DropUnique { .. }
            | Self::DropIndex { .. }
            | Self::DropForeignKey { .. }
            | Self::DropCheck { .. } => '-',
            Self::AlterEnum(_)
            | Self::RenameTable(_)
            | Self::AlterTableComment { .. }
            | Self::RenameColumn { .. }
            | Self::RenameConstraint { .. }
            | Self::AlterColumn { .. } => '~',
        }
    }

    /// The table that it is about, by the name that it has before this change; none for enum types.
    pub const fn table(&self) -> Option<&TableName> {
        match self {
            Self::CreateEnum(_) | Self::DropEnum(_) | Self::AlterEnum(_) => None,
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
            | Self::DropCheck { table, .. } => Some(table),
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

    /// A piece for the name of a revision: `create_users`, `add_users_bio`.
    pub fn name_fragment(&self) -> String {
        match self {
            Self::CreateEnum(it) => format!("create_{}", it.name),
            Self::DropEnum(it) => format!("drop_{}", it.name),
            Self::AlterEnum(pair) => format!("alter_{}", pair.new.name),
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
        }
    }
}

/// A sentence that a person can read aloud, without the symbol: "add column `users.bio`: text, null".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CreateEnum(it) => write!(f, "create enum `{}`: {}", it.name, it.values.join(", ")),
            Self::DropEnum(it) => write!(f, "drop enum `{}`", it.name),
            Self::AlterEnum(Pair { old, new }) => {
                write!(f, "alter enum `{}`: {} -> {}", new.name, old.values.join(", "), new.values.join(", "))
            }
            Self::RenameTable(pair) => write!(f, "rename table `{}` to `{}`", pair.old, pair.new),
            Self::CreateTable(table) => {
                write!(f, "create table `{}`: {}", table.name, count(table.columns.len(), "column"))
            }
            Self::DropTable(table) => write!(f, "drop table `{}`", table.name),
            Self::AlterTableComment { table, .. } => write!(f, "alter table `{table}`: comment"),
            Self::RenameColumn { table, column } => {
                write!(f, "rename column `{table}.{}` to `{}`", column.old, column.new)
            }
            Self::RenameConstraint { table, kind, name } => {
                write!(f, "rename {kind} `{}` on `{table}` to `{}`", name.old, name.new)
            }
            Self::AddColumn { table, column, fill } => {
                write!(f, "add column `{table}.{}`: {}", column.name, describe(column))?;
                fill.as_ref().map_or(Ok(()), |fill| write!(f, ", existing rows get {fill}"))
            }
            Self::DropColumn { table, column } => write!(f, "drop column `{table}.{}`", column.name),
            Self::AlterColumn { table, column, fill } => {
                write!(f, "alter column `{table}.{}`: {}", column.new.name, difference(&column.old, &column.new))?;
                fill.as_ref().map_or(Ok(()), |fill| write!(f, ", existing NULLs get {fill}"))
            }
            Self::AddPrimaryKey { table, primary_key } => {
                write!(f, "add primary key to `{table}`: {}", primary_key.columns.join(", "))
            }
            Self::DropPrimaryKey { table, .. } => write!(f, "drop primary key of `{table}`"),
            Self::AddUnique { table, unique } => {
                write!(f, "add unique `{}` on `{table}`: {}", unique.name, unique.columns.join(", "))
            }
            Self::DropUnique { table, unique } => write!(f, "drop unique `{}` on `{table}`", unique.name),
            Self::AddIndex { table, index } => {
                write!(f, "add index `{}` on `{table}`: {}", index.name, index.columns.join(", "))
            }
            Self::DropIndex { table, index } => write!(f, "drop index `{}` on `{table}`", index.name),
            Self::AddForeignKey { table, foreign_key } => write!(
                f,
                "add foreign key `{}` on `{table}`: {} -> {}.{}",
                foreign_key.name,
                foreign_key.columns.join(", "),
                foreign_key.references_table,
                foreign_key.references_columns.join(", "),
            ),
            Self::DropForeignKey { table, foreign_key } => {
                write!(f, "drop foreign key `{}` on `{table}`", foreign_key.name)
            }
            Self::AddCheck { table, check } => {
                write!(f, "add check `{}` on `{table}`: {}", check.name, check.expression)
            }
            Self::DropCheck { table, check } => write!(f, "drop check `{}` on `{table}`", check.name),
        }
    }
}

fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// A column in words: `text, null, default "x"`.
fn describe(column: &Column) -> String {
    let Column { name: _, ty, nullable, default, identity, comment: _ } = column;
    let mut words = vec![ty.to_string(), if *nullable { "null".into() } else { "not null".into() }];
    words.extend(default.as_ref().map(|default| format!("default {default}")));
    words.extend(identity.as_ref().map(|_| "auto increment".to_owned()));
    words.join(", ")
}

/// What differs between two columns of one name: `i32 -> i64, not null -> null`.
fn difference(old: &Column, new: &Column) -> String {
    let mut words = Vec::new();
    if old.ty != new.ty {
        words.push(format!("{} -> {}", old.ty, new.ty));
    }
    if old.nullable != new.nullable {
        words.push(if new.nullable { "not null -> null".to_owned() } else { "null -> not null".to_owned() });
    }
    match (&old.default, &new.default) {
        (Some(old), None) => words.push(format!("default {old} -> none")),
        (old, Some(new)) if old.as_ref() != Some(new) => words.push(match old {
            Some(old) => format!("default {old} -> {new}"),
            None => format!("default none -> {new}"),
        }),
        _ => {}
    }
    if old.identity != new.identity {
        words.push(if new.identity.is_some() { "auto increment".to_owned() } else { "no auto increment".to_owned() });
    }
    if old.comment != new.comment {
        words.push("comment".to_owned());
    }
    words.join(", ")
}
