//! The reader on small packages.

use std::path::Path;

use tempfile::TempDir;

use super::{Cfg, Config, Meaning, Project, Read, Sources};

/// A package of these files, `Cargo.toml` among them unless it is given.
pub(crate) fn package(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    let manifest = "[package]\nname = 'shop'\nedition = '2024'\n[dependencies]\nschema-core = '1'\nutoipa = '1'\nchrono = '1'\n[features]\ndefault = ['on']\non = []\noff = []\n";
    write(dir.path(), "Cargo.toml", manifest);
    for (path, text) in files {
        write(dir.path(), path, text);
    }
    dir
}

pub(crate) fn write(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

pub(crate) fn read_with(dir: &Path, sources: &mut Sources) -> Read {
    let project = Project::find(&dir.join("Cargo.toml")).unwrap();
    sources.read(&Config { project: &project, cfg: &Cfg::from_rustc("unix"), features: None })
}

fn read(files: &[(&str, &str)]) -> (TempDir, Read) {
    let dir = package(files);
    let read = read_with(dir.path(), &mut Sources::new());
    (dir, read)
}

/// Models by path, those outside of the schema in parentheses.
fn models(read: &Read) -> Vec<String> {
    let mut list: Vec<String> = read
        .models
        .iter()
        .map(|found| if found.outside { format!("({})", found.path_text()) } else { found.path_text() })
        .collect();
    list.sort();
    list
}

/// A model called `name`.
fn model(name: &str) -> String {
    format!("#[derive(Schema)] pub struct {name} {{ id: i64 }}\n")
}

#[test]
fn tables_that_the_program_makes_are_found_once_where_it_is_compiled() {
    let sql = "pub fn f() { x(\"CREATE TABLE a (b)\") }";
    let dir = package(&[
        (
            "src/lib.rs",
            "mod db; #[cfg(test)] mod test_db; #[cfg(feature = \"off\")] mod off;\n#[path = \"t.rs\"] mod t;",
        ),
        ("src/main.rs", "mod db;"),
        (
            "src/db.rs",
            &format!("{sql}\nconst S: &str = include_str!(\"s.sql\");\nconst T: &str = include_str!(\"t.sql\");"),
        ),
        ("src/s.sql", "SELECT 1;\n\nCREATE INDEX i ON a (b);"),
        ("src/t.sql", "SELECT 1;"),
        ("src/test_db.rs", &format!("mod deeper; {sql}")),
        ("src/test_db/deeper.rs", sql),
        ("src/t.rs", &format!("#![cfg(test)]\n{sql}\nmod below;")),
        ("src/below.rs", sql),
        ("src/off.rs", sql),
        ("src/lost.rs", sql),
        ("tests/it.rs", sql),
        ("examples/e.rs", sql),
    ]);
    let mut sources = Sources::new().with_runtime_ddl(true);
    let list = |read: &Read| {
        let place = |it: &super::FoundDdl| {
            let path = it.file.strip_prefix(dir.path()).unwrap().display().to_string();
            format!("{path}:{}:{} {}", it.ddl.at.line, it.ddl.at.column, it.script.is_some())
        };
        read.runtime_ddl.iter().map(place).collect::<Vec<_>>()
    };
    let found = ["src/db.rs:1:17 false", "src/db.rs:2:17 true"];
    assert_eq!(list(&read_with(dir.path(), &mut sources)), found);
    // Kept from one run to the next, and not looked for where nobody asks.
    let saved = sources.save().unwrap();
    assert_eq!(list(&read_with(dir.path(), &mut Sources::load(&saved).with_runtime_ddl(true))), found);
    assert_eq!(list(&read_with(dir.path(), &mut Sources::load(&saved))), [""; 0]);
    // What is half-typed keeps what it last said.
    write(dir.path(), "src/db.rs", "pub fn f() {");
    assert_eq!(list(&read_with(dir.path(), &mut sources)).len(), 2);
}

#[test]
fn modules_are_followed_from_every_root() {
    let text = |more: &str, name: &str| format!("{more}\n{}", model(name));
    let (_dir, read) = read(&[
        (
            "src/lib.rs",
            &text(
                "mod a; pub mod b { pub mod c; #[path = \"d.rs\"] mod other; mod e { mod f; } }\n#[path = \"far/away.rs\"] mod near; #[cfg(windows)] mod not_here; #[cfg_attr(unix, path = \"unix.rs\")] mod os; mod r#type;",
                "Root",
            ),
        ),
        (
            "src/a.rs",
            &text(
                "mod child; mod folder; #[path = \"beside.rs\"] mod beside; mod inline { #[path = \"x.rs\"] mod x; }",
                "A",
            ),
        ),
        ("src/a/child.rs", &model("Child")),
        ("src/a/folder/mod.rs", &text("mod deep;", "Folder")),
        ("src/a/folder/deep.rs", &model("Deep")),
        ("src/beside.rs", &model("Beside")),
        ("src/a/inline/x.rs", &model("X")),
        ("src/b/c.rs", &model("C")),
        ("src/b/d.rs", &model("D")),
        ("src/b/e/f.rs", &model("F")),
        ("src/far/away.rs", &text("mod neighbour;", "Away")),
        ("src/far/neighbour.rs", &model("Neighbour")),
        ("src/unix.rs", &model("Os")),
        ("src/type.rs", &model("r#Type")),
        ("src/not_here.rs", &model("NotHere")),
        ("src/unreached.rs", &model("Unreached")),
        ("src/main.rs", &text("include!(\"more.rs\");", "Main")),
        ("src/more.rs", &model("More")),
        ("src/bin/tool.rs", &model("Tool")),
        ("tests/it.rs", &model("It")),
        ("examples/demo/main.rs", &model("Demo")),
    ]);
    assert_eq!(
        models(&read),
        [
            "(Demo)",
            "(It)",
            "Main",
            "More",
            "Root",
            "Tool",
            "a::A",
            "a::beside::Beside",
            "a::child::Child",
            "a::folder::Folder",
            "a::folder::deep::Deep",
            "a::inline::x::X",
            "b::c::C",
            "b::e::f::F",
            "b::other::D",
            "near::Away",
            "near::neighbour::Neighbour",
            "os::Os",
            "type::Type",
        ]
    );
    assert!(read.half_typed.is_empty() && read.problems.is_empty());
}

#[test]
fn a_file_of_two_crates_is_one_model_with_two_paths() {
    let (_dir, read) = read(&[
        ("src/lib.rs", "pub mod models;"),
        ("src/main.rs", "mod db { #[path = \"../../src/models.rs\"] mod m; } mod models;"),
        ("src/models.rs", &model("User")),
        ("src/db/x.rs", ""),
    ]);
    assert_eq!(models(&read), ["models::User"]);
    assert_eq!(read.models[0].other_paths, [["db", "m", "User"]]);
}

#[test]
fn conditions_hold_for_items_fields_and_derives() {
    let (_dir, read) = read(&[(
        "src/lib.rs",
        "#[cfg(feature = \"on\")] #[derive(Schema)] struct On { id: i64, #[cfg(feature = \"off\")] gone: u8, #[cfg(unix)] here: u8, #[cfg(test)] testing: u8 }
         #[cfg(feature = \"off\")] #[derive(Schema)] struct Off { id: i64 }
         #[cfg_attr(feature = \"on\", derive(Schema))] struct Attr { id: i64 }
         #[cfg_attr(feature = \"off\", derive(Schema))] struct NoAttr { id: i64 }
         #[cfg_attr(test, derive(Schema))] struct InTests { id: i64 }
         #[cfg(test)] mod tests { #[derive(Schema)] struct Inner { id: i64 } }
         mod off { #![cfg(feature = \"off\")] #[derive(Schema)] struct Deeper { id: i64 } }",
    )]);
    assert_eq!(models(&read), ["(InTests)", "(tests::Inner)", "Attr", "On"]);
    let on = read.models.iter().find(|found| found.value.name == "On").unwrap();
    assert_eq!(on.value.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>(), ["id", "here"]);
    assert!(on.test_hash.is_some_and(|hash| hash != on.value.hash));
    let attr = read.models.iter().find(|found| found.value.name == "Attr").unwrap();
    assert_eq!(attr.test_hash, None);
}

#[test]
fn derives_are_ours_by_path_name_and_alias_only() {
    let (_dir, read) = read(&[
        ("src/lib.rs", "mod prelude { pub use schema_core::Schema as Table; } mod a; mod b; mod c; mod d; mod e;"),
        ("src/a.rs", "use crate::prelude::*; #[derive(Debug, Table)] struct Renamed { id: i64 }"),
        ("src/b.rs", "#[derive(schema_core::Schema)] struct ByPath { id: i64 }"),
        (
            "src/c.rs",
            "use utoipa::Schema; #[derive(Schema)] struct Foreign { id: i64 }\n#[derive(utoipa::Schema)] struct Foreign2 { id: i64 }",
        ),
        (
            "src/d.rs",
            "use schema_core as sd; #[derive(sd::Schema)] struct ByAlias { id: i64 } #[derive(JsonSchema, ToSchema)] struct Other { id: i64 }",
        ),
        ("src/e.rs", "#[derive(Schema)] struct FromNowhere { id: i64 }"),
    ]);
    assert_eq!(models(&read), ["a::Renamed", "b::ByPath", "d::ByAlias", "e::FromNowhere"]);
}

#[test]
fn paths_are_resolved_through_uses_globs_and_aliases() {
    let (_dir, read) = read(&[
        (
            "src/lib.rs",
            "pub mod models; mod other; pub use models::user::User as Account; use chrono::DateTime; type Id = i64; struct String; use self::loops::*; mod loops { pub use super::*; }",
        ),
        ("src/models/mod.rs", "pub mod user; pub use self::user::*; use super::Id;"),
        ("src/models/user.rs", &format!("use super::super::Id as Key; {}", model("User"))),
        ("src/other.rs", "use crate::{models::{self, User}, Account}; use chrono::prelude::*; extern crate alloc;"),
        ("src/main.rs", "use shop::models; fn main() {}"),
    ]);
    let module = |path: &[&str]| {
        let path: Vec<String> = std::iter::once("crate").chain(path.iter().copied()).map(str::to_owned).collect();
        match read.resolve(super::ModuleId(0), &path) {
            Meaning::Module(module) => module,
            other => panic!("{other:?}"),
        }
    };
    let ask = |from: &[&str], path: &str| {
        let path: Vec<String> = path.split("::").map(str::to_owned).collect();
        match read.resolve(module(from), &path) {
            Meaning::Item(super::ItemId::Model(at)) => format!("model {}", read.models[at].path_text()),
            Meaning::Alias(_, alias) => format!("alias {}", alias.name),
            Meaning::Extern(path) => path.join("::"),
            Meaning::Glob(globs) => {
                format!("glob {}", globs.iter().map(|glob| glob.join("::")).collect::<Vec<_>>().join(", "))
            }
            other => format!("{other:?}").split('(').next().unwrap().to_owned(),
        }
    };
    for (from, path, expected) in [
        (&["other"][..], "User", "model models::user::User"),
        (&["other"], "Account", "model models::user::User"),
        (&["other"], "models::User", "model models::user::User"),
        (&["other"], "models::user::User", "model models::user::User"),
        (&["other"], "crate::Account", "model models::user::User"),
        (&["other"], "super::models::User", "model models::user::User"),
        (&["models", "user"], "Key", "alias Id"),
        (&["models"], "Id", "alias Id"),
        (&["models"], "String", "String"),
        (&[], "String", "Opaque"),
        (&[], "DateTime", "chrono::DateTime"),
        (&["other"], "NaiveDate", "glob chrono::prelude"),
        (&["other"], "chrono::NaiveDate", "chrono::NaiveDate"),
        (&["other"], "::chrono::NaiveDate", "chrono::NaiveDate"),
        (&["other"], "alloc::string::String", "alloc::string::String"),
        (&["loops"], "Account", "model models::user::User"),
        (&["loops"], "Nothing", "glob "),
        (&["other"], "crate::Nothing", "glob "),
        (&["other"], "User::Assoc", "Opaque"),
    ] {
        let found = ask(from, path);
        assert!(found == expected || expected == "glob " && found == "Nothing", "{from:?} {path}: {found}");
    }
}

#[test]
fn half_typed_files_keep_what_they_said() {
    let dir = package(&[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", &model("A")), ("src/b.rs", &model("B"))]);
    let mut sources = Sources::new();
    assert_eq!(models(&read_with(dir.path(), &mut sources)), ["a::A", "b::B"]);
    let saved = sources.save().unwrap();

    write(dir.path(), "src/a.rs", "#[derive(Schema)] pub struct A { id: i64, name: }");
    write(dir.path(), "src/b.rs", "#[derive(Schema)] pub struct B { id: i64\nfn f() { \"");
    let mut sources = Sources::load(&saved);
    let read = read_with(dir.path(), &mut sources);
    assert_eq!(models(&read), ["a::A", "b::B"]);
    assert_eq!(read.half_typed.len(), 2);
    assert!(read.models.iter().all(|found| found.value.fields.len() == 1));

    // What was half-typed does not become what is known.
    let saved = sources.save().unwrap();
    write(dir.path(), "src/a.rs", &format!("{}\nfn half(", model("A2")));
    let read = read_with(dir.path(), &mut Sources::load(&saved));
    assert_eq!(models(&read), ["a::A", "b::B"]);

    // A function that is half-typed is none of our business.
    write(dir.path(), "src/a.rs", &format!("{}\nfn half() {{ let x = ; }}", model("A2")));
    write(dir.path(), "src/b.rs", "");
    let read = read_with(dir.path(), &mut Sources::load(&saved));
    assert_eq!((models(&read), read.half_typed.len()), (vec!["a::A2".to_owned()], 0));
}

#[test]
fn unchanged_files_are_not_saved_again_and_moved_items_move() {
    let dir = package(&[("src/lib.rs", &model("A"))]);
    let mut sources = Sources::new();
    let first = read_with(dir.path(), &mut sources);
    let saved = sources.save().unwrap();
    let mut again = Sources::load(&saved);
    assert_eq!(read_with(dir.path(), &mut again).models[0].value, first.models[0].value);
    assert!(again.save().is_none());

    write(dir.path(), "src/lib.rs", &format!("\u{feff}//! Docs.\r\n\r\n  {}", model("A")));
    let moved = &read_with(dir.path(), &mut again).models[0].value;
    assert_eq!((moved.at.line, moved.at.column), (3, first.models[0].value.at.column + 2));
    assert_eq!(moved.fields[0].at.line, 3);
    assert_eq!(moved.hash, first.models[0].value.hash);
}

#[test]
fn what_the_grammar_says_has_its_place() {
    let (dir, read) =
        read(&[("src/lib.rs", "\n  #[derive(Schema)]\n  struct A {\n    #[schema(uniqe)]\n    id: i64,\n  }\n")]);
    let problem = &read.problems[0];
    assert_eq!((problem.at.line, problem.at.column, problem.length), (4, 14, 5));
    assert_eq!(problem.file, dir.path().join("src/lib.rs"));
    assert!(problem.message.contains("uniqe"), "{problem}");
}

#[test]
fn no_half_of_a_file_is_a_panic() {
    let text = "#![cfg(unix)]\n//! Dö.\nuse a::{b as c, d::*};\n#[path = \"x.rs\"] mod x;\nmod y { #[derive(Debug, Schema)]\n/// Ü\n#[schema(table = \"t\", unique(a, b))] pub struct T<'a> where u8: Copy { \
                #[schema(default(number = \"-1.5\"), references(c::D::id, on_delete(cascade)))] a: Option<&'a str>, #[cfg(all(unix, not(test)))] b: [u8; { 1 + 'x' as usize }] } }\n\
                #[derive(SchemaEnum)] enum E { A = 1 << 2, #[schema(value = r#\"ä\"#)] B }\n#[cfg_attr(test, derive(SchemaType))] struct N(b\"x\", String);\ntype A = fn() -> E;\nmacro_rules! m { ($x:tt) => { '\\'' } }\n";
    let (cfg, names) = (Cfg::from_rustc("unix"), super::outline::own_names());
    for (end, _) in text.char_indices() {
        for half in [&text[..end], &text[end..]] {
            let _ = super::outline::read(half, &cfg, &names, None);
        }
        // A letter more or less, as one types.
        for letter in ["\"", "{", "}", "'", "#", ";", "<"] {
            let _ = super::outline::read(&format!("{}{letter}{}", &text[..end], &text[end..]), &cfg, &names, None);
        }
    }
}
