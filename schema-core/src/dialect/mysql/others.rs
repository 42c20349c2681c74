//! The unmanaged objects of a database.

use crate::dialect::{Unmanaged, UnmanagedKind};

#[derive(Default)]
pub(super) struct Others(pub(super) Vec<Unmanaged>);

impl Others {
    /// A part of a table.
    pub(super) fn tell(&mut self, kind: UnmanagedKind, [table, part]: [&str; 2]) {
        self.0.push(Unmanaged::of_part(kind, table, part));
    }

    /// What is said of a table.
    pub(super) fn tell_of_table(&mut self, kind: UnmanagedKind, table: &str) {
        self.0.push(Unmanaged::of_table(kind, table));
    }

    /// An option of a table: `row_format=DYNAMIC`.
    pub(super) fn tell_option(&mut self, table: &str, option: &str) {
        let name = option.split_once('=').map_or(option, |(name, _)| name).to_owned();
        self.0.push(Unmanaged { own_name: name, ..Unmanaged::of_part(UnmanagedKind::TableOption, table, option) });
    }

    /// What belongs to no table.
    pub(super) fn tell_alone(&mut self, kind: UnmanagedKind, name: &str) {
        self.0.push(Unmanaged::new(kind, name, name));
    }
}
