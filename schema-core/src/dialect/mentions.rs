//! Which unmanaged objects the statements of scripts are about.

use super::unmanaged::{Sql, Unmanaged};
use crate::schema::{Dialect, Engines};
use crate::script::{Made, Statement, Words, made};

/// Returns those of `objects` that no statement creates, alters or drops. A property or a part of a table counts as created if a
/// statement has its keywords and its name.
pub fn unmentioned(dialect: Dialect, statements: &[Statement], mut objects: Vec<Unmanaged>) -> Vec<Unmanaged> {
    for statement in statements {
        if objects.is_empty() {
            break;
        }
        each_definition(dialect, &Words::of(dialect, &statement.text, usize::MAX), &mut |words| {
            let made = made(dialect, words);
            objects.retain(|it| !is_mentioned(dialect, it, words, &made));
        });
    }
    objects
}

/// Returns `true` if the statement, which creates, alters or drops all of `made`, is about the object.
fn is_mentioned(dialect: Dialect, it: &Unmanaged, words: &Words<'_>, made: &[Made]) -> bool {
    match it.kind.sql() {
        Sql::Object(keywords) => made.iter().any(|made| is_made(dialect, it, keywords, made)),
        Sql::Part(phrases) => {
            let mut places = 0..words.len();
            let is_named = |name: &str| (0..words.len()).any(|at| words.is_name_of(dialect, at, name));
            places.any(|at| phrases.iter().any(|phrase| words.begins_at(at, phrase)))
                && is_named(&it.own_name)
                && it.table.as_deref().is_none_or(is_named)
        }
    }
}

/// Returns `true` if `made` is the object, whose kind has these keywords.
fn is_made(dialect: Dialect, it: &Unmanaged, keywords: &[&str], made: &Made) -> bool {
    let same_kind = made.keywords == keywords || it.kind.is_routine() && made.keywords == ["ROUTINE"];
    let exact = dialect.engine().names_differ_by_case();
    same_kind && if exact { it.own_name == made.name } else { it.own_name.to_lowercase() == made.name }
}

impl Unmanaged {
    /// Returns `true` if it is this one, which a statement creates, alters or drops.
    pub(super) fn is_made(&self, dialect: Dialect, made: &Made) -> bool {
        matches!(self.kind.sql(), Sql::Object(keywords) if is_made(dialect, self, keywords, made))
    }
}

/// Shows each statement that creates, alters or drops something: `words` themselves, and those of a block, which may be a text.
fn each_definition(dialect: Dialect, words: &Words<'_>, see: &mut dyn FnMut(&Words<'_>)) {
    let has_block = ["DO", "BEGIN", "EXECUTE", "PREPARE"].iter().any(|word| words.is(0, word));
    if begins_definition(words, 0) {
        see(words);
    } else if has_block {
        in_block(dialect, words, see);
    }
}

fn in_block(dialect: Dialect, words: &Words<'_>, see: &mut dyn FnMut(&Words<'_>)) {
    for part in words.parts() {
        if let Some(from) = (0..part.len()).find(|at| begins_definition(&part, *at)) {
            see(&part.from(from));
            continue;
        }
        for text in (0..part.len()).filter_map(|at| part.literal(at)) {
            in_block(dialect, &Words::of(dialect, &text, usize::MAX), see);
        }
    }
}

fn begins_definition(words: &Words<'_>, at: usize) -> bool {
    ["CREATE", "ALTER", "DROP"].iter().any(|word| words.is(at, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::UnmanagedKind;

    /// Which of the objects the statement mentions.
    fn mentioned(dialect: Dialect, sql: &str, object: &Unmanaged) -> bool {
        unmentioned(dialect, &[Statement::new(sql)], vec![object.clone()]).is_empty()
    }

    #[test]
    fn an_object_is_mentioned_by_its_kind_and_name() {
        let object = |kind| Unmanaged::new(kind, "public.log", "log");
        let view = object(UnmanagedKind::View);
        for (sql, expected) in [
            ("CREATE OR REPLACE VIEW app.log AS SELECT 1", true),
            ("CREATE VIEW LOG AS SELECT 1", true),
            ("ALTER VIEW old RENAME TO log", true),
            ("DROP VIEW IF EXISTS a, log", true),
            ("DO $$ BEGIN IF true THEN CREATE VIEW log AS SELECT ';'; END IF; END $$", true),
            ("DO $$ BEGIN SELECT 1; EXECUTE 'CREATE VIEW log AS SELECT 1'; END $$", true),
            ("CREATE VIEW \"LOG\" AS SELECT 1", false),
            ("CREATE VIEW catalog AS SELECT 1", false),
            ("CREATE VIEW a AS SELECT log FROM log", false),
            ("CREATE MATERIALIZED VIEW log AS SELECT 1", false),
            ("CREATE FUNCTION log() RETURNS int AS 'CREATE VIEW log AS SELECT 1'", false),
            ("CREATE TABLE a (log int) -- view", false),
            ("INSERT INTO a VALUES ('CREATE VIEW log AS SELECT 1')", false),
        ] {
            assert_eq!(mentioned(Dialect::POSTGRES, sql, &view), expected, "{sql}");
        }
        for (sql, kind) in [
            ("CREATE MATERIALIZED VIEW IF NOT EXISTS log AS SELECT 1", UnmanagedKind::MaterializedView),
            ("CREATE TYPE log AS (a int)", UnmanagedKind::CompositeType),
            ("CREATE EXTENSION IF NOT EXISTS \"log\"", UnmanagedKind::Extension),
            ("CREATE AGGREGATE log(int) (SFUNC = f, STYPE = int)", UnmanagedKind::Aggregate),
            ("CREATE UNLOGGED SEQUENCE log", UnmanagedKind::Sequence),
            ("CREATE EVENT TRIGGER log ON ddl_command_end EXECUTE FUNCTION f()", UnmanagedKind::EventTrigger),
            ("CREATE POLICY log ON t USING (true)", UnmanagedKind::Policy),
            ("DROP ROUTINE log", UnmanagedKind::Procedure),
        ] {
            assert!(mentioned(Dialect::POSTGRES, sql, &object(kind)), "{sql}");
        }
        let operator = Unmanaged::new(UnmanagedKind::Operator, "public.===", "===");
        let sql = |name: &str| format!("CREATE OPERATOR {name} (LEFTARG = int, RIGHTARG = int, FUNCTION = f)");
        assert!(mentioned(Dialect::POSTGRES, &sql("app.==="), &operator));
        assert!(!mentioned(Dialect::POSTGRES, &sql("=="), &operator));
    }

    #[test]
    fn a_property_is_mentioned_by_its_keywords_and_the_name() {
        let secure = Unmanaged::new(UnmanagedKind::RowSecurity, "public.users", "users");
        let heir = Unmanaged::new(UnmanagedKind::Inheritance, "public.users", "users");
        for (sql, object, expected) in [
            ("ALTER TABLE users ENABLE ROW LEVEL SECURITY", &secure, true),
            ("ALTER TABLE \"users\" FORCE ROW LEVEL SECURITY", &secure, true),
            ("ALTER TABLE end_users ENABLE ROW LEVEL SECURITY", &secure, false),
            ("CREATE TABLE users (row int, level int, security int)", &secure, false),
            ("SELECT 'ROW LEVEL SECURITY' FROM users", &secure, false),
            ("CREATE TABLE users (a int) INHERITS (people)", &heir, true),
            ("ALTER TABLE users INHERIT people", &heir, true),
        ] {
            assert_eq!(mentioned(Dialect::POSTGRES, sql, object), expected, "{sql}");
        }
        let hidden = Unmanaged::of_part(UnmanagedKind::InvisibleColumn, "users", "age");
        for (sql, expected) in [
            ("CREATE TABLE users (`Age` int INVISIBLE)", true),
            ("CREATE TABLE others (age int INVISIBLE)", false),
            ("CREATE TABLE users (page int INVISIBLE)", false),
            ("CREATE TABLE users (age int)", false),
        ] {
            assert_eq!(mentioned(Dialect::MARIADB, sql, &hidden), expected, "{sql}");
        }
    }

    #[test]
    fn the_statements_of_all_kinds_are_known() {
        for kind in UnmanagedKind::ALL {
            if let Sql::Object(keywords) = kind.sql() {
                let name = if *kind == UnmanagedKind::Operator { "+" } else { "x" };
                let sql = format!("CREATE {} {name}", keywords.join(" "));
                let object = Unmanaged::new(kind.clone(), name, name);
                assert!(mentioned(Dialect::POSTGRES, &sql, &object), "{sql}");
            }
        }
    }
}
