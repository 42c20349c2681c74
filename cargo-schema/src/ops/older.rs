//! Scripts for an older server than the revisions before them need. Every database runs all revisions, so no server of a project
//! is older than the newest release that one of them is written for.

use schema_core::diagnostic::{Code, Diagnostic, Severity};
use schema_core::revision::Revisions;
use schema_core::schema::Release;

use crate::error::{Error, Result};
use crate::exit::Exit;

/// `release`, or the newest one that scripts of `revisions` are written for.
pub(crate) fn at_least(release: Release, revisions: &Revisions) -> Release {
    revisions.newest_target(release.dialect).map_or(release, |(_, target)| target.max(release))
}

/// Refuses to write scripts for `releases` after `revisions`; `flag` says that `--dialect` names them.
pub(crate) fn refuse(releases: &[Release], revisions: &Revisions, flag: bool) -> Result<()> {
    older(releases, revisions, flag).map_or(Ok(()), |said| Err(Error::of(Exit::Usage, said)))
}

/// What is wrong with `releases` that are older than what `revisions` are written for.
pub(crate) fn older(releases: &[Release], revisions: &Revisions, flag: bool) -> Option<Diagnostic> {
    let (release, (file, target)) = releases.iter().find_map(|release| {
        let newest = revisions.newest_target(release.dialect)?;
        (newest.1 > *release).then_some((release, newest))
    })?;
    let by = if flag { "--dialect" } else { "dialects" };
    let message = format!("revision `{}` is written for `{target}`, and `{by}` names `{release}`", file.name());
    let enough = releases.iter().map(|release| at_least(*release, revisions).short());
    let help = if flag {
        format!("pass `--dialect {}`", enough.collect::<Vec<_>>().join(","))
    } else {
        let list: Vec<String> = enough.map(|name| format!("{name:?}")).collect();
        format!("write `dialects = [{}]` in `Cargo.toml`", list.join(", "))
    };
    let mut said = Diagnostic::new(Severity::Error, Code::OldRelease, message);
    said.causes.push(format!("every database runs all revisions, so no server is older than `{target}`"));
    said.help = Some(help.into());
    Some(said)
}
