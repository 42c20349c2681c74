use super::DatabaseUrl;

#[test]
fn a_url_shows_no_password() {
    for (text, shown) in [
        ("postgres://u:canary@h:5432/db", "postgres://u:***@h:5432/db"),
        ("postgres://u@h/db", "postgres://u@h/db"),
        ("postgres://h:5432/db", "postgres://h:5432/db"),
        ("postgresql://u:can%2Fary@h/db?sslmode=require", "postgresql://u:***@h/db?sslmode=require"),
        ("postgres://u:can/ary@h/db", "postgres://u:***@h/db"),
        ("postgres://u:can?ary@h/db", "postgres://u:***@h/db"),
        ("postgres://u:can@ary@h/db", "postgres://u:***@h/db"),
        ("postgres://u:c@n#a?r/y@h/db", "postgres://u:***@h/db"),
        ("postgres:///db?host=/run&user=u&password=canary", "postgres:///db?host=/run&user=u&password=***"),
        ("postgres:///db?pass%77ord=canary&host=h", "postgres:///db?pass%77ord=***&host=h"),
        ("mysql://u:canary@h/db?ssl-mode=REQUIRED", "mysql://u:***@h/db?ssl-mode=REQUIRED"),
        ("mariadb://:canary@h/db", "mariadb://:***@h/db"),
        ("postgres://h/db?user=u&password=c@nary", "postgres://h/db?user=u&password=***"),
        ("postgres://u:canary@h/db?options=a@b&password=canary", "postgres://u:***@b&password=***"),
        ("postgres://h/db?token=?token=", "postgres://h/db?token=***"),
        ("postgres:/u:canary@h/db", "postgres:/u:***@h/db"),
        ("mysql:u:canary@h/db", "mysql:u:***@h/db"),
        ("sqlite:a@b.db?password=canary", "sqlite:a@b.db?password=***"),
        ("sqlite::memory:", "sqlite::memory:"),
        ("sqlite://data/app.db", "sqlite://data/app.db"),
    ] {
        let url = DatabaseUrl::parse(text).expect(text);
        assert_eq!(url.to_string(), shown, "{text}");
        assert_eq!(format!("{url:?}"), format!("DatabaseUrl({shown})"));
    }
}

#[test]
fn an_unknown_scheme_is_refused_without_repeating_it() {
    for text in ["redis://u:canary@h", "u:canary@h/db", "", "canary", "://", "postgres"] {
        let error = DatabaseUrl::parse(text).expect_err(text).to_string();
        assert!(!error.contains("canary"), "{error}");
        assert!(error.contains("`sqlite:`"), "{error}");
    }
}

#[test]
fn the_file_of_a_sqlite_url() {
    for (text, file) in [
        ("sqlite:app.db", Some("app.db")),
        ("sqlite://app.db?mode=rwc", Some("app.db")),
        ("sqlite:///tmp/app.db", Some("/tmp/app.db")),
        ("sqlite::memory:", None),
        ("sqlite:x?mode=memory", None),
        ("postgres://h/app.db", None),
    ] {
        assert_eq!(DatabaseUrl::parse(text).expect(text).file(), file, "{text}");
    }
}

#[test]
fn another_database_of_the_same_server() {
    for (text, other) in [
        ("postgres://u@h:5432/db?sslmode=require", "postgres://u@h:5432/it?sslmode=require"),
        ("postgres:///db?host=/run", "postgres:///it?host=/run"),
        ("mysql://u:a/b@h", "mysql://u:***@h/it"),
        ("mysql://h?ssl-mode=REQUIRED", "mysql://h/it?ssl-mode=REQUIRED"),
    ] {
        let url = DatabaseUrl::parse(text).expect(text);
        assert_eq!(url.with_database("it").expect(text).to_string(), other, "{text}");
    }
    assert!(DatabaseUrl::parse("sqlite:app.db").expect("a URL").with_database("it").is_none());
}

#[test]
fn a_password_that_cannot_be_sent_is_no_fault_of_the_url() {
    use super::{Error, ErrorKind};
    use crate::schema::Dialect;
    let text =
        "RSA auth backend disabled; enable feature `mysql-rsa` (or `rsa` if using sqlx-mysql directly) or use TLS.";
    let error = Error::from_driver(Dialect::MYSQL, sqlx::Error::Configuration(text.into()), &[]);
    assert_eq!(error.kind(), ErrorKind::Broken);
    assert!(error.message().contains("`tls-rustls-ring`"), "{error}");
}

#[test]
fn the_database_of_a_url() {
    for (text, name) in [
        ("postgres://u:p@h:5432/shop?sslmode=require", Some("shop")),
        ("postgres://u:p@s/w@h/my%20shop", Some("my shop")),
        ("mysql://h/shop", Some("shop")),
        ("mysql://h/", None),
        ("mysql://h", None),
        ("sqlite:shop.db", None),
    ] {
        assert_eq!(DatabaseUrl::parse(text).expect(text).database().as_deref(), name, "{text}");
    }
}

#[test]
fn urls_that_do_not_say_which_host_or_database() {
    for (text, ambiguous, open) in [
        ("postgres://u:p@h:5432/shop?sslmode=require", false, false),
        ("postgres://u:p@ss@h/shop", false, false),
        ("postgres://u:p/ss@h/shop", true, false),
        ("postgres://u:p@ss/word@h/shop", true, false),
        ("mysql://u:p#ss@h", true, true),
        ("mysql://h:5432/?options=a@b", false, true),
        ("postgres://h/?user=a@b&dbname=shop", false, false),
        ("postgres://u@h", false, true),
        ("sqlite:a@b/c", false, false),
    ] {
        let url = DatabaseUrl::parse(text).expect(text);
        assert_eq!((url.is_ambiguous(), url.leaves_database_open()), (ambiguous, open), "{text}");
    }
}

#[test]
fn passwords_of_urls_of_any_kind() {
    for (text, found) in [
        ("https://u:canary@h/x", &["canary"][..]),
        ("-Fpostgres://u:canary@h/db", &["canary"]),
        ("mysql://u:c@n/ary@h?password=other", &["c@n/ary", "other", "c"]),
        ("users.name:users.full_name", &[]),
        ("now", &[]),
    ] {
        assert_eq!(super::passwords(text), found);
    }
}
