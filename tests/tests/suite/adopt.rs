//! `docs/adopt.md`: a service that made its tables when it started comes to revisions. The page is run as it stands there,
//! and its commands again on every engine, with the programs of `examples/adopt-existing`.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use crate::support;
use crate::support::shop;
use crate::support::shop::{Run, Shop, tool, workspace};
use schema_core::connect::{Access, Connect as _, DatabaseUrl};
use schema_core::schema::Dialect;

/// The folder with the programs of the example.
fn programs() -> PathBuf {
    static PROGRAMS: OnceLock<PathBuf> = OnceLock::new();
    let build = || {
        let folder = tool().parent().unwrap().to_owned();
        let mut cargo = shop::cargo();
        // With the features of the whole workspace nothing is compiled twice.
        cargo.args(["build", "--quiet", "--workspace", "--example", "before", "--bins", "--target-dir"]);
        cargo.arg(folder.parent().unwrap());
        assert!(cargo.current_dir(workspace()).status().unwrap().success());
        folder
    };
    PROGRAMS.get_or_init(build).clone()
}

fn example() -> PathBuf {
    workspace().join("examples").join("adopt-existing")
}

/// Runs a program of the example: `examples/before` or `adopt-existing`.
fn program(shop: &Shop, name: &str, url: Option<&str>) -> Run {
    let mut command = Command::new(programs().join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
    // The driver makes a file only where it is told to.
    let url = url.map(|url| if url.starts_with("sqlite:") { format!("{url}?mode=rwc") } else { url.to_owned() });
    command.env_remove("DATABASE_URL").envs(url.map(|url| ("DATABASE_URL", url))).current_dir(shop.dir());
    Run::of(&mut command, |bytes| shop.level(bytes))
}

fn execute(url: &str, sql: &str) {
    support::block_on(async {
        let mut session = DatabaseUrl::parse(url).unwrap().into_session(Access::Write).await.unwrap();
        for statement in sql.split(";\n").filter(|statement| !statement.trim().is_empty()) {
            session.execute(statement).await.unwrap();
        }
        session.close().await.unwrap();
    });
}

/// The service before, as a package without revisions.
fn guest_book() -> Shop {
    let shop = Shop::bare();
    let manifest = shop.read("Cargo.toml").replace("\"shop\"", "\"guests\"");
    shop.write("Cargo.toml", &manifest);
    let before = std::fs::read_to_string(example().join("before/main.rs")).unwrap();
    shop.write("src/main.rs", &before);
    shop
}

/// The commands of the page, with their outputs, and the files between them.
#[test]
fn the_page_goes_as_it_is_told() {
    let path = workspace().join("docs/adopt.md");
    let page = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let shop = guest_book();
    let mut told = String::new();
    let mut commands = 0;
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        told += &format!("{line}\n");
        match line {
            "```rust" => {
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                let file = block[0].strip_prefix("// ").expect("the first line names the file");
                shop.write(file, &(block[1..].join("\n") + "\n"));
                told += &format!("{}\n```\n", block.join("\n"));
            }
            "```console" => {
                for line in lines.by_ref().take_while(|line| *line != "```") {
                    if let Some(command) = line.strip_prefix("$ ") {
                        told += &format!("{line}\n{}", run(&shop, command));
                        commands += 1;
                    }
                }
                told += "```\n";
            }
            _ => {}
        }
    }
    assert!(commands > 10, "only {commands} commands were run");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, told).unwrap();
    } else {
        assert_eq!(shop.level(page.as_bytes()), shop.level(told.as_bytes()), "run it with UPDATE_DOCS=1, and read it");
    }
}

/// What a command of the page writes.
fn run(shop: &Shop, command: &str) -> String {
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let run = match words.as_slice() {
        ["cargo", "run"] => program(shop, "examples/before", None),
        ["cp", from, to] => {
            std::fs::copy(shop.path(from), shop.path(to)).unwrap();
            return String::new();
        }
        ["sqlite3", file, sql] => {
            execute(&format!("sqlite:{}", shop.path(file).display()), sql);
            return String::new();
        }
        ["cargo", "schema", args @ ..] => shop.schema(args),
        _ => panic!("the page has a command that this test does not know: `{command}`"),
    };
    let text = run.stdout + &run.stderr;
    // Ids are told as they could be.
    let text = text.replace("[ID]_initial", "20261122185042_initial").replace("[ID]", "20261122190311");
    text.replace("[TIME]", "0.01s").replace("[DIR]/", "")
}

/// The words of a command, as a shell takes them apart at spaces and double quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// The way of the page on one engine, from one database and another one that has drifted.
fn way(dialect: Dialect, url: &str, drifted: &str) {
    let shop = guest_book();
    assert_eq!(program(&shop, "examples/before", Some(url)).fine().stdout, "the guest book has 3 entries\n");
    program(&shop, "examples/before", Some(drifted)).fine();
    let schema = |url: &str, args: &[&str]| shop.schema_in(shop.dir(), args, &[("DATABASE_URL", url)]);

    assert_eq!(schema(url, &["doctor"]).code, 1, "the sources make tables");
    schema(url, &["adopt", url]).fine();
    shop.write("src/main.rs", "mod models;\n\nfn main() {}\n");
    schema(url, &["check", "--database"]).fine();
    schema(url, &["doctor"]).fine();

    let models = shop.read("src/models.rs");
    shop.write(
        "src/models.rs",
        &models.replace(
            "    pub line: String,\n",
            "    pub line: String,\n    #[schema(default = false)]\n    pub hidden: bool,\n",
        ),
    );
    schema(url, &["revision", "-m", "hidden"]).fine();
    schema(url, &["upgrade"]).fine();
    schema(url, &["check", "--database"]).fine();

    // Somebody widened one copy by hand.
    execute(drifted, "ALTER TABLE guests ADD COLUMN town VARCHAR(80)");
    let detect = schema(drifted, &["stamp", "--detect"]);
    assert!(detect.code == 6 && detect.stderr.contains("- drop column `guests.town`"), "{}", detect.all());
    assert_eq!(schema(drifted, &["upgrade"]).code, 6, "nothing runs on a database that nobody has marked");
    schema(drifted, &["stamp", "initial", "--force"]).fine();
    schema(drifted, &["upgrade"]).fine();
    let check = schema(drifted, &["check", "--database"]);
    assert!(check.stdout.contains("+ column `guests.town` is not in any revision"), "{}", check.all());
    schema(drifted, &["revision", "--from-database", "-m", "town"]).fine();
    schema(drifted, &["stamp", "head"]).fine();
    let models = shop.read("src/models.rs");
    let town = "    #[schema(max_length = 80)]\n    pub town: Option<String>,\n";
    let end = models.rfind('}').unwrap();
    let guests = models.find("pub struct Guests").unwrap();
    let at = if guests < models.find("pub struct Entries").unwrap() {
        guests + models[guests..].find('}').unwrap()
    } else {
        end
    };
    shop.write("src/models.rs", &format!("{}{town}{}", &models[..at], &models[at..]));
    schema(url, &["upgrade"]).fine();
    for url in [url, drifted] {
        schema(url, &["check", "--database"]).fine();
        // Both have the rows that the service made.
        assert_eq!(program(&shop, "examples/before", Some(url)).fine().stdout, "the guest book has 3 entries\n");
    }
    let diff = schema(url, &["diff", url, drifted]);
    assert!(diff.code == 0, "{dialect}: {}", diff.all());
}

/// The program as it is now, on a database that the program as it was has made.
fn service(shop: &Shop, url: &str) {
    program(shop, "examples/before", Some(url)).fine();
    let refused = program(shop, "adopt-existing", Some(url));
    assert!(refused.code == 1 && refused.stderr.contains("but no migration history"), "{}", refused.all());
    let schema = |args: &[&str]| shop.schema_in(&example(), args, &[("DATABASE_URL", url)]);
    schema(&["stamp", "initial"]).fine();
    schema(&["upgrade"]).fine();
    schema(&["check", "--database"]).fine();
    let said = program(shop, "adopt-existing", Some(url)).fine();
    assert_eq!(said.stdout.lines().count(), 3, "{}", said.all());
}

#[test]
fn every_engine_goes_the_same_way() {
    for engine in support::engines() {
        let database = |name: &str| support::block_on(engine.database(name));
        let (grown, drifted, served) = (database("adopt"), database("adopt_drifted"), database("adopt_served"));
        way(engine.dialect, &grown.url, &drifted.url);
        if engine.dialect != Dialect::MYSQL {
            service(&guest_book(), &served.url);
        }
    }
}
