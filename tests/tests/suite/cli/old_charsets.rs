//! Tables of MySQL and MariaDB from before UTF-8: adopted as they are, followed, and never turned into another character set
//! by the way.

use crate::support;
use crate::support::shop::Shop;
use crate::support::{Database, engines};

/// As start-up code of twenty years ago made them: the tables in `latin1`, a column in another set, one in another collation,
/// and one in UTF-8 of three bytes.
const TABLES: &[&str] = &[
    "CREATE TABLE authors (
        id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        name VARCHAR(80) NOT NULL DEFAULT 'né',
        code VARCHAR(20) COLLATE latin1_general_cs NOT NULL,
        kind ENUM('für', 'wider') NOT NULL,
        CONSTRAINT uq_authors_code UNIQUE (code)
    ) DEFAULT CHARACTER SET = latin1",
    "CREATE TABLE books (
        id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        author VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_general_cs NOT NULL,
        title VARCHAR(100) NOT NULL,
        blurb TEXT CHARACTER SET utf8mb4,
        INDEX ix_books_title (title),
        CONSTRAINT fk_books_author FOREIGN KEY (author) REFERENCES authors (code)
    ) DEFAULT CHARACTER SET = utf8mb3 COLLATE = utf8mb3_bin",
    "INSERT INTO authors (name, code, kind) VALUES ('José', 'J', 'für'), (DEFAULT, 'N', 'wider')",
    "INSERT INTO books (author, title, blurb) VALUES ('J', 'Ärger', '🦀')",
];

/// The character set and collation of each table and column, as the catalog has them.
const SETS: &str = "SELECT table_name, column_name, character_set_name, collation_name FROM information_schema.columns
    WHERE table_schema = DATABASE() AND character_set_name IS NOT NULL AND table_name IN ('authors', 'books')
    UNION ALL SELECT table_name, '', '', table_collation FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name IN ('authors', 'books') ORDER BY 1, 2";

const ROWS: &str =
    "SELECT a.id, a.name, a.code, a.kind, b.title, b.blurb FROM authors a LEFT JOIN books b ON b.author = a.code
    ORDER BY a.id";

fn execute(database: &Database, statements: &[&str]) {
    read(database, statements, None);
}

/// The rows of a query after statements.
fn read(database: &Database, statements: &[&str], query: Option<&str>) -> Vec<String> {
    support::block_on(async {
        let mut session = database.session().await;
        for statement in statements {
            session.execute(statement).await.unwrap_or_else(|error| panic!("{error}\n{statement}"));
        }
        let rows = match query {
            Some(query) => session.rows(query).await.unwrap(),
            None => Vec::new(),
        };
        session.close().await.unwrap();
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "NULL".to_owned());
        rows.iter().map(|row| row.values().iter().map(value).collect::<Vec<_>>().join(" ")).collect()
    })
}

#[test]
fn tables_in_latin1_stay_in_it() {
    for engine in engines() {
        let database = support::block_on(engine.database("old_charsets"));
        if !database.is_mysql() {
            continue;
        }
        let dialect = engine.dialect;
        execute(&database, TABLES);
        let (sets, rows) = (read(&database, &[], Some(SETS)), read(&database, &[], Some(ROWS)));
        assert!(sets.iter().any(|line| line.contains("latin1_general_cs")), "{sets:?}");

        let shop = Shop::bare();
        let url = ["--database-url", database.url.as_str()];
        shop.schema(&["adopt", &database.url]).fine();
        shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
        let check = shop.schema(&["check", "--database-url", &database.url]).fine();
        assert!(!check.all().contains("warning"), "{dialect}: {}", check.all());
        assert!(shop.schema(&["diff", "models", &database.url]).fine().code == 0);

        // What the models say makes the same tables in a database whose default is another.
        let fresh = support::block_on(engine.database("old_charsets_fresh"));
        shop.schema(&["upgrade", "--database-url", &fresh.url]).fine();
        assert_eq!(read(&fresh, &[], Some(SETS)), sets, "{dialect}: {}", shop.read("src/models.rs"));

        // A change of a column, of the key that another set's column points to, and a new column leave the sets alone.
        let models = shop.read("src/models.rs");
        let changed = models.replace("max_length = 80", "max_length = 120");
        assert_ne!(models, changed, "{models}");
        let changed = changed.replacen(
            "    pub title: String,\n",
            "    pub title: String,\n    pub subtitle: Option<String>,\n",
            1,
        );
        shop.write("src/models.rs", &changed);
        shop.schema(&["revision", "-m", "longer names"]).fine();
        for here in [&database, &fresh] {
            shop.schema(&["upgrade", "--database-url", &here.url]).fine();
            shop.schema(&["check", "--database-url", &here.url]).fine();
            let now: Vec<String> =
                read(here, &[], Some(SETS)).into_iter().filter(|line| !line.contains("subtitle")).collect();
            assert_eq!(now, sets, "{dialect}");
        }
        assert_eq!(read(&database, &[], Some(ROWS)), rows, "{dialect}");
        shop.schema(&[&["downgrade", "-1", "--yes"], &url[..]].concat()).fine();
        assert_eq!(read(&database, &[], Some(ROWS)), rows, "{dialect}");

        // Only who asks for it gets another set, with every row as it was read.
        let drifted = "ALTER TABLE authors MODIFY name VARCHAR(80) CHARACTER SET utf8mb4 NOT NULL DEFAULT 'né'";
        execute(&database, &[drifted]);
        let check = shop.schema(&["check", "--database-url", &database.url]);
        assert_eq!(check.code, 1, "{dialect}: {}", check.all());
        assert!(check.stdout.contains("`authors.name`"), "{dialect}: {}", check.all());
    }
}
