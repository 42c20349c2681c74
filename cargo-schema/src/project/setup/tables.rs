//! Tables of a manifest.

use toml_edit::{Item, Table, TableLike};

use schema_core::diagnostic::Code;

use crate::error::{Error, Result};

/// The table `key`, made where there is none.
pub(super) fn table<'a>(parent: &'a mut dyn TableLike, key: &str) -> Result<&'a mut dyn TableLike> {
    let item = parent.entry(key).or_insert_with(|| Item::Table(Table::new()));
    item.as_table_like_mut()
        .ok_or_else(|| Error::usage(Code::InvalidManifest, format!("`{key}` in `Cargo.toml` is not a table")))
}

/// A table that is only there for the tables in it: `[package.metadata]` gets no line of its own.
pub(super) fn implicit_table<'a>(parent: &'a mut dyn TableLike, key: &str) -> Result<&'a mut dyn TableLike> {
    let item = parent.entry(key).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    item.as_table_like_mut()
        .ok_or_else(|| Error::usage(Code::InvalidManifest, format!("`{key}` in `Cargo.toml` is not a table")))
}
