//! What applying revisions asks of an engine.

use super::effect::Parts;
use super::effect::{Effect, Object};
use super::foreign_keys::Unchecked;
use super::functions::Remembering;
use super::lasting::LastingKind;
use super::mode::Mode;
use super::rebuild::Rebuilds;
use super::{Error, Health};
use crate::connect::{self, BoxFuture, Row, Session};
use crate::script::{Script, Statement, Words};
use std::time::Duration;

/// How an engine runs revisions, and keeps their history and their lock. All of it is text for the engine; the stage sends it.
pub trait Execution: Sync {
    /// Returns how a whole script can be in one transaction with its record.
    fn transaction(&self) -> ScriptTransaction;

    /// Returns how a statement runs if its script is in no transaction.
    fn mode(&self, statement: &Statement, words: &Words<'_>) -> Mode;

    /// Returns the lock of an upgrade; `None` if a transaction that may write is the lock.
    fn lock(&self) -> Option<&dyn Lock>;

    /// Returns how the history is written and read.
    fn records(&self) -> &dyn Records;

    /// Returns what sets up a session of ours.
    fn set_up(&self, limits: Limits) -> Vec<SetUp>;

    /// Returns the statement that limits the time of each statement that runs after it; `None` if the engine has no such limit.
    fn statement_timeout(&self, _limit: Duration) -> Option<String> {
        None
    }

    /// Returns what sets up a session in which somebody else runs the statements of a plan.
    fn set_up_by_hand(&self) -> Vec<String> {
        Vec::new()
    }

    /// Returns the query for the statement that gives the session of somebody else the search path of this one.
    fn search_path(&self) -> Option<&'static str> {
        None
    }

    /// Returns the text that has the engine's own client forget what a revision left in its session.
    fn new_session(&self) -> &'static str;

    /// Returns a statement as the engine's own client takes it.
    fn for_shell(&self, statement: &str) -> String {
        format!("{statement};\n")
    }

    /// Asks whether an upgrade could do its work. Changes nothing.
    fn health<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Health, Error>>;

    /// Returns what a statement does that runs outside of a transaction.
    fn effect(&self, words: &Words<'_>) -> Effect;

    /// Returns the query for the definition of an object; `None` if the catalog does not show it.
    fn definition_query(&self, _object: &Object) -> Option<String> {
        None
    }

    /// Returns the definition from a row of that query.
    fn definition(&self, _object: &Object, row: &Row) -> Option<String> {
        row.get(0).map(str::to_owned)
    }

    /// Returns the parts of a table, from its definition.
    fn parts(&self, _definition: &str) -> Parts {
        Parts::default()
    }

    /// Returns `true` if an error of that query says that there is no such object.
    fn is_missing(&self, _code: &str) -> bool {
        false
    }

    /// Returns the functions that tell what an earlier statement of the session did.
    fn remembering(&self) -> &'static [Remembering];

    /// Returns what a statement asks of the one before it, which is a record.
    fn overwritten(&self, _words: &Words<'_>) -> Option<String> {
        None
    }

    /// Returns what a statement leaves in the session, besides what it does on every engine.
    fn lasting(&self, _words: &Words<'_>) -> Vec<(LastingKind, String)> {
        Vec::new()
    }

    /// Returns `true` if the next revision could see in the session that this one wrote rows.
    fn remembers_rows(&self) -> bool {
        true
    }

    /// Returns how the history is written as the role that the session had before the script, if the script may change the
    /// role.
    fn roles(&self, _script: &Script) -> Option<&'static Roles> {
        None
    }

    /// Returns the query for a number that changes when another connection writes; `None` if a lock keeps upgrades apart.
    fn written(&self) -> Option<&'static str> {
        None
    }

    /// Reads what is set on a connection that is kept; `None` if the next revision gets another one.
    fn kept<'a>(&'a self, _session: &'a mut Session) -> BoxFuture<'a, Result<Option<Box<dyn Kept>>, connect::Error>> {
        Box::pin(async { Ok(None) })
    }

    /// Returns how a script runs without checks of foreign keys, which it asks for by a directive.
    fn unchecked(&self) -> Option<&'static Unchecked> {
        None
    }

    /// Returns how tables are made anew; `None` if they are altered.
    fn rebuilds(&self) -> Option<&dyn Rebuilds> {
        None
    }

    /// Returns the columns that a statement defines anew, each with its table, the table first, if one loses by that what its
    /// new definition does not repeat.
    fn redefined_columns(&self, _statement: &Statement) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Reads what those columns would lose by the statement.
    fn lost_attributes<'a>(
        &'a self,
        _session: &'a mut Session,
        _statement: &'a Statement,
    ) -> BoxFuture<'a, Result<Vec<Lost>, connect::Error>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    /// Returns what finds the statements whose rows a rollback may leave; `None` if it takes back all.
    fn rollback_gaps(&self) -> Option<Box<dyn RollbackGaps>> {
        None
    }

    /// Returns what is to run behind a statement that sets up the session, so that each statement still commits.
    fn commit_each_again(&self, _setting: &Statement) -> Option<&'static str> {
        None
    }

    /// Returns how long a statement waits for others without having them wait behind it.
    fn patience(&self, _words: &Words<'_>) -> Option<&'static Patience> {
        None
    }

    /// Returns the query for what a statement left that failed or was stopped, each as the statement that drops it.
    fn leftovers(&self, _words: &Words<'_>) -> Option<String> {
        None
    }

    /// Returns `true` if a statement that failed may have left something that the history has to tell of.
    fn leaves_traces(&self) -> bool {
        true
    }
}

/// What a column loses that a statement defines anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// The attributes, in the words of its definition.
    pub attributes: Vec<String>,
}

/// What was set on a connection.
pub trait Kept: Send {
    /// Sets the connection back to that.
    fn put_back<'a>(self: Box<Self>, session: &'a mut Session) -> BoxFuture<'a, Result<(), connect::Error>>;
}

/// Tables that keep what a rollback takes back elsewhere, as far as statements have asked for them.
pub trait RollbackGaps: Send {
    /// Returns `true` if a rollback may leave what the statement wrote.
    fn is_written_by<'a>(
        &'a mut self,
        session: &'a mut Session,
        statement: &'a Statement,
    ) -> BoxFuture<'a, Result<bool, connect::Error>>;
}

/// How a whole script can be in one transaction with its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptTransaction {
    /// Not at all: statements that change the schema commit by themselves.
    None,
    /// Transaction, script, and record are one message to the server.
    Message,
    /// The transaction is the lock of the upgrade, and the history is read again inside of it. Connections are kept, and
    /// what a revision set on one is put back.
    Lock,
}

/// The lock of an upgrade, which belongs to a session.
pub trait Lock: Sync {
    /// Returns the query for the key of the lock; `None` if it is not known to the client.
    fn key(&self) -> Option<&'static str> {
        None
    }

    /// Returns the query for the key of the lock of a history in this namespace, a string of SQL; `None` if a history is always
    /// where the tables are.
    fn key_of(&self, _namespace: &str) -> Option<String> {
        None
    }

    /// Returns the query that tries to take it. Its columns are `is_taken`, `namespace` (NULL for none), and `connection_id`.
    fn take(&self, key: i64) -> String;

    /// Returns the query for who holds it. Its columns are `connection_id`, `application`, `address`, `since`, `is_idle`, and
    /// `is_at_rest`.
    fn holder(&self, key: i64) -> String;

    /// Returns the query that gives it back, with `false` if this connection does not have it.
    fn release(&self, key: i64) -> String;

    /// Returns the query for the number of this connection.
    fn connection(&self) -> &'static str;

    /// Returns the query that waits.
    fn wait(&self, seconds: f64) -> String;

    /// Returns what is known of poolers that keep a session, and its lock, for others.
    fn pooler(&self) -> Option<&dyn Pooler> {
        None
    }
}

/// A pooler between the program and the server, which may give each transaction another connection.
pub trait Pooler: Sync {
    /// Returns the query for the time of the server.
    fn clock(&self) -> &'static str;

    /// Returns the query for whether this connection was made after that time.
    fn is_new(&self, clock: &str) -> String;

    /// Returns the statement that gives the settings of a connection the values that they began with.
    fn put_back(&self) -> &'static str;

    /// Returns the statement with which a person ends a connection.
    fn end(&self, connection: i64) -> String;
}

/// How the history is written and read.
pub trait Records: Sync {
    /// Returns the namespace of the history: a fixed one, or the query for the default one.
    fn namespace(&self) -> Namespace;

    /// Returns the statement that creates a namespace for the history unless it exists, from its quoted name; `None` if a history
    /// is always where the tables are.
    fn create_namespace(&self, _name: &str) -> Option<String> {
        None
    }

    /// Returns the query for the names of the tables in a namespace that have a column `done_checksum`: the histories of
    /// migrators.
    fn histories(&self, namespace: &str) -> String;

    /// Returns the query for the same in all namespaces of the database, each name with its namespace in front; `None` if a
    /// database has no namespaces of its own.
    fn histories_of_all(&self) -> Option<&'static str> {
        None
    }

    /// Returns the query for whether the table has a column `state_before`, without a row if there is no such table. Both are
    /// strings of SQL.
    fn shape(&self, namespace: &str, table: &str) -> String;

    /// Returns the query for the names of the tables that are not the engine's own.
    fn tables(&self, namespace: &str) -> String;

    /// Returns the types of columns, and the options of the table.
    fn types(&self) -> RecordTypes;

    /// Returns the expression for the time now.
    fn now(&self) -> &'static str;

    /// Returns the expression for the time at which the transaction began.
    fn begun(&self) -> &'static str {
        self.now()
    }

    /// Returns the expression for the milliseconds from `started`, an expression, until now.
    fn since(&self, started: &str) -> String;

    /// Returns the expression that reads a time in UTC from a column.
    fn read_time(&self, column: &str) -> String;

    /// Returns a string.
    fn text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// The namespace of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// This one.
    Fixed(&'static str),
    /// What this query says, NULL for none.
    Asked(&'static str),
}

/// The types of columns of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordTypes {
    /// Of a short text that is a key.
    pub id: &'static str,
    /// Of a text.
    pub text: &'static str,
    /// Of a time in UTC.
    pub time: &'static str,
    /// Of a whole number.
    pub integer: &'static str,
    /// Behind the columns of the table.
    pub options: &'static str,
}

/// How long an upgrade waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For another upgrade.
    pub lock: Duration,
    /// For a lock on a table; zero is no limit.
    pub table_lock: Duration,
}

/// A step of setting up a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetUp {
    /// A statement.
    Run(String),
    /// A statement that may fail.
    Try(String),
    /// A setting of a connection that is kept: it is read by `read`, set by `set`, and put back by `put_back` and what was read.
    UntilEnd {
        /// The query for the value.
        read: &'static str,
        /// The statement that sets it.
        set: String,
        /// The beginning of the statement that puts it back.
        put_back: &'static str,
    },
}

/// How the history is written while a script has taken on another role.
#[derive(Clone, Copy, Debug)]
pub struct Roles {
    /// Keeps the role that the session has.
    pub keep: &'static str,
    /// Keeps the role of the script, and goes back to the one that the session had.
    pub own: &'static [&'static str],
    /// Goes on with the role of the script.
    pub of_script: &'static [&'static str],
}

/// How the limit for locks is lifted for a statement that has nobody wait behind it.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// The query for the limit.
    pub read: &'static str,
    /// The statement that lifts it.
    pub lift: &'static str,
    /// The beginning of the statement that sets it, before a string.
    pub set: &'static str,
}
