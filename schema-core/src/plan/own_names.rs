//! Names that an engine keeps for what it makes itself.

use super::Capabilities;
use crate::schema::Table;

/// What can be called otherwise only.
#[derive(Clone, Copy, Debug)]
pub struct OwnNames {
    /// Columns that every table has.
    pub columns: &'static [&'static str],
    /// Indexes; in whichever case.
    pub indexes: &'static [&'static str],
    /// Types that are found before one of ours, and so would be taken in its place without a word.
    pub types: &'static [&'static str],
}

impl OwnNames {
    /// An engine that keeps none.
    pub const NONE: Self = Self { columns: &[], indexes: &[], types: &[] };
}

impl Capabilities {
    /// Why a table cannot have what it has, as it is called.
    pub(super) fn own_names_problem(&self, table: &Table) -> Option<String> {
        let OwnNames { columns, indexes, types: _ } = self.own_names;
        let column = table.columns.iter().find(|column| columns.contains(&column.name.as_str()));
        if let Some(column) = column {
            return Some(format!("`{}` cannot be a column: every table of {} has one", column.name, self.dialect));
        }
        let keys = table.uniques.keys().chain(table.indexes.keys()).chain(table.foreign_keys.keys());
        let own = |name: &&String| indexes.iter().any(|own| own.eq_ignore_ascii_case(name));
        let name = keys.chain(table.checks.keys()).find(own)?;
        Some(format!("`{name}` cannot be an index or constraint: {} keeps the name for its own", self.dialect))
    }

    /// Why an enum type cannot be called so.
    pub(super) fn own_type_problem(&self, name: &str) -> Option<String> {
        self.own_names.types.contains(&name).then(|| {
            format!(
                "{} has a type `{name}` of its own: give this one another with `#[schema(name = \"...\")]`",
                self.dialect
            )
        })
    }
}
