//! Scripts for an older server than the revisions before them need. Every database runs all revisions, so no server of a project
//! is older than the newest release that one of them is written for.

use schema_core::revision::Revisions;
use schema_core::schema::Release;

use crate::error::{Error, Result};
use crate::exit::Exit;

/// Refuses to write scripts for `releases` after `revisions`; `flag` says that `--dialect` names them.
pub(crate) fn refuse(releases: &[Release], revisions: &Revisions, flag: bool) -> Result<()> {
    revisions.older_release(releases, flag).map_or(Ok(()), |said| Err(Error::of(Exit::Usage, said)))
}
