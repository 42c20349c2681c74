//! Releases that are older than what revisions are written for. Every database runs all revisions, so no server of a project is
//! older than the newest release that one of them is written for.

use super::Revisions;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::schema::Release;

impl Revisions {
    /// Returns `release`, or the newest one that scripts of these revisions are written for.
    pub fn at_least(&self, release: Release) -> Release {
        self.newest_target(release.dialect).map_or(release, |(_, target)| target.max(release))
    }

    /// Returns what is wrong with the first of `releases` that is older than what a revision is written for. They stand in metadata, or
    /// in `--dialect` if that is `by_flag`.
    pub fn older_release(&self, releases: &[Release], by_flag: bool) -> Option<Diagnostic> {
        let (release, (file, target)) = releases.iter().find_map(|release| {
            let newest = self.newest_target(release.dialect)?;
            (newest.1 > *release).then_some((release, newest))
        })?;
        let by = if by_flag { "--dialect" } else { "dialects" };
        let message = format!("revision `{}` is written for `{target}`, and `{by}` names `{release}`", file.name());
        let enough = releases.iter().map(|release| self.at_least(*release).short());
        let help = if by_flag {
            format!("pass `--dialect {}`", enough.collect::<Vec<_>>().join(","))
        } else {
            let list: Vec<String> = enough.map(|name| format!("{name:?}")).collect();
            format!("write `dialects = [{}]` in `Cargo.toml`", list.join(", "))
        };
        let mut said = Diagnostic::new(Severity::Error, Code::OldRelease, message);
        said.causes.push(format!("every database runs all revisions, so no server is older than `{target}`"));
        Some(said.help(help))
    }
}
