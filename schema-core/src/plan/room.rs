//! What has to be there before tables are: their namespaces and extensions.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::step::{Operation, Phase};
use super::{Extension, Reason};
use crate::schema::Schema;

impl Context<'_> {
    /// Namespaces that come new with a table.
    pub(super) fn namespaces(&mut self, here: &Schema) {
        if !self.capabilities.makes_namespaces {
            return;
        }
        let there: BTreeSet<_> = here.tables.keys().filter_map(|name| name.namespace.as_ref()).collect();
        let mut made = BTreeSet::new();
        for name in self.new.tables.keys() {
            let Some(namespace) = name.namespace.as_ref().filter(|it| !there.contains(it)) else { continue };
            if made.insert(namespace) {
                let why = [Reason::Namespace(name.clone())];
                self.push(Phase::Namespaces, Operation::CreateNamespace(namespace.clone()), &why, &[]);
            }
        }
    }

    /// Extensions that tables come to need. Nobody knows what else needs one: none is dropped.
    pub(super) fn extensions(&mut self) {
        let of = self.capabilities.extensions;
        let there: BTreeSet<Extension> = self.old.tables.values().flat_map(|table| of(table).into_keys()).collect();
        let mut needed = BTreeMap::new();
        for table in self.new.tables.values() {
            for (extension, what) in of(table).into_iter().filter(|(it, _)| !there.contains(it)) {
                needed.entry(extension).or_insert(what);
            }
        }
        for (extension, what) in needed {
            let why = [Reason::Extension { name: extension.name.clone(), of: what }];
            self.push(Phase::Namespaces, Operation::CreateExtension(extension), &why, &[]);
        }
    }
}
