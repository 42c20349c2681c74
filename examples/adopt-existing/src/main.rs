//! The guest book as it is: its tables come from revisions, and it starts on a database that has them all.
//! `docs/adopt.md` tells how it came here from what is in `before/`.

mod models;

use models::{Entries, Guests};
use schema_core::Model as _;
use schema_core::connect::DatabaseUrl;
use schema_core::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection as _, MySqlConnection, PgConnection, SqliteConnection};
use std::process::ExitCode;

/// The revisions in `migrations/`, put into the program by the build step.
static MIGRATOR: Migrator = schema_core::migrator!();

/// Opens the guest book and reads it; the engines differ in the type of the connection.
macro_rules! open {
    ($connection:ty, $url:expr) => {{
        let mut connection = <$connection>::connect($url).await?;
        let all = format!(
            "SELECT {guests}.email, {entries}.line FROM {entries} JOIN {guests} ON {guests}.id = {entries}.guest
             WHERE NOT {entries}.hidden ORDER BY {entries}.id",
            entries = Entries::TABLE,
            guests = Guests::TABLE,
        );
        let lines: Vec<(String, String)> = sqlx::query_as(AssertSqlSafe(all)).fetch_all(&mut connection).await?;
        connection.close().await?;
        lines
    }};
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("guest book: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| "sqlite:guests.db".to_owned());

    // This stands where the tables were made.
    MIGRATOR.require_current(&DatabaseUrl::parse(&url)?).await?;

    let lines = match url.split(':').next() {
        Some("postgres" | "postgresql") => open!(PgConnection, &url),
        Some("mysql" | "mariadb") => open!(MySqlConnection, &url),
        _ => open!(SqliteConnection, &url),
    };
    for (email, line) in lines {
        println!("{email}: {line}");
    }
    Ok(())
}
