//! Tables that a script makes anew under another name, to put them in the place of the old ones.

/// The new table's name until it is renamed is this and the old table's name, in scripts that were generated.
pub(crate) const PREFIX: &str = "_schema_rebuild_";

/// Names of tables that are rebuilt are one whatever the case of their ASCII letters.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// A rebuild in a script: positions of the statements that drop the old table, and that rename the new one.
#[derive(Debug, PartialEq, Eq)]
pub struct Rebuild {
    /// The table.
    pub table: String,
    /// The position of the statement that drops the old table.
    pub drop: usize,
    /// The position of the statement that gives the new table its name.
    pub rename: usize,
}
