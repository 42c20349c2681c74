//! Statements of PostgreSQL that cannot be in a transaction.

use super::super::mode::concurrent_index;
use super::{Effect, Fact, Kind, Visible};
use crate::script::Words;

pub(super) fn effect(words: &Words<'_>) -> Effect {
    let opaque = Effect::Opaque { partial: false };
    match words.first().as_str() {
        "VACUUM" | "CLUSTER" | "REINDEX" | "REFRESH" => Effect::Repeatable,
        "ALTER" if words.is(1, "SYSTEM") => Effect::Repeatable,
        "ALTER" if words.is(1, "DATABASE") && !words.has("RENAME") => Effect::Repeatable,
        "CREATE" | "DROP" => object(words).map_or(opaque, Effect::Visible),
        // Their bodies may commit.
        "CALL" | "DO" => Effect::Opaque { partial: true },
        _ => opaque,
    }
}

fn object(words: &Words<'_>) -> Option<Visible> {
    let mut visible = Visible::default();
    if let Some((name, table)) = concurrent_index(words) {
        let index = visible.object(Kind::Index, Some(table), name);
        visible.after.push(Fact::Valid(index));
        // An index that is not valid is dropped, and built again.
        visible.repairs = true;
        return Some(visible);
    }
    let create = words.is(0, "CREATE");
    if words.begin_with(&["DROP", "INDEX", "CONCURRENTLY"]) {
        let at = words.skip(3, &["IF", "EXISTS"]);
        let index = visible.object(Kind::Index, None, words.spelled(at)?);
        visible.after.push(Fact::Gone(index));
        visible.repairs = true;
        return Some(visible);
    }
    let kind = match () {
        () if words.is(1, "DATABASE") => Kind::Database,
        () if words.is(1, "TABLESPACE") => Kind::Tablespace,
        () if words.is(1, "SUBSCRIPTION") => Kind::Subscription,
        () => return None,
    };
    let at = words.skip(2, &["IF", "EXISTS"]);
    let (name, _) = words.name(at)?;
    let name = if words.spelled(at)?.starts_with('"') { name } else { name.to_lowercase() };
    let object = visible.object(kind, None, name);
    visible.after.push(if create { Fact::There(object) } else { Fact::Gone(object) });
    Some(visible)
}
