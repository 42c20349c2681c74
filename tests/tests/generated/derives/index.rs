//! The index of single source files, as the build step would write it; types are guessed by their last name alone.
//!
//! Lines that start with `//@` make it wrong on purpose: `//@ unseen User`, `//@ stale User`,
//! `//@ verdict User: text`, `//@ verdict User.bio: text`, `//@ table User: text`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use schema_core::declare::{self, Collector, Model, TypeRef, snake_case};
use schema_core::model::KNOWN_TYPES;
use schema_core::witness::{SHARDS, shard};
use syn::{DeriveInput, Item};

/// Writes the index files of all sources in `folders` to `out_dir`.
pub(crate) fn write(folders: &[PathBuf], out_dir: &Path) {
    let mut shards: BTreeMap<u8, String> = (0..SHARDS).map(|shard| (shard, String::new())).collect();
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let mut source = Source { lines: directives(&text), ..Source::default() };
                let file = syn::parse_file(&text).unwrap();
                source.names(&file.items);
                source.items(&file.items, "");
                for (name, seen) in source.seen {
                    shards.get_mut(&shard(&name)).unwrap().push_str(&seen);
                }
            }
        }
    }
    let folder = out_dir.join("schema");
    std::fs::create_dir_all(&folder).unwrap();
    for (shard, seen) in shards {
        std::fs::write(folder.join(format!("{shard:02}.rs")), format!("[{seen}]\n")).unwrap();
    }
}

fn directives(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("//@ "));
    lines.map(|line| line.split_once(": ").unwrap_or((line, ""))).map(|(key, text)| (key.into(), text.into())).collect()
}

#[derive(Default)]
struct Source {
    lines: BTreeMap<String, String>,
    /// Column types of the file's enums and newtypes.
    types: BTreeMap<String, String>,
    /// Names and entries.
    seen: Vec<(String, String)>,
}

fn derived(item: &Item) -> Option<(DeriveInput, String)> {
    let (attrs, input): (_, DeriveInput) = match item {
        Item::Struct(item) => (&item.attrs, item.clone().into()),
        Item::Enum(item) => (&item.attrs, item.clone().into()),
        _ => return None,
    };
    let derives =
        attrs.iter().filter(|attr| attr.path().is_ident("derive")).filter_map(|attr| attr.meta.require_list().ok());
    let names = derives.flat_map(|list| list.tokens.clone()).map(|token| token.to_string());
    let ours = names.into_iter().find(|name| ["Schema", "SchemaEnum", "SchemaType"].contains(&name.as_str()))?;
    Some((input, ours))
}

impl Source {
    /// Learns the types of the file before models need them.
    fn names(&mut self, items: &[Item]) {
        for item in items {
            let Some((input, derive)) = derived(item) else { continue };
            let mut problems = Collector::new();
            let name = input.ident.to_string();
            if derive == "SchemaEnum"
                && let Some(decl) = declare::parse_enum(&input, &mut problems)
            {
                self.types.insert(name, format!("enum({})", decl.type_name()));
            } else if derive == "SchemaType"
                && let Some(newtype) = declare::parse_newtype(&input, &mut problems)
            {
                let ty = newtype.column_type.map_or_else(|| self.guess(&newtype.inner).0, |ty| ty.to_string());
                self.types.insert(name, ty);
            }
            let _ = problems.finish();
        }
    }

    fn items(&mut self, items: &[Item], module: &str) {
        for item in items {
            if let Item::Mod(item) = item
                && let Some((_, items)) = &item.content
            {
                self.items(items, &format!("{module}{}::", item.ident));
            }
            let Some((input, derive)) = derived(item) else { continue };
            let mut problems = Collector::new();
            match derive.as_str() {
                "Schema" => {
                    if let Some(model) = declare::parse_model(&input, &mut problems) {
                        let table = model.table.clone().unwrap_or_else(|| snake_case(&model.name));
                        let fields: Vec<String> = model
                            .fields
                            .iter()
                            .filter(|field| !field.skip)
                            .map(|field| self.field(&model, field))
                            .collect();
                        self.push(module, &model.name, model.hash, &table, &fields);
                    }
                }
                "SchemaEnum" => {
                    if let Some(decl) = declare::parse_enum(&input, &mut problems) {
                        self.push(module, &decl.name, decl.hash, "", &[]);
                    }
                }
                _ => {
                    if let Some(newtype) = declare::parse_newtype(&input, &mut problems) {
                        let (ty, nullable) = self.guess(&newtype.inner);
                        let field = format!(
                            "__schema_core::witness::SeenField {{ name: \"0\", column: \"\", ty: {ty:?}, nullable: {nullable}, references: &[], verdict: \"\" }},"
                        );
                        self.push(module, &newtype.name, newtype.hash, "", &[field]);
                    }
                }
            }
            let _ = problems.finish();
        }
    }

    fn push(&mut self, module: &str, name: &str, hash: u64, table: &str, fields: &[String]) {
        if self.lines.contains_key(&format!("unseen {name}")) {
            return;
        }
        let hash = if self.lines.contains_key(&format!("stale {name}")) { hash.wrapping_add(1) } else { hash };
        let table = self.lines.get(&format!("table {name}")).map_or(table, String::as_str);
        let verdict = self.lines.get(&format!("verdict {name}")).map_or("", String::as_str);
        let mut text = String::new();
        writeln!(
            text,
            "__schema_core::witness::Seen {{ path: \"{module}{name}\", hash: {hash}, table: {table:?}, namespace: None, fields: &[{}], verdict: {verdict:?} }},",
            fields.concat()
        )
        .unwrap();
        self.seen.push((name.to_owned(), text));
    }

    fn field(&self, model: &Model, field: &declare::Field) -> String {
        let (mut ty, nullable) = self.guess(&field.ty);
        let spelled = field.native.as_ref().is_some_and(|spelling| spelling.any.is_some());
        if field.column_type.is_some() || field.json.is_some() || spelled {
            ty.clear();
        }
        let cased = || model.rename_all.map_or_else(|| field.name.clone(), |case| case.apply(&field.name));
        let column = field.column.clone().unwrap_or_else(cased);
        let verdict = self.lines.get(&format!("verdict {}.{}", model.name, field.name)).map_or("", String::as_str);
        let single = field.references.iter().map(|reference| (reference, &reference.fields[0]));
        let keys = model.foreign_keys.iter().flat_map(|key| {
            key.own.iter().zip(&key.fields).filter(|(own, _)| **own == field.name).map(move |(_, target)| (key, target))
        });
        let references: String = single
            .chain(keys)
            .map(|(reference, target)| {
                let path = reference.model.last().unwrap();
                let table = snake_case(if path == "Self" { &model.name } else { path });
                format!(
                    "__schema_core::witness::SeenReference {{ table: {table:?}, namespace: None, column: {target:?} }},"
                )
            })
            .collect();
        format!(
            "__schema_core::witness::SeenField {{ name: {:?}, column: {column:?}, ty: {ty:?}, nullable: {nullable}, references: &[{references}], verdict: {verdict:?} }},",
            field.name
        )
    }

    /// The column type that a type has by its last name, and whether it may be NULL. Unknown types are `text`.
    fn guess(&self, ty: &TypeRef) -> (String, bool) {
        match ty {
            TypeRef::Path { segments, args } => {
                let name = segments.last().unwrap();
                match name.as_str() {
                    "Option" => return (self.guess(&args[0]).0, true),
                    "Vec" => {
                        let item = self.guess(&args[0]).0;
                        return (if item == "u8" { "bytes".to_owned() } else { format!("array({item})") }, false);
                    }
                    _ => {}
                }
                let known = KNOWN_TYPES
                    .iter()
                    .find(|(path, _)| path.split('<').next().unwrap().rsplit("::").next() == Some(name));
                let own = self.types.get(name).cloned();
                (own.or_else(|| known.map(|(_, ty)| (*ty).to_owned())).unwrap_or_else(|| "text".to_owned()), false)
            }
            _ => ("bytes".to_owned(), false),
        }
    }
}
