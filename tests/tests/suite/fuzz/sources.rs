//! Source files: what an editor shows while somebody types.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use schema_core::declare::{Collector, parse_enum, parse_model, parse_newtype};
use schema_core::lower::lower;
use schema_core::read::{Cfg, Config, Metadata, Project, Read, Sources};
use tempfile::TempDir;

use super::mutate::{mutated, tokens};
use super::{corpus, fuzz};

const TOKENS: &[&str] = &[
    "struct ",
    "enum ",
    "union ",
    "mod ",
    "mod a {",
    "use ",
    "use a::{b, c as d};",
    "pub ",
    "pub(crate) ",
    "type A = ",
    "trait ",
    "impl ",
    "fn f() {",
    "const ",
    "extern crate ",
    "include!(\"a.rs\");",
    "#[derive(Schema)]",
    "#[derive(SchemaEnum)]",
    "#[derive(SchemaType)]",
    "#![cfg(unix)]",
    "#[cfg(test)]",
    "// cargo-schema: runtime-ddl\n",
    "\"CREATE TABLE a (b)\"",
    "\"DO $$ BEGIN ALTER TYPE {} ",
    "sqlx::migrate!(",
    "Table::create::<",
    "sea_orm",
    "include_str!(\"a.sql\")",
    "#[cfg(all(",
    "#[cfg_attr(unix, ",
    "#[schema(",
    ")]",
    "#[path = \"a.rs\"]",
    "primary_key",
    "auto_increment",
    "unique",
    "index",
    "references(A::id)",
    "default = ",
    "default(sql = ",
    "fill",
    "native",
    "type = ",
    "skip",
    "max_length = 3",
    "precision",
    "table = ",
    "namespace",
    "rename_all = \"camelCase\"",
    "renamed_from",
    "A",
    "id: i64",
    "Option<",
    "Vec<",
    "String",
    "u8",
    "&'a ",
    "'a",
    "'",
    "'x'",
    "'\\'",
    "\"",
    "\\\"",
    "b\"",
    "b'x'",
    "r#",
    "r#\"",
    "\"#",
    "r##type",
    "r#type",
    "//",
    "///",
    "//!",
    "/*",
    "/**",
    "*/",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "->",
    "=>",
    ",",
    ";",
    ":",
    "::",
    "=",
    "!",
    "#",
    "#!",
    "#!/bin/sh\n",
    "\u{feff}",
    "\u{2028}",
    "é",
    "\0",
    "-1",
    "1.5e3",
    "0x",
    "99999999999999999999",
    "dyn ",
    "where ",
    "as ",
    "*",
    "macro_rules! m { () => {} }",
    "Self",
    "crate::",
    "super::",
    "self",
];

fn inputs() -> impl Strategy<Value = String> {
    let real = corpus::texts(&["tests/cases", "tests/compile-fail", "tests/compile-pass", "examples"], ".rs");
    prop_oneof![3 => mutated(real, TOKENS), 1 => tokens(TOKENS)]
}

/// A package, of which one file changes.
struct Package {
    folder: TempDir,
    project: Project,
    cfg: Cfg,
}

impl Package {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        let manifest = "[package]\nname = \"a\"\nedition = \"2024\"\n[dependencies]\nschema-core = \"0\"\n";
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        fs::write(folder.path().join("src/lib.rs"), "").unwrap();
        let project = Project::find(&folder.path().join("Cargo.toml")).unwrap();
        Self { folder, project, cfg: Cfg::from_rustc("unix") }
    }

    fn read(&self, text: &str, sources: &mut Sources) -> Read {
        fs::write(self.folder.path().join("src/lib.rs"), text).unwrap();
        sources.read(&Config { project: &self.project, cfg: &self.cfg, features: None })
    }
}

/// What a reader sees: everything that does not depend on where the package lies.
fn seen(read: &Read) -> String {
    let models: Vec<_> = read.models.iter().map(|it| (&it.value, &it.path, it.half_typed)).collect();
    let enums: Vec<_> = read.enums.iter().map(|it| (&it.value, &it.path)).collect();
    let newtypes: Vec<_> = read.newtypes.iter().map(|it| (&it.value, &it.path)).collect();
    format!("{models:?}\n{enums:?}\n{newtypes:?}\n{:?}\n{:?}", read.problems, read.half_typed)
}

#[test]
fn a_source_is_read_whatever_is_in_it() {
    let package = Package::new();
    // What was read before is at hand for the next file, as in an editor.
    let sources = RefCell::new(Sources::new().with_runtime_ddl(true));
    fuzz(500, &inputs(), |text| {
        let fresh = package.read(&text, &mut Sources::new().with_runtime_ddl(true));
        let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
        for problem in fresh.problems.iter().chain(&fresh.half_typed).filter(|problem| problem.at.line > 0) {
            let width = lines.get(problem.at.line as usize - 1);
            let inside = width.is_some_and(|width| (1..=*width as u32 + 1).contains(&problem.at.column));
            prop_assert!(inside, "{problem}");
            prop_assert!(!problem.message.is_empty());
        }
        for it in fresh.runtime_ddl.iter().map(|it| it.ddl.at) {
            let width = lines.get(it.line as usize - 1);
            prop_assert!(width.is_some_and(|width| (1..=*width as u32).contains(&it.column)), "{it:?}");
        }
        let (one, other) = (lower(&fresh, &Metadata::default()), lower(&fresh, &Metadata::default()));
        prop_assert_eq!(one.lowered.schema, other.lowered.schema);
        let mut sources = sources.borrow_mut();
        let read = package.read(&text, &mut sources);
        if read.half_typed.is_empty() {
            prop_assert_eq!(seen(&read), seen(&fresh));
        }
        if let Some(saved) = sources.save() {
            *sources = Sources::load(&saved).with_runtime_ddl(true);
            prop_assert_eq!(seen(&package.read(&text, &mut sources)), seen(&read));
        }
        Ok(())
    });
}

#[test]
fn what_was_kept_between_runs_may_be_damaged() {
    let package = Package::new();
    let mut kept = Vec::new();
    for text in corpus::texts(&["examples", "tests/compile-pass"], ".rs") {
        let mut sources = Sources::new();
        package.read(&text, &mut sources);
        kept.extend(sources.save());
    }
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    let inputs = (prop::sample::select(kept), changes, any::<prop::sample::Index>(), any::<bool>());
    fuzz(3_000, &inputs, |(mut bytes, changes, end, cut)| {
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let _ = Sources::load(&bytes).save();
        Ok(())
    });
    fuzz(3_000, &prop::collection::vec(prop_oneof![0..12_u8, any::<u8>()], 0..200), |bytes| {
        let _ = Sources::load(&bytes).save();
        Ok(())
    });
}

#[test]
fn an_attribute_is_read_whatever_is_in_it() {
    let inside = prop_oneof![tokens(TOKENS), Just(String::new())];
    fuzz(1_500, &(inside.clone(), inside.clone(), inside), |(outer, inner, ty)| {
        for text in [
            format!("#[schema({outer})] struct A {{ #[schema({inner})] a: {ty}, b: u8 }}"),
            format!("#[schema({outer})] struct A {{ #[schema({inner})] a: Option<String> }}"),
            format!("#[schema({outer})] enum A {{ #[schema({inner})] B, C }}"),
            format!("#[schema({outer})] struct A(#[schema({inner})] u8);"),
        ] {
            let Ok(input) = syn::parse_str::<syn::DeriveInput>(&text) else { continue };
            let mut problems = Collector::new();
            let _ = parse_model(&input, &mut problems);
            let _ = parse_enum(&input, &mut problems);
            let _ = parse_newtype(&input, &mut problems);
            let lines = text.matches('\n').count() + 1;
            for problem in problems.finish() {
                let (start, end) = (problem.start_position(), problem.end_position());
                prop_assert!((start.line, start.column) <= (end.line, end.column) && end.line as usize <= lines);
                prop_assert!(!problem.message.is_empty());
            }
        }
        Ok(())
    });
}

#[test]
fn a_manifest_is_read_whatever_is_in_it() {
    const TOKENS: &[&str] = &[
        "[package]",
        "[package.metadata.schema]",
        "[workspace]",
        "[workspace.metadata.schema]",
        "members = [\"a\"]",
        "dialects = [\"sqlite\"]",
        "migrations = ",
        "database-url",
        "rename-all = \"camelCase\"",
        "plural = true",
        "check = \"warn\"",
        "features = []",
        "[features]",
        "[lib]",
        "path = \"..\"",
        "[[bin]]",
        "name = ",
        "edition = ",
        "[dependencies]",
        "a = { path = \"..\" }",
        "workspace = true",
        "\n",
        "=",
        "\"",
        "'''",
        "[",
        "]",
        "{",
        "}",
        ".",
        "1",
        "true",
        "\0",
        "é",
        "default = [\"default\"]",
        "dep:a",
        "a/b",
        "a?/b",
    ];
    let package = Package::new();
    let path = package.folder.path().join("Cargo.toml");
    let mut real = corpus::texts(&["examples", "schema-core", "cargo-schema"], "Cargo.toml");
    real.push(
        "[package]\nname = 'a'\n[package.metadata.schema]\ndialects = ['sqlite']\nmembers = ['b']\ncheck = 'field'\n"
            .into(),
    );
    real.push("[workspace]\nmembers = ['*']\n[workspace.metadata.schema]\nmembers = ['.']\n".into());
    let inputs = prop_oneof![3 => mutated(real, TOKENS), 1 => tokens(TOKENS)];
    fuzz(500, &inputs, |text| {
        if let Ok(toml::Value::Table(table)) = text.parse::<toml::Table>().map(toml::Value::Table) {
            let _ = Metadata::from_table(&table, Path::new("Cargo.toml"));
        }
        fs::write(&path, &text).unwrap();
        match Project::find(&path) {
            Ok(project) => drop(Sources::new().read(&Config { project: &project, cfg: &package.cfg, features: None })),
            Err(problem) => prop_assert!(!problem.message.is_empty()),
        }
        Ok(())
    });
}
