//! `cargo schema merge`: which pairs of branches are brought together, and that those mean the same in either order.

use std::path::Path;

use crate::support;
use crate::support::block_on;
use crate::support::shop::Shop;
use schema_core::schema::Dialect;

const ALL: [Dialect; 4] = [Dialect::SQLITE, Dialect::POSTGRES, Dialect::MYSQL, Dialect::MARIADB];

const BASE: &str = "
#[derive(SchemaEnum)]
enum Status {
    Active,
    Locked,
}

#[derive(Schema)]
#[schema(table = \"t1\")]
struct T1 {
    #[schema(primary_key)]
    id: i32,
    status: Status,
    #[schema(max_length = 20)]
    name: String,
}
";

/// What a branch does to the models.
#[derive(Clone, Copy)]
struct Branch {
    /// Replaces each first text by the second.
    changes: &'static [(&'static str, &'static str)],
    /// Comes after them.
    more: &'static str,
    /// Answers for `revision`.
    flags: &'static [&'static str],
}

const NOTHING: Branch = Branch { changes: &[], more: "", flags: &[] };

/// Two branches.
struct Pair {
    name: &'static str,
    left: Branch,
    right: Branch,
    /// The dialects in which they cannot be merged.
    refused: &'static [Dialect],
    /// Runs on a database that has both.
    probe: &'static str,
}

const GONE: Branch = Branch { changes: &[("Locked,", "Locked,\n    Gone,")], ..NOTHING };

const T2: Branch = Branch {
    more: "\n#[derive(Schema)]\n#[schema(table = \"t2\")]\nstruct T2 {\n    #[schema(primary_key)]\n    id: i32,\n    status: Status,\n}\n",
    ..NOTHING
};

const CHILD: Branch = Branch {
    more: "\n#[derive(Schema)]\n#[schema(table = \"child\")]\nstruct Child {\n    #[schema(primary_key)]\n    id: i32,\n    \
           #[schema(references(T1::id))]\n    parent: i32,\n}\n",
    ..NOTHING
};

const NICK: Branch =
    Branch { changes: &[("    name: String,", "    name: String,\n    nick: Option<i32>,")], ..NOTHING };

const SHORTER: Branch =
    Branch { changes: &[("    Locked,\n", "")], flags: &["--replace", "status.locked=active"], ..NOTHING };

const WIDER: Branch = Branch { changes: &[("    id: i32,\n    status", "    id: i64,\n    status")], ..NOTHING };

const LONGER: Branch = Branch { changes: &[("max_length = 20", "max_length = 40")], ..NOTHING };

const INDEX: Branch = Branch { changes: &[("struct T1", "#[schema(index(name))]\nstruct T1")], ..NOTHING };

const CHECK: Branch = Branch {
    changes: &[("struct T1", "#[schema(check(\"status = 'active'\", name = \"ck_t1_open\"))]\nstruct T1")],
    flags: &["--repair", "none"],
    ..NOTHING
};

const PAIRS: [Pair; 11] = [
    Pair {
        name: "a new table with an enum, and a value of it",
        left: T2,
        right: GONE,
        refused: &[Dialect::SQLITE, Dialect::MYSQL, Dialect::MARIADB],
        probe: "INSERT INTO t2 (id, status) VALUES (1, 'gone')",
    },
    Pair {
        name: "a second column of an enum, and a value of it",
        left: Branch { changes: &[("    name: String,", "    name: String,\n    second: Option<Status>,")], ..NOTHING },
        right: GONE,
        refused: &[Dialect::SQLITE, Dialect::MYSQL, Dialect::MARIADB],
        probe: "INSERT INTO t1 (id, status, name, second) VALUES (1, 'active', 'n', 'gone')",
    },
    Pair {
        name: "a value removed, and a check on it",
        left: SHORTER,
        right: CHECK,
        refused: &[Dialect::SQLITE, Dialect::POSTGRES],
        probe: "INSERT INTO t1 (id, status, name) VALUES (1, 'active', 'n')",
    },
    Pair {
        name: "a key of another type, and a key that references it",
        left: WIDER,
        right: CHILD,
        refused: &ALL,
        probe: "",
    },
    Pair {
        name: "a column of another length, and an index on it",
        left: LONGER,
        right: INDEX,
        refused: &[],
        probe: "INSERT INTO t1 (id, status, name) VALUES (1, 'active', '123456789 123456789 123456789')",
    },
    Pair { name: "a new table and a new column", left: T2, right: NICK, refused: &[], probe: "" },
    Pair {
        name: "a key that references a table and a column of it",
        left: CHILD,
        right: NICK,
        refused: &[],
        probe: "",
    },
    Pair { name: "an index and a column", left: INDEX, right: NICK, refused: &[], probe: "" },
    Pair {
        name: "a table of another enum, and a value",
        left: Branch {
            more: "\n#[derive(SchemaEnum)]\nenum Kind {\n    A,\n    B,\n}\n\n#[derive(Schema)]\n#[schema(table = \"t3\")]\nstruct T3 {\n    \
                   #[schema(primary_key)]\n    id: i32,\n    kind: Kind,\n}\n",
            ..NOTHING
        },
        right: GONE,
        refused: &[],
        probe: "INSERT INTO t1 (id, status, name) VALUES (1, 'gone', 'n')",
    },
    Pair {
        name: "a table made anew on SQLite, and one that references it",
        left: Branch { changes: &[("    name: String,", "    name: Option<String>,")], ..NOTHING },
        right: CHILD,
        refused: &[],
        probe: "INSERT INTO t1 (id, status) VALUES (1, 'active')",
    },
    Pair {
        name: "a column of another type, and a column beside it",
        left: LONGER,
        right: NICK,
        refused: &[Dialect::SQLITE],
        probe: "",
    },
];

fn models(branches: &[Branch]) -> String {
    let mut text = BASE.to_owned();
    for Branch { changes, more, .. } in branches {
        for (old, new) in *changes {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        text.push_str(more);
    }
    text
}

/// Gives the newest revision another id, so that no test waits for the next second.
fn dated(shop: &Shop, id: &str) {
    let folder = shop.revisions().pop().unwrap();
    let name = folder.file_name().unwrap().to_str().unwrap();
    let (old, slug) = name.split_once('_').unwrap();
    let toml = folder.join("revision.toml");
    let text = std::fs::read_to_string(&toml).unwrap().replace(&format!("id = \"{old}\""), &format!("id = \"{id}\""));
    std::fs::write(toml, text).unwrap();
    std::fs::rename(&folder, folder.with_file_name(format!("{id}_{slug}"))).unwrap();
}

fn revision(shop: &Shop, message: &str, flags: &[&str]) {
    shop.schema(&[&["revision", "-m", message], flags].concat()).fine();
}

/// A repository in which the branch `first` and then the branch `second` went on from the same revision.
fn branches(dialect: Dialect, first: Branch, second: Branch) -> Shop {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", dialect.name()]).fine();
    shop.models(BASE);
    revision(&shop, "base", &[]);
    dated(&shop, "20200101000000");
    shop.models(&models(&[first]));
    revision(&shop, "first", first.flags);
    dated(&shop, "20200102000000");
    let (here, away) = (shop.path("migrations/20200102000000_first"), shop.path("away"));
    std::fs::rename(&here, &away).unwrap();
    shop.models(&models(&[second]));
    revision(&shop, "second", second.flags);
    dated(&shop, "20200103000000");
    std::fs::rename(&away, &here).unwrap();
    shop.models(&models(&[first, second]));
    shop
}

/// A database of this test's own on each engine of `dialect`.
fn database(dialect: Dialect, name: &str) -> Option<support::Database> {
    let engine = support::engines().into_iter().find(|engine| engine.dialect == dialect)?;
    Some(block_on(engine.database(name)))
}

fn execute(url: &str, sql: &str) {
    if !sql.is_empty() {
        block_on(async {
            let mut session = support::session(url).await;
            session.execute(sql).await.unwrap_or_else(|error| panic!("{url}: {sql}: {error}"));
            session.close().await.unwrap();
        });
    }
}

#[test]
fn branches_are_merged_where_either_order_is_the_same() {
    for pair in &PAIRS {
        for dialect in ALL {
            let is_refused = pair.refused.contains(&dialect);
            // What is merged is applied in both orders anyway.
            let orders = [(pair.left, pair.right), (pair.right, pair.left)];
            for (first, second) in orders.into_iter().take(1 + usize::from(is_refused)) {
                let shop = branches(dialect, first, second);
                let run = shop.schema(&["merge"]);
                let what = format!("{} on {dialect}: {}", pair.name, run.all());
                if is_refused {
                    assert_eq!(run.code, 6, "{what}");
                    written_again(&shop, dialect, first, second, pair.probe, &what);
                } else {
                    assert_eq!(run.code, 0, "{what}");
                    in_both_orders(&shop, dialect, "pair", pair.probe, &what);
                }
            }
        }
    }
}

/// As the refusal says: the younger branch is deleted, and written again on top of the other.
fn written_again(shop: &Shop, dialect: Dialect, first: Branch, second: Branch, probe: &str, what: &str) {
    std::fs::remove_dir_all(Path::new(&shop.path("migrations/20200103000000_second"))).unwrap();
    let both = models(&[first, second]);
    // The key that references follows the type of the one that it references.
    let both =
        if what.contains("of another type, and a key") { both.replace("parent: i32", "parent: i64") } else { both };
    shop.models(&both);
    let flags: Vec<&str> = second.flags.to_vec();
    revision(shop, "second", &flags);
    shop.schema(&["check"]).fine();
    let Some(database) = database(dialect, "merge_again") else { return };
    let url = database.url.as_str();
    shop.schema(&["upgrade", "--database-url", url]).fine();
    shop.schema(&["check", "--database-url", url]).fine();
    execute(url, probe);
}

/// Whatever was answered for the branch that is written again is answered again by the command that the refusal names.
#[test]
fn a_branch_is_written_again_with_its_answers() {
    const FILLED: Branch = Branch {
        changes: &[(
            "    name: String,",
            "    name: String,\n    bio: String,\n    #[schema(unique)]\n    n: i32,\n    upper: String,\n    quoted: String,",
        )],
        flags: &[
            "--fill",
            "t1.bio=it's \"so\"",
            "--fill",
            "t1.n=sql(id + 1)",
            "--fill",
            "t1.upper=sql(upper(name))",
            "--fill",
            "t1.quoted=\"quoted\"",
            "--repair",
            "uq_t1_n=DELETE FROM t1 WHERE id < 0",
        ],
        ..NOTHING
    };
    let renamed = Branch {
        changes: &[("    name: String,", "    called: String,"), ("    Locked,\n", "")],
        flags: &["--rename", "t1.name:t1.called", "--replace", "status.locked=active"],
        ..NOTHING
    };
    let closed = Branch {
        changes: &[
            ("    Locked,", "    Closed,"),
            ("struct T1", "#[schema(check(\"id > 0\", name = \"ck\"))]\nstruct T1"),
        ],
        flags: &["--rename", "status.locked:status.closed", "--repair", "none"],
        ..NOTHING
    };
    for second in [FILLED, renamed, closed] {
        let first =
            Branch { changes: &[("    status: Status,", "    status: Status,\n    nick: Option<i32>,")], ..NOTHING };
        let shop = branches(Dialect::SQLITE, first, second);
        let manifest = || std::fs::read_to_string(shop.revisions().pop().unwrap().join("revision.toml")).unwrap();
        let changes = |text: String| text[text.find("[[changes").unwrap_or(text.len())..].to_owned();
        let before = changes(manifest());
        let refused = shop.schema(&["merge"]);
        assert_eq!(refused.code, 6, "{}", refused.all());
        std::fs::remove_dir_all(shop.revisions().pop().unwrap()).unwrap();
        let command = refused
            .stderr
            .rsplit_once("other: `")
            .unwrap_or_else(|| panic!("{}", refused.all()))
            .1
            .split('`')
            .next()
            .unwrap();
        shop.shell(command, &[]).fine();
        assert_eq!(changes(manifest()), before, "{}", refused.all());
    }
}

/// Two databases that got the branches in either order are the same, and can do what both are for.
fn in_both_orders(shop: &Shop, dialect: Dialect, name: &str, probe: &str, what: &str) {
    shop.schema(&["check"]).fine();
    let names = ["one", "other"].map(|order| format!("merge_{name}_{order}"));
    let (Some(one), Some(other)) = (database(dialect, &names[0]), database(dialect, &names[1])) else { return };
    for (database, first) in [(&one, "20200102000000"), (&other, "20200103000000")] {
        let url = database.url.as_str();
        shop.schema(&["upgrade", first, "--database-url", url]).fine();
        shop.schema(&["upgrade", "--database-url", url]).fine();
        let check = shop.schema(&["check", "--database-url", url]);
        assert_eq!(check.code, 0, "{what}{}", check.all());
        execute(url, probe);
    }
    let diff = shop.schema(&["diff", &one.url, &other.url]);
    assert_eq!(diff.code, 0, "{what}{}", diff.all());
}

/// Tables `u` and `t`, and what a branch does to them.
const ROWS: &str = r#"
#[derive(Schema)]
#[schema(table = "u")]
struct U {
    #[schema(primary_key)]
    id: i32,
    k: i32,
    z: i32,
}

#[derive(Schema)]
#[schema(table = "t")]
struct T {
    #[schema(primary_key)]
    id: i32,
    a: i32,
}
"#;

/// Replaces one text of the models by another.
type Edit = (&'static str, &'static str);

const Z_RENAMED: Edit = ("    z: i32", "    #[schema(renamed_from = \"z\")]\n    zz: i32");
const Z_DROPPED: Edit = ("    z: i32,\n", "");
const Z_TEXT: Edit = ("    z: i32", "    #[schema(max_length = 9)]\n    z: String");
const U_RENAMED: Edit = ("(table = \"u\")", "(table = \"uu\", renamed_from = \"u\")");
const U_FILLED: Edit = ("    k: i32", "    #[schema(fill(sql = \"z + 1\"))]\n    w: i32,\n    k: i32");
const U_FILLED_BY_K: Edit = ("    k: i32", "    #[schema(fill(sql = \"k + 1\"))]\n    w: i32,\n    k: i32");
const T_FILLED: Edit = ("    a: i32", "    #[schema(fill(sql = \"(SELECT max(z) FROM u)\"))]\n    w: i32,\n    a: i32");
const T_REPAIRED: Edit =
    ("(table = \"t\")", "(table = \"t\", unique(a, repair = \"DELETE FROM t WHERE a IN (SELECT id FROM u)\"))");
const T_CHECKED: Edit =
    ("(table = \"t\")", "(table = \"t\", check(\"a > 0\", name = \"ck\", repair = \"DELETE FROM t WHERE a < 0\"))");

/// A fill or a repair runs before or after the other branch, whichever a database got first.
#[test]
fn sql_for_rows_does_not_name_what_the_other_branch_takes_away() {
    let refused = [
        (Z_RENAMED, U_FILLED, "fills `u.w` by SQL that names `u.z`, which `[ID]_first` renames"),
        (Z_DROPPED, U_FILLED, "which `[ID]_first` drops"),
        (Z_DROPPED, T_FILLED, "fills `t.w` by SQL that names `u.z`, which `[ID]_first` drops"),
        (U_FILLED, Z_DROPPED, "`[ID]_first` fills `u.w`"),
        (Z_TEXT, U_FILLED, "which `[ID]_first` gives another type"),
        (U_RENAMED, T_REPAIRED, "repairs rows for `uq_t_a` by SQL that names `u`"),
    ];
    let merged = [(Z_RENAMED, U_FILLED_BY_K), (U_RENAMED, T_CHECKED), (Z_DROPPED, T_REPAIRED)];
    for dialect in ALL {
        for (first, second, reason) in refused {
            let run = rows_branches(dialect, first, second).schema(&["merge"]);
            assert_eq!(run.code, 6, "{dialect} {first:?} {second:?}: {}", run.all());
            assert!(run.stderr.contains(reason), "{dialect} {reason}: {}", run.all());
        }
        // Where tables are made anew on SQLite, that alone keeps branches apart.
        for (first, second) in merged.into_iter().filter(|_| dialect != Dialect::SQLITE) {
            let shop = rows_branches(dialect, first, second);
            let run = shop.schema(&["merge"]);
            assert_eq!(run.code, 0, "{dialect} {first:?} {second:?}: {}", run.all());
            in_both_orders(&shop, dialect, "rows", "", &run.all());
        }
    }
}

fn rows_branches(dialect: Dialect, first: Edit, second: Edit) -> Shop {
    let edited = |edits: &[Edit]| {
        edits.iter().fold(ROWS.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        })
    };
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", dialect.name()]).fine();
    shop.models(ROWS);
    revision(&shop, "base", &[]);
    dated(&shop, "20200101000000");
    shop.models(&edited(&[first]));
    let flags = if first == Z_TEXT { &["--repair", "none"][..] } else { &[] };
    revision(&shop, "first", flags);
    dated(&shop, "20200102000000");
    let (here, away) = (shop.path("migrations/20200102000000_first"), shop.path("away"));
    std::fs::rename(&here, &away).unwrap();
    shop.models(&edited(&[second]));
    revision(&shop, "second", &[]);
    dated(&shop, "20200103000000");
    std::fs::rename(&away, &here).unwrap();
    shop.models(&edited(&[first, second]));
    shop
}
