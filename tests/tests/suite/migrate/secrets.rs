//! A password is never printed, whatever goes wrong; and what goes wrong is said clearly.

use super::support::{Database, engines, migrator};
use schema_core::connect::DatabaseUrl;
use schema_core::schema::Dialect;

#[tokio::test]
async fn no_error_shows_the_password() {
    let canary = "canary%2Fbird";
    let mut urls: Vec<String> = ["postgres", "mysql"]
        .iter()
        .flat_map(|scheme| {
            [
                format!("{scheme}://user:{canary}@127.0.0.1:1/db"),
                format!("{scheme}://user:{canary}@no-such-host.invalid/db"),
                format!("{scheme}://user:canary/bird@127.0.0.1:1/db"),
                format!("{scheme}://user:{canary}@127.0.0.1:99999/db"),
                format!("{scheme}://user:{canary}@127.0.0.1:1/db?ssl-mode=nonsense&sslmode=nonsense"),
                format!("{scheme}://127.0.0.1:1/db?user=u&password={canary}"),
            ]
        })
        .collect();
    urls.push(format!("sqlite:/nowhere/app.db?password={canary}"));
    for dialect in engines().into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        let server = database.text.rsplit_once('@').expect("a user").1;
        urls.push(format!("{dialect}://nobody:{canary}@{server}").replace("mariadb:", "mysql:"));
        urls.push(format!("{dialect}://nobody:{canary}@{server}_missing").replace("mariadb:", "mysql:"));
        database.drop().await;
    }
    for text in urls {
        let url = DatabaseUrl::parse(&text).expect("a URL");
        let all = migrator(url.dialect(), &[("a", "SELECT 1", "")]);
        let error = all.upgrade(&url).await.expect_err("unreachable");
        let source = std::error::Error::source(&error).map(|source| format!("{source} {source:?}")).unwrap_or_default();
        for shown in
            [error.to_string(), format!("{error:?}"), source, url.to_string(), format!("{url:?}"), format!("{all:?}")]
        {
            assert!(!shown.contains("canary"), "{shown}");
        }
        assert!(matches!(error.exit_code(), 2 | 4), "{error:?}");
        assert!(error.to_string().starts_with("cannot connect to `"), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_told() {
    let database = Database::new(Dialect::SQLITE).await.expect("a database");
    let all = migrator(Dialect::SQLITE, &[("a", "CREATE TABLE a (id INTEGER);", "")]);
    let url = DatabaseUrl::parse(&format!("{}?mode=ro", database.text)).expect("a URL");
    let error = all.upgrade(&url).await.expect_err("read only");
    assert_eq!(error.exit_code(), 4);
    assert_eq!(error.to_string(), "attempt to write a readonly database (code 8)");
    let missing = DatabaseUrl::parse(&format!("{}x", database.text)).expect("a URL");
    let error = all.status(&missing).await.expect_err("nothing there");
    assert_eq!(error.exit_code(), 4);
    assert!(error.to_string().ends_with("app.dbx`: unable to open database file (code 14)"), "{error}");
    assert!(!std::path::Path::new(missing.file().expect("a file")).exists());
    all.upgrade(&missing).await.expect("an upgrade makes the file");
}
