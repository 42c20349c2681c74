//! Where the database is, and how to get there.

use schema_core::diagnostic::{Code, Help};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use schema_core::connect::{self, Access, Connect as _, DatabaseUrl, ErrorKind, Opening, Session};
use schema_core::migrate::{self, Migrator};
use schema_core::read::Metadata;
use schema_core::schema::{Dialect, Engines};

use crate::cli::again::Again;
use crate::cli::global::Global;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::Project;
use crate::project::extensions;
use crate::project::settings::{Limits, Settings, Told};

/// The database that a command is about.
pub(crate) struct Database {
    url: DatabaseUrl,
    /// The URL as the user wrote it, without its password.
    shown: String,
    /// How long is waited for what.
    limits: Limits,
    /// The commands that are about it.
    again: Again,
}

impl Database {
    /// The database of the settings.
    pub(crate) fn find(global: &Global, project: &Project) -> Result<Self> {
        Self::find_if_any(global, project)?.ok_or_else(Self::not_named)
    }

    /// The error for want of a name.
    pub(crate) fn not_named() -> Error {
        Error::usage(Code::NoDatabaseNamed, "no database URL")
            .hint("pass `--database-url <url>`, or set `DATABASE_URL`, `.env` or `database-url` in the metadata")
    }

    /// As [`Database::find`]; `None` when none is named.
    pub(crate) fn find_if_any(global: &Global, project: &Project) -> Result<Option<Self>> {
        project.dialects()?;
        Self::find_with(global, project.root(), project.metadata(), project.again())
    }

    /// As [`Database::find_if_any`], for the manifest in `root` with the keys `metadata`. Without dialects in them any will do.
    pub(crate) fn find_at(global: &Global, root: &Path, metadata: &Metadata) -> Result<Option<Self>> {
        Self::find_with(global, root, metadata, &Again::new(global, None))
    }

    fn find_with(global: &Global, root: &Path, metadata: &Metadata, again: &Again) -> Result<Option<Self>> {
        let settings = Settings::new(global, root, metadata)?;
        let Some(Told { value: text, origin }) = settings.database_url()? else { return Ok(None) };
        let source = || origin.source();
        let bad = |error: &connect::Error| {
            Error::usage(Code::InvalidUrl, format!("{error}")).cause(format!("the URL comes from {}", source()))
        };
        let shown = DatabaseUrl::parse(&text).map_err(|error| bad(&error))?;
        let dialects = metadata.dialects();
        if !dialects.is_empty() && !dialects.iter().any(|dialect| dialect.is_kin_of(shown.dialect())) {
            let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
            return Err(Error::usage(Code::UnsupportedDialect, format!("the project does not support `{shown}`"))
                .cause(format!("the URL comes from {}; supported dialects: {}", source(), names.join(", "))));
        }
        let url = DatabaseUrl::parse(&absolute(&text, &shown, root)).map_err(|error| bad(&error))?;
        let again = match &global.connect.database_url {
            Some(text) => again.clone().on(text),
            None => again.clone(),
        };
        Ok(Some(Self { url, shown: shown.to_string(), limits: settings.limits()?, again }))
    }

    /// The database of a URL, outside of any project. The file of a relative path lies in the current folder.
    pub(crate) fn at(global: &Global, text: &str) -> Result<Self> {
        let bad = |error: &connect::Error| Error::usage(Code::InvalidUrl, format!("{error}"));
        let shown = DatabaseUrl::parse(text).map_err(|error| bad(&error))?;
        let here = std::env::current_dir().unwrap_or_default();
        let named = absolute(text, &shown, &here);
        let url = DatabaseUrl::parse(&named).map_err(|error| bad(&error))?;
        let again = Again::default().on(&named);
        let limits = Settings::new(global, &here, &Metadata::default())?.limits()?;
        Ok(Self { url, shown: shown.to_string(), limits, again })
    }

    /// The commands that are about it.
    pub(crate) fn again(&self) -> &Again {
        &self.again
    }

    /// How it is shown to people.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// The migrator with the limits of the settings.
    pub(crate) fn limited(&self, migrator: Migrator) -> Migrator {
        self.limits.of(migrator)
    }

    /// Whether it is a file that is not there yet.
    pub(crate) fn is_missing(&self) -> bool {
        self.url.is_missing_file()
    }

    /// The file that it is, where that is there and cannot be written.
    pub(crate) fn read_only_file(&self) -> Option<PathBuf> {
        let path = self.url.file_path()?;
        let refused = |error: std::io::Error| error.kind() == std::io::ErrorKind::PermissionDenied;
        std::fs::OpenOptions::new().append(true).open(&path).is_err_and(refused).then_some(path)
    }

    /// Its URL, for the migrator.
    pub(crate) fn url(&self) -> Opening<'_> {
        answering(&self.url, self.limits.connect())
    }

    /// Its URL as such.
    pub(crate) fn plain_url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// The dialect whose scripts it gets, among those of the project. Which flavor a server is, only the server says.
    pub(crate) fn dialect(&self, dialects: &[Dialect]) -> Dialect {
        let fits = dialects.iter().find(|dialect| dialect.is_kin_of(self.url.dialect()));
        fits.copied().unwrap_or_else(|| self.url.dialect())
    }

    /// Refuses a file that is not there.
    pub(crate) fn require(&self) -> Result<()> {
        if self.is_missing() {
            return Err(Error::new(
                Exit::Unreachable,
                Code::NoDatabase,
                format!("database `{}` does not exist", self.shown),
            )
            .hint(Help::run(self.again.command(["upgrade"]), |upgrade| format!("create it with `{upgrade}`"))));
        }
        Ok(())
    }

    /// Refuses a database that ends with its connection: nothing that is written to it would be kept.
    pub(crate) fn require_lasting(&self) -> Result<()> {
        let is_file = self.url.file_path().is_some_and(|path| !path.as_os_str().is_empty());
        if self.url.is_embedded() && !is_file {
            let message = format!("`{}` names no file, so nothing would be kept", self.shown);
            return Err(Error::usage(Code::InvalidUrl, message).hint("name a file: `sqlite:shop.db`"));
        }
        Ok(())
    }

    /// Refuses a file that cannot be made.
    pub(crate) fn require_folder(&self) -> Result<()> {
        let file = self.url.file_path().filter(|_| self.is_missing());
        let folder = file.as_deref().and_then(Path::parent).filter(|folder| !folder.is_dir());
        folder.map_or(Ok(()), |folder| {
            Err(Error::new(
                Exit::Unreachable,
                Code::NoDirectory,
                format!("cannot create the database `{}`", self.shown),
            )
            .cause(format!("directory `{}` not found", folder.display())))
        })
    }

    /// Takes a file away that was made and has nothing in it.
    pub(crate) fn remove_empty(&self) {
        if let Some(path) = self.url.file_path()
            && std::fs::metadata(&path).is_ok_and(|file| file.len() == 0)
        {
            // Left behind it would do no harm but to look like a database.
            let _ = std::fs::remove_file(path);
        }
    }

    /// Makes the database where its server has none of this name; says whether it was made. A file is made by whatever
    /// writes it first.
    pub(crate) async fn create(&self) -> Result<bool> {
        let Some(name) = self.url.database() else { return Ok(false) };
        match self.url().into_session(Access::Write).await {
            Ok(session) => {
                end(session).await;
                return Ok(false);
            }
            Err(error) if error.is_no_database() => {}
            Err(error) => return Err(self.error(&error)),
        }
        let failed = |error: &connect::Error| {
            Error::new(
                Exit::Unreachable,
                Code::CannotCreateDatabase,
                format!("cannot create the database `{}`", self.shown),
            )
            .causes(error)
        };
        let places = self.url.dialect().engine().connector().lasting_databases();
        let mut refused = None;
        for url in places.iter().filter_map(|place| self.url.with_database(place)) {
            let mut session = match answering(&url, self.limits.connect()).into_session(Access::Write).await {
                Ok(session) => session,
                Err(error) => {
                    refused.get_or_insert(error);
                    continue;
                }
            };
            let created = session.execute(&create_database(session.dialect(), &name)).await;
            end(session).await;
            return match created {
                Ok(_) => Ok(true),
                // Another deployer was quicker.
                Err(_) if self.is_there().await => Ok(false),
                Err(error) => Err(failed(&error)),
            };
        }
        Err(refused.map_or_else(Self::not_named, |error| failed(&error)))
    }

    async fn is_there(&self) -> bool {
        match self.url().into_session(Access::Read).await {
            Ok(session) => {
                end(session).await;
                true
            }
            Err(_) => false,
        }
    }

    /// Connects to read.
    pub(crate) async fn connect(&self) -> Result<Session> {
        self.require()?;
        self.url().into_session(Access::Read).await.map_err(|error| self.error(&error))
    }

    /// The error for what the migrator said.
    pub(crate) fn migration_error(&self, error: migrate::Error) -> Error {
        match error.kind() {
            migrate::ErrorKind::Connection(error) if !matches!(error.kind(), ErrorKind::Value | ErrorKind::Refused) => {
                self.error(error)
            }
            // The first write found out that there is to be none.
            migrate::ErrorKind::Statement(failed)
                if failed.error.kind() == ErrorKind::ReadOnly && failed.left == migrate::Left::Nothing =>
            {
                self.error(&failed.error)
            }
            _ => Error::of_migration(&error, &self.again),
        }
    }

    /// Whether its server said that there is none of its name. A URL that may mean another name says nothing of that.
    pub(crate) fn is_absent(&self, error: &connect::Error) -> bool {
        error.is_no_database() && !self.url.leaves_database_open() && !self.url.is_ambiguous()
    }

    /// The error for what the database or its driver said.
    pub(crate) fn error(&self, error: &connect::Error) -> Error {
        let (code, message) = match error.kind() {
            ErrorKind::Url => {
                let unusable =
                    Error::usage(Code::InvalidUrl, format!("cannot use the URL `{}`", self.shown)).causes(error);
                return if self.url.is_ambiguous() { unusable.hint(ENCODED) } else { unusable };
            }
            ErrorKind::ReadOnly => (Code::ReadOnlyDatabase, format!("cannot write to the database `{}`", self.shown)),
            ErrorKind::Busy => (Code::Busy, format!("the database `{}` is busy", self.shown)),
            ErrorKind::Broken | ErrorKind::Value | ErrorKind::Refused => {
                (Code::UnreachableDatabase, format!("cannot reach the database `{}`", self.shown))
            }
        };
        let shown = Error::new(Exit::Unreachable, code, message).causes(error);
        if error.is_no_database() && self.url.leaves_database_open() {
            shown.hint("the URL names no database: add it after the host, as in `postgres://user@host/shop`")
        } else if error.is_no_database() {
            shown.hint(Help::run(self.again.command(["upgrade", "--create"]), |create| {
                format!("create it with `{create}`")
            }))
        } else if self.url.is_ambiguous() && error.code().is_none() {
            shown.hint(ENCODED)
        } else {
            shown
        }
    }
}

/// What to do about a URL that means another host to the driver than to its writer.
const ENCODED: &str =
    "a password is percent-encoded in a URL: `%2F` for `/`, `%23` for `#`, `%3F` for `?`, `%40` for `@`";

/// Ends a session that only asked. What was asked is known; how the connection ends changes nothing.
pub(crate) async fn end(session: Session) {
    let _ = session.close().await;
}

/// The error for a database that was lost while it was compared.
pub(crate) fn not_compared(error: &connect::Error) -> Error {
    Error::new(Exit::Unreachable, Code::NotCompared, "cannot compare the database").causes(error)
}

/// A database that has to answer in time: a host that drops packets would keep a deployment waiting for minutes.
pub(crate) fn answering(url: &DatabaseUrl, limit: Duration) -> Opening<'_> {
    Opening::new(move |access| Box::pin(open(url, limit, access)))
}

async fn open(url: &DatabaseUrl, limit: Duration, access: Access) -> std::result::Result<Session, connect::Error> {
    let session = async {
        let is_extended = url.is_embedded() && extensions::any();
        if is_extended { extensions::connect(url, access).await } else { url.into_session(access).await }
    };
    let session = tokio::time::timeout(limit, session).await;
    let mut session = session.unwrap_or_else(|_| Err(connect::Error::no_answer(limit)))?;
    if !url.is_embedded() {
        session.watch(watch(url.clone(), limit));
    }
    Ok(session)
}

/// Asks a server for another connection whenever it has said nothing for `limit`: a statement may take hours, and a server
/// that works on one takes connections, or says why it does not.
fn watch(url: DatabaseUrl, limit: Duration) -> connect::Watch {
    Arc::new(move || {
        let url = url.clone();
        Box::pin(async move {
            loop {
                tokio::time::sleep(limit).await;
                match tokio::time::timeout(limit, (&url).into_session(Access::Read)).await {
                    Ok(Ok(session)) => end(session).await,
                    Ok(Err(_)) => {}
                    Err(_) => return connect::Error::silent(limit),
                }
            }
        })
    })
}

/// The statement that creates a database.
fn create_database(dialect: Dialect, name: &str) -> String {
    let quote = dialect.name_quote();
    format!("CREATE DATABASE {quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
}

/// Refuses a database that the project has no scripts for.
pub(crate) fn require_family(dialects: &[Dialect], dialect: Dialect, database: &Database) -> Result<()> {
    if dialects.iter().any(|it| it.is_kin_of(dialect)) {
        return Ok(());
    }
    let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
    Err(Error::usage(Code::UnsupportedDialect, format!("the project does not support `{}`", database.shown()))
        .cause(format!("supported dialects: {}", names.join(", "))))
}

/// The URL with the path of a SQLite file from `root` on, so that it means the same from every folder.
fn absolute(text: &str, url: &DatabaseUrl, root: &Path) -> String {
    let Some(file) = url.file().filter(|file| !file.is_empty() && Path::new(file).is_relative()) else {
        return text.to_owned();
    };
    let query = text.trim().split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    let root = root.display().to_string().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    let scheme = text.split(':').next().unwrap_or_default().trim_start();
    format!("{scheme}://{root}/{file}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_file_is_one_of_the_project() {
        let root = Path::new("/a b/50%?");
        for (text, expected) in [
            ("sqlite:shop.db", "sqlite:///a b/50%25%3F/shop.db"),
            ("sqlite://data/shop.db?mode=ro", "sqlite:///a b/50%25%3F/data/shop.db?mode=ro"),
            ("sqlite:///srv/shop.db", "sqlite:///srv/shop.db"),
            ("sqlite::memory:", "sqlite::memory:"),
            ("postgres://localhost/shop", "postgres://localhost/shop"),
        ] {
            assert_eq!(absolute(text, &DatabaseUrl::parse(text).unwrap(), root), expected);
        }
        let url = DatabaseUrl::parse("sqlite:/a%20b/50%25%3F/%zz%").unwrap();
        assert_eq!(url.file_path().unwrap(), Path::new("/a b/50%?/%zz%"));
    }
}
