//! The help: short where it is asked for in short, and with examples that run.

use std::collections::BTreeMap;

use crate::support::shop::{Shop, tool_command, workspace};

/// The help of a command, or of the tool.
fn help(command: &str, option: &str) -> String {
    let mut run = tool_command();
    run.arg("schema").args((!command.is_empty()).then_some(command)).arg(option);
    String::from_utf8(run.output().unwrap().stdout).unwrap()
}

/// All commands, and nothing for the tool itself.
fn commands() -> Vec<String> {
    let overview = help("", "--help");
    let list = overview.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    std::iter::once(String::new()).chain(names.map(str::to_owned)).collect()
}

#[test]
fn short_help_fits_on_a_screen() {
    for command in commands() {
        let text = help(&command, "-h");
        assert!(text.lines().count() < 40, "`{command} -h` has {} lines:\n{text}", text.lines().count());
    }
}

/// A package with a revision that the database has, one that is pending, and a change of the models.
fn project() -> Shop {
    let user = |fields: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {{\n    #[schema(primary_key)]\n    id: i64,\n{fields}}}\n"
        )
    };
    let shop = Shop::with(&user(""));
    shop.schema(&["revision", "-m", "create users"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.models(&user("    age: Option<i32>,\n"));
    shop.schema(&["revision", "-m", "add age"]).fine();
    shop.models(&user("    age: Option<i32>,\n    phone: Option<String>,\n"));
    std::fs::copy(shop.path("shop.db"), shop.path("other.db")).unwrap();
    shop
}

/// A package without any of our files, and a database that sqlx has made.
fn bare() -> Shop {
    let shop = Shop::bare();
    shop.write("Cargo.toml", &format!("{}\n[workspace]\n", shop.read("Cargo.toml")));
    shop.write(".env", "DATABASE_URL=sqlite:shop.db\n");
    let users = "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT)";
    shop.write("old/1_users.sql", users);
    shop.write("shop.db", "");
    shop.sqlite(users);
    let sum = "74b41aee1463f6ebe2fa0b0c6bd1bf0b07ad05c1fb4c9bcca30d84ea2d9bb0ad9d85bb7cbb2c6f7ca1ccfbbe0b9d8cd9";
    shop.sqlite(
        "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL \
         DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)",
    );
    shop.sqlite(&format!("INSERT INTO _sqlx_migrations VALUES (1, 'users', CURRENT_TIMESTAMP, true, x'{sum}', 1)"));
    shop
}

#[test]
fn examples_run() {
    let fixtures = BTreeMap::from([(true, bare()), (false, project())]);
    for command in commands() {
        let text = help(&command, "--help");
        let (_, examples) = text.split_once("\nExamples:\n").unwrap_or_else(|| panic!("`{command}` has no examples"));
        let lines: Vec<&str> =
            examples.lines().map(str::trim).filter(|line| line.starts_with("cargo schema")).collect();
        assert_eq!(lines.len(), 3, "{text}");
        for line in lines {
            let from = &fixtures[&matches!(command.as_str(), "init" | "adopt" | "import")];
            let shop = Shop::bare();
            for (path, content) in from.files() {
                let path = shop.path(&path.strip_prefix(from.dir()).unwrap().display().to_string());
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, content).unwrap();
            }
            let run = shop.shell(&line.replace("../cargo-schema", &workspace().display().to_string()), &[]);
            // What these look for is there to be found.
            let found = matches!(command.as_str(), "check" | "diff" | "doctor");
            assert!(run.code == 0 || run.code == 1 && found, "{line}\n{}", run.all());
        }
    }
}
