//! What a database has and no model can declare.

use crate::dialect::introspect::Unmodelled;

#[derive(Default)]
pub(super) struct Others(pub(super) Vec<Unmodelled>);

impl Others {
    pub(super) fn tell(&mut self, kind: &str, names: &[&str]) {
        self.0.push(Unmodelled { kind: kind.to_owned(), name: names.join(".") });
    }
}
