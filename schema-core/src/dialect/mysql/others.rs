//! What a database has and no model can declare.

use crate::dialect::introspect::Unmodelled;

#[derive(Default)]
pub(super) struct Others(pub(super) Vec<Unmodelled>);

impl Others {
    /// A part of a table.
    pub(super) fn tell(&mut self, kind: &str, [table, part]: [&str; 2]) {
        self.0.push(Unmodelled::of_part(kind, table, part));
    }

    /// What is said of a table.
    pub(super) fn tell_of_table(&mut self, kind: &str, table: &str) {
        self.0.push(Unmodelled::of_table(kind, table));
    }

    /// What belongs to no table.
    pub(super) fn tell_alone(&mut self, kind: &str, name: &str) {
        self.0.push(Unmodelled::new(kind, name, name));
    }
}
