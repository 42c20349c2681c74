//! The keys that one engine has: they stand in a list that is called as the dialect is, as in `sqlite(strict)`.

use std::collections::BTreeSet;

use super::Collector;
use super::ProblemKind;
use super::entry::{Body, Entry, parts};
use super::keys::{MARIADB, MYSQL, POSTGRES, Place, SQLITE};
use super::nearest::did_you_mean;
use crate::schema::Dialect;

/// Names of dialects at a place, each with its keys there.
type Groups = &'static [(&'static str, &'static [&'static str])];

const ON_MODEL: Groups = &[
    (SQLITE, &["strict", "without_rowid"]),
    (POSTGRES, &["tablespace", "unlogged", "with", "partition_by"]),
    (MYSQL, &["engine", "charset", "collate"]),
];
const ON_FIELD: Groups =
    &[(SQLITE, &["type"]), (POSTGRES, &["type"]), (MYSQL, &["type", "charset", "on_update"]), (MARIADB, &["type"])];
/// Those in `index(...)`.
pub(super) const IN_INDEX: Groups = &[(POSTGRES, &["with"])];

/// The keys of the engines at `place`.
pub(super) const fn at(place: Place) -> Groups {
    match place {
        Place::Model => ON_MODEL,
        Place::Field => ON_FIELD,
        Place::Enum | Place::Variant | Place::Newtype => &[],
    }
}

/// The list that a key at `place` stands in, if it is one of a single engine.
pub fn engine_of(place: Place, key: &str) -> Option<&'static str> {
    at(place).iter().find(|(_, keys)| keys.contains(&key)).map(|(engine, _)| *engine)
}

/// The list that a key in `index(...)` stands in; an empty text if no engine has one of this name.
pub fn engine_of_index(key: &str) -> &'static str {
    IN_INDEX.iter().find(|(_, keys)| keys.contains(&key)).map_or("", |(engine, _)| *engine)
}

/// How a key that stands alone is written in the list of its engine.
pub(super) fn grouped(place: Place, name: &str) -> Option<String> {
    let engine = engine_of(place, name).filter(|_| name != "type")?;
    Some(format!("{engine}({})", form(name)))
}

fn form(name: &str) -> &'static str {
    match name {
        "strict" => "strict",
        "without_rowid" => "without_rowid",
        "unlogged" => "unlogged",
        "tablespace" => "tablespace = \"...\"",
        "with" => "with(fillfactor = 70)",
        "partition_by" => "partition_by(range(field))",
        "engine" => "engine = \"InnoDB\"",
        "collate" => "collate = \"...\"",
        "on_update" => "on_update(now)",
        _ => "charset = \"...\"",
    }
}

impl Entry {
    /// The dialect that it is the list of.
    pub(super) fn engine(&self, groups: Groups) -> Option<Dialect> {
        let name = self.name();
        groups.iter().find(|(engine, _)| *engine == name).and_then(|(engine, _)| engine.parse().ok())
    }

    /// The keys in the list of an engine, each of them once.
    ///
    /// `seen` are the keys of all lists at one place: an engine may have several.
    pub(super) fn keys_of_engine(
        self,
        groups: Groups,
        seen: &mut BTreeSet<String>,
        problems: &mut Collector,
    ) -> Vec<Self> {
        let engine = self.name();
        let Some((_, known)) = groups.iter().find(|(name, _)| *name == engine) else { return Vec::new() };
        let forms = || format!("there are `{}`", known.join("`, `"));
        let Body::List(list) = self.body else {
            let message = format!("`{engine}` wants a list of keys: {}", forms());
            problems.report(ProblemKind::AttributeSyntax, &self.key, message);
            return Vec::new();
        };
        let mut keys = Vec::new();
        for part in parts(list, problems) {
            let Some(entry) = Self::parse(part, problems) else { continue };
            let name = entry.name();
            if !known.contains(&name.as_str()) {
                let near = did_you_mean(&name, known.iter().copied());
                let help = if near.is_empty() { format!(": {}", forms()) } else { near };
                let message = format!("unknown key `{name}` in `{engine}`{help}");
                problems.report(ProblemKind::UnknownAttribute, &entry.key, message);
            } else if !seen.insert(format!("{engine}.{name}")) {
                problems.report(ProblemKind::RepeatedAttribute, &entry.key, format!("`{name}` is given twice"));
            } else {
                keys.push(entry);
            }
        }
        if keys.is_empty() && problems.is_empty() {
            problems.report(ProblemKind::AttributeSyntax, &self.key, format!("`{engine}` is empty: {}", forms()));
        }
        keys
    }
}
