//! The text of a `CREATE TABLE`.

use std::collections::BTreeMap;

use super::{Piece, Stretch, pieces};
use crate::schema::Deferrable;

/// What the pragmas of SQLite do not tell of a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct TableText {
    /// Whether its key is numbered without ever using a number again.
    pub(in super::super) autoincrement: bool,
    /// Whether a key of one column runs downward, which makes it another thing than the number of the row.
    pub(in super::super) descending_key: bool,
    /// What is said of columns beside type, NULL and default; those of which nothing is said are not in it.
    pub(in super::super) columns: BTreeMap<String, ColumnText>,
    /// Its foreign keys in their order.
    pub(in super::super) foreign_keys: Vec<KeyText>,
    /// Its unique constraints in their order.
    pub(in super::super) uniques: Vec<KeyText>,
    /// Its checks in their order.
    pub(in super::super) checks: Vec<CheckText>,
    /// How often a conflict is to be settled otherwise than by refusing the row.
    pub(in super::super) conflict_clauses: usize,
}

/// What is said of a column.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct ColumnText {
    /// Its collation.
    pub(in super::super) collation: Option<String>,
    /// How it is computed.
    pub(in super::super) generated: Option<String>,
}

/// A unique constraint or foreign key.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct KeyText {
    /// Its name, if it has one.
    pub(in super::super) name: Option<String>,
    /// Its columns.
    pub(in super::super) columns: Vec<String>,
    /// When it is checked.
    pub(in super::super) deferrable: Deferrable,
}

/// A check.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct CheckText {
    /// Its name, if it has one.
    pub(in super::super) name: Option<String>,
    /// The column that it stands at, if it does.
    pub(in super::super) column: Option<String>,
    /// What it says.
    pub(in super::super) expression: String,
}

impl TableText {
    /// Reads the text that `sqlite_schema` keeps for a table.
    pub(in super::super) fn read(sql: &str) -> Self {
        let pieces: Vec<Piece> = pieces(sql);
        let mut table = Self::default();
        let Some(open) = pieces.iter().position(|piece| piece.token.is_mark('(')) else { return table };
        let inside = Stretch { sql, pieces: &pieces[open..] }.group();
        for mut item in inside.items() {
            let constraint = ["constraint", "primary", "unique", "check", "foreign"];
            // In quotes, they are names of columns.
            let column = if constraint.iter().any(|word| item.word(0, word)) { None } else { item.name() };
            table.item(column.as_deref(), item);
        }
        table
    }

    /// Reads what follows the name of a column, or constraints of the table. No comma need stand between those.
    fn item(&mut self, column: Option<&str>, mut rest: Stretch<'_>) {
        let own: Vec<String> = column.map(str::to_owned).into_iter().collect();
        // The columns of the foreign key that `REFERENCES` is to follow.
        let mut of = own.clone();
        let mut name: Option<String> = None;
        while !rest.is_empty() {
            if rest.take("constraint") {
                name = rest.name();
            } else if rest.take("check") {
                let expression = rest.group().text().to_owned();
                self.checks.push(CheckText { name: name.take(), column: column.map(str::to_owned), expression });
            } else if rest.take("primary") {
                rest.take("key");
                name = None;
                let columns = if rest.opens() { Some(rest.group()) } else { None };
                let downward = |item: Stretch<'_>| item.word(item.pieces.len().saturating_sub(1), "desc");
                // In the list of a table's key the order is nothing but that of its index.
                self.descending_key |= columns.is_none() && downward(rest.of(rest.pieces.get(..1).unwrap_or_default()));
            } else if rest.take("autoincrement") {
                self.autoincrement = true;
            } else if rest.take("unique") {
                let columns = if column.is_some() { own.clone() } else { rest.group().names() };
                self.uniques.push(KeyText { name: name.take(), columns, ..KeyText::default() });
            } else if rest.take("foreign") {
                rest.take("key");
                of = rest.group().names();
            } else if rest.take("references") {
                rest.name();
                rest.group();
                actions(&mut rest);
                self.foreign_keys.push(KeyText { name: name.take(), columns: of.clone(), ..KeyText::default() });
            } else if rest.word(0, "deferrable") || (rest.word(0, "not") && rest.word(1, "deferrable")) {
                let deferrable = deferrable(&mut rest);
                if let Some(key) = self.foreign_keys.last_mut() {
                    key.deferrable = deferrable;
                }
            } else if rest.take("collate") {
                name = None;
                if let Some(column) = column {
                    self.columns.entry(column.to_owned()).or_default().collation = rest.name();
                }
            } else if column.is_some() && rest.word(0, "as") && rest.pieces.len() > 1 {
                rest.skip(1);
                name = None;
                let expression = rest.group().text().to_owned();
                if let Some(column) = column {
                    self.columns.entry(column.to_owned()).or_default().generated = Some(expression);
                }
            } else if rest.word(0, "on") && rest.word(1, "conflict") {
                // To refuse the row is what is done without it.
                self.conflict_clauses += usize::from(!rest.word(2, "abort"));
                rest.skip(3);
            } else if rest.take("default") {
                name = None;
                // A value in parentheses is passed over as all of them are.
                rest.skip(usize::from(!rest.opens()));
            } else if rest.take("not") || rest.take("null") {
                name = None;
            } else if rest.opens() {
                rest.group();
            } else {
                rest.skip(1);
            }
        }
    }
}

/// Goes behind the actions of a foreign key, whose words mean something else elsewhere.
fn actions(rest: &mut Stretch<'_>) {
    loop {
        if rest.word(0, "on") && ["delete", "update", "insert"].iter().any(|word| rest.word(1, word)) {
            let two_words = rest.word(2, "set") || rest.word(2, "no");
            rest.skip(if two_words { 4 } else { 3 });
        } else if rest.take("match") {
            rest.skip(1);
        } else {
            return;
        }
    }
}

fn deferrable(rest: &mut Stretch<'_>) -> Deferrable {
    let not = rest.take("not");
    rest.take("deferrable");
    let deferred = if rest.take("initially") {
        let deferred = rest.word(0, "deferred");
        rest.skip(1);
        deferred
    } else {
        false
    };
    match (not, deferred) {
        (true, _) => Deferrable::No,
        (false, true) => Deferrable::InitiallyDeferred,
        (false, false) => Deferrable::Deferrable,
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckText, ColumnText, KeyText, TableText};
    use crate::schema::Deferrable;

    fn key(name: &str, columns: &[&str]) -> KeyText {
        let name = Some(name).filter(|name| !name.is_empty()).map(str::to_owned);
        KeyText { name, columns: columns.iter().map(|&column| column.to_owned()).collect(), ..KeyText::default() }
    }

    fn check(name: &str, column: &str, expression: &str) -> CheckText {
        let given = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
        CheckText { name: given(name), column: given(column), expression: expression.to_owned() }
    }

    #[test]
    fn names_are_found_wherever_they_stand() {
        let table = TableText::read(
            r#"CREATE TABLE "o(d,d" (
                id INTEGER PRIMARY KEY AUTOINCREMENT, -- a comment, with (
                "check" TEXT NOT NULL CONSTRAINT is_ok CHECK ("check" IN ('a', 'it''s, (b)')),
                parent INTEGER DEFAULT (1 + (2)) CONSTRAINT fk_p REFERENCES "o(d,d"(id) ON DELETE SET DEFAULT,
                other INTEGER REFERENCES x DEFAULT -1.5,
                code VARCHAR(5) CONSTRAINT uq_code UNIQUE,
                CONSTRAINT uq_two UNIQUE (parent, "check" DESC),
                CONSTRAINT "fk two" FOREIGN KEY ("parent", [other]) REFERENCES y (a, b)
                CHECK (parent > 0), FOREIGN KEY ('other') REFERENCES z(id)
            ) STRICT"#,
        );
        assert!(table.autoincrement);
        let keys =
            [key("fk_p", &["parent"]), key("", &["other"]), key("fk two", &["parent", "other"]), key("", &["other"])];
        assert_eq!(table.foreign_keys, keys);
        assert_eq!(table.uniques, [key("uq_code", &["code"]), key("uq_two", &["parent", "check"])]);
        let is_ok = check("is_ok", "check", r#""check" IN ('a', 'it''s, (b)')"#);
        assert_eq!(table.checks, [is_ok, check("", "", "parent > 0")]);
        assert_eq!(table.columns.len(), 0);
    }

    #[test]
    fn expressions_and_collations_are_cut_out_word_for_word() {
        let table = TableText::read(
            "create table main . 't' /* ( */ (\n\ta\tvarchar ( 80 , 2 )collate[NOCASE]CHECK(a<>''/*)*/ OR 1),\r\n\
             `b` AS (a || ',') STORED, c INT GENERATED ALWAYS AS (length(a) + (1)) VIRTUAL NOT NULL,\n\
             d text default current_timestamp collate \"rtrim\" constraint x not null check (d > 'a'), as_is TEXT,\n\
             constraint deep check ((a) > (b) -- not (\n and c = 1))",
        );
        let column = |collation: Option<&str>, generated: Option<&str>| ColumnText {
            collation: collation.map(str::to_owned),
            generated: generated.map(str::to_owned),
        };
        let expected = [
            ("a", column(Some("NOCASE"), None)),
            ("b", column(None, Some("a || ','"))),
            ("c", column(None, Some("length(a) + (1)"))),
            ("d", column(Some("rtrim"), None)),
        ];
        assert_eq!(table.columns, expected.map(|(name, text)| (name.to_owned(), text)).into());
        let deep = check("deep", "", "(a) > (b) -- not (\n and c = 1");
        assert_eq!(table.checks, [check("", "a", "a<>''/*)*/ OR 1"), check("", "d", "d > 'a'"), deep]);
    }

    #[test]
    fn when_a_foreign_key_is_checked_is_read() {
        let table = TableText::read(
            "CREATE TABLE t (a REFERENCES x DEFERRABLE INITIALLY DEFERRED, b REFERENCES x(id) MATCH FULL \
             ON UPDATE NO ACTION ON DELETE SET NULL NOT DEFERRABLE INITIALLY DEFERRED NOT NULL UNIQUE ON CONFLICT IGNORE, \
             c REFERENCES x DEFERRABLE INITIALLY IMMEDIATE, d REFERENCES x, PRIMARY KEY (a DESC) ON CONFLICT REPLACE)",
        );
        let found: Vec<_> = table.foreign_keys.iter().map(|key| (key.columns[0].as_str(), key.deferrable)).collect();
        let expected = [
            ("a", Deferrable::InitiallyDeferred),
            ("b", Deferrable::No),
            ("c", Deferrable::Deferrable),
            ("d", Deferrable::No),
        ];
        assert_eq!(found, expected);
        assert_eq!(table.uniques, [key("", &["b"])]);
        assert_eq!(table.conflict_clauses, 2);
        assert!(!table.descending_key);
        assert!(TableText::read("CREATE TABLE t (id INTEGER PRIMARY KEY DESC)").descending_key);
    }

    #[test]
    fn odd_texts_are_no_trouble() {
        for sql in [
            "",
            "CREATE TABLE x",
            "CREATE TABLE x (",
            "CREATE TABLE x (a,,b CHECK",
            "CREATE TABLE x AS SELECT (1",
            "CREATE TABLE x (a REFERENCES",
            "CREATE TABLE x (a AS",
            "CREATE TABLE x (CONSTRAINT",
            "CREATE TABLE x (a DEFAULT, b NOT, c ON CONFLICT)",
        ] {
            assert!(TableText::read(sql).checks.len() < 2, "{sql}");
        }
    }
}
