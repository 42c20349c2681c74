//! Revisions: what was changed, in which order, and the scripts that do it.
//!
//! A revision is a folder `migrations/<id>_<slug>/` with `revision.toml` (id, parents, message, changes) and the scripts
//! `up.sql` and `down.sql` (or `up.<dialect>.sql` where a project has several dialects). Parents form a [`Graph`]; the
//! schema at a revision is the replay of the changes from the base. Graph and [`Target`]s need nothing but std, so that
//! an application's migrator has them too; files are for the build step and the command line tool.

mod graph;
mod id;
mod target;

#[cfg(feature = "build")]
mod file;
#[cfg(feature = "build")]
mod format;
#[cfg(feature = "build")]
mod load;
#[cfg(feature = "build")]
mod merge;
#[cfg(feature = "build")]
mod older;
#[cfg(feature = "build")]
mod replay;
#[cfg(feature = "build")]
mod rows;

pub use graph::{Graph, GraphError, Node, TwoHeads};
pub use id::{new_id, script_name, slug};
pub use target::{Target, TargetError};

#[cfg(feature = "build")]
pub use file::{Manifest, RevisionFile, ScriptFile};
#[cfg(feature = "build")]
pub use format::ManifestError;
#[cfg(feature = "build")]
pub use load::{Problem, ReadManifest, Revisions, load, load_with};
#[cfg(feature = "build")]
pub use merge::{Conflict, Write, Writer, merge};
