//! The blog's server: the newest posts as JSON, from PostgreSQL or SQLite, whichever `DATABASE_URL` names.
//!
//! It starts only on a database that is at the newest revision.

mod database;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use blog::models::Post;
use database::Database;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("blog: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::var("DATABASE_URL").map_err(|_| "DATABASE_URL is not set: try `sqlite:blog.db`")?;
    let database = Database::connect(&url).await?;

    // Refuses with the command to run, instead of creating or changing anything.
    database.require_current().await?;

    let router = Router::new().route("/posts", get(newest)).route("/posts", post(publish)).with_state(database);
    let address = std::env::var("ADDRESS").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).await?;
    Ok(())
}

/// What a client sends to publish.
#[derive(serde::Deserialize)]
struct Draft {
    author: String,
    slug: String,
    title: String,
    body: String,
}

async fn newest(State(database): State<Database>) -> Result<Json<Vec<Post>>, (StatusCode, String)> {
    database.newest(20).await.map(Json).map_err(failed)
}

async fn publish(
    State(database): State<Database>,
    Json(draft): Json<Draft>,
) -> Result<Json<Post>, (StatusCode, String)> {
    database.publish(&draft.author, &draft.slug, &draft.title, &draft.body).await.map(Json).map_err(failed)
}

fn failed(error: sqlx::Error) -> (StatusCode, String) {
    match error {
        sqlx::Error::Database(error) if error.is_unique_violation() => {
            (StatusCode::CONFLICT, "a post with this slug is there already".to_owned())
        }
        error => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}
