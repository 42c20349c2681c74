//! What lies in the folder of a revision.

use std::path::PathBuf;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::{ManifestError, Node};
use crate::diff::{ApplyError, Change, apply};
use crate::schema::{Dialect, Release, Schema};

/// The content of `revision.toml`. Its serde form is format 1 of that file, which is read and never written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Id; the folder's name begins with it.
    pub id: String,
    /// Ids of the revisions that it follows.
    #[serde(default)]
    pub parents: Vec<String>,
    /// What it is for, in words.
    #[serde(default)]
    pub message: String,
    /// The dialects that `up.sql` and `down.sql` are written in; all if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dialects: Vec<Dialect>,
    /// What its scripts were planned for: they run on these and later versions. Revisions of former versions of this library do not
    /// say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "some_releases")]
    pub targets: Vec<Release>,
    /// What it changes, in an order in which each can be applied to what the ones before it left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// Releases, of which no two are of one dialect, as metadata names them. None at all would turn the comparison with the server off
/// without a word.
fn some_releases<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Release>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    releases(&names).map_err(D::Error::custom)
}

pub(super) fn releases(names: &[String]) -> Result<Vec<Release>, String> {
    if names.is_empty() {
        return Err("`targets` names no version: name one for each dialect, or leave the key out".to_owned());
    }
    Release::all(names.iter().map(String::as_str)).map_err(|error| error.to_string())
}

impl Manifest {
    /// What the script for `dialect` was planned for, where that is known.
    pub fn target(&self, dialect: Dialect) -> Option<Release> {
        self.targets.iter().find(|release| release.dialect == dialect).copied()
    }

    /// The dialects of the project when the revision was made, which read the SQL that models spell once. None without `targets`:
    /// such a revision was written when one rule read names for all engines, and the revisions behind it have what that rule made
    /// of them.
    pub fn readers(&self) -> Vec<Dialect> {
        Release::dialects(&self.targets)
    }

    /// Applies the changes to `schema`, which has the dialects of the revision from then on.
    ///
    /// # Errors
    /// As for [`apply_all`](crate::diff::apply_all), but that what points to nothing is not looked for: revisions behind it may bring that.
    pub fn apply(&self, schema: &mut Schema) -> Result<(), ApplyError> {
        schema.dialects = self.readers();
        self.changes.iter().try_for_each(|change| apply(schema, change))
    }

    /// The text of `revision.toml`, in the newest format.
    #[cfg(feature = "introspect")]
    pub fn to_toml(&self) -> String {
        super::format::text(self)
    }

    /// Reads the text of `revision.toml`, in any format.
    ///
    /// # Errors
    /// It is not TOML, not of a format that this version knows, or not of the form of its format.
    pub fn from_toml(text: &str) -> Result<Self, ManifestError> {
        super::format::read(text)
    }
}

/// A revision as read from its folder.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionFile {
    /// The folder.
    pub folder: PathBuf,
    /// The readable half of the folder's name.
    pub slug: String,
    /// `revision.toml`.
    pub manifest: Manifest,
    /// The scripts; at least one.
    pub scripts: Vec<ScriptFile>,
}

impl RevisionFile {
    /// Id.
    pub fn id(&self) -> &str {
        &self.manifest.id
    }

    /// The name of its folder: `20261122173142_create_users`.
    pub fn name(&self) -> String {
        format!("{}_{}", self.manifest.id, self.slug)
    }

    /// Its place in the graph.
    pub fn node(&self) -> Node {
        Node { id: self.manifest.id.clone(), slug: self.slug.clone(), parents: self.manifest.parents.clone() }
    }

    /// The scripts that serve `dialect`: its own, its sibling's, or `up.sql` if that is written in it.
    pub fn script(&self, dialect: Dialect) -> Option<&ScriptFile> {
        let of = |wanted: Option<Dialect>| self.scripts.iter().find(|script| script.dialect == wanted);
        let named = &self.manifest.dialects;
        let plain_serves = named.is_empty()
            || named.contains(&dialect)
            || dialect.sibling().is_some_and(|sibling| named.contains(&sibling));
        of(Some(dialect))
            .or_else(|| dialect.sibling().and_then(|sibling| of(Some(sibling))))
            .or_else(|| of(None).filter(|_| plain_serves))
    }
}

/// The scripts of a revision for one dialect, word for word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptFile {
    /// The dialect in the file's name; `None` for `up.sql` and `down.sql`.
    pub dialect: Option<Dialect>,
    /// `up.sql`.
    pub up: String,
    /// `down.sql`; without one the revision cannot be taken back.
    pub down: Option<String>,
}

#[cfg(all(test, feature = "introspect"))]
mod tests {
    use super::*;
    use crate::schema::{
        Check, Column, ColumnType, DefaultValue, Index, Literal, PrimaryKey, Spelling, Table, TableName,
    };

    #[test]
    fn targets_are_one_for_a_dialect() {
        for (targets, message) in [
            ("[]", "`targets` names no version: name one for each dialect, or leave the key out"),
            (
                "[\"postgres@14\", \"postgres@15\"]",
                "`postgres@14` and `postgres@15` are versions of one engine: name the oldest alone, `postgres@14`",
            ),
        ] {
            let text = format!("id = \"1\"\ntargets = {targets}\n");
            let error = Manifest::from_toml(&text).unwrap_err();
            assert_eq!(error.message(), message);
            assert_eq!(&text[error.span().unwrap()], targets);
        }
        let both = Manifest::from_toml("id = \"1\"\ntargets = [\"mysql@9\", \"mariadb@10.11\"]\n").unwrap();
        assert_eq!(both.target(Dialect::MARIADB).unwrap().to_string(), "mariadb@10.11");
    }

    #[test]
    fn toml_form_is_exact() {
        let mut users = Table::new("users");
        users.columns.push(Column::new("id", ColumnType::Int { bits: 64, unsigned: false }));
        users.columns.push(Column {
            default: Some(DefaultValue::Literal(Literal::Text("it's \"so\"\n".into()))),
            nullable: true,
            comment: Some("for people".into()),
            ..Column::new("name", ColumnType::Text { max_length: Some(80) })
        });
        users.primary_key = Some(PrimaryKey::new(["id"]));
        users.indexes.insert("ix".into(), Index::new("ix", ["name"]));
        users.comment = Some("people".into());
        let fill = Some(DefaultValue::Now);
        let column = Column::new("at", ColumnType::TimestampTz { precision: None });
        let manifest = Manifest {
            id: "20261122173142".into(),
            parents: vec!["20261122173141".into()],
            message: "create users".into(),
            dialects: vec![Dialect::SQLITE],
            targets: vec![Dialect::SQLITE.into()],
            changes: vec![
                Change::CreateTable(users.into()),
                Change::AddColumn { table: "posts".into(), column: column.into(), fill },
            ],
        };
        let text = manifest.to_toml();
        assert_eq!(Manifest::from_toml(&text).unwrap(), manifest);
    }

    /// Before there were `targets`, a name in double quotes followed a rename whatever the dialects; what lies behind such a
    /// revision names the check as that left it.
    #[test]
    fn a_revision_without_targets_is_replayed_as_it_was_written() {
        let rename =
            "[[changes]]\nrename_column = { table = \"users\", column = { old = \"kind\", new = \"sort\" } }\n";
        for (header, expected) in [
            ("dialects = [\"mysql\"]\n", "\"sort\" <> 'x'"),
            ("dialects = [\"mysql\"]\ntargets = [\"mysql@9\"]\n", "\"kind\" <> 'x'"),
        ] {
            let mut users = Table::new("users");
            users.columns.push(Column::new("kind", ColumnType::Text { max_length: None }));
            users.checks.insert("ck".into(), Check::new("ck", Spelling::any("\"kind\" <> 'x'")));
            let mut schema = Schema::default();
            schema.insert_table(users);
            let manifest = Manifest::from_toml(&format!("id = \"1\"\n{header}{rename}")).unwrap();
            manifest.apply(&mut schema).unwrap();
            let check = &schema.tables[&TableName::from("users")].checks["ck"];
            assert_eq!(check.expression.any.as_deref(), Some(expected), "{header}");
        }
    }
}
