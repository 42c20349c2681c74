//! Revisions as the migrator takes them: embedded in a program, or read from folders by the command line tool.

use super::{Error, ErrorKind, Record};
use crate::revision::{Graph, Node, script_name};
use crate::schema::{Dialect, Release, Version};
use crate::script;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What the build step embeds.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// The revisions.
    pub revisions: &'static [Revision],
    /// `history-table` of the metadata.
    pub history_table: Option<&'static str>,
    /// `history-schema` of the metadata.
    pub history_schema: Option<&'static str>,
}

/// A revision that the build step embedded.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct Revision {
    /// Id, unique among the revisions.
    pub id: &'static str,
    /// The readable half of its name.
    pub slug: &'static str,
    /// Ids of the revisions that it follows.
    pub parents: &'static [&'static str],
    /// Its scripts, one for each dialect of the project.
    pub scripts: &'static [Script],
}

/// What a revision runs on one dialect.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct Script {
    /// The dialect.
    pub dialect: Dialect,
    /// The dialect in the names of its files: with SQLite `up.sqlite.sql`, with none `up.sql`.
    pub suffix: Option<Dialect>,
    /// The oldest version that it runs on; `None` where nobody has said that.
    pub oldest: Option<Version>,
    /// The text of `up.sql`.
    pub up: &'static str,
    /// The text of `down.sql`; `None` for a revision that cannot be taken back.
    pub down: Option<&'static str>,
}

/// A [`Revision`] that was read at run time.
///
/// ```
/// use schema_core::migrate::OwnedRevision;
///
/// let first = OwnedRevision {
///     id: "20261122173142".to_owned(),
///     slug: "create_users".to_owned(),
///     parents: Vec::new(),
///     scripts: Vec::new(),
/// };
/// assert!(first.parents.is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct OwnedRevision {
    /// Id, unique among the revisions.
    pub id: String,
    /// The readable half of its name.
    pub slug: String,
    /// Ids of the revisions that it follows.
    pub parents: Vec<String>,
    /// Its scripts, one for each dialect of the project.
    pub scripts: Vec<OwnedScript>,
}

/// A [`Script`] that was read at run time.
///
/// ```
/// use schema_core::migrate::OwnedScript;
/// use schema_core::schema::Dialect;
///
/// let script = OwnedScript {
///     dialect: Dialect::SQLITE,
///     suffix: None,
///     oldest: None,
///     up: "CREATE TABLE users (id INTEGER PRIMARY KEY)".to_owned(),
///     down: Some("DROP TABLE users".to_owned()),
/// };
/// assert!(script.down.is_some());
/// ```
#[derive(Clone, Debug)]
pub struct OwnedScript {
    /// The dialect.
    pub dialect: Dialect,
    /// The dialect in the names of its files: with SQLite `up.sqlite.sql`, with none `up.sql`.
    pub suffix: Option<Dialect>,
    /// The oldest version that it runs on; `None` where nobody has said that.
    pub oldest: Option<Version>,
    /// The text of `up.sql`.
    pub up: String,
    /// The text of `down.sql`; `None` for a revision that cannot be taken back.
    pub down: Option<String>,
}

/// Where a migrator has its revisions from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Embedded(&'static [Revision]),
    Owned(Vec<OwnedRevision>),
}

/// Up or down.
///
/// ```
/// use schema_core::migrate::Direction;
///
/// assert_eq!(Direction::Down.name(), "down");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The revision is applied.
    Up,
    /// The revision is taken back.
    Down,
}

impl Direction {
    /// `up` or `down`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }

    /// The script that leads there; `None` where there is no way back.
    #[cfg(feature = "build")]
    pub fn text(self, script: &crate::revision::ScriptFile) -> Option<&str> {
        match self {
            Self::Up => Some(&script.up),
            Self::Down => script.down.as_deref(),
        }
    }
}

/// A revision with what it runs on the dialect at hand.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) id: &'a str,
    pub(super) slug: &'a str,
    pub(super) up: script::Script,
    /// Read when it is asked for: a faulty `down.sql` is in nobody's way up.
    down: Option<&'a str>,
    suffix: Option<Dialect>,
    /// The oldest release that it runs on, where that is known.
    oldest: Option<Release>,
    pub(super) checksum: String,
}

impl Item<'_> {
    pub(super) fn name(&self) -> String {
        format!("{}_{}", self.id, self.slug)
    }

    /// Name of the file of the script for a direction.
    pub(super) fn file(&self, direction: Direction) -> String {
        script_name(direction.name(), self.suffix)
    }

    /// Refuses a server that is older than what the scripts were planned for. The script of another flavor says nothing of this one.
    ///
    /// # Errors
    /// It is older.
    fn refuse_older(&self, server: Release) -> Result<(), Error> {
        match self.oldest.filter(|oldest| oldest.dialect == server.dialect && oldest.version > server.version) {
            Some(oldest) => Err(Error::from(ErrorKind::OldServer { revision: self.name(), oldest, server })),
            None => Ok(()),
        }
    }

    /// The script for a direction.
    ///
    /// # Errors
    /// There is no way down, or its text is no script.
    pub(super) fn script(&self, dialect: Dialect, direction: Direction) -> Result<script::Script, Error> {
        match direction {
            Direction::Up => Ok(self.up.clone()),
            Direction::Down => {
                let text = self.down.ok_or_else(|| ErrorKind::NoWayBack { revision: self.name() })?;
                let revision = || self.name();
                let script = script::Script::parse(dialect, text);
                let file = self.file(direction);
                Ok(script.map_err(|error| ErrorKind::Script { revision: revision(), file, error })?)
            }
        }
    }
}

/// What an [`Item`] is made of.
struct Text<'a> {
    suffix: Option<Dialect>,
    oldest: Option<Release>,
    up: &'a str,
    down: Option<&'a str>,
}

/// All revisions, in order, for one dialect.
#[derive(Debug)]
pub(super) struct Catalog<'a> {
    pub(super) dialect: Dialect,
    pub(super) graph: Graph,
    items: BTreeMap<&'a str, Item<'a>>,
}

impl<'a> Catalog<'a> {
    /// Orders the revisions and reads their scripts.
    ///
    /// # Errors
    /// They have no order, or a revision has no script for the dialect, or a faulty one.
    pub(super) fn new(source: &'a Source, dialect: Dialect) -> Result<Self, Error> {
        let mut nodes = Vec::new();
        let mut items = BTreeMap::new();
        let mut add = |id: &'a str, slug: &'a str, parents: Vec<String>, script: Option<Text<'a>>| {
            nodes.push(Node { id: id.to_owned(), slug: slug.to_owned(), parents });
            let revision = || format!("{id}_{slug}");
            let Text { suffix, oldest, up, down } =
                script.ok_or_else(|| ErrorKind::NoScript { revision: revision(), dialect })?;
            let up = script::Script::parse(dialect, up).map_err(|error| ErrorKind::Script {
                revision: revision(),
                file: script_name(Direction::Up.name(), suffix),
                error,
            })?;
            let checksum = checksum(dialect, &up);
            items.insert(id, Item { id, slug, up, down, suffix, oldest, checksum });
            Ok::<(), Error>(())
        };
        match source {
            Source::Embedded(revisions) => {
                for Revision { id, slug, parents, scripts } in *revisions {
                    let script = pick(scripts, dialect, |script| script.dialect);
                    let parents = parents.iter().map(|&parent| parent.to_owned()).collect();
                    let text = |script: &'a Script| Text {
                        suffix: script.suffix,
                        oldest: script.oldest.map(|version| Release::new(script.dialect, version)),
                        up: script.up,
                        down: script.down,
                    };
                    add(id, slug, parents, script.map(text))?;
                }
            }
            Source::Owned(revisions) => {
                for OwnedRevision { id, slug, parents, scripts } in revisions {
                    let script = pick(scripts, dialect, |script| script.dialect);
                    let text = |script: &'a OwnedScript| Text {
                        suffix: script.suffix,
                        oldest: script.oldest.map(|version| Release::new(script.dialect, version)),
                        up: &script.up,
                        down: script.down.as_deref(),
                    };
                    add(id, slug, parents.clone(), script.map(text))?;
                }
            }
        }
        Ok(Self { dialect, graph: Graph::new(nodes)?, items })
    }

    pub(super) fn get(&self, id: &str) -> Option<&Item<'a>> {
        self.items.get(id)
    }

    /// Refuses a server that is older than what the scripts of the revisions `ids` were planned for, which are to be applied: they
    /// may use what it lacks, and where the engine takes nothing back, they would stop half-way. A script for the way back drops and
    /// restores; it is not looked at.
    ///
    /// # Errors
    /// The server is older.
    pub(super) fn refuse_older(&self, ids: &[String], direction: Direction, server: Release) -> Result<(), Error> {
        match direction {
            Direction::Up => ids.iter().try_for_each(|id| self.item(id)?.refuse_older(server)),
            Direction::Down => Ok(()),
        }
    }

    /// The item of a node of the graph, which is made of the same revisions.
    ///
    /// # Errors
    /// There is no such revision.
    pub(super) fn item(&self, id: &str) -> Result<&Item<'a>, Error> {
        self.get(id).ok_or_else(|| ErrorKind::UnknownRevision { id: id.to_owned() }.into())
    }
}

/// The script for a dialect: its own, or that of the other flavor of the family.
fn pick<T>(scripts: &[T], dialect: Dialect, of: impl Fn(&T) -> Dialect) -> Option<&T> {
    let find = |wanted: Dialect| scripts.iter().find(|script| of(script) == wanted);
    find(dialect).or_else(|| dialect.sibling().and_then(find))
}

/// SHA-256 over what counts in a script, in hexadecimal. See [`script::Script::checksum_text`].
#[doc(hidden)]
pub fn checksum(dialect: Dialect, script: &script::Script) -> String {
    hex(&Sha256::digest(script.checksum_text(dialect)))
}

/// Refuses to go on behind statements of which `record` has others than the script, whose checksums are `sums`. Where nothing
/// counts as done, whoever says so has undone what ran.
pub(super) fn refuse_edited(item: &Item<'_>, sums: &[String], record: &Record, done: usize) -> Result<(), Error> {
    let ran = record.statements_done;
    if done == 0 && ran > 0 || sums.get(ran) == Some(&record.done_checksum) {
        return Ok(());
    }
    Err(Error::from(ErrorKind::EditedPartWay { revision: item.name(), done: ran }))
}

/// The checksums of the first 0, 1, 2, … statements of a script.
pub(super) fn prefix_checksums(dialect: Dialect, script: &script::Script) -> Vec<String> {
    let mut sum = Sha256::new();
    let mut sums = vec![hex(&sum.clone().finalize())];
    for statement in &script.statements {
        sum.update(statement.checksum_text(dialect));
        sum.update(";\n");
        sums.push(hex(&sum.clone().finalize()));
    }
    sums
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
