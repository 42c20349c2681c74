//! Statements of MySQL and MariaDB, most of which commit by themselves.

use crate::migrate::parts::{Effect, Fact, Kind, Part, Visible};
use crate::script::Words;
use std::ops::Range;

pub(super) fn effect(words: &Words<'_>) -> Effect {
    let visible = |visible: Option<Visible>| visible.map_or(Effect::Opaque { partial: false }, Effect::Visible);
    match words.first().as_str() {
        "CREATE" => create(words),
        "DROP" => visible(drop(words)),
        "RENAME" => visible(rename(words)),
        "ALTER" => alter(words),
        "ANALYZE" | "OPTIMIZE" | "CHECK" | "CHECKSUM" | "REPAIR" | "FLUSH" | "SHOW" | "EXPLAIN" | "DESCRIBE"
        | "DESC" | "GRANT" | "UNLOCK" | "LOCK" | "DEALLOCATE" | "PREPARE" => Effect::Repeatable,
        "TRUNCATE" | "REVOKE" | "INSTALL" | "UNINSTALL" => Effect::Opaque { partial: false },
        // Their bodies may commit; a table that knows no transactions keeps what was written before an error.
        _ => Effect::Opaque { partial: true },
    }
}

/// The position of the first of these keywords, behind words such as `OR REPLACE` and `DEFINER = …`.
fn keyword(words: &Words<'_>, among: &[&str]) -> Option<usize> {
    (1..words.len().min(16)).find(|at| among.iter().any(|word| words.is(*at, word)))
}

fn create(words: &Words<'_>) -> Effect {
    let opaque = Effect::Opaque { partial: false };
    if words.is(1, "TEMPORARY") || words.begins_at(1, &["OR", "REPLACE", "TEMPORARY"]) {
        // It ended with the connection, and the table with it.
        return Effect::Repeatable;
    }
    let replaces = words.begins_at(1, &["OR", "REPLACE"]);
    let Some(at) = keyword(
        words,
        &[
            "TABLE",
            "SEQUENCE",
            "VIEW",
            "INDEX",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
            "DATABASE",
            "SCHEMA",
            "USER",
            "ROLE",
        ],
    ) else {
        return opaque;
    };
    let table = words.is(at, "TABLE") || words.is(at, "SEQUENCE");
    if replaces && !table {
        return Effect::Repeatable;
    }
    let name = words.skip(at + 1, &["IF", "NOT", "EXISTS"]);
    let mut visible = Visible::default();
    if words.is(at, "INDEX") {
        let index = words.qualified(name).map(|(_, index, end)| (index, end));
        let Some((index, end)) = index else { return opaque };
        let Some(on) = (end..words.len()).find(|at| words.is(*at, "ON")) else { return opaque };
        let Some((schema, table, _)) = words.qualified(on + 1) else { return opaque };
        let table = visible.object(Kind::Table, schema, table);
        visible.after.push(Fact::Part { table, part: Part::Key(index.to_lowercase()), there: true });
        return Effect::Visible(visible);
    }
    let Some((object, _)) = named(words, at, name, &mut visible) else { return opaque };
    // What replaces a table takes its rows along: that is not done twice on a guess.
    if !replaces {
        visible.after.push(Fact::There(object));
    }
    Effect::Visible(visible)
}

/// The object at `name`, of the kind that stands at `keyword`, and the position behind it.
fn named(words: &Words<'_>, keyword: usize, name: usize, visible: &mut Visible) -> Option<(usize, usize)> {
    let kind = match () {
        () if ["TABLE", "TABLES", "SEQUENCE", "VIEW"].iter().any(|word| words.is(keyword, word)) => Kind::Table,
        () if words.is(keyword, "PROCEDURE") => Kind::Procedure,
        () if words.is(keyword, "FUNCTION") => Kind::Function,
        () if words.is(keyword, "TRIGGER") => Kind::Trigger,
        () if words.is(keyword, "EVENT") => Kind::Event,
        () if words.is(keyword, "DATABASE") || words.is(keyword, "SCHEMA") => Kind::Database,
        () if words.is(keyword, "USER") || words.is(keyword, "ROLE") => return user(words, name, visible),
        () => return None,
    };
    let (schema, name, end) = words.qualified(name)?;
    Some((visible.object(kind, schema, name), end))
}

/// `'name'@'host'`, of which the host may be left out. Of several, none: each is made or dropped by itself.
fn user(words: &Words<'_>, at: usize, visible: &mut Visible) -> Option<(usize, usize)> {
    let (name, end) = words.name(at)?;
    let (host, end) = match words.is_mark(end, "@") {
        true => words.name(end + 1)?,
        false => ("%".to_owned(), end),
    };
    let several = words.list(end, words.len()).len() > 1;
    (!several).then(|| (visible.object(Kind::User, Some(host), name), end))
}

fn drop(words: &Words<'_>) -> Option<Visible> {
    let mut visible = Visible::default();
    let at = words.skip(1, &["TEMPORARY"]);
    let name = words.skip(at + 1, &["IF", "EXISTS"]);
    if words.is(at, "INDEX") {
        let (_, index, end) = words.qualified(name)?;
        let (schema, table, _) = words.qualified(words.skip(end, &["ON"]))?;
        let table = visible.object(Kind::Table, schema, table);
        visible.after.push(Fact::Part { table, part: Part::Key(index.to_lowercase()), there: false });
        return Some(visible);
    }
    if words.is(at, "USER") || words.is(at, "ROLE") {
        let (object, _) = user(words, name, &mut visible)?;
        visible.after.push(Fact::Gone(object));
        return Some(visible);
    }
    for item in words.list(name, words.len()) {
        let (object, _) = named(words, at, item.start, &mut visible)?;
        visible.after.push(Fact::Gone(object));
    }
    Some(visible)
}

/// `RENAME TABLE a TO b, c TO d`. Where a name is on both sides, two tables of one definition may have changed places,
/// which nothing shows.
fn rename(words: &Words<'_>) -> Option<Visible> {
    let mut visible = Visible::default();
    if !(words.is(1, "TABLE") || words.is(1, "TABLES")) {
        return None;
    }
    // From where to where each table goes, by way of names that none has before or behind the statement.
    let (mut moves, mut between): (Vec<(usize, usize)>, Vec<usize>) = (Vec::new(), Vec::new());
    for item in words.list(words.skip(2, &["IF", "EXISTS"]), words.len()) {
        let (schema, name, end) = words.qualified(item.start)?;
        let old = visible.object(Kind::Table, schema, name);
        let to = (end..item.end).find(|at| words.is(*at, "TO"))?;
        let (schema, name, _) = words.qualified(to + 1)?;
        let new = visible.object(Kind::Table, schema, name);
        match moves.iter_mut().find(|(_, now)| *now == old) {
            Some((_, now)) => {
                *now = new;
                between.push(old);
            }
            None => moves.push((old, new)),
        }
    }
    let is_new = |name: &usize| moves.iter().any(|(_, new)| new == name);
    if moves.iter().any(|(old, _)| is_new(old)) {
        return None;
    }
    visible.after.extend(moves.iter().map(|(old, _)| Fact::Gone(*old)));
    visible.after.extend(between.iter().filter(|name| !is_new(name)).map(|name| Fact::Gone(*name)));
    visible.after.extend(moves.iter().map(|(_, new)| Fact::There(*new)));
    Some(visible)
}

fn alter(words: &Words<'_>) -> Effect {
    let opaque = Effect::Opaque { partial: false };
    let Some(at) = keyword(words, &["TABLE", "VIEW", "DATABASE", "SCHEMA", "PROCEDURE", "FUNCTION", "EVENT", "USER"])
    else {
        return opaque;
    };
    if !words.is(at, "TABLE") {
        return if words.is(at, "EVENT") && words.has("RENAME") { opaque } else { Effect::Repeatable };
    }
    let Some((schema, name, end)) = words.qualified(words.skip(at + 1, &["IF", "EXISTS"])) else { return opaque };
    let end = words.skip(end, &["NOWAIT"]);
    let end = if words.is(end, "WAIT") { end + 2 } else { end };
    if end > words.len() {
        return opaque;
    }
    let mut visible = Visible::default();
    let table = visible.object(Kind::Table, schema, name);
    let mut clauses = Clauses { words, visible, table, renamed: Vec::new(), unknown: false, repeatable: true };
    for clause in words.list(end, words.len()) {
        if clauses.read(clause).is_none() {
            return opaque;
        }
    }
    clauses.effect()
}

/// What the clauses of an `ALTER TABLE` do.
struct Clauses<'a> {
    words: &'a Words<'a>,
    visible: Visible,
    /// The table by its new name, as soon as there is one.
    table: usize,
    /// Old and new name of columns.
    renamed: Vec<(String, String)>,
    /// A clause does something whose result has no name.
    unknown: bool,
    /// All clauses say what is to be, whatever was.
    repeatable: bool,
}

impl Clauses<'_> {
    fn effect(mut self) -> Effect {
        if self.repeatable {
            return Effect::Repeatable;
        }
        let old: Vec<String> = self.renamed.iter().map(|(old, _)| old.clone()).collect();
        let new: Vec<String> = self.renamed.iter().map(|(_, new)| new.clone()).collect();
        for (old_name, new_name) in std::mem::take(&mut self.renamed) {
            // Columns that change places: both names are there before and after.
            self.unknown |= old.contains(&new_name) || new.contains(&old_name);
            self.part(Part::Column(old_name), false);
            self.part(Part::Column(new_name), true);
        }
        if self.unknown {
            self.visible.after.clear();
        }
        // All parts are parts of the table by the name that it has in the end.
        let end = self.table;
        for fact in &mut self.visible.after {
            match fact {
                Fact::Part { table, .. } | Fact::PrimaryKey(table, _) => *table = end,
                Fact::There(_) | Fact::Gone(_) | Fact::Valid(_) => {}
            }
        }
        Effect::Visible(self.visible)
    }

    /// A part that is there or not in the end: the last clause that names it counts.
    fn part(&mut self, part: Part, there: bool) {
        self.repeatable = false;
        self.visible.after.retain(|fact| !matches!(fact, Fact::Part { part: it, .. } if *it == part));
        self.visible.after.push(Fact::Part { table: self.table, part, there });
    }

    fn primary_key(&mut self, columns: Vec<String>) {
        self.repeatable = false;
        self.visible.after.retain(|fact| !matches!(fact, Fact::PrimaryKey(..)));
        self.visible.after.push(Fact::PrimaryKey(self.table, columns));
    }

    fn nameless(&mut self) {
        self.repeatable = false;
        self.unknown = true;
    }

    fn lower(&self, at: usize) -> Option<String> {
        self.words.name(at).filter(|_| self.words.is_name(at)).map(|(name, _)| name.to_lowercase())
    }

    /// Reads one clause; `None` for one that the catalog does not show.
    fn read(&mut self, Range { start, end }: Range<usize>) -> Option<()> {
        let words = self.words;
        let is = |at: usize, among: &[&str]| among.iter().any(|word| words.is(at, word));
        match () {
            () if words.is(start, "ADD") => self.add(start + 1, end)?,
            () if words.is(start, "DROP") => self.drop(start + 1)?,
            () if words.is(start, "CHANGE") => {
                let old = words.skip(words.skip(start + 1, &["COLUMN"]), &["IF", "EXISTS"]);
                self.rename(self.lower(old)?, self.lower(old + 1)?);
            }
            () if words.begins_at(start, &["RENAME", "COLUMN"]) => {
                let old = words.skip(start + 2, &["IF", "EXISTS"]);
                self.rename(self.lower(old)?, self.lower(words.skip(old + 1, &["TO"]))?);
            }
            () if words.is(start, "RENAME") && is(start + 1, &["INDEX", "KEY"]) => {
                let old = words.skip(start + 2, &["IF", "EXISTS"]);
                self.part(Part::Key(self.lower(old)?), false);
                self.part(Part::Key(self.lower(words.skip(old + 1, &["TO"]))?), true);
            }
            () if words.is(start, "RENAME") => {
                let at = words.skip(words.skip(start + 1, &["TO"]), &["AS"]);
                let (schema, name, _) = words.qualified(at)?;
                let old = self.table;
                self.table = self.visible.object(Kind::Table, schema, name);
                self.repeatable = false;
                self.visible.after.extend([Fact::Gone(old), Fact::There(self.table)]);
            }
            () if is(start, REPEATABLE) => {}
            () if is(start, &["PARTITION", "REMOVE", "REORGANIZE", "COALESCE"]) => self.nameless(),
            () => return None,
        }
        Some(())
    }

    fn rename(&mut self, old: String, new: String) {
        // `CHANGE a a …` is `MODIFY a …`.
        if old != new {
            self.repeatable = false;
            self.renamed.push((old, new));
        }
    }

    fn add(&mut self, start: usize, end: usize) -> Option<()> {
        let words = self.words;
        let at = words.skip(words.skip(start, &["COLUMN"]), &["IF", "NOT", "EXISTS"]);
        if words.is_mark(at, "(") {
            for item in words.list(at + 1, words.closing(at)?) {
                self.add_one(item.start, item.end)?;
            }
            return Some(());
        }
        if at > start {
            self.part(Part::Column(self.lower(at)?), true);
            return Some(());
        }
        self.add_one(start, end)
    }

    /// Returns `true` at a partition, system versioning or a period, as which the catalog has no part.
    fn has_no_name(&self, at: usize) -> bool {
        let words = self.words;
        words.is(at, "PARTITION")
            || words.begins_at(at, &["SYSTEM", "VERSIONING"])
            || words.begins_at(at, &["PERIOD", "FOR"])
    }

    fn add_one(&mut self, start: usize, end: usize) -> Option<()> {
        let words = self.words;
        let kinds = ["PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "INDEX", "KEY", "FULLTEXT", "SPATIAL", "CONSTRAINT"];
        if self.has_no_name(start) || words.begins_at(start, &["VECTOR", "INDEX"]) {
            self.nameless();
            return Some(());
        }
        if !kinds.iter().any(|word| words.is(start, word)) {
            self.part(Part::Column(self.lower(start)?), true);
            return Some(());
        }
        let mut at = start;
        let mut name = None;
        if words.is(at, "CONSTRAINT") {
            at = words.skip(at + 1, &["IF", "NOT", "EXISTS"]);
            if !kinds.iter().any(|word| words.is(at, word)) {
                name = Some(self.lower(at)?);
                at += 1;
            }
        }
        if words.is(at, "PRIMARY") {
            let open = (at..end).find(|at| words.is_mark(*at, "("))?;
            let columns = words.list(open + 1, words.closing(open)?);
            let columns = columns.into_iter().map(|column| self.lower(column.start)).collect::<Option<Vec<_>>>()?;
            self.primary_key(columns);
            return Some(());
        }
        let constraint = words.is(at, "FOREIGN") || words.is(at, "CHECK");
        if constraint {
            if words.is(at, "FOREIGN") {
                // The constraint has the first name, and its index the second; one alone is both.
                let second = words.skip(words.skip(at, &["FOREIGN", "KEY"]), &["IF", "NOT", "EXISTS"]);
                name = name.or_else(|| self.lower(second));
            }
        } else {
            for word in ["UNIQUE", "FULLTEXT", "SPATIAL"] {
                at = words.skip(at, &[word]);
            }
            at = words.skip(words.skip(words.skip(at, &["INDEX"]), &["KEY"]), &["IF", "NOT", "EXISTS"]);
            name = self.lower(at).filter(|name| name != "using").or(name);
        }
        match name {
            Some(name) if constraint => self.part(Part::Constraint(name), true),
            Some(name) => self.part(Part::Key(name), true),
            None => self.nameless(),
        }
        Some(())
    }

    fn drop(&mut self, start: usize) -> Option<()> {
        let words = self.words;
        let name_at = |at: usize| words.skip(at, &["IF", "EXISTS"]);
        match () {
            () if words.is(start, "PRIMARY") => self.primary_key(Vec::new()),
            () if words.is(start, "INDEX") || words.is(start, "KEY") => {
                self.part(Part::Key(self.lower(name_at(start + 1))?), false);
            }
            () if words.is(start, "FOREIGN") => {
                self.part(Part::Constraint(self.lower(name_at(start + 2))?), false);
            }
            () if words.is(start, "CONSTRAINT") || words.is(start, "CHECK") => {
                self.part(Part::KeyOrConstraint(self.lower(name_at(start + 1))?), false);
            }
            () if self.has_no_name(start) => self.nameless(),
            () => self.part(Part::Column(self.lower(name_at(words.skip(start, &["COLUMN"])))?), false),
        }
        Some(())
    }
}

/// First words of clauses that say what is to be, whatever was.
const REPEATABLE: &[&str] = &[
    "MODIFY",
    "ALTER",
    "CONVERT",
    "DEFAULT",
    "CHARACTER",
    "CHARSET",
    "COLLATE",
    "COMMENT",
    "ENGINE",
    "AUTO_INCREMENT",
    "ROW_FORMAT",
    "KEY_BLOCK_SIZE",
    "FORCE",
    "ALGORITHM",
    "LOCK",
    "ENABLE",
    "DISABLE",
    "ORDER",
    "STATS_PERSISTENT",
    "STATS_AUTO_RECALC",
    "STATS_SAMPLE_PAGES",
    "AVG_ROW_LENGTH",
    "MAX_ROWS",
    "MIN_ROWS",
    "PACK_KEYS",
    "CHECKSUM",
    "DELAY_KEY_WRITE",
    "COMPRESSION",
    "ENCRYPTION",
    "ENCRYPTED",
    "PAGE_COMPRESSED",
    "PAGE_CHECKSUM",
    "TRANSACTIONAL",
    "WITH",
    "WITHOUT",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Dialect;

    fn of(text: &str) -> Effect {
        effect(&Words::of(Dialect::MARIADB, text, usize::MAX))
    }

    fn after(text: &str) -> Vec<Fact> {
        match of(text) {
            Effect::Visible(visible) => visible.after,
            other => panic!("{text}: {other:?}"),
        }
    }

    fn part(part: Part, there: bool) -> Fact {
        Fact::Part { table: 0, part, there }
    }

    #[test]
    fn what_holds_behind_a_statement() {
        let (column, key, constraint) = (Part::Column, Part::Key, Part::Constraint);
        for (text, expected) in [
            ("CREATE TABLE IF NOT EXISTS `a` (b int)", vec![Fact::There(0)]),
            ("CREATE DEFINER = u@h TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 1", vec![Fact::There(0)]),
            ("/*!50003 CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 1 */", vec![Fact::There(0)]),
            ("DROP TABLE a, `b`", vec![Fact::Gone(0), Fact::Gone(1)]),
            ("DROP VIEW IF EXISTS shop.v", vec![Fact::Gone(0)]),
            ("RENAME TABLE a TO b, c TO d", vec![Fact::Gone(0), Fact::Gone(2), Fact::There(1), Fact::There(3)]),
            ("RENAME TABLE a TO x, x TO A", vec![Fact::Gone(0), Fact::Gone(1), Fact::There(2)]),
            ("CREATE UNIQUE INDEX I USING BTREE ON a (b)", vec![part(key("i".into()), true)]),
            ("DROP INDEX i ON a", vec![part(key("i".into()), false)]),
            (
                "ALTER TABLE a WAIT 5 ADD COLUMN b int DEFAULT (1 + 1), DROP c, MODIFY COLUMN d int, ADD (e int, KEY f (e))",
                vec![
                    part(column("b".into()), true),
                    part(column("c".into()), false),
                    part(column("e".into()), true),
                    part(key("f".into()), true),
                ],
            ),
            (
                "ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY x (b) REFERENCES c (d), DROP FOREIGN KEY l, ADD UNIQUE u (b), \
                 DROP INDEX i, ADD INDEX i (b, c)",
                vec![
                    part(constraint("k".into()), true),
                    part(constraint("l".into()), false),
                    part(key("u".into()), true),
                    part(key("i".into()), true),
                ],
            ),
            (
                "ALTER TABLE a DROP PRIMARY KEY, ADD PRIMARY KEY (B, c)",
                vec![Fact::PrimaryKey(0, vec!["b".into(), "c".into()])],
            ),
            (
                "ALTER TABLE a CHANGE b c int, RENAME TO d",
                vec![
                    Fact::Gone(0),
                    Fact::There(1),
                    Fact::Part { table: 1, part: column("b".into()), there: false },
                    Fact::Part { table: 1, part: column("c".into()), there: true },
                ],
            ),
        ] {
            assert_eq!(after(text), expected, "{text}");
        }
    }

    #[test]
    fn what_the_catalog_cannot_tell() {
        // Visible, but what holds behind it has no name.
        for text in [
            "ALTER TABLE a ADD INDEX (b)",
            "ALTER TABLE a ADD CHECK (b > 0)",
            "ALTER TABLE a RENAME COLUMN b TO c, RENAME COLUMN c TO b",
            "CREATE OR REPLACE TABLE a (b int)",
            "ALTER TABLE a DROP PARTITION p",
        ] {
            assert_eq!(after(text), [], "{text}");
        }
        for text in [
            "RENAME TABLE a TO x, b TO a, x TO b",
            "TRUNCATE TABLE a",
            "ALTER TABLE a EXCHANGE PARTITION p WITH TABLE b",
        ] {
            assert_eq!(of(text), Effect::Opaque { partial: false }, "{text}");
        }
        for text in
            ["CALL p()", "DO f()", "EXECUTE IMMEDIATE 'x'", "BEGIN NOT ATOMIC SELECT 1; END", "UPDATE a SET b = 1"]
        {
            assert_eq!(of(text), Effect::Opaque { partial: true }, "{text}");
        }
    }

    #[test]
    fn what_can_run_again() {
        for text in [
            "ALTER TABLE a MODIFY b int, ENGINE = InnoDB, CHANGE c c int",
            "CREATE OR REPLACE VIEW v AS SELECT 1",
            "ANALYZE TABLE a",
            "CREATE TEMPORARY TABLE a (b int)",
        ] {
            assert_eq!(of(text), Effect::Repeatable, "{text}");
        }
    }
}
