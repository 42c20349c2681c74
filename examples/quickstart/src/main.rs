//! Opens the database, refuses to run on one that is behind, and uses it through sqlx.

mod models;

use models::{Note, User};
use schema_core::Model;
use schema_core::migrate::Migrator;
use sqlx::SqlitePool;
use std::process::ExitCode;

/// The revisions in `migrations/`, put into the program by the build step.
static MIGRATOR: Migrator = schema_core::migrator!();

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quickstart: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("DATABASE_URL").unwrap_or_else(|_| {
        // The same file that `cargo schema upgrade` finds through the metadata in Cargo.toml.
        concat!("sqlite:", env!("CARGO_MANIFEST_DIR"), "/quickstart.db").to_owned()
    });
    let pool = SqlitePool::connect(&url).await?;

    // This stands where `create_all` stood: nothing is created here, and nothing runs on a schema that is behind.
    MIGRATOR.require_current(&pool).await?;

    let user: User = sqlx::query_as(
        "INSERT INTO users (email, name) VALUES ('ada@example.org', 'Ada')
         ON CONFLICT (email) DO UPDATE SET name = excluded.name RETURNING *",
    )
    .fetch_one(&pool)
    .await?;
    sqlx::query("INSERT INTO notes (user_id, text) VALUES (?, 'structs are the schema')")
        .bind(user.id)
        .execute(&pool)
        .await?;

    let notes: Vec<Note> =
        sqlx::query_as("SELECT * FROM notes WHERE user_id = ? ORDER BY id").bind(user.id).fetch_all(&pool).await?;
    println!("{} has {} in `{}`:", user.name.as_deref().unwrap_or(&user.email), notes.len(), Note::TABLE);
    for Note { id, user_id, text, done } in notes {
        println!("  {id}. [{}] {text} (user {user_id})", if done { "x" } else { " " });
    }
    Ok(())
}
