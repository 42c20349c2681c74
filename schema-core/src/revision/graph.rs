//! The order of revisions: each names its parents, and everything else follows from that.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::fmt;

use crate::diagnostic::{Command, Help};

/// A revision as the graph knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Id, unique in the graph.
    pub id: String,
    /// The readable half of the folder's name.
    pub slug: String,
    /// Ids of the revisions that it follows; none for a base.
    pub parents: Vec<String>,
}

impl Node {
    /// The name of its folder: `20261122173142_create_users`.
    pub fn name(&self) -> String {
        format!("{}_{}", self.id, self.slug)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.id, self.slug)
    }
}

/// Revisions in an order in which each stands after its parents; where that leaves a choice, the lower id is first.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    nodes: Vec<Node>,
    index: BTreeMap<String, usize>,
    children: Vec<Vec<usize>>,
}

impl Graph {
    /// Orders `nodes`.
    ///
    /// # Errors
    /// Two nodes with one id, a parent that is not among them, or nodes that are their own ancestors.
    pub fn new(nodes: impl IntoIterator<Item = Node>) -> Result<Self, GraphError> {
        let mut by_id: BTreeMap<String, Node> = BTreeMap::new();
        for node in nodes {
            if let Some(other) = by_id.get(&node.id) {
                let mut names = [other.name(), node.name()];
                names.sort();
                return Err(GraphError::DuplicateId { id: node.id, names });
            }
            by_id.insert(node.id.clone(), node);
        }
        let mut waits_for: BTreeMap<&str, usize> = BTreeMap::new();
        let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for node in by_id.values() {
            let parents: BTreeSet<&String> = node.parents.iter().collect();
            for parent in &parents {
                if !by_id.contains_key(*parent) {
                    return Err(GraphError::UnknownParent { name: node.name(), parent: (*parent).clone() });
                }
                children.entry(parent).or_default().push(&node.id);
            }
            waits_for.insert(&node.id, parents.len());
        }
        let mut ready: BinaryHeap<Reverse<&str>> =
            waits_for.iter().filter(|(_, count)| **count == 0).map(|(id, _)| Reverse(*id)).collect();
        let mut order: Vec<String> = Vec::with_capacity(by_id.len());
        while let Some(Reverse(id)) = ready.pop() {
            order.push(id.to_owned());
            for child in children.get(id).into_iter().flatten() {
                if let Some(count) = waits_for.get_mut(child) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(Reverse(child));
                    }
                }
            }
        }
        if order.len() < by_id.len() {
            return Err(GraphError::Cycle { names: cycle(&by_id, &order) });
        }
        let index: BTreeMap<String, usize> = order.iter().enumerate().map(|(at, id)| (id.clone(), at)).collect();
        let nodes: Vec<Node> = order.iter().filter_map(|id| by_id.remove(id)).collect();
        let mut children = vec![Vec::new(); nodes.len()];
        for (at, node) in nodes.iter().enumerate() {
            for parent in node.parents.iter().collect::<BTreeSet<_>>() {
                children[index[parent]].push(at);
            }
        }
        Ok(Self { nodes, index, children })
    }

    /// Whether there are no revisions.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// How many revisions there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All revisions, parents before children.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Node> + ExactSizeIterator {
        self.nodes.iter()
    }

    /// The revision with this id.
    pub fn get(&self, id: &str) -> Option<&Node> {
        self.index.get(id).map(|at| &self.nodes[*at])
    }

    /// The revisions that follow `id` directly.
    pub fn children(&self, id: &str) -> impl Iterator<Item = &Node> {
        self.index.get(id).into_iter().flat_map(|at| &self.children[*at]).map(|at| &self.nodes[*at])
    }

    /// The revisions that no other follows.
    pub fn heads(&self) -> Vec<&Node> {
        self.nodes
            .iter()
            .zip(&self.children)
            .filter(|(_, children)| children.is_empty())
            .map(|(node, _)| node)
            .collect()
    }

    /// The one head; `None` when there are no revisions.
    ///
    /// # Errors
    /// There are several heads.
    pub fn head(&self) -> Result<Option<&Node>, TwoHeads> {
        let heads = self.heads();
        match heads.as_slice() {
            [] => Ok(None),
            [head] => Ok(Some(head)),
            several => Err(TwoHeads { names: several.iter().map(|head| head.name()).collect() }),
        }
    }

    /// `tips` and everything that comes before them. Ids that are not in the graph are left out.
    pub fn closure<'a>(&'a self, tips: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let mut found = vec![false; self.nodes.len()];
        let mut open: Vec<usize> = tips.into_iter().filter_map(|id| self.index.get(id).copied()).collect();
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut found[at], true) {
                open.extend(self.nodes[at].parents.iter().filter_map(|parent| self.index.get(parent)));
            }
        }
        self.nodes.iter().zip(found).filter(|(_, found)| *found).map(|(node, _)| node.id.as_str()).collect()
    }

    /// The members of `set` that no other member follows, directly or not.
    pub fn tips(&self, set: &BTreeSet<&str>) -> Vec<&Node> {
        // A member is covered when a later member reaches it, even through revisions outside the set.
        let mut covered: BTreeSet<&str> = BTreeSet::new();
        for node in self.nodes.iter().rev() {
            if set.contains(node.id.as_str()) || covered.contains(node.id.as_str()) {
                covered.extend(node.parents.iter().map(String::as_str));
            }
        }
        let tip = |node: &&Node| set.contains(node.id.as_str()) && !covered.contains(node.id.as_str());
        self.nodes.iter().filter(tip).collect()
    }

    /// What has to be applied so that a database with the revisions `applied` has `tips` and all before them,
    /// in the order in which to apply it.
    pub fn to_apply<'a>(&'a self, applied: &BTreeSet<&str>, tips: impl IntoIterator<Item = &'a str>) -> Vec<&'a Node> {
        let wanted = self.closure(tips);
        let missing = |node: &&Node| wanted.contains(node.id.as_str()) && !applied.contains(node.id.as_str());
        self.nodes.iter().filter(missing).collect()
    }

    /// What has to be taken back so that a database with the revisions `applied` has nothing beyond `tips` and all
    /// before them, in the order in which to take it back.
    pub fn to_revert<'a>(&'a self, applied: &BTreeSet<&str>, tips: impl IntoIterator<Item = &'a str>) -> Vec<&'a Node> {
        let kept = self.closure(tips);
        let surplus = |node: &&Node| applied.contains(node.id.as_str()) && !kept.contains(node.id.as_str());
        self.nodes.iter().rev().filter(surplus).collect()
    }
}

/// One cycle among the nodes that could not be ordered, from its lowest id round to the one before it.
fn cycle(by_id: &BTreeMap<String, Node>, ordered: &[String]) -> Vec<String> {
    let ordered: BTreeSet<&str> = ordered.iter().map(String::as_str).collect();
    // Each node left over has a parent left over: following those must come round.
    let stuck = |id: &&String| !ordered.contains(id.as_str());
    let mut path: Vec<&String> = Vec::new();
    let mut next = by_id.keys().find(stuck);
    while let Some(id) = next {
        if let Some(start) = path.iter().position(|seen| *seen == id) {
            path.drain(..start);
            break;
        }
        path.push(id);
        next = by_id[id].parents.iter().find(stuck);
    }
    let lowest = path.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(at, _)| at);
    path.rotate_left(lowest);
    path.iter().map(|id| by_id[*id].name()).collect()
}

/// Why revisions have no order.
#[derive(Clone, PartialEq, Eq)]
pub enum GraphError {
    /// Two revisions have one id.
    DuplicateId {
        /// The id.
        id: String,
        /// Names of the two, in order.
        names: [String; 2],
    },
    /// A parent does not exist.
    UnknownParent {
        /// Name of the revision.
        name: String,
        /// Id of the parent.
        parent: String,
    },
    /// Revisions follow each other in a circle.
    Cycle {
        /// Their names, each followed by a parent of it.
        names: Vec<String>,
    },
}

impl GraphError {
    /// What to do.
    pub fn help(&self) -> Help {
        Help::new(match self {
            Self::DuplicateId { .. } => "change the id of one, in its directory name and in its `revision.toml`",
            Self::UnknownParent { .. } => "bring the missing revision back, or correct `parents` in `revision.toml`",
            Self::Cycle { .. } => "correct `parents` in `revision.toml` of one of them",
        })
    }
}

impl fmt::Display for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateId { id, names: [first, second] } => {
                write!(f, "two revisions have the id `{id}`: `{first}` and `{second}`")
            }
            Self::UnknownParent { name, parent } => {
                write!(f, "revision `{name}` follows `{parent}`, which does not exist")
            }
            Self::Cycle { names } => match names.as_slice() {
                [name] => write!(f, "revision `{name}` is its own parent"),
                names => {
                    write!(f, "revisions follow each other in a circle: ")?;
                    for name in names {
                        write!(f, "`{name}` follows ")?;
                    }
                    write!(f, "`{}`", names.first().map_or("", String::as_str))
                }
            },
        }
    }
}

impl std::error::Error for GraphError {}

/// As its `Display`, and what to do: it is what a `main` that returns it shows.
impl fmt::Debug for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}; {}", self.help())
    }
}

/// There are several heads where one is needed.
#[derive(Clone, PartialEq, Eq)]
pub struct TwoHeads {
    /// Their names.
    pub names: Vec<String>,
}

impl TwoHeads {
    /// What to do; `command` adds the options that say which project.
    pub fn help(&self, command: &dyn Fn(Command) -> Command) -> Option<Help> {
        Some(Help::run(command(["merge"].into()), |merge| format!("merge them with `{merge}`")))
    }
}

impl fmt::Display for TwoHeads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        write!(f, "{} heads: {}", names.len(), names.join(", "))
    }
}

impl std::error::Error for TwoHeads {}

debug_with_help!(TwoHeads);

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, parents: &[&str]) -> Node {
        Node { id: id.into(), slug: "s".into(), parents: parents.iter().map(|&id| id.to_owned()).collect() }
    }

    fn diamond() -> Graph {
        Graph::new([node("4", &["2", "3"]), node("2", &["1"]), node("3", &["1"]), node("1", &[])]).unwrap()
    }

    fn ids<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> String {
        nodes.into_iter().map(|node| node.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parents_come_before_children_whatever_their_ids() {
        assert_eq!(ids(diamond().iter()), "1 2 3 4");
        let backwards = Graph::new([node("1", &["2"]), node("2", &["3"]), node("3", &[])]).unwrap();
        assert_eq!(ids(backwards.iter()), "3 2 1");
    }

    #[test]
    fn paths_up_and_down() {
        let graph = diamond();
        assert_eq!(ids(graph.to_apply(&BTreeSet::from(["1", "3"]), ["4"])), "2 4");
        assert_eq!(ids(graph.to_apply(&BTreeSet::from(["1", "2", "3", "4"]), ["2"])), "");
        assert_eq!(ids(graph.to_revert(&BTreeSet::from(["1", "2", "3", "4"]), ["2"])), "4 3");
        assert_eq!(ids(graph.to_revert(&BTreeSet::from(["1", "2", "3"]), [])), "3 2 1");
    }

    #[test]
    fn tips_of_a_set() {
        let graph = diamond();
        assert_eq!(ids(graph.tips(&BTreeSet::from(["1", "2", "3"]))), "2 3");
        assert_eq!(ids(graph.tips(&BTreeSet::from(["1", "4"]))), "4");
        assert_eq!(ids(graph.tips(&BTreeSet::new())), "");
    }

    #[test]
    fn heads() {
        assert_eq!(ids(diamond().heads()), "4");
        assert_eq!(Graph::default().head(), Ok(None));
        let two = Graph::new([node("1", &[]), node("2", &["1"]), node("3", &["1"])]).unwrap();
        assert_eq!(two.head().unwrap_err().to_string(), "2 heads: `2_s`, `3_s`");
    }

    #[test]
    fn bad_graphs_are_told() {
        let error = |nodes: &[Node]| Graph::new(nodes.to_vec()).unwrap_err().to_string();
        assert_eq!(error(&[node("1", &[]), node("1", &[])]), "two revisions have the id `1`: `1_s` and `1_s`");
        assert_eq!(error(&[node("1", &["0"])]), "revision `1_s` follows `0`, which does not exist");
        assert_eq!(error(&[node("1", &["1"])]), "revision `1_s` is its own parent");
        assert_eq!(
            error(&[node("0", &[]), node("3", &["2"]), node("2", &["1"]), node("1", &["3"]), node("4", &["1"])]),
            "revisions follow each other in a circle: `1_s` follows `3_s` follows `2_s` follows `1_s`"
        );
    }
}
