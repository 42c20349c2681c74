//! The guest book as it is: its tables come from revisions, and it starts on a database that has them all.
//! `docs/adopt.md` tells how it came here from what is in `before/`.

mod models;

use models::{Entries, Guests};
use schema_core::migrate::Migrator;
use sqlx::{Connection as _, MySqlConnection, PgConnection, SqliteConnection};
use std::process::ExitCode;

/// The revisions in `migrations/`, put into the program by the build step.
static MIGRATOR: Migrator = schema_core::migrator!();

/// Opens the guest book and reads it; the engines differ in the type of the connection.
macro_rules! open {
    ($connection:ty, $url:expr) => {{
        let mut connection = <$connection>::connect($url).await?;
        let guests: Vec<Guests> = sqlx::query_as("SELECT * FROM guests").fetch_all(&mut connection).await?;
        let entries: Vec<Entries> =
            sqlx::query_as("SELECT * FROM entries ORDER BY id").fetch_all(&mut connection).await?;
        connection.close().await?;
        (guests, entries)
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
    MIGRATOR.require_current(&url).await?;

    let (guests, entries) = match url.split(':').next() {
        Some("postgres" | "postgresql") => open!(PgConnection, &url),
        Some("mysql" | "mariadb") => open!(MySqlConnection, &url),
        _ => open!(SqliteConnection, &url),
    };
    for Entries { id, guest, line, hidden: _ } in entries.iter().filter(|entry| !entry.hidden) {
        let guest = guests.iter().find(|it| it.id == *guest);
        let name = guest.map_or("somebody", |guest| guest.name.as_deref().unwrap_or(&guest.email));
        println!("{id}. {name}: {line}");
    }
    Ok(())
}
