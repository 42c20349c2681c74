//! What an engine keeps of a table: options and partitions.

use proc_macro2::{Ident, TokenTree};
use syn::LitStr;

use super::Collector;
use super::ProblemKind;
use super::entry::{Body, Entry, Inner, parts};
use crate::schema::{Partition, PartitionBy, Partitioning, SharedMap, TableOptions};

/// Takes a key of an engine on a struct; gives how its rows are spread, if it is that.
pub(super) fn take(
    options: &mut TableOptions,
    entry: Entry,
    problems: &mut Collector,
) -> Option<(Partitioning, Vec<Ident>)> {
    let mut text = |entry: Entry| entry.text(problems).map(|text| text.value());
    match entry.name().as_str() {
        "engine" => options.engine = text(entry),
        "charset" => options.charset = text(entry),
        "collate" => options.collation = text(entry),
        "tablespace" => options.tablespace = text(entry),
        "strict" => options.strict = entry.flag(problems),
        "without_rowid" => options.without_rowid = entry.flag(problems),
        "unlogged" => options.unlogged = entry.flag(problems),
        "with" => options.parameters = entry.parameters(problems),
        _ => return entry.partitioning(problems),
    }
    None
}

impl Entry {
    /// `partition_by(range(created), partition(name = "rest", bounds = "DEFAULT"))`.
    fn partitioning(self, problems: &mut Collector) -> Option<(Partitioning, Vec<Ident>)> {
        const USAGE: &str = "write `partition_by(range(field), partition(name = \"...\", bounds = \"FOR VALUES ...\"))`, with `range`, `list` or `hash` of fields first";
        let Body::List(list) = self.body else {
            problems.report(ProblemKind::AttributeSyntax, &self.key, USAGE);
            return None;
        };
        let mut list = parts(list, problems).into_iter();
        let first = list.next();
        let Some(by) = first.and_then(|part| Self::parse(part, problems)) else {
            problems.report(ProblemKind::AttributeSyntax, &self.key, USAGE);
            return None;
        };
        let way = match by.name().as_str() {
            "range" => PartitionBy::Range,
            "list" => PartitionBy::List,
            "hash" => PartitionBy::Hash,
            _ => {
                problems.report(ProblemKind::AttributeSyntax, &by.key, USAGE);
                return None;
            }
        };
        let listed = by.fields(problems);
        let mut partitions = SharedMap::new();
        for part in list {
            let Some((name, value)) = partition(part, problems) else { continue };
            let bounds = value.value();
            let upper = bounds.trim().to_ascii_uppercase();
            if upper != "DEFAULT" && !upper.starts_with("FOR VALUES") {
                problems.report(
                    ProblemKind::InvalidAttributeValue,
                    &value,
                    "the rows of a partition are `FOR VALUES ...` or `DEFAULT`",
                );
            }
            if partitions.insert(name.clone(), Partition { name: name.clone(), bounds }).is_some() {
                problems.report(ProblemKind::DuplicateName, &value, format!("two partitions are called `{name}`"));
            }
        }
        let columns = listed.names();
        Some((Partitioning { by: way, columns, partitions }, listed.idents))
    }
}

/// `partition(name = "...", bounds = "FOR VALUES ...")`.
fn partition(part: Vec<TokenTree>, problems: &mut Collector) -> Option<(String, LitStr)> {
    const USAGE: &str = "a partition is written `partition(name = \"...\", bounds = \"FOR VALUES ...\")`";
    let first = part.first().cloned()?;
    let list = match part.as_slice() {
        [TokenTree::Ident(key), TokenTree::Group(list)] if key == "partition" => list.stream(),
        _ => {
            problems.report(ProblemKind::AttributeSyntax, &first, USAGE);
            return None;
        }
    };
    let (mut name, mut bounds) = (None, None);
    let mut inner = Inner::new("partition", &["name", "bounds"]);
    for part in parts(list, problems) {
        let Some(entry) = Entry::parse(part, problems) else { continue };
        if inner.admits(&entry, problems) {
            let into = if entry.key == "name" { &mut name } else { &mut bounds };
            *into = Some(entry.text(problems)?);
        }
    }
    let (Some(name), Some(bounds)) = (name, bounds) else {
        problems.report(ProblemKind::AttributeSyntax, &first, USAGE);
        return None;
    };
    Some((name.value(), bounds))
}
