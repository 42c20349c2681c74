//! How constraints and indexes are called that are given no name: `naming` in the metadata, in the style of Alembic.

use std::collections::BTreeMap;

use toml::Table;

use crate::declare;
use crate::schema::{TableName, constraint_name, fitting};

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An index.
    Index,
    /// A unique constraint.
    Unique,
    /// A check.
    Check,
    /// A foreign key.
    ForeignKey,
    /// A primary key.
    PrimaryKey,
    /// An exclusion constraint.
    Exclusion,
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::Index, Self::Unique, Self::Check, Self::ForeignKey, Self::PrimaryKey, Self::Exclusion];

    /// Its key in `naming`, with which default names start.
    const fn key(self) -> &'static str {
        match self {
            Self::Index => "ix",
            Self::Unique => "uq",
            Self::Check => "ck",
            Self::ForeignKey => "fk",
            Self::PrimaryKey => "pk",
            Self::Exclusion => "ex",
        }
    }
}

/// What is to be called.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// Its table.
    pub table: &'a TableName,
    /// Its columns.
    pub columns: &'a [String],
    /// The table and the columns that a foreign key points to.
    pub referred: Option<(&'a TableName, &'a [String])>,
    /// The name that it was given, if it was.
    pub given: Option<&'a str>,
}

/// The names of constraints and indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    templates: BTreeMap<Kind, Vec<Piece>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Token(Token),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Table,
    FirstColumn,
    Columns,
    ColumnsTogether,
    ReferredTable,
    ReferredFirstColumn,
    Constraint,
}

impl Token {
    const ALL: [(&'static str, Self); 7] = [
        ("table_name", Self::Table),
        ("column_0_name", Self::FirstColumn),
        ("column_0_N_name", Self::Columns),
        ("column_0N_name", Self::ColumnsTogether),
        ("referred_table_name", Self::ReferredTable),
        ("referred_column_0_name", Self::ReferredFirstColumn),
        ("constraint_name", Self::Constraint),
    ];

    fn write(self, named: &Named<'_>) -> String {
        let first = |columns: &[String]| columns.first().cloned().unwrap_or_default();
        match self {
            Self::Table => named.table.name.clone(),
            Self::FirstColumn => first(named.columns),
            Self::Columns => named.columns.join("_"),
            Self::ColumnsTogether => named.columns.concat(),
            Self::ReferredTable => named.referred.map(|(table, _)| table.name.clone()).unwrap_or_default(),
            Self::ReferredFirstColumn => named.referred.map(|(_, columns)| first(columns)).unwrap_or_default(),
            Self::Constraint => named.given.map_or_else(|| named.columns.join("_"), str::to_owned),
        }
    }
}

impl Naming {
    /// Reads the keys of `naming`.
    ///
    /// # Errors
    /// What is wrong with the first one that is.
    pub(super) fn from_table(table: &Table) -> Result<Self, String> {
        let mut naming = Self::default();
        for (key, value) in table {
            let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.key() == key) else {
                let keys = Kind::ALL.map(|kind| format!("`{}`", kind.key())).join(", ");
                return Err(format!("`{key}` is nothing that has a name: there are {keys}"));
            };
            let text = value.as_str().ok_or_else(|| format!("`{key}` is a text"))?;
            let pieces = pieces(text, kind).map_err(|error| format!("`{key}`: {error}"))?;
            naming.templates.insert(kind, pieces);
        }
        Ok(naming)
    }

    /// What a constraint or index is called; a primary key without a name is called by the engine.
    ///
    /// A given name counts as it is, unless the template has a place for it (`%(constraint_name)s`).
    pub fn name(&self, kind: Kind, named: &Named<'_>) -> Option<String> {
        let template = self.templates.get(&kind);
        if let Some(given) = named.given
            && !template.is_some_and(|pieces| pieces.contains(&Piece::Token(Token::Constraint)))
        {
            return Some(given.to_owned());
        }
        match template {
            None if kind == Kind::PrimaryKey => None,
            None => Some(constraint_name(kind.key(), named.table, named.columns)),
            Some(pieces) => {
                let texts = pieces.iter().map(|piece| match piece {
                    Piece::Text(text) => text.clone(),
                    Piece::Token(token) => token.write(named),
                });
                Some(fitting(texts.collect()))
            }
        }
    }
}

/// Takes `ix_%(table_name)s` apart; `%%` is `%`.
fn pieces(template: &str, kind: Kind) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let name = after.strip_prefix('(').and_then(|after| after.split_once(")s"));
        let Some((name, after)) = name else {
            return Err("after `%` stands a token, as in `%(table_name)s`, or another `%`".to_owned());
        };
        let Some((_, token)) = Token::ALL.into_iter().find(|(known, _)| *known == name) else {
            let names = Token::ALL.map(|(name, _)| name);
            let near = declare::nearest(name, names).map(|near| format!("did you mean `{near}`? "));
            let all = names.map(|name| format!("`{name}`")).join(", ");
            return Err(format!("there is no token `{name}`: {}there are {all}", near.unwrap_or_default()));
        };
        if matches!(token, Token::ReferredTable | Token::ReferredFirstColumn) && kind != Kind::ForeignKey {
            return Err(format!("`{name}` is for `fk`"));
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut text)));
        }
        pieces.push(Piece::Token(token));
        rest = after;
    }
    text.push_str(rest);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
    if pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) {
        return Err("without a token, all of them would have one name".to_owned());
    }
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Named, Naming};
    use crate::schema::TableName;

    fn naming(text: &str) -> Result<Naming, String> {
        Naming::from_table(&text.parse().unwrap())
    }

    #[test]
    fn names_follow_the_convention() {
        let table = TableName::in_namespace("auth", "users");
        let columns = ["team".to_owned(), "name".to_owned()];
        let other = TableName::new("teams");
        let id = ["id".to_owned()];
        let named = Named { table: &table, columns: &columns, referred: Some((&other, &id)), given: None };
        let name = |naming: &Naming, kind| naming.name(kind, &named).unwrap_or_default();
        let plain = Naming::default();
        assert_eq!(name(&plain, Kind::Unique), "uq_users_team_name");
        assert_eq!(name(&plain, Kind::PrimaryKey), "");
        let own = naming(
            "ix = 'i%%_%(column_0N_name)s'\nuq = '%(table_name)s_%(column_0_N_name)s_key'\npk = 'pk_%(table_name)s'
             fk = 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s_%(referred_column_0_name)s'
             ck = 'ck_%(table_name)s_%(constraint_name)s'",
        )
        .unwrap();
        assert_eq!(name(&own, Kind::Index), "i%_teamname");
        assert_eq!(name(&own, Kind::Unique), "users_team_name_key");
        assert_eq!(name(&own, Kind::PrimaryKey), "pk_users");
        assert_eq!(name(&own, Kind::ForeignKey), "fk_users_team_teams_id");
        assert_eq!(name(&own, Kind::Check), "ck_users_team_name");
        assert_eq!(name(&own, Kind::Exclusion), "ex_users_team_name");
        let given = Named { given: Some("short"), ..named };
        assert_eq!(own.name(Kind::Check, &given).as_deref(), Some("ck_users_short"));
        assert_eq!(own.name(Kind::Unique, &given).as_deref(), Some("short"));
    }

    #[test]
    fn long_names_stay_apart() {
        let own = naming("ix = 'ix_%(table_name)s_%(column_0_N_name)s'").unwrap();
        let table = TableName::new("t".repeat(60));
        let name = |column: &str| {
            let columns = [column.to_owned()];
            own.name(Kind::Index, &Named { table: &table, columns: &columns, referred: None, given: None }).unwrap()
        };
        assert!(name("a").len() <= 63 && name("a") != name("b"));
    }

    #[test]
    fn wrong_templates_are_refused() {
        for (text, message) in [
            ("xx = 'a'", "`xx` is nothing that has a name: there are `ix`, `uq`, `ck`, `fk`, `pk`, `ex`"),
            ("ix = 1", "`ix` is a text"),
            ("ix = 'ix'", "`ix`: without a token, all of them would have one name"),
            ("ix = '%(table_name)'", "`ix`: after `%` stands a token, as in `%(table_name)s`, or another `%`"),
            ("ix = '100%'", "`ix`: after `%` stands a token, as in `%(table_name)s`, or another `%`"),
            ("uq = '%(referred_table_name)s'", "`uq`: `referred_table_name` is for `fk`"),
            (
                "ix = '%(tabel_name)s'",
                "`ix`: there is no token `tabel_name`: did you mean `table_name`? there are `table_name`, `column_0_name`, `column_0_N_name`, `column_0N_name`, `referred_table_name`, `referred_column_0_name`, `constraint_name`",
            ),
        ] {
            assert_eq!(naming(text).unwrap_err(), message);
        }
    }
}
