//! The variables that name the database: the commands that are named to the user need no option where the environment has it.

/// The strongest first.
pub(crate) const DATABASE: [&str; 2] = ["CARGO_SCHEMA_DATABASE_URL", "DATABASE_URL"];

/// The URL of the database in the environment, unless it is empty.
pub(crate) fn database_url() -> Option<String> {
    DATABASE.iter().find_map(|name| std::env::var(name).ok().filter(|url| !url.is_empty()))
}
