//! The steps of a plan, and the order in which they run.

use std::sync::Arc;

use crate::diff::{ConstraintKind, Pair};
use crate::schema::{
    Check, Column, EnumType, Exclusion, ForeignKey, Identity, Index, Partition, Partitioning, PrimaryKey, TableName,
    TableOptions, Unique,
};

use super::{Conversion, Extension, Hazard, Reason};

/// When a step runs. The variants stand in the order of work; each says what breaks otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Before anything lies in it.
    Namespaces,
    /// Everything after this speaks of things by their new names.
    Rename,
    /// Before the tables, columns and keys at either end go or change type: PostgreSQL and MySQL refuse that while a
    /// foreign key holds them.
    DropForeignKeys,
    /// Before the keys that their foreign keys stand on go, where those cannot be taken off, and before new tables, indexes and
    /// sequences could want the names of theirs. Only where one of these is so.
    DropTables,
    /// Before their columns go (SQLite refuses to drop an indexed column), and before their names are taken again: names
    /// of indexes are unique in the whole schema on PostgreSQL and SQLite.
    DropConstraints,
    /// Before the columns of these types: PostgreSQL looks a type up when the column is made.
    CreateTypes,
    /// New columns and new types, as far as existing rows allow.
    AlterTables,
    /// After new columns are there and types are changed, before old columns go: the value may be made from them.
    FillRows,
    /// Before anything is altered again: PostgreSQL refuses that while a deferred constraint waits to look at rows.
    Settle,
    /// What holds only once every row has its value: NOT NULL, and on MySQL the one statement with all the rest.
    Tighten,
    /// After the columns that their foreign keys point to, and before columns go that their rows can be copied from.
    CreateTables,
    /// After values were taken from them. Tables that are made anew without some of theirs, too.
    DropColumns,
    /// After the last column of the type is gone, since PostgreSQL refuses before.
    DropTypes,
    /// New tables that get the name of a type or a sequence that went.
    TakeNames,
    /// After the columns that they are computed from have their final types: PostgreSQL refuses to change those under them.
    AddGenerated,
    /// After the columns have their final types and values, else indexes are built twice or refused.
    AddKeys,
    /// After the unique keys that they point to: every engine but SQLite looks for them at once.
    AddForeignKeys,
    /// They disturb nothing.
    Comments,
    /// Tables with their rows, where nothing new needs what they hold: the rows can be copied before. On an engine that cannot
    /// roll back, all tables and columns, after everything that rows can stop.
    LoseData,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When it runs.
    pub phase: Phase,
    /// What it does.
    pub operation: Operation,
    /// Why it exists: the changes that it carries out, and what they need.
    pub why: Vec<Reason>,
    /// What is dangerous about it.
    pub hazards: Vec<Hazard>,
}

/// What a step does. Types and values are spelled already; names are not quoted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A namespace, if it is not there yet.
    CreateNamespace(String),
    /// An extension, if it is not there yet.
    CreateExtension(Extension),
    /// A new enum type.
    CreateEnum(EnumType),
    /// A new value of an enum type.
    AddEnumValue {
        /// The type.
        name: String,
        /// The value.
        value: String,
        /// Where it stands.
        place: ValuePlace,
    },
    /// A value of an enum type takes another name.
    RenameEnumValue {
        /// The type.
        name: String,
        /// The values.
        value: Pair<String>,
    },
    /// An enum type takes another name, or makes room for another one of its name.
    RenameEnum(Pair<String>),
    /// An enum type goes.
    DropEnum(String),
    /// A table takes another name, and its primary key with it where that has one.
    RenameTable {
        /// The table.
        table: Pair<TableName>,
        /// The primary key's constraint.
        primary_key: Option<Pair<String>>,
    },
    /// A column takes another name.
    RenameColumn {
        /// The table.
        table: TableName,
        /// The names.
        column: Pair<String>,
    },
    /// A constraint or index takes another name.
    RenameConstraint {
        /// The table.
        table: TableName,
        /// What it is.
        kind: ConstraintKind,
        /// The names.
        name: Pair<String>,
    },
    /// The constraint of a primary key takes another name.
    RenamePrimaryKey {
        /// The table.
        table: TableName,
        /// The names.
        name: Pair<String>,
    },
    /// A new table.
    CreateTable(Box<TableForm>),
    /// A new partition of a table.
    CreatePartition {
        /// The table.
        table: TableName,
        /// The partition.
        partition: Arc<Partition>,
    },
    /// A partition goes, with its rows.
    DropPartition {
        /// The table.
        table: TableName,
        /// The partition's name.
        partition: String,
    },
    /// A statement of the user, word for word.
    Run(String),
    /// A table goes.
    DropTable(TableName),
    /// A table is changed in place.
    AlterTable {
        /// The table.
        table: TableName,
        /// The changes, all in one statement where the engine can.
        alterations: Vec<Alteration>,
    },
    /// A table is made anew and its rows are copied.
    Rebuild(Box<Rebuild>),
    /// Rows get a value.
    Fill {
        /// The table.
        table: TableName,
        /// The column.
        column: String,
        /// The value, spelled.
        value: String,
        /// Only rows that have none.
        only_null: bool,
        /// Columns that get the time of every change of their row, and keep theirs. Set when the steps stand in order.
        kept: Vec<String>,
    },
    /// Rows get what an expression makes of the value that they have.
    Convert {
        /// The table.
        table: TableName,
        /// The column.
        column: String,
        /// The expression, as in [`Conversion::Using`].
        expression: String,
        /// As in [`Operation::Fill`].
        kept: Vec<String>,
    },
    /// Rows get the value of another column.
    Copy {
        /// The table.
        table: TableName,
        /// The column.
        column: String,
        /// The other one.
        from: String,
        /// As in [`Operation::Fill`].
        kept: Vec<String>,
    },
    /// The sequence of a numbered column takes the type that the column has now.
    RetypeNumbers {
        /// The table.
        table: TableName,
        /// The column.
        column: String,
        /// The type.
        ty: String,
    },
    /// What constraints put off to the end of the transaction, they do at once from now on.
    Settle,
    /// The numbering of an identity column goes on after its highest value.
    ContinueIdentity {
        /// The table.
        table: TableName,
        /// The column.
        column: String,
        /// How it is numbered.
        identity: Identity,
    },
    /// A new index that is made by a statement of its own.
    CreateIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: Arc<Index>,
    },
    /// The comment of an index, where it is a statement of its own.
    CommentIndex {
        /// The table.
        table: TableName,
        /// The index.
        name: String,
        /// The comment; none takes it away.
        comment: Option<String>,
    },
    /// Such an index goes.
    DropIndex {
        /// The table.
        table: TableName,
        /// The index.
        name: String,
        /// Only if there is one: a unique constraint may stand in the definition of its table instead.
        if_there: bool,
    },
    /// The comment of a table, or of a column of it.
    Comment {
        /// The table.
        table: TableName,
        /// The column.
        column: Option<String>,
        /// The comment; none takes it away.
        comment: Option<String>,
    },
}

/// Where a new value of an enum type stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValuePlace {
    /// Before this one.
    Before(String),
    /// After this one.
    After(String),
}

/// One change of a table in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// A new column, with the foreign key that has to come with it where none can be added later.
    AddColumn(ColumnForm, Option<Arc<ForeignKey>>),
    /// A column goes.
    DropColumn(String),
    /// A column takes another name, in one statement with what speaks of it.
    RenameColumn(Pair<String>),
    /// A column gets a whole new definition, which may be one in between. Beside it the column as it was and as it will be.
    ModifyColumn(ColumnForm, Pair<Arc<Column>>),
    /// A column gets another type.
    SetType {
        /// The column as it was and as it will be.
        column: Pair<Arc<Column>>,
        /// The type, spelled.
        ty: String,
        /// Its collation, where it is not the engine's own.
        collation: Option<String>,
        /// How its values change.
        conversion: Conversion,
    },
    /// A column gets a default, spelled.
    SetDefault(String, String),
    /// A column loses its default.
    DropDefault(String),
    /// A column takes no NULL any more.
    SetNotNull(String),
    /// A column takes NULL.
    DropNotNull(String),
    /// The engine numbers the column.
    AddIdentity(String, Identity),
    /// The engine numbers the column otherwise.
    SetIdentity(String, Pair<Identity>),
    /// The column is computed by another expression, spelled.
    SetExpression(String, String),
    /// The column is no longer computed, and keeps its values.
    DropExpression(String),
    /// The engine no longer numbers the column.
    DropIdentity(String),
    /// A primary key.
    AddPrimaryKey(PrimaryKey),
    /// No primary key any more; the name of its constraint, where it was given one.
    DropPrimaryKey(Option<String>),
    /// A unique constraint.
    AddUnique(Arc<Unique>),
    /// A unique constraint goes.
    DropUnique(String),
    /// An index.
    AddIndex(Arc<Index>),
    /// An index goes.
    DropIndex(String),
    /// A foreign key.
    AddForeignKey(Arc<ForeignKey>),
    /// A foreign key goes.
    DropForeignKey(String),
    /// A check.
    AddCheck(Arc<Check>),
    /// A check goes.
    DropCheck(String),
    /// A check or foreign key holds for the rows that were there before it, too.
    Validate(String),
    /// An exclusion constraint.
    AddExclusion(Arc<Exclusion>),
    /// An exclusion constraint goes.
    DropExclusion(String),
    /// What else the engine keeps of the table.
    SetOptions(Box<Pair<TableOptions>>),
    /// The comment of the table.
    Comment(Option<String>),
    /// The whole table is written anew.
    WriteAnew,
}

/// A column as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnForm {
    /// Name.
    pub name: String,
    /// Type, spelled.
    pub ty: String,
    /// The values that a check allows, and the name of that check, where an enum is one.
    pub check: Option<(String, Vec<String>)>,
    /// Whether NULL may stand in it.
    pub nullable: bool,
    /// Default, spelled.
    pub default: Option<String>,
    /// How the engine numbers it, if it does.
    pub identity: Option<Identity>,
    /// How the engine computes it, if it does: the expression, spelled, and whether its values are kept.
    pub generated: Option<(String, bool)>,
    /// Its collation, where it is not the engine's own.
    pub collation: Option<String>,
    /// Its character set, where it is not the table's.
    pub charset: Option<String>,
    /// Whether it gets the time of every change of its row.
    pub on_update_now: bool,
    /// Comment, where comments are part of the definition.
    pub comment: Option<String>,
}

/// A table as it is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableForm {
    /// Name.
    pub name: TableName,
    /// Columns in order.
    pub columns: Vec<ColumnForm>,
    /// Primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Unique constraints.
    pub uniques: Vec<Arc<Unique>>,
    /// Indexes.
    pub indexes: Vec<Arc<Index>>,
    /// Foreign keys that are made together with the table.
    pub foreign_keys: Vec<Arc<ForeignKey>>,
    /// Checks.
    pub checks: Vec<Arc<Check>>,
    /// Exclusion constraints.
    pub exclusions: Vec<Arc<Exclusion>>,
    /// What else the engine keeps of it.
    pub options: TableOptions,
    /// How its rows are spread over partitions.
    pub partitioning: Option<Partitioning>,
    /// Comment.
    pub comment: Option<String>,
    /// Comments of columns, where they are statements of their own.
    pub column_comments: Vec<(String, String)>,
}

/// A table made anew under another name, filled, and put in the place of the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuild {
    /// The table as it will be; its name is the old one too.
    pub table: TableForm,
    /// Its name while it is made.
    pub under: TableName,
    /// Columns that are copied, and what from.
    pub copy: Vec<(String, CopyValue)>,
    /// The rows that they are copied from, where that is not the old table itself: its columns as they will be, which
    /// the values of new columns are made from.
    pub source: Vec<(String, CopyValue)>,
    /// Columns that it has and will not have, each with the table.
    pub dropped: Vec<(TableName, String)>,
    /// Columns that change, as they were and as they will be.
    pub altered: Vec<Pair<Arc<Column>>>,
    /// Whether the numbers that were given out once must not be given out again.
    pub keep_sequence: bool,
}

/// Where a value of the new table comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyValue {
    /// The column of this name.
    Column(String),
    /// The column of this name by an expression, as in [`Conversion::Using`].
    Converted(String, String),
    /// The first, or where that is NULL this value, spelled.
    OrElse(Box<CopyValue>, String),
    /// This value, spelled.
    Value(String),
}
