//! The places in the history that a person can name.

use std::collections::BTreeSet;
use std::fmt;

use super::{Graph, Node, TwoHeads};
use crate::diagnostic::{Code, Command, Help};

/// A place in the history as named by a person.
///
/// ```
/// use schema_core::revision::Target;
///
/// assert_eq!(Target::from("head"), Target::Head);
/// assert_eq!(Target::from("-1"), Target::Steps(-1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// `head`: the one revision that no other follows.
    Head,
    /// `heads`: all such revisions.
    Heads,
    /// `base`: before the first revision.
    Base,
    /// `+1`, `-2`: so many revisions forward or back from where the database is.
    Steps(i64),
    /// The beginning of an id, a slug, the name of a folder, or one of these, `head` or `base` with an offset: `head-1`.
    Named(String),
}

impl Target {
    /// Reads a target. Whether a revision is called so is seen by [`Target::resolve`] only.
    pub fn parse(text: &str) -> Self {
        match text {
            "head" => Self::Head,
            "heads" => Self::Heads,
            "base" => Self::Base,
            _ => match steps(text) {
                Some(("", steps)) => Self::Steps(steps),
                _ => Self::Named(text.to_owned()),
            },
        }
    }

    /// The ids of the last revisions that a database at this target has; none at the base. All revisions before them
    /// belong to it too ([`Graph::closure`]).
    ///
    /// `applied` are the revisions that the database has now; only [`Target::Steps`] asks for them.
    ///
    /// # Errors
    /// Nothing or several revisions are called so, or the steps lead beyond an end or to a fork.
    pub fn resolve<'a>(&self, graph: &'a Graph, applied: &BTreeSet<&str>) -> Result<Vec<&'a str>, TargetError> {
        match self {
            Self::Head => Ok(graph.head()?.into_iter().map(id).collect()),
            Self::Heads => Ok(graph.heads().into_iter().map(id).collect()),
            Self::Base => Ok(Vec::new()),
            Self::Steps(steps) => from_applied(*steps, graph, applied),
            Self::Named(text) => Ok(named(text, graph)?.map(id).into_iter().collect()),
        }
    }

    /// The one revision at this target.
    ///
    /// # Errors
    /// As for [`Target::resolve`]; `None` where the target is the base, and [`TargetError::Several`] where it is more than one revision.
    pub fn resolve_one<'a>(&self, graph: &'a Graph, applied: &BTreeSet<&str>) -> Result<Option<&'a Node>, TargetError> {
        match self.resolve(graph, applied)?.as_slice() {
            [] => Ok(None),
            [one] => Ok(graph.get(one)),
            several => Err(TargetError::Several {
                text: self.to_string(),
                names: several.iter().filter_map(|id| graph.get(id)).map(Node::name).collect(),
            }),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head => f.write_str("head"),
            Self::Heads => f.write_str("heads"),
            Self::Base => f.write_str("base"),
            Self::Steps(steps) => write!(f, "{steps:+}"),
            Self::Named(text) => f.write_str(text),
        }
    }
}

impl From<&str> for Target {
    fn from(text: &str) -> Self {
        Self::parse(text)
    }
}

impl From<&String> for Target {
    fn from(text: &String) -> Self {
        Self::parse(text)
    }
}

impl From<&Self> for Target {
    fn from(target: &Self) -> Self {
        target.clone()
    }
}

fn id(node: &Node) -> &str {
    &node.id
}

/// Splits `head-1` into `head` and -1.
fn steps(text: &str) -> Option<(&str, i64)> {
    let (name, number) = text.split_at(text.rfind(['+', '-'])?);
    Some((name, number.parse().ok()?))
}

fn from_applied<'a>(steps: i64, graph: &'a Graph, applied: &BTreeSet<&str>) -> Result<Vec<&'a str>, TargetError> {
    let mut have: BTreeSet<&str> = graph.iter().filter(|node| applied.contains(node.id.as_str())).map(id).collect();
    let text = format!("{steps:+}");
    let wanted = usize::try_from(steps.unsigned_abs()).unwrap_or(usize::MAX);
    if steps < 0 {
        let back = graph.to_revert(&have, []);
        if wanted > back.len() {
            return Err(TargetError::TooFar { text, end: "base", left: back.len() });
        }
        for node in &back[..wanted] {
            have.remove(node.id.as_str());
        }
    } else {
        let heads: Vec<&str> = graph.head()?.into_iter().map(id).collect();
        let forward = graph.to_apply(&have, heads);
        if wanted > forward.len() {
            return Err(TargetError::TooFar { text, end: "head", left: forward.len() });
        }
        have.extend(forward[..wanted].iter().map(|node| id(node)));
    }
    Ok(graph.tips(&have).into_iter().map(id).collect())
}

fn named<'a>(text: &str, graph: &'a Graph) -> Result<Option<&'a Node>, TargetError> {
    match (find(text, graph), steps(text)) {
        (Ok(node), _) => Ok(Some(node)),
        (Err(error), None) => Err(error),
        (Err(error @ TargetError::Several { .. }), _) => Err(error),
        (Err(_), Some((name, steps))) => {
            let start = match name {
                "base" => None,
                "head" => graph.head()?,
                name => Some(find(name, graph).map_err(|error| match error {
                    TargetError::Unknown { .. } => TargetError::Unknown { text: text.to_owned() },
                    other => other,
                })?),
            };
            walk(text, start, steps, graph)
        }
    }
}

/// By whole id or folder name, by slug, by the beginning of an id, in this order.
fn find<'a>(text: &str, graph: &'a Graph) -> Result<&'a Node, TargetError> {
    if let Some(node) = graph.get(text) {
        return Ok(node);
    }
    let matches = |is: &dyn Fn(&Node) -> bool| graph.iter().filter(|node| is(node)).collect::<Vec<_>>();
    let mut found = matches(&|node| node.slug == text || node.name() == text);
    if found.is_empty() && !text.is_empty() {
        found = matches(&|node| node.id.starts_with(text));
    }
    match found.as_slice() {
        [] => Err(TargetError::Unknown { text: text.to_owned() }),
        [node] => Ok(node),
        several => {
            Err(TargetError::Several { text: text.to_owned(), names: several.iter().map(|node| node.name()).collect() })
        }
    }
}

/// Follows the only parent or child, step by step. `None` is the base.
fn walk<'a>(
    text: &str,
    start: Option<&'a Node>,
    steps: i64,
    graph: &'a Graph,
) -> Result<Option<&'a Node>, TargetError> {
    let mut at = start;
    for step in 0..steps.unsigned_abs() {
        let left = usize::try_from(step).unwrap_or(usize::MAX);
        let ways: Vec<&Node> = match at {
            Some(node) if steps < 0 => node.parents.iter().filter_map(|parent| graph.get(parent)).collect(),
            Some(node) => graph.children(&node.id).collect(),
            None if steps < 0 => return Err(TargetError::TooFar { text: text.to_owned(), end: "base", left }),
            None => graph.iter().filter(|node| node.parents.is_empty()).collect(),
        };
        at = match ways.as_slice() {
            [] if steps < 0 => None,
            [] => return Err(TargetError::TooFar { text: text.to_owned(), end: "head", left }),
            [only] => Some(only),
            several => {
                return Err(TargetError::Several {
                    text: text.to_owned(),
                    names: several.iter().map(|node| node.name()).collect(),
                });
            }
        };
    }
    Ok(at)
}

/// Why a target names no place in the history.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetError {
    /// There are several heads where one is needed.
    TwoHeads(TwoHeads),
    /// No revision is called so.
    Unknown {
        /// What was given.
        text: String,
    },
    /// Several revisions could be meant.
    Several {
        /// What was given.
        text: String,
        /// Their names.
        names: Vec<String>,
    },
    /// The steps lead beyond an end of the history.
    TooFar {
        /// What was given.
        text: String,
        /// `head` or `base`.
        end: &'static str,
        /// How many steps there are to that end.
        left: usize,
    },
}

impl TargetError {
    /// What kind it is, for programs.
    pub const fn code(&self) -> Code {
        match self {
            Self::TwoHeads(_) => Code::MultipleHeads,
            Self::Unknown { .. } => Code::UnknownTarget,
            Self::Several { .. } => Code::AmbiguousTarget,
            Self::TooFar { .. } => Code::TargetOutOfRange,
        }
    }

    /// What to do; `command` adds the options that say which project.
    pub fn help(&self, command: &dyn Fn(Command) -> Command) -> Option<Help> {
        match self {
            Self::TwoHeads(heads) => heads.help(command),
            Self::Unknown { .. } => {
                Some(Help::run(command(["history"].into()), |history| format!("list the revisions with `{history}`")))
            }
            Self::Several { .. } => Some(Help::new("give more of the id, or the whole slug")),
            Self::TooFar { .. } => None,
        }
    }
}

impl From<TwoHeads> for TargetError {
    fn from(error: TwoHeads) -> Self {
        Self::TwoHeads(error)
    }
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoHeads(error) => error.fmt(f),
            Self::Unknown { text } => write!(f, "no revision is called `{text}`"),
            Self::Several { text, names } => {
                write!(f, "`{text}` can mean {} revisions: ", names.len())?;
                let shown: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
                f.write_str(&shown.join(", "))?;
                if names.len() > shown.len() { f.write_str(", …") } else { Ok(()) }
            }
            Self::TooFar { text, end, left: 0 } => write!(f, "`{text}` is beyond `{end}`: no revisions are left"),
            Self::TooFar { text, end, left: 1 } => write!(f, "`{text}` is beyond `{end}`: 1 revision is left"),
            Self::TooFar { text, end, left } => {
                write!(f, "`{text}` is beyond `{end}`: {left} revisions are left")
            }
        }
    }
}

impl std::error::Error for TargetError {}

debug_with_help!(TargetError);

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, slug: &str, parents: &[&str]) -> Node {
        Node { id: id.into(), slug: slug.into(), parents: parents.iter().map(|&id| id.to_owned()).collect() }
    }

    fn line() -> Graph {
        Graph::new([node("101", "one", &[]), node("102", "two", &["101"]), node("203", "three-2", &["102"])]).unwrap()
    }

    fn resolve(graph: &Graph, target: &str, applied: &[&str]) -> String {
        match Target::parse(target).resolve(graph, &applied.iter().copied().collect()) {
            Ok(tips) => format!("[{}]", tips.join(" ")),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn names_on_a_line() {
        let line = line();
        for (target, expected) in [
            ("head", "[203]"),
            ("heads", "[203]"),
            ("base", "[]"),
            ("head-1", "[102]"),
            ("head-3", "[]"),
            ("base+1", "[101]"),
            ("one+1", "[102]"),
            ("2", "[203]"),
            ("102_two", "[102]"),
            ("three-2", "[203]"),
            ("three-2-1", "[102]"),
            ("head-4", "`head-4` is beyond `base`: 3 revisions are left"),
            ("two+2", "`two+2` is beyond `head`: 1 revision is left"),
            ("1", "`1` can mean 2 revisions: `101_one`, `102_two`"),
            ("four", "no revision is called `four`"),
            ("", "no revision is called ``"),
            ("+-1", "no revision is called `+-1`"),
        ] {
            assert_eq!(resolve(&line, target, &[]), expected, "{target}");
        }
    }

    #[test]
    fn steps_from_the_database() {
        let line = line();
        assert_eq!(resolve(&line, "+1", &[]), "[101]");
        assert_eq!(resolve(&line, "+2", &["101"]), "[203]");
        assert_eq!(resolve(&line, "+3", &["101"]), "`+3` is beyond `head`: 2 revisions are left");
        assert_eq!(resolve(&line, "-1", &["101", "102"]), "[101]");
        assert_eq!(resolve(&line, "-2", &["101", "102"]), "[]");
        assert_eq!(resolve(&line, "-1", &[]), "`-1` is beyond `base`: no revisions are left");
    }

    #[test]
    fn forks_are_told() {
        let fork = Graph::new([node("1", "a", &[]), node("2", "b", &["1"]), node("3", "c", &["1"])]).unwrap();
        assert_eq!(resolve(&fork, "head", &[]), "2 heads: `2_b`, `3_c`");
        assert_eq!(resolve(&fork, "heads", &[]), "[2 3]");
        assert_eq!(resolve(&fork, "a+1", &[]), "`a+1` can mean 2 revisions: `2_b`, `3_c`");
        assert_eq!(resolve(&fork, "-1", &["1", "2", "3"]), "[2]");
    }

    #[test]
    fn text_form_is_exact() {
        for text in ["head", "heads", "base", "+1", "-12", "head-1", "create_users", "2026"] {
            assert_eq!(Target::parse(text).to_string(), text);
        }
    }
}
