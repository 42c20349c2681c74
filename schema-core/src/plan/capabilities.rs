//! What an engine can do: the facts that the planner asks for. One constant per dialect, in its folder.

use std::collections::BTreeMap;

use super::{OwnNames, TablePlanner};
use crate::diff::ConstraintKind;
use crate::schema::{
    Column, ColumnType, DefaultValue, Dialect, EnumType, ForeignKey, Identity, IndexMethod, Release, Since, Table,
    TableName, TableOptions, Version,
};

/// The facts of one dialect in one version. What came with a version says [`Since`] which, and [`Capabilities::has`] whether
/// this one has it: so what is refused can name the version that has it.
#[derive(Clone, Copy, Debug)]
pub struct Capabilities {
    /// Whose facts they are; for messages and for texts that users spell per dialect.
    pub dialect: Dialect,
    /// The oldest version that scripts must run on.
    pub version: Version,
    /// How existing tables are changed.
    pub planner: &'static dyn TablePlanner,
    /// A failed revision is rolled back as a whole; otherwise what loses data comes last.
    pub transactional_ddl: bool,
    /// A foreign key can be added to an existing table, and dropped from it.
    pub foreign_keys_alone: bool,
    /// Making a column NOT NULL may copy the table, which a foreign key on the column does not allow.
    pub not_null_copies: bool,
    /// A table cannot be altered while a deferred constraint waits for the end of the transaction.
    pub waits_for_constraints: bool,
    /// The engine carries the new name of a column into views and triggers, so that a name in between would stay there.
    pub renames_in_views: bool,
    /// What an enum type is.
    pub enums: Enums,
    /// Where comments of tables and columns go.
    pub comments: Comments,
    /// A unique constraint is a unique index, made and dropped as one.
    pub uniques_are_indexes: bool,
    /// A foreign key needs an index on its own columns, which has the name of the foreign key where the model has none.
    pub foreign_keys_need_index: bool,
    /// Foreign keys know `SET DEFAULT`.
    pub set_default_action: bool,
    /// Tables may carry a namespace.
    pub namespaces: bool,
    /// A namespace can be made by the way; elsewhere it has to be there.
    pub makes_namespaces: bool,
    /// The extensions that a table needs, each with what of it needs that.
    pub extensions: fn(&Table) -> BTreeMap<Extension, String>,
    /// What its indexes can be and hold.
    pub indexes: IndexFacts,
    /// What its constraints can say.
    pub constraints: ConstraintFacts,
    /// What it keeps of a table: of some options, those that mean something to it.
    pub options: fn(&TableOptions) -> TableOptions,
    /// Columns that are computed when they are read; they are stored where there are none.
    pub virtual_columns: Since,
    /// Vectors of numbers.
    pub vectors: Since,
    /// The type that is spelled so.
    pub spelled_types: fn(&str) -> Since,
    /// Tables that refuse values of another type.
    pub strict_tables: Since,
    /// A column can be dropped without the table being written anew.
    pub drops_columns: Since,
    /// A column can get the time of every change of its row, and a character set.
    pub on_update_now: bool,
    /// What it keeps of how a column is numbered.
    pub identity: fn(&Identity) -> Identity,
    /// The type that a numbered column has in place of one that ends beyond the last number.
    pub numbered: fn(&ColumnType) -> Option<ColumnType>,
    /// A table can be without columns.
    pub bare_tables: bool,
    /// An identity column must be the whole primary key.
    pub identity_is_the_key: bool,
    /// A column cannot become numbered, nor stop to be, while it is at an end of a foreign key.
    pub numbers_only_unbound: bool,
    /// A column of this name can go only while the table is written anew.
    pub drop_needs_copy: fn(&str) -> bool,
    /// Whether numbers of the type are kept as text, and compared as such.
    pub text_numbers: fn(&ColumnType) -> bool,
    /// Columns that lose their names in a subquery.
    pub nameless_in_subqueries: &'static [&'static str],
    /// A column can take another name only by copying the table, while a check speaks of one of this type.
    pub rename_needs_copy: fn(&str) -> bool,
    /// Constraints that can take another name.
    pub renames: &'static [ConstraintKind],
    /// The name of the primary key's constraint, where it has one that must follow its table.
    pub primary_key_name: Option<fn(&TableName) -> String>,
    /// Why a table, column, constraint, index or enum type cannot be called so.
    pub name_problem: fn(&str) -> Option<String>,
    /// What only the engine itself calls so.
    pub own_names: OwnNames,
    /// The type of a column, spelled.
    pub type_name: fn(Dialect, &Column, &Enumerations) -> Result<String, String>,
    /// A spelled type as it is in a table with these options.
    pub type_in: fn(&TableOptions, String) -> Result<String, String>,
    /// The hidden number of each row that a copy of the rows must take along, where both tables have one.
    pub row_number: fn(&Table, &Table) -> Option<&'static str>,
    /// A value for a column, spelled.
    pub value: fn(Dialect, &ColumnType, &DefaultValue) -> Result<String, String>,
    /// Why a column cannot have this default.
    pub default_problem: fn(&Column) -> Option<String>,
    /// Why a column cannot stand in a key or index.
    pub key_problem: fn(&ColumnType) -> Option<String>,
    /// Why a table that is new or changed cannot be; with the column, where it is about one.
    pub table_problem: fn(Dialect, &Table, &Enumerations) -> Option<TableProblem>,
    /// Why a foreign key of the first table cannot lead to the second.
    pub foreign_key_problem: fn(Dialect, &Table, &ForeignKey, &Table) -> Option<String>,
    /// The statement without which a session refuses to write this table.
    pub setting: fn(&Table) -> Option<&'static str>,
    /// The expression, as in [`Conversion::Using`], that makes other values of those that an enum type loses, for a column
    /// of this type; none where that is done otherwise.
    pub remap: fn(&ColumnType, &BTreeMap<String, String>) -> Option<String>,
    /// Whether a spelled type has a character set.
    pub has_charset: fn(&str) -> bool,
    /// The engine itself carries the new name of a column into checks, indexes, defaults and computed columns; else it
    /// refuses to rename what they speak of, unless they are made anew in the same statement.
    pub renames_in_sql: bool,
    /// A computed column can be NOT NULL.
    pub generated_not_null: bool,
    /// Whether SQL takes a text as a value of an enum type, given the SQL, the columns of that type in reach, the name of the
    /// type and the text. An engine that refuses what is no value of the type refuses the SQL then.
    pub takes_as_value: fn(&str, &[&str], &str, &str) -> bool,
    /// How values of one type become values of another; none where the engine knows no way.
    pub conversion: fn(&Column, &Column) -> Option<Conversion>,
    /// Whether the engine itself carries expressions over a column along where the first type becomes the second.
    pub carries: fn(&Column, &Column) -> bool,
    /// How removed values of an enum type become others in a column of this type; the literals are spelled.
    pub replaced: fn(&ColumnType, &[(String, String)]) -> Conversion,
    /// Whether a table with these options keeps values that do not fit the type of their column; else the statement that
    /// changes the type fails or cuts them.
    pub keeps_misfits: fn(&TableOptions) -> bool,
}

impl Capabilities {
    /// Whose facts they are, and of which version.
    pub fn release(&self) -> Release {
        Release::new(self.dialect, self.version)
    }

    /// Whether this version has what came with `since`.
    pub fn has(&self, since: Since) -> bool {
        since.is_in(self.version)
    }

    /// The release that has what came with `since`, where this one lacks it and a later one has it.
    pub fn lacks(&self, since: Since) -> Option<Release> {
        match since {
            Since::Version(first) if first > self.version => Some(Release::new(self.dialect, first)),
            _ => None,
        }
    }
}

/// The conversion of enum values where the column holds their text.
pub(crate) fn replaced_text(_: &ColumnType, values: &[(String, String)]) -> Conversion {
    let when: String = values.iter().map(|(old, new)| format!(" WHEN {old} THEN {new}")).collect();
    Conversion::Using(format!("CASE {{column}}{when} ELSE {{column}} END"))
}

/// What the indexes of an engine can be and hold. What is `false` here and harmless to leave away is left away; what
/// would change which rows are allowed is refused.
#[derive(Clone, Copy, Debug)]
pub struct IndexFacts {
    /// The ways to build one.
    pub methods: &'static [IndexMethod],
    /// Only some rows.
    pub partial: bool,
    /// Expressions.
    pub expressions: bool,
    /// Columns beside the key.
    pub include: bool,
    /// `NULLS FIRST` and `NULLS LAST`.
    pub nulls_order: bool,
    /// Operator classes and storage parameters.
    pub operator_classes: bool,
    /// A collation for each part.
    pub collations: bool,
    /// The start of a column.
    pub prefixes: bool,
    /// Comments.
    pub comments: bool,
}

/// What the constraints of an engine can say.
#[derive(Clone, Copy, Debug)]
pub struct ConstraintFacts {
    /// A primary key with a name.
    pub primary_key_names: bool,
    /// Two NULLs are one value.
    pub nulls_not_distinct: Since,
    /// Unique constraints over texts and bytes of any length.
    pub long_uniques: bool,
    /// Unique constraints that are checked at the end of a transaction.
    pub deferrable_uniques: bool,
    /// Foreign keys that are checked at the end of a transaction.
    pub deferrable_foreign_keys: bool,
    /// `MATCH FULL`.
    pub match_full: bool,
    /// A check or foreign key can leave out the rows that were there before it.
    pub not_valid: bool,
    /// A check can stay away from tables that inherit.
    pub no_inherit: bool,
    /// Exclusion constraints.
    pub exclusions: bool,
    /// Partitioned tables.
    pub partitions: bool,
}

/// An extension of the engine that a revision makes, if it is not there yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Extension {
    /// Where it lies; the connection's default where nothing is said.
    pub namespace: Option<String>,
    /// Its name.
    pub name: String,
}

/// What is wrong with a table, after the column that it is about, if it is about one.
pub type TableProblem = (Option<String>, String);

/// Enum types by name.
pub type Enumerations = BTreeMap<String, EnumType>;

/// What an enum type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enums {
    /// A type of its own, to which values can be added.
    Type,
    /// Part of the column's type.
    Inline,
    /// A check on a text column.
    Check,
}

/// Where comments go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comments {
    /// Nowhere.
    Absent,
    /// Into the definition of the table or column.
    Inline,
    /// Into statements of their own.
    Statement,
}

/// How values of one type become values of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// By themselves.
    Implicit,
    /// By an expression, in which `{column}` stands for the quoted name of the column.
    Using(String),
    /// By another type that takes both: the column gets that first, its rows the value of an expression (as in
    /// [`Conversion::Using`]), and then the column its own.
    Through {
        /// The type in between, spelled.
        ty: String,
        /// The expression.
        expression: String,
    },
}
