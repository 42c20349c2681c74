//! Statements of PostgreSQL that cannot be in a transaction.

use crate::migrate::parts::{Effect, Fact, Kind, Visible};
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

/// The index that a `CREATE INDEX CONCURRENTLY` makes: its name as the catalog has it, and its table as it is spelled.
pub(super) fn concurrent_index(words: &Words<'_>) -> Option<(String, String)> {
    if !words.is(0, "CREATE") {
        return None;
    }
    let at = words.skip(words.skip(1, &["UNIQUE"]), &["INDEX", "CONCURRENTLY"]);
    if !words.is(at.checked_sub(1)?, "CONCURRENTLY") {
        return None;
    }
    let at = words.skip(at, &["IF", "NOT", "EXISTS"]);
    if words.is(at, "ON") {
        return None;
    }
    let (name, next) = words.name(at)?;
    let name = if words.spelled(at)?.starts_with('"') { name } else { name.to_lowercase() };
    let table = words.skip(words.skip(next, &["ON"]), &["ONLY"]);
    Some((name, words.spelled(table)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Dialect;

    #[test]
    fn concurrent_indexes() {
        let index = |text: &str| concurrent_index(&Words::of(Dialect::POSTGRES, text, 24));
        let found = |name: &str, table: &str| Some((name.to_owned(), table.to_owned()));
        assert_eq!(
            index("create unique index concurrently Ix_A on only public.\"T\" (a)"),
            found("ix_a", "public.\"T\"")
        );
        assert_eq!(index("CREATE INDEX CONCURRENTLY IF NOT EXISTS \"Ix\" ON t USING gin (a)"), found("Ix", "t"));
        assert_eq!(index("CREATE INDEX CONCURRENTLY ON t (a)"), None);
        assert_eq!(index("CREATE INDEX i ON t (a)"), None);
        assert_eq!(index("DROP INDEX CONCURRENTLY i"), None);
    }
}
