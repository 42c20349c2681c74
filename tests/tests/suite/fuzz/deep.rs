//! Texts that nest deeper than any stack: they are refused, or read without recursion.

use std::path::Path;

use schema_core::revision::Manifest;
use schema_core::schema::Dialect;
use schema_core::script::Script;
use schema_core::snapshot;

const DEEP: usize = 20_000;

fn nested(open: &str, inside: &str, close: &str) -> String {
    open.repeat(DEEP) + inside + &close.repeat(DEEP)
}

#[test]
fn scripts() {
    for (open, close) in
        [("(", ")"), ("/*", "*/"), ("CASE ", " END"), ("BEGIN ", " END;"), ("IF ", "END IF;"), ("[", "]")]
    {
        let text = format!("CREATE TRIGGER t BEFORE INSERT ON x BEGIN {} END;", nested(open, "1", close));
        for dialect in Dialect::ALL {
            let _ = Script::parse(dialect, &text).map(|script| script.checksum_text(dialect));
            let _ = Script::parse(dialect, &nested(open, "1", close)).map(|script| script.to_string());
        }
    }
}

#[test]
fn revisions_and_snapshots() {
    for (open, close) in [("[", "]"), ("{a=", "}"), ("{\"a\":", "}"), ("{ native = {}, otherwise = ", "}")] {
        let _ = Manifest::from_toml(&format!("id = {}", nested(open, "1", close)));
        let _ = snapshot::load(&nested(open, "1", close));
    }
    let _ = Manifest::from_toml(&format!("{} = 1", "a.".repeat(DEEP) + "a"));
    let ty = nested("{\"native\":{},\"otherwise\":", "\"text\"", "}");
    let _ = snapshot::load(&format!("{{\"tables\":{{\"t\":{{\"columns\":[{{\"name\":\"a\",\"type\":{ty}}}]}}}}}}"));
}

#[test]
fn what_was_kept_between_runs() {
    for byte in 0..=12 {
        let _ = schema_core::read::Sources::load(&[byte].repeat(DEEP));
        for bytes in [vec![8, 1], vec![9, 1, 5, 0], vec![10, 1]] {
            let _ = schema_core::read::Sources::load(&bytes.repeat(DEEP));
        }
    }
}

#[test]
fn sources() {
    let folder = tempfile::TempDir::new().unwrap();
    for text in [
        nested("mod a { ", "", "}"),
        nested("#[cfg(all(", "", "))] struct A;"),
        format!("#[cfg({})] struct A;", nested("all(", "unix", ")")),
        format!("#[cfg_attr(unix, {})] mod a;", nested("cfg_attr(unix, ", "path = \"b.rs\"", ")")),
        format!("use {};", nested("a::{", "b", "}")),
        format!("use {}b;", "a::".repeat(DEEP)),
        format!("type A = {};", nested("Option<", "u8", ">")),
        format!("type A = {}u8;", "&".repeat(DEEP)),
        format!("type A = {};", nested("(", "u8", ")")),
        format!("fn f() {{ {} }}", nested("(", "1", ")")),
        format!("#[derive(Schema)] struct A {{ a: {} }}", nested("Option<", "u8", ">")),
        format!("#[derive(Schema)] struct A {{ a: {} }}", nested("[", "u8", "]")),
        format!("#[derive(Schema)] struct A {{ a: {}u8 }}", "& ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: {}u8 }}", "*const ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: {}u8 }}", "fn() -> ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: [u8; {}1] }}", "-".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: [u8; {}1] }}", "! ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: [u8; {}1] }}", "a = ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: [u8; {}1] }}", "return ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: [u8; {}1] }}", "|| ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: [u8; {}{{}}] }}", "if a {} else ".repeat(DEEP)),
        format!("#[derive(Schema)] struct A {{ a: [u8; {}] }}", nested("{", "1", "}")),
        format!("#[derive(Schema)] struct A {{ #[schema(default = {})] a: u8 }}", nested("(", "1", ")")),
        format!("#[derive(Schema)] struct A {{ #[schema(type = {})] a: u8 }}", nested("Option<", "u8", ">")),
        format!("#[derive(Schema)] enum A {{ B = {}1 }}", "-".repeat(DEEP)),
    ] {
        read(folder.path(), &text);
    }
}

fn read(folder: &Path, text: &str) {
    use schema_core::read::{Cfg, Config, Project, Sources};
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(folder.join("src/lib.rs"), text).unwrap();
    std::fs::write(folder.join("Cargo.toml"), "[package]\nname = \"a\"\n[dependencies]\nschema-core = \"0\"\n")
        .unwrap();
    let project = Project::find(&folder.join("Cargo.toml")).unwrap();
    Sources::new().read(&Config { project: &project, cfg: &Cfg::from_rustc("unix"), features: None });
}
