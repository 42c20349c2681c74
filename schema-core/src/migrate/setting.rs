//! Settings of a connection that are put back.

use crate::connect::{Error, Session};

/// A setting of a connection that holds for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The query for the value.
    pub read: &'static str,
    /// The statement that makes it.
    pub set: &'static str,
    /// The beginning of the statement that puts back what was read.
    pub put_back: &'static str,
    /// The statement that ends it where a person runs it all.
    pub unset: &'static str,
}

impl Setting {
    /// Makes it, until [`Session::restore_to`].
    pub(super) async fn make(&self, session: &mut Session) -> Result<(), Error> {
        until_end(session, self.read, self.set, self.put_back).await
    }
}

/// Changes a setting until the end of the session, or until [`Session::restore_to`].
pub(super) async fn until_end(session: &mut Session, read: &str, set: &str, put_back: &str) -> Result<(), Error> {
    let before = session.one(read).await?.unwrap_or_default();
    session.change_until_end(set, format!("{put_back}{before}")).await
}
