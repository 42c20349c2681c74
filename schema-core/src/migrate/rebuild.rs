//! Tables that a script makes anew under another name: what hangs on the old one is kept.

use super::halt::Halt;
use super::revision::Item;
use super::setting::Setting;
use super::{Direction, Error, ErrorKind, Misfit};
use crate::connect::{self, BoxFuture, Session, row};
use crate::script::{Rebuild, Script};

/// How an engine that makes tables anew, because it cannot alter them, keeps what hangs on them.
pub trait Rebuilds: Sync {
    /// Returns the setting under which the new table gets the name of the old one.
    fn renaming(&self) -> Setting;

    /// Returns `true` if the script itself makes that setting around its statement at `rename`.
    fn is_set_around(&self, script: &Script, rename: usize) -> bool;

    /// Refuses a rebuild that loses what the script does not say that it loses. Called right before the drop.
    fn refuse_loss<'a>(
        &'a self,
        session: &'a mut Session,
        rebuild: &'a Rebuild,
        script: &'a Script,
        revision: &'a str,
    ) -> BoxFuture<'a, Result<(), Error>>;

    /// Reads what hangs on the table, and the script behind the drop does not make itself.
    fn attached<'a>(
        &'a self,
        session: &'a mut Session,
        rebuild: &'a Rebuild,
        script: &'a Script,
    ) -> BoxFuture<'a, Result<Vec<Attached>, connect::Error>>;

    /// Has the engine look whether triggers fit the tables that they are of by now.
    fn compile<'a>(
        &'a self,
        session: &'a mut Session,
        attached: &'a [Attached],
    ) -> BoxFuture<'a, Result<(), connect::Error>>;

    /// Makes another database with the tables of this one and what hangs on them, and no rows.
    fn empty_copy<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Session, connect::Error>>;

    /// Runs a statement on such a copy. Only a rename at the end of a rebuild has to succeed there.
    fn rehearse<'a>(
        &'a self,
        copy: &'a mut Session,
        statement: &'a str,
        is_rename: bool,
    ) -> BoxFuture<'a, Result<(), connect::Error>>;
}

row! {
    /// What a drop takes along.
    #[derive(Clone, Debug)]
    pub struct Attached {
        /// `trigger` or `index`.
        pub kind: String,
        /// Its name.
        pub name: String,
        /// The statement that makes it.
        pub sql: String,
    }
}

impl Attached {
    /// Returns `true` for a trigger.
    pub fn is_trigger(&self) -> bool {
        self.kind == "trigger"
    }
}

/// What was attached to a table before its rebuild.
pub(super) struct Captured {
    rebuilds: &'static dyn Rebuilds,
    table: String,
    attached: Vec<Attached>,
    /// Its triggers could be compiled then.
    sound: bool,
}

impl Captured {
    /// Reads what is attached to the table of `rebuild`, right before its drop.
    pub(super) async fn read(
        rebuilds: &'static dyn Rebuilds,
        session: &mut Session,
        rebuild: &Rebuild,
        script: &Script,
    ) -> Result<Self, connect::Error> {
        let attached = rebuilds.attached(session, rebuild, script).await?;
        let sound = rebuilds.compile(session, &attached).await.is_ok();
        Ok(Self { rebuilds, table: rebuild.table.clone(), attached, sound })
    }

    /// Makes them again, right after the rename.
    pub(super) async fn restore(
        &self,
        session: &mut Session,
        item: &Item<'_>,
        direction: Direction,
    ) -> Result<(), Halt> {
        for Attached { kind, name, sql } in &self.attached {
            if let Err(error) = session.execute(sql).await {
                return Err(self.misfit(item, direction, format!("{kind} `{name}`"), error));
            }
        }
        Ok(())
    }

    /// Looks whether the triggers fit the new table, at the end of the script. The engine itself would say so only when a
    /// row is written the next time.
    pub(super) async fn check(&self, session: &mut Session, item: &Item<'_>, direction: Direction) -> Result<(), Halt> {
        if !self.sound {
            return Ok(());
        }
        let Err(error) = self.rebuilds.compile(session, &self.attached).await else { return Ok(()) };
        let triggers = self.attached.iter().filter(|object| object.is_trigger());
        let mut names = triggers.map(|trigger| format!("`{}`", trigger.name)).collect::<Vec<_>>();
        let noun = if names.len() == 1 { "trigger" } else { "one of the triggers" };
        names.sort();
        Err(self.misfit(item, direction, format!("{noun} {}", names.join(", ")), error))
    }

    fn misfit(&self, item: &Item<'_>, direction: Direction, object: String, error: connect::Error) -> Halt {
        let misfit =
            Misfit { revision: item.name(), file: item.file(direction), table: self.table.clone(), object, error };
        Halt::Error(ErrorKind::Rebuild(Box::new(misfit)).into())
    }
}
