//! Database URLs, which never show their password.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use super::Error;
use crate::schema::{Dialect, Engines};

/// The address of a database. Its `Display` and `Debug` mask the password, wherever it stands in the URL.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    text: String,
    dialect: Dialect,
}

impl DatabaseUrl {
    /// Reads a URL: `sqlite:file.db`, `sqlite::memory:`, `postgres://user:password@host/database`, `mysql://…`.
    ///
    /// # Errors
    /// Its scheme is none of these. The text is not repeated, for it may hold a password.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let scheme = text.split_once(':').map(|(scheme, _)| scheme);
        let reads =
            |dialect: &Dialect| scheme.is_some_and(|scheme| dialect.engine().connector().schemes().contains(&scheme));
        let dialect = Dialect::ALL.into_iter().find(reads).ok_or_else(|| Error::url(unknown_scheme()))?;
        Ok(Self { text: text.to_owned(), dialect })
    }

    /// Returns the dialect that its scheme stands for. Which flavor of an engine a server is, only the server says.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Returns `true` if the engine runs in the program, so that there is no server.
    pub fn is_embedded(&self) -> bool {
        self.dialect.engine().connector().is_embedded()
    }

    /// Whether a password stands in it.
    pub fn has_password(&self) -> bool {
        !self.secrets().is_empty()
    }

    /// The file of a SQLite URL; `None` for a database in memory and for the others.
    pub fn file(&self) -> Option<&str> {
        let (_, rest) = self.text.split_once(':').filter(|_| self.is_embedded())?;
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        (path != ":memory:" && !query.split('&').any(|pair| pair == "mode=memory")).then_some(path)
    }

    /// The path of that file as the driver reads it.
    pub fn file_path(&self) -> Option<PathBuf> {
        self.file().map(|file| percent_decode(file).into())
    }

    /// Returns `true` if it names a SQLite file that does not exist.
    pub fn is_missing_file(&self) -> bool {
        self.file_path().is_some_and(|file| !file.exists())
    }

    /// The database on its server that it names; `None` for SQLite, and where the server chooses one.
    pub fn database(&self) -> Option<String> {
        if self.is_embedded() {
            return None;
        }
        let authority = self.text.find("://").map(|at| at + 3)?;
        // The last `@`, as for the password.
        let host = self.text[authority..].rfind('@').map_or(authority, |at| authority + at + 1);
        let (_, path) = self.text[host..].split_once('/')?;
        let name = path.split(['?', '#']).next().unwrap_or_default();
        (!name.is_empty()).then(|| percent_decode(name))
    }

    /// Whether it leaves it to the server which database that is: PostgreSQL takes the one that is called like the user.
    pub fn leaves_database_open(&self) -> bool {
        let in_query = |pair: &str| pair.starts_with("dbname=");
        !self.is_embedded()
            && self.database().is_none()
            && !self.text.split_once('?').is_some_and(|(_, query)| query.split('&').any(in_query))
    }

    /// Whether a driver may see another host in it than its writer: the user or the password has a character of `/?#` that is not
    /// percent-encoded, and ends the part of a URL in which they stand.
    pub fn is_ambiguous(&self) -> bool {
        let Some(rest) = self.text.find("://").map(|at| &self.text[at + 3..]) else { return false };
        let Some(at) = rest.rfind('@').filter(|_| !self.is_embedded()) else { return false };
        let Some(end) = rest[..at].find(['/', '?', '#']) else { return false };
        // A host, or a host and a port, before an `@` in the path or the query.
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        let host = &rest[..end];
        host.contains('@') || host.rsplit_once(':').is_some_and(|(_, port)| !is_port(port))
    }

    /// The same server with another database; for SQLite, which has no server, `None`.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Option<Self> {
        if self.is_embedded() {
            return None;
        }
        let authority = self.text.find("://").map(|at| at + 3)?;
        // The last `@`, as for the password.
        let host = self.text[authority..].rfind('@').map_or(authority, |at| authority + at + 1);
        let end = self.text[host..].find(['/', '?']).map_or(self.text.len(), |at| host + at);
        let query = self.text[end..].find('?').map_or("", |at| &self.text[end + at..]);
        let name: String = name
            .bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        Some(Self { text: format!("{}/{name}{query}", &self.text[..end]), dialect: self.dialect })
    }

    /// The URL with its password, for the driver alone.
    pub(crate) fn secret_text(&self) -> &str {
        &self.text
    }

    /// The texts that must not be shown: the passwords as they stand in the URL, and decoded.
    pub(super) fn secrets(&self) -> Vec<String> {
        let mut secrets = Vec::new();
        for (start, end) in self.secret_spans() {
            let raw = &self.text[start..end];
            secrets.push(percent_decode(&raw.replace('+', " ")));
            secrets.push(percent_decode(raw));
            secrets.push(raw.to_owned());
        }
        // A text of one or two letters is in every message; masking it would tell more than it hides.
        secrets.retain(|secret| secret.len() > 2);
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        secrets.dedup();
        secrets
    }

    /// The error of a connection that was not made.
    #[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
    pub(crate) fn failed(&self, error: sqlx::Error) -> Error {
        Error::from_driver(self.dialect, error, &self.secrets()).at(&format!("cannot connect to `{self}`"))
    }

    /// The IPv6 address in `host`, which a URL puts in brackets: the drivers would look them up as a name.
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    pub(crate) fn bracketed(host: &str) -> Option<String> {
        let address = host.strip_prefix('[')?.strip_suffix(']')?;
        address.parse::<std::net::Ipv6Addr>().is_ok().then(|| address.to_owned())
    }

    /// Where secrets may stand in the text, by their start.
    fn secret_spans(&self) -> Vec<(usize, usize)> {
        secret_spans(&self.text, !self.is_embedded())
    }
}

/// The message for a scheme that no engine has.
fn unknown_scheme() -> String {
    let starts = Dialect::ALL.into_iter().filter_map(|dialect| {
        let connector = dialect.engine().connector();
        let scheme = connector.schemes().first()?;
        Some(if connector.is_embedded() { format!("`{scheme}:`") } else { format!("`{scheme}://`") })
    });
    let starts: Vec<String> = starts.collect();
    let (last, others) = starts.split_last().map_or(("", &[][..]), |(last, others)| (last.as_str(), others));
    format!("a database URL starts with {} or {last}", others.join(", "))
}

/// The passwords in `text`, which may be a URL of any kind or end in one; the longest first.
pub fn passwords(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = secret_spans(text, true).into_iter().map(|(start, end)| &text[start..end]).collect();
    found.retain(|it| !it.is_empty());
    found.sort_by_key(|it| std::cmp::Reverse(it.len()));
    found
}

/// `text`, which may be a URL of any kind or end in one, with `***` in place of its passwords.
pub fn without_passwords(text: &str) -> String {
    masked(text, &secret_spans(text, true))
}

/// `text` with `***` in place of `spans`.
fn masked(text: &str, spans: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut shown = 0;
    for &(start, end) in spans {
        if start > shown {
            out.push_str(&text[shown..start]);
            out.push_str("***");
        }
        shown = shown.max(end);
    }
    out.push_str(&text[shown..]);
    out
}

/// Where secrets may stand in a URL, by their start. One may lie in another: a password that was not percent-encoded may
/// hold any of `/?#@` itself, so there are several ways to read the URL.
fn secret_spans(text: &str, has_server: bool) -> Vec<(usize, usize)> {
    let mut spans = BTreeSet::new();
    let scheme = text.find(':').map_or(0, |colon| colon + 1);
    if has_server {
        // A URL that was mistyped (`postgres:/u:password@h`) reaches no driver, but an error message.
        let authority = scheme + text[scheme..].bytes().take_while(|byte| *byte == b'/').count();
        let rest = &text[authority..];
        let by_the_book = rest.find(['/', '?', '#']).and_then(|end| rest[..end].rfind('@'));
        for at in by_the_book.into_iter().chain(rest.rfind('@')) {
            spans.extend(rest[..at].find(':').map(|colon| (authority + colon + 1, authority + at)));
        }
    }
    for (query, _) in text.match_indices('?') {
        let mut start = query + 1;
        for pair in text[start..].split('&') {
            if let Some((key, value)) = pair.split_once('=')
                && is_secret(&percent_decode(key).to_ascii_lowercase())
            {
                let value_start = start + key.len() + 1;
                spans.insert((value_start, value_start + value.len()));
            }
            start += pair.len() + 1;
        }
    }
    spans.into_iter().collect()
}

fn is_secret(key: &str) -> bool {
    ["pass", "pwd", "secret", "token"].iter().any(|part| key.contains(part))
}

fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&masked(&self.text, &self.secret_spans()))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

impl std::str::FromStr for DatabaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}
