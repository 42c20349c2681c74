//! How the toy runs revisions: a transaction, its script, and its record are one message, and nobody else is there to lock out.

use schema_core::connect::{BoxFuture, Session};
use schema_core::migrate::parts::{
    Effect, Execution, Limits, Lock, Mode, Records, Remembering, ScriptTransaction, SetUp,
};
use schema_core::migrate::{Error, Health};
use schema_core::script::{Statement, Words};

use super::engine::{Toy, below};

impl Execution for Toy {
    fn transaction(&self) -> ScriptTransaction {
        ScriptTransaction::Message
    }

    fn mode(&self, _: &Statement, words: &Words<'_>) -> Mode {
        if words.is(0, "VACUUM") { Mode::Alone } else { Mode::Together }
    }

    fn lock(&self) -> Option<&dyn Lock> {
        None
    }

    fn records(&self) -> &dyn Records {
        below().execution().records()
    }

    fn set_up(&self, _: Limits) -> Vec<SetUp> {
        vec![SetUp::Run("PRAGMA foreign_keys = ON".to_owned())]
    }

    fn new_session(&self) -> &'static str {
        "forget;"
    }

    fn health<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Health, Error>> {
        below().execution().health(session)
    }

    fn effect(&self, _: &Words<'_>) -> Effect {
        Effect::Repeatable
    }

    fn remembering(&self) -> &'static [Remembering] {
        &[]
    }
}
