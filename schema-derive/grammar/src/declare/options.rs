//! What an engine keeps of a table: options and partitions.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::LitStr;

use super::Collector;
use super::ProblemKind;
use super::entry::{Body, Entry, parts};
use crate::schema::{Partition, PartitionBy, Partitioning, SharedMap, TableOptions};

/// Takes a key on a struct that is an option of its table.
pub(super) fn take(options: &mut TableOptions, name: &str, entry: Entry, problems: &mut Collector) {
    let mut text = |entry: Entry| entry.text(problems).map(|text| text.value());
    match name {
        "engine" => options.engine = text(entry),
        "charset" => options.charset = text(entry),
        "collate" => options.collation = text(entry),
        "tablespace" => options.tablespace = text(entry),
        "strict" => options.strict = entry.flag(problems),
        "without_rowid" => options.without_rowid = entry.flag(problems),
        "unlogged" => options.unlogged = entry.flag(problems),
        "with" => options.parameters = entry.parameters(problems),
        _ => {}
    }
}

impl Entry {
    /// `partition_by(range(created), p2026 = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')", rest = "DEFAULT")`.
    pub(super) fn partitioning(self, problems: &mut Collector) -> Option<(Partitioning, Vec<Ident>)> {
        const USAGE: &str = "write `partition_by(range(field), name = \"FOR VALUES ...\")`, with `range`, `list` or `hash` of fields first";
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
            let Some((name, value)) = named_text(part, problems) else { continue };
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

/// `name = "text"`, where the name may stand in quotes.
fn named_text(mut part: Vec<TokenTree>, problems: &mut Collector) -> Option<(String, LitStr)> {
    let mut quoted = None;
    if let Some(TokenTree::Literal(literal)) = part.first() {
        let literal = literal.clone();
        quoted = syn::parse2::<LitStr>(TokenStream::from(TokenTree::from(literal.clone()))).ok();
        if quoted.as_ref().is_some_and(|text| !text.value().is_empty()) {
            // The rest is read as that of any key.
            part[0] = Ident::new("partition", literal.span()).into();
        }
    }
    let entry = Entry::parse(part, problems)?;
    let name = quoted.map_or_else(|| entry.name(), |text| text.value());
    Some((name, entry.text(problems)?))
}
