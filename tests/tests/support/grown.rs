//! A package beside a SQLite database that was there before it.

use schema_core::connect::{Access, Connect as _, DatabaseUrl};

use crate::support;
use crate::support::shop::Shop;

/// Tables as somebody wrote them, with rows.
pub(crate) const TABLES: &str = "
CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    email VARCHAR(80) NOT NULL,
    state TEXT NOT NULL DEFAULT 'new' CONSTRAINT ck_users_state CHECK (state IN ('new', 'known')),
    CONSTRAINT uq_users_email UNIQUE (email)
);
CREATE TABLE posts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    author BIGINT NOT NULL CONSTRAINT fk_posts_author REFERENCES users (id) ON DELETE CASCADE,
    title TEXT NOT NULL
);
CREATE INDEX ix_posts_author ON posts (author);
CREATE VIEW titles AS SELECT title FROM posts;
INSERT INTO users (email) VALUES ('ada@example.org');
INSERT INTO posts (author, title) VALUES (1, 'on engines');
";

/// Runs statements on the database of a URL.
pub(crate) fn execute_on(url: &str, sql: &str) {
    support::block_on(async {
        let mut session = DatabaseUrl::parse(url).unwrap().into_session(Access::Write).await.unwrap();
        for statement in sql.split(";\n").filter(|statement| !statement.trim().is_empty()) {
            session.execute(statement).await.unwrap();
        }
        session.close().await.unwrap();
    });
}

/// The same on the database of the package.
pub(crate) fn execute(shop: &Shop, sql: &str) {
    execute_on(&format!("sqlite:{}?mode=rwc", shop.path("shop.db").display()), sql);
}

/// A package without anything, beside a database with tables.
pub(crate) fn grown() -> Shop {
    let shop = Shop::bare();
    execute(&shop, TABLES);
    shop
}

/// What takes it over.
pub(crate) const FROM: [&str; 2] = ["adopt", "sqlite:shop.db"];

/// The same, taken over.
pub(crate) fn adopted() -> Shop {
    let shop = grown();
    shop.schema(&FROM).fine();
    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    shop
}
