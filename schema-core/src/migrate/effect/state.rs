//! Reads from the catalog what a statement changes.

use super::{Fact, Object, Part, Visible};
use crate::connect::{Error, ErrorKind, Session};
use crate::sql::{Kind, LexRules, Lexer};
use sha2::{Digest, Sha256};

/// The definition of each object; `None` for one that is not there.
type Found = Vec<Option<String>>;

impl Visible {
    /// The objects as they are now; `None` where the catalog does not show them to who is connected.
    pub(super) async fn read(&self, session: &mut Session) -> Result<Option<Found>, Error> {
        let mut found = Vec::new();
        for object in &self.objects {
            match object.read(session).await {
                Ok(definition) => found.push(definition),
                Err(error) if error.kind() == ErrorKind::Refused => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(found))
    }

    pub(super) fn digest(&self, found: &Found) -> String {
        let mut sum = Sha256::new();
        for definition in found {
            sum.update([u8::from(definition.is_some())]);
            sum.update(definition.as_deref().unwrap_or_default());
            sum.update([0]);
        }
        sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Returns `true` if all that is known to hold behind the statement does.
    pub(super) fn is_after(&self, found: &Found) -> bool {
        let table = |at: usize| found[at].as_deref().map(Parts::of);
        let holds = |fact: &Fact| match fact {
            Fact::There(at) => found[*at].is_some(),
            Fact::Gone(at) => found[*at].is_none(),
            Fact::Valid(at) => found[*at].as_deref().is_some_and(|it| it.starts_with("valid")),
            Fact::Part { table: at, part, there } => table(*at).is_some_and(|parts| parts.has(part) == *there),
            Fact::PrimaryKey(at, columns) => table(*at).is_some_and(|parts| parts.primary_key == *columns),
        };
        !self.after.is_empty() && self.after.iter().all(holds)
    }
}

impl Object {
    async fn read(&self, session: &mut Session) -> Result<Option<String>, Error> {
        let execution = session.dialect().engine().execution();
        let Some(sql) = execution.definition_query(self) else { return Ok(None) };
        match session.rows(&sql).await {
            Ok(rows) => Ok(rows.first().and_then(|row| execution.definition(self, row))),
            Err(error) if error.code().is_some_and(|code| execution.is_missing(code)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The parts of a table, by their names in lower case.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    columns: Vec<String>,
    keys: Vec<String>,
    constraints: Vec<String>,
    primary_key: Vec<String>,
}

impl Parts {
    /// Reads what `SHOW CREATE TABLE` says, which has a line for each part.
    fn of(definition: &str) -> Self {
        let mut parts = Self::default();
        for line in definition.lines().skip(1).map(str::trim_start) {
            if let Some(name) = name(line) {
                parts.columns.push(name);
            } else if let Some(columns) = line.strip_prefix("PRIMARY KEY (") {
                parts.primary_key = names(columns);
            } else if let Some(rest) = line.strip_prefix("CONSTRAINT ") {
                parts.constraints.extend(name(rest));
            } else if let Some((_, rest)) = line.split_once("KEY ") {
                parts.keys.extend(name(rest));
            }
        }
        parts
    }

    fn has(&self, part: &Part) -> bool {
        match part {
            Part::Column(name) => self.columns.contains(name),
            Part::Key(name) => self.keys.contains(name),
            Part::Constraint(name) => self.constraints.contains(name),
            Part::KeyOrConstraint(name) => self.keys.contains(name) || self.constraints.contains(name),
        }
    }
}

/// The quoted name in front of `text`, in lower case.
fn name(text: &str) -> Option<String> {
    let token = Lexer::with(&LexRules::ANY, text).next()?.ok()?;
    (token.kind == Kind::Name).then(|| token.kind.name(token.text(text)))?.map(|name| name.to_lowercase())
}

/// The quoted names in front of the parenthesis that closes, each with its length or without.
fn names(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let listed = Lexer::with(&LexRules::ANY, text).map_while(Result::ok).take_while(|token| {
        match token.text(text) {
            "(" => depth += 1,
            ")" if depth == 0 => return false,
            ")" => depth -= 1,
            _ => {}
        }
        true
    });
    listed.filter(|it| it.kind == Kind::Name).filter_map(|it| name(it.text(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_table() {
        let definition = "CREATE TABLE `t` (\n  `Id` int(11) NOT NULL AUTO_INCREMENT,\n  `a``KEY ` varchar(9) DEFAULT 'KEY `x`',\n  \
                          PRIMARY KEY (`Id`,`x,y)`(9),`a``KEY `(5)),\n  UNIQUE KEY `uq` (`Id`),\n  KEY `ix` (`Id`),\n  \
                          FULLTEXT KEY `ft` (`a``KEY `),\n  CONSTRAINT `fk` FOREIGN KEY (`Id`) REFERENCES `u` (`id`),\n  \
                          CONSTRAINT `ck` CHECK (`Id` > 0)\n) ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4";
        let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let expected = Parts {
            columns: texts(&["id", "a`key "]),
            keys: texts(&["uq", "ix", "ft"]),
            constraints: texts(&["fk", "ck"]),
            primary_key: texts(&["id", "x,y)", "a`key "]),
        };
        assert_eq!(Parts::of(definition), expected);
    }
}
