//! Variables of the environment and of `.env`.

use std::path::Path;

use schema_core::declare::nearest;
use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::read::Mode;

use super::{ALL, CHECK, CONNECT_TIMEOUT, DATABASE_URL, Known, LOCK_TIMEOUT, SQLITE_EXTENSIONS, STATEMENT_TIMEOUT};
use crate::error::{Error, Result};
use crate::project::origin::Origin;

/// What the names of our variables begin with.
const PREFIX: &str = "CARGO_SCHEMA_";

/// Former names of variables. They are too general to be refused: another program may have them.
const FORMER: [(&str, &str); 3] = [
    ("SCHEMA_CHECK", "CARGO_SCHEMA_CHECK"),
    ("SCHEMA_CONNECT_TIMEOUT", "CARGO_SCHEMA_CONNECT_TIMEOUT"),
    ("SCHEMA_SQLITE_EXTENSIONS", "CARGO_SCHEMA_SQLITE_EXTENSIONS"),
];

/// Refuses a variable of ours that does not exist or has an invalid value; gives warnings of former names.
pub(crate) fn check() -> Result<Vec<Diagnostic>> {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in names.filter(|name| name.starts_with(PREFIX)) {
        known(&name, "the environment")?;
    }
    for name in ALL.iter().flat_map(|known| known.variables) {
        if let Some(text) = variable(name)? {
            check_value(Origin::Variable(name), name, &text)?;
        }
    }
    if let Some(color) = variable("CARGO_TERM_COLOR")?
        && !["auto", "always", "never"].contains(&color.as_str())
    {
        return Err(invalid(format!("`CARGO_TERM_COLOR` is `{color}`, not one of `auto`, `always`, `never`")));
    }
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let former = FORMER.iter().filter(|(former, _)| is_set(former));
    Ok(former
        .map(|(former, name)| {
            let message = format!("`{former}` is ignored: the variable is called `{name}` now");
            Diagnostic::warning(Code::InvalidEnvironment, message)
        })
        .collect())
}

/// The variable of ours that is called `name`.
fn known(name: &str, place: &str) -> Result<&'static str> {
    let mut all = ALL.iter().flat_map(|known| known.variables).copied();
    all.find(|known| *known == name).ok_or_else(|| {
        let all = ALL.iter().flat_map(|known| known.variables).copied();
        let near = nearest(name, all).map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
        invalid(format!("no setting has the variable `{name}`, which is in {place}{near}"))
    })
}

fn check_value(origin: Origin, name: &str, text: &str) -> Result<()> {
    let is_of = |known: &Known| known.variables.contains(&name);
    if is_of(CONNECT_TIMEOUT) {
        seconds(origin, text, 1)?;
    } else if is_of(LOCK_TIMEOUT) || is_of(STATEMENT_TIMEOUT) {
        seconds(origin, text, 0)?;
    } else if is_of(CHECK) && Mode::parse(text).is_none() {
        let names = Mode::ALL.map(|mode| format!("`{}`", mode.name())).join(", ");
        return Err(invalid(format!("{} is `{text}`, not one of {names}", origin.source())));
    }
    Ok(())
}

/// A number of seconds.
pub(super) fn seconds(origin: Origin, text: &str, least: u64) -> Result<u64> {
    text.trim().parse().ok().filter(|seconds| *seconds >= least).ok_or_else(|| {
        let from = if least > 0 { format!(" from {least} on") } else { String::new() };
        invalid(format!("{} is `{text}`, not a number of seconds{from}", origin.source()))
    })
}

/// A variable of the environment, unless it is empty.
pub(super) fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(invalid(format!("`{name}` is not UTF-8"))),
    }
}

/// Our variables in `.env` beside the manifest, or in the nearest directory above it that has one.
pub(super) fn dot_env(root: &Path) -> Result<Vec<(&'static str, String)>> {
    let Some(path) = root.ancestors().map(|folder| folder.join(".env")).find(|path| path.is_file()) else {
        return Ok(Vec::new());
    };
    let unreadable = |error: &dotenvy::Error| match error {
        // The text of such a line may hold a password.
        dotenvy::Error::LineParse(..) => {
            Error::usage(Code::InvalidEnvFile, format!("`{}` has a line that is not `KEY=value`", path.display()))
        }
        error => Error::usage(Code::FileAccess, format!("cannot read `{}`", path.display())).cause(error.to_string()),
    };
    let mut found = Vec::new();
    for pair in dotenvy::from_path_iter(&path).map_err(|error| unreadable(&error))? {
        let (name, value) = pair.map_err(|error| unreadable(&error))?;
        if value.is_empty() || !(name.starts_with(PREFIX) || DATABASE_URL.variables.contains(&name.as_str())) {
            continue;
        }
        let name = known(&name, &format!("`{}`", path.display()))?;
        if [CHECK, SQLITE_EXTENSIONS].iter().any(|known| known.variables.contains(&name)) {
            return Err(
                invalid(format!("`{name}` has no effect in `{}`", path.display())).hint("set it in the environment")
            );
        }
        check_value(Origin::DotEnv(name), name, &value)?;
        // As in the environment that a program makes of it, the first one counts.
        if !found.iter().any(|(it, _)| *it == name) {
            found.push((name, value));
        }
    }
    Ok(found)
}

fn invalid(message: String) -> Error {
    Error::usage(Code::InvalidEnvironment, message)
}
