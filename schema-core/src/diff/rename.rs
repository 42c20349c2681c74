//! Which renames are meant: accepting those that were told, and asking about those that may be.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{
    Column, ColumnType, Dialect, Exclusion, ForeignKey, Index, Schema, SharedMap, SharedVec, Table, TableName, Unique,
};

use super::answer::Told;
use super::apply::Pointing;
use super::{Change, ConstraintKind, Pair, Place, Question};

/// Carries the renames that were `told` into `base`, whose SQL `dialects` read, appends them to `changes`, and asks about the rest.
pub(super) fn carry(
    base: &mut Cow<'_, Schema>,
    new: &Schema,
    told: &Told<'_>,
    dialects: &[Dialect],
    changes: &mut Vec<Change>,
    questions: &mut Vec<Question>,
) {
    let mut pointing = Pointing::default();
    // Of renames that do not fit, nothing is kept.
    let mut accept = |base: &mut Cow<'_, Schema>, change| {
        let schema = base.to_mut();
        if schema.dialects != dialects {
            schema.dialects = dialects.to_vec();
        }
        if pointing.apply(schema, &change).is_ok() {
            changes.push(change);
        }
    };
    let enum_names = |schema: &Schema| schema.enums.keys().cloned().collect::<BTreeSet<String>>();
    let (old_enums, new_enums) = (enum_names(base), enum_names(new));
    for (old, new) in accepted(&told.enums, &refs(&old_enums), &refs(&new_enums)) {
        accept(base, Change::RenameEnum(Pair::new(old.to_owned(), new.to_owned())));
    }
    for (name, it) in &new.enums {
        let hints = told.values_of(name);
        let Some(there) = base.enums.get(name).filter(|_| !hints.is_empty()) else { continue };
        let (old, new) = (there.values.iter().cloned().collect(), it.values.iter().cloned().collect());
        let (old, new) = (refs(&old), refs(&new));
        let is_now = |value: &str| told.is_now(&Place::Value(name.clone(), value.to_owned()));
        let ringed = rings(hints, &old, &new, |value| is_now(value));
        let mut renames = swaps(&ringed, |value| aside(value, |other| old.contains(other)));
        let single = accepted(hints, &old, &new).into_iter().map(|(old, new)| (old.to_owned(), new.to_owned()));
        renames.extend(single);
        for (old, new) in renames {
            accept(base, Change::RenameEnumValue { enum_type: name.clone(), value: Pair::new(old, new) });
        }
    }
    let new_names = new.tables.keys().collect();
    let ringed = {
        let old_names = base.tables.keys().collect();
        rings(&told.tables, &old_names, &new_names, |table| told.is_now(&Place::Table(table.clone())))
    };
    let out_of_the_way = |table: &TableName| {
        let taken = |name: &str| {
            let other = TableName { namespace: table.namespace.clone(), name: name.to_owned() };
            base.tables.contains_key(&other)
        };
        TableName { namespace: table.namespace.clone(), name: aside(&table.name, taken) }
    };
    for (old, new) in swaps(&ringed, out_of_the_way) {
        accept(base, Change::RenameTable(Pair::new(old, new)));
    }
    for (old, new) in accepted(&told.tables, &base.tables.keys().collect(), &new_names) {
        accept(base, Change::RenameTable(Pair::new(old.clone(), new.clone())));
    }
    let onto = taken(&told.tables, &base.tables.keys().collect(), &new_names);
    let place = |table: &TableName| Place::Table(table.clone());
    questions.extend(onto.into_iter().map(|(old, new)| Question::NameTaken { old: place(old), new: place(new) }));
    questions.extend(ask_tables(base, new, told));

    for (name, table) in &new.tables {
        let hints = told.columns_of(name);
        let Some(there) = base.table(name).filter(|_| !hints.is_empty()) else { continue };
        let (old, new) = (names(&there.columns), names(&table.columns));
        let ringed = rings(hints, &old, &new, |column| told.is_now(&Place::Column(name.clone(), column.to_owned())));
        let mut renames = swaps(&ringed, |column| aside(column, |other| old.contains(other)));
        let single = accepted(hints, &old, &new).into_iter().map(|(old, new)| (old.to_owned(), new.to_owned()));
        renames.extend(single);
        for (old, new) in renames {
            accept(base, Change::RenameColumn { table: name.clone(), column: Pair::new(old, new) });
        }
    }
    for (name, table) in &new.tables {
        let Some(there) = base.table(name) else { continue };
        let hints = told.columns_of(name);
        if !hints.is_empty() {
            let place = |column: &str| Place::Column(name.clone(), column.to_owned());
            let onto = taken(hints, &names(&there.columns), &names(&table.columns)).into_iter();
            questions.extend(onto.map(|(old, new)| Question::NameTaken { old: place(old), new: place(new) }));
        }
        questions.extend(ask_columns(there, table, told));
    }

    for change in constraints(base, new) {
        accept(base, change);
    }
}

/// A name as most engines compare it: without letter case.
trait Fold {
    fn folded(&self) -> String;
}

impl Fold for str {
    fn folded(&self) -> String {
        self.to_lowercase()
    }
}

impl Fold for TableName {
    fn folded(&self) -> String {
        self.to_string().to_lowercase()
    }
}

/// Of `hints`, those that name something old and something new, in an order in which each new name is free when its
/// turn comes: in any letter case, unless there is no such order. A hint whose new name is taken is a rename done long ago,
/// as is a ring of hints: both have no effect.
fn accepted<'a, N: Ord + Fold + ?Sized>(
    hints: &[(&'a N, &'a N)],
    old: &BTreeSet<&N>,
    new: &BTreeSet<&N>,
) -> Vec<(&'a N, &'a N)> {
    let hints: Vec<_> = hints.iter().filter(|(from, to)| old.contains(from) && new.contains(to)).copied().collect();
    if hints.is_empty() {
        return hints;
    }
    let (mut by_old, mut by_new) = (BTreeMap::<_, Vec<usize>>::new(), BTreeMap::<_, Vec<usize>>::new());
    for (at, (from, to)) in hints.iter().enumerate() {
        by_old.entry(*from).or_default().push(at);
        by_new.entry(to.folded()).or_default().push(at);
    }
    let mut there = old.clone();
    let mut in_use = BTreeMap::<String, usize>::new();
    old.iter().for_each(|name| *in_use.entry(name.folded()).or_default() += 1);
    let mut left: BTreeSet<usize> = (0..hints.len()).collect();
    let mut next = left.clone();
    // Their new names are taken in another letter case.
    let mut by_case = BTreeSet::new();
    let mut taken = Vec::new();
    loop {
        let whatever_case = next.pop_first();
        let Some(at) = whatever_case.or_else(|| by_case.pop_first()) else { break };
        let (from, to) = hints[at];
        if !left.contains(&at) || there.contains(to) {
            continue;
        }
        let (before, after) = (from.folded(), to.folded());
        let others = in_use.get(&after).copied().unwrap_or_default() - usize::from(before == after);
        if whatever_case.is_some() && others > 0 {
            by_case.insert(at);
            continue;
        }
        there.remove(from);
        there.insert(to);
        next.extend(by_new.get(&before).into_iter().flatten());
        *in_use.entry(before).or_default() -= 1;
        *in_use.entry(after).or_default() += 1;
        // What was just made by a rename is no former name of something else.
        for settled in [from, to].iter().filter_map(|name| by_old.get(name)).flatten() {
            left.remove(settled);
        }
        taken.push((from, to));
    }
    taken
}

/// Rings among `hints` whose names are all there before and after and were all told for now, each in the order
/// `a → b`, `b → c`, `c → a`; then those that are rings only where letter case does not count.
fn rings<'a, N: Ord + Fold + ?Sized>(
    hints: &[(&'a N, &'a N)],
    old: &BTreeSet<&N>,
    new: &BTreeSet<&N>,
    is_now: impl Fn(&N) -> bool,
) -> Vec<Vec<(&'a N, &'a N)>> {
    let whole = |name: &N| old.contains(name) && new.contains(name);
    let fits = |(from, to): &&(&'a N, &'a N)| from != to && whole(from) && whole(to) && is_now(to);
    let mut found = closed(hints.iter().filter(fits).map(|hint| (hint.0, hint)).collect(), |name| name);
    let ringed: BTreeSet<&N> = found.iter().flatten().map(|(from, _)| *from).collect();
    let mut folded = BTreeMap::new();
    let mut unclear = BTreeSet::new();
    for hint in hints.iter().filter(|(from, to)| old.contains(from) && new.contains(to) && is_now(to)) {
        let key = hint.0.folded();
        let is_single = key != hint.1.folded() && !ringed.contains(hint.0);
        if is_single && folded.insert(key.clone(), hint).is_some() {
            unclear.insert(key);
        }
    }
    folded.retain(|key, _| !unclear.contains(key));
    found.extend(closed(folded, |name| name.folded()));
    found
}

/// The chains of hints that end where they begin, by the names that `key` makes of them.
fn closed<'a, N: ?Sized, K: Ord + Clone>(
    mut next: BTreeMap<K, &(&'a N, &'a N)>,
    key: impl Fn(&'a N) -> K,
) -> Vec<Vec<(&'a N, &'a N)>> {
    let mut found = Vec::new();
    while let Some((start, _)) = next.first_key_value() {
        let start = start.clone();
        let mut ring = Vec::new();
        let mut at = start.clone();
        while let Some(hint) = next.remove(&at) {
            ring.push(*hint);
            at = key(hint.1);
        }
        if at == start {
            found.push(ring);
        }
    }
    found
}

fn refs(names: &BTreeSet<String>) -> BTreeSet<&str> {
    names.iter().map(String::as_str).collect()
}

/// The single renames that carry rings out: one name of each makes room first.
fn swaps<'a, N: Ord + ?Sized + ToOwned>(
    rings: &[Vec<(&'a N, &'a N)>],
    aside: impl Fn(&N) -> N::Owned,
) -> Vec<(N::Owned, N::Owned)> {
    let mut renames = Vec::new();
    for ring in rings {
        let Some(((first, second), others)) = ring.split_first() else { continue };
        let away = || aside(first);
        renames.push(((*first).to_owned(), away()));
        renames.extend(others.iter().rev().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())));
        renames.push((away(), (*second).to_owned()));
    }
    renames
}

/// A name that something has for a moment, while its own is taken: free, and no longer than every engine takes.
fn aside(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut start: String = format!("_schema_aside_{name}");
    while start.len() > 60 {
        start.pop();
    }
    let numbered = (2..).map(|number| format!("{start}{number}"));
    std::iter::once(start.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(start)
}

/// Renames that were told and not taken, because what has the new name is still there, while what has the old one is
/// not kept. Leaving them out silently would drop what was to be renamed.
fn taken<'a, N: Ord + ?Sized>(
    hints: &[(&'a N, &'a N)],
    base: &BTreeSet<&N>,
    new: &BTreeSet<&N>,
) -> Vec<(&'a N, &'a N)> {
    let is_taken = |(from, to): &&(&'a N, &'a N)| {
        base.contains(from) && base.contains(to) && new.contains(to) && !new.contains(from)
    };
    hints.iter().filter(is_taken).copied().collect()
}

fn ask_tables(base: &Schema, new: &Schema, told: &Told<'_>) -> Vec<Question> {
    let dropped: Vec<_> = base.tables.values().filter(|table| !new.tables.contains_key(&table.name)).collect();
    let created = new.tables.values().filter(|table| !base.tables.contains_key(&table.name));
    let open = created.filter(|table| !told.is_new_table(&table.name));
    let questions = open.filter_map(|table| {
        let scored = dropped.iter().map(|old| (shared(old, table), &old.name)).filter(|(shared, _)| *shared > 0);
        let (best, names) = best_first(scored)?;
        let candidates: Vec<TableName> = names.into_iter().cloned().collect();
        Some((best, Question::RenameTable { new: table.name.clone(), candidates }))
    });
    in_order(questions)
}

/// The candidates of a question, the likeliest first, and how likely that is. None where there is no candidate.
fn best_first<S: Ord + Copy, N: Ord>(scored: impl Iterator<Item = (S, N)>) -> Option<(S, Vec<N>)> {
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by(|(a, a_name), (b, b_name)| b.cmp(a).then_with(|| a_name.cmp(b_name)));
    let best = scored.first()?.0;
    Some((best, scored.into_iter().map(|(_, name)| name).collect()))
}

/// The questions with the likeliest rename first: what it takes is no candidate of those behind it.
fn in_order<S: Ord>(questions: impl Iterator<Item = (S, Question)>) -> Vec<Question> {
    let mut questions: Vec<_> = questions.collect();
    questions.sort_by(|(a, _), (b, _)| b.cmp(a));
    questions.into_iter().map(|(_, question)| question).collect()
}

/// How many columns two tables have in common by name and type. Tables without any are not one by another name.
fn shared(old: &Table, new: &Table) -> usize {
    new.columns.iter().filter(|column| old.column(&column.name).is_some_and(|old| old.ty == column.ty)).count()
}

fn ask_columns(old: &Table, new: &Table, told: &Told<'_>) -> Vec<Question> {
    let dropped: Vec<_> = old.columns.iter().filter(|column| new.column(&column.name).is_none()).collect();
    let added = new.columns.iter().filter(|column| old.column(&column.name).is_none());
    let told_new = |column: &Column| told.is_new_column(&new.name, &column.name);
    let mut open: Vec<_> = added.filter(|column| !dropped.is_empty() && !told_new(column)).collect();
    // By name, so that the order of declaration is no difference.
    open.sort_by(|a, b| a.name.cmp(&b.name));
    let questions = open.into_iter().filter_map(|column| {
        let scored = dropped.iter().map(|old| (likeness(old, column), &old.name));
        let (best, names) = best_first(scored.filter(|((kinship, ..), _)| *kinship > Kinship::None))?;
        let candidates = names.into_iter().cloned().collect();
        Some((best, Question::RenameColumn { table: new.name.clone(), new: column.name.clone(), candidates }))
    });
    in_order(questions)
}

/// How much one column looks like another: first the type, then nullability and default, then the name's ends.
fn likeness(old: &Column, new: &Column) -> (Kinship, bool, usize) {
    let start = old.name.chars().zip(new.name.chars()).take_while(|(a, b)| a == b).count();
    let end = old.name.chars().rev().zip(new.name.chars().rev()).take_while(|(a, b)| a == b).count();
    let same = old.nullable == new.nullable && old.default == new.default;
    (Kinship::of(&old.ty, &new.ty), same, start + end)
}

/// How near two types are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kinship {
    /// No engine makes one into the other, so that there is no rename to ask about.
    None,
    /// Some engine does, by what the values look like.
    Distant,
    /// Of one kind: two numbers, two texts.
    Near,
    Same,
}

impl Kinship {
    fn of(old: &ColumnType, new: &ColumnType) -> Self {
        #[derive(PartialEq)]
        enum Kind {
            Number,
            Text,
            Bytes,
            Time,
            Uuid,
            Native,
        }
        let kind = |ty: &ColumnType| match ty {
            ColumnType::Bool | ColumnType::Int { .. } | ColumnType::Float { .. } | ColumnType::Decimal { .. } => {
                Kind::Number
            }
            ColumnType::Char
            | ColumnType::Text { .. }
            | ColumnType::FixedText { .. }
            | ColumnType::Json
            | ColumnType::Enum { .. }
            | ColumnType::Set { .. } => Kind::Text,
            ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } => Kind::Bytes,
            ColumnType::Date
            | ColumnType::Time { .. }
            | ColumnType::DateTime { .. }
            | ColumnType::TimestampTz { .. } => Kind::Time,
            ColumnType::Uuid => Kind::Uuid,
            ColumnType::Bits { .. }
            | ColumnType::Array(_)
            | ColumnType::Vector { .. }
            | ColumnType::Special(_)
            | ColumnType::Native { .. } => Kind::Native,
        };
        match (kind(old), kind(new)) {
            _ if old == new => Self::Same,
            (a, b) if a == b && a != Kind::Native => Self::Near,
            (Kind::Native | Kind::Text, _) | (_, Kind::Native | Kind::Text) => Self::Distant,
            (Kind::Bytes, Kind::Uuid) | (Kind::Uuid, Kind::Bytes) => Self::Distant,
            _ => Self::None,
        }
    }
}

fn names(columns: &SharedVec<Column>) -> BTreeSet<&str> {
    columns.iter().map(|column| column.name.as_str()).collect()
}

/// Constraints and indexes that are the same but for their name. Their content is compared, so nothing is guessed.
/// Where the new name is in use anywhere yet, the old is dropped and the new added instead: names of indexes are unique
/// in the whole database on some engines.
fn constraints(base: &Schema, new: &Schema) -> Vec<Change> {
    let names = || base.tables.values().flat_map(constraint_names).cloned().collect();
    let mut in_use: Option<BTreeSet<String>> = None;
    let mut changes = Vec::new();
    for (name, table) in &new.tables {
        // Most tables are as they were, which is found out soonest.
        let differs = |there: &&Table| !constraint_names(there).eq(constraint_names(table));
        let Some(there) = base.tables.get(name).filter(differs) else { continue };
        let mut rename = |kind, pairs: Vec<Pair<String>>| {
            for name_pair in pairs {
                if in_use.get_or_insert_with(names).insert(name_pair.new.clone()) {
                    changes.push(Change::RenameConstraint { table: name.clone(), kind, name: name_pair });
                }
            }
        };
        let unnamed = String::new;
        rename(
            ConstraintKind::Unique,
            same_content(&there.uniques, &table.uniques, |it| Unique { name: unnamed(), ..it.clone() }),
        );
        rename(
            ConstraintKind::Index,
            same_content(&there.indexes, &table.indexes, |it| Index { name: unnamed(), ..it.clone() }),
        );
        rename(
            ConstraintKind::ForeignKey,
            same_content(&there.foreign_keys, &table.foreign_keys, |it| ForeignKey { name: unnamed(), ..it.clone() }),
        );
        rename(ConstraintKind::Check, same_content(&there.checks, &table.checks, |it| it.expression.clone()));
        rename(
            ConstraintKind::Exclusion,
            same_content(&there.exclusions, &table.exclusions, |it| Exclusion { name: unnamed(), ..it.clone() }),
        );
    }
    changes
}

/// Names that only one side has, in pairs of the same content.
fn same_content<T, C: PartialEq>(
    old: &SharedMap<String, T>,
    new: &SharedMap<String, T>,
    content: impl Fn(&T) -> C,
) -> Vec<Pair<String>> {
    let mut gone: Vec<_> = old.iter().filter(|(name, _)| !new.contains_key(*name)).collect();
    let mut pairs = Vec::new();
    for (to, it) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        let Some(at) = gone.iter().position(|(_, other)| content(other) == content(it)) else { continue };
        let (from, _) = gone.remove(at);
        pairs.push(Pair::new(from.clone(), to.clone()));
    }
    pairs
}

fn constraint_names(table: &Table) -> impl Iterator<Item = &String> {
    let primary_key = table.primary_key.iter().filter_map(|key| key.name.as_ref());
    let keys = primary_key.chain(table.uniques.keys()).chain(table.indexes.keys());
    keys.chain(table.foreign_keys.keys()).chain(table.checks.keys()).chain(table.exclusions.keys())
}
