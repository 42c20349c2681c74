//! The same queries on either engine. SQLite takes `$1` as PostgreSQL does, so one text serves both.

use blog::MIGRATOR;
use blog::models::{Post, Status};
use sqlx::{PgPool, SqlitePool};

/// A pool of connections to whichever engine the URL names.
#[derive(Clone)]
pub enum Database {
    /// SQLite.
    Sqlite(SqlitePool),
    /// PostgreSQL.
    Postgres(PgPool),
}

/// Runs the same expression on the pool of either engine.
macro_rules! on_pool {
    ($database:expr, $pool:ident => $body:expr) => {
        match $database {
            Database::Sqlite($pool) => $body,
            Database::Postgres($pool) => $body,
        }
    };
}

impl Database {
    /// Connects; the database has to exist.
    pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        if url.starts_with("sqlite:") {
            SqlitePool::connect(url).await.map(Self::Sqlite)
        } else {
            PgPool::connect(url).await.map(Self::Postgres)
        }
    }

    /// Fails unless every revision of this program is applied.
    pub async fn require_current(&self) -> Result<(), schema_core::migrate::Error> {
        on_pool!(self, pool => MIGRATOR.require_current(pool).await)
    }

    /// The newest published posts, at most `limit`.
    pub async fn newest(&self, limit: i64) -> Result<Vec<Post>, sqlx::Error> {
        on_pool!(self, pool => {
            sqlx::query_as("SELECT * FROM posts WHERE status = $1 ORDER BY published_at DESC, id DESC LIMIT $2")
                .bind(Status::Published)
                .bind(limit)
                .fetch_all(pool)
                .await
        })
    }

    /// Publishes a post of the author with this address, who is signed up on the way if need be.
    pub async fn publish(&self, author: &str, slug: &str, title: &str, body: &str) -> Result<Post, sqlx::Error> {
        on_pool!(self, pool => {
            let mut transaction = pool.begin().await?;
            let (author_id,): (i64,) = sqlx::query_as(
                "INSERT INTO accounts (email, name, preferences) VALUES ($1, $1, $2)
                 ON CONFLICT (email) DO UPDATE SET active = TRUE RETURNING id",
            )
            .bind(author)
            .bind(sqlx::types::Json(blog::models::Preferences::default()))
            .fetch_one(&mut *transaction)
            .await?;
            let post = sqlx::query_as(
                "INSERT INTO posts (author_id, slug, title, body_markdown, status, published_at)
                 VALUES ($1, $2, $3, $4, $5, $6) RETURNING *",
            )
            .bind(author_id)
            .bind(slug)
            .bind(title)
            .bind(body)
            .bind(Status::Published)
            .bind(chrono::Utc::now().naive_utc())
            .fetch_one(&mut *transaction)
            .await?;
            transaction.commit().await?;
            Ok(post)
        })
    }
}
