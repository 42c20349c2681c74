//! A schema as the sources of a project: models over files, modules and crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use schema_core::declare::snake_case;
use schema_core::schema::{Column, EnumType, Schema, Table, TableName};

use super::attributes::{Attributes, literal, options, partitioning};
use super::keys::OnFields;
use super::names::{Names, variants};
use super::style::{Home, Style};
use super::types::Typed;

/// A file: its path from the project on, and its text.
pub(crate) type File = (String, String);

/// What is said in one module.
#[derive(Debug, Default)]
struct Module {
    uses: BTreeSet<String>,
    items: String,
}

/// Sources in the making.
pub(crate) struct Writer {
    pub(crate) style: Style,
    pub(crate) names: Names,
    homes: BTreeMap<TableName, Home>,
    enum_homes: BTreeMap<String, Home>,
    modules: BTreeMap<Home, Module>,
    /// The columns that foreign keys point to.
    referenced: BTreeSet<(TableName, String)>,
}

/// The files of a project whose models declare `schema`.
pub(crate) fn files(schema: &Schema, style: Style) -> Vec<File> {
    let (homes, enum_homes) = homes(schema, style);
    let keys = schema.tables.values().flat_map(|table| table.foreign_keys.values());
    let columns =
        keys.flat_map(|key| key.references_columns.iter().map(|name| (key.references_table.clone(), name.clone())));
    let (names, referenced) = (Names::of(schema), columns.collect());
    let mut writer = Writer { style, names, homes, enum_homes, modules: BTreeMap::new(), referenced };
    for it in schema.enums.values() {
        writer.write_enum(it);
    }
    for table in schema.tables.values() {
        writer.model(table);
    }
    writer.files()
}

/// Where tables and enums live. What the crate `base` has points to nothing outside of it.
fn homes(schema: &Schema, style: Style) -> (BTreeMap<TableName, Home>, BTreeMap<String, Home>) {
    let wish = |table: &Table| (table.name.clone(), style.home(&table.name.to_string()));
    let mut homes: BTreeMap<TableName, Home> = schema.tables.values().map(wish).collect();
    loop {
        let points_out = |table: &&Table| {
            let mut targets = table.foreign_keys.values().map(|key| &key.references_table);
            homes[&table.name].is_in_base() && targets.any(|target| !homes[target].is_in_base())
        };
        let Some(out) = schema.tables.values().find(points_out) else { break };
        homes.insert(out.name.clone(), Home::Root);
    }
    let enum_home = |name: &String| {
        let has = |table: &&Table| table.columns.iter().any(|column| column.ty.enum_name() == Some(name));
        let in_base = schema.tables.values().filter(has).any(|table| homes[&table.name].is_in_base());
        let home = style.home(&format!("enum {name}"));
        (name.clone(), if in_base && !home.is_in_base() { Home::Base } else { home })
    };
    let enums = schema.enums.keys().map(enum_home).collect();
    (homes, enums)
}

impl Writer {
    fn module(&mut self, home: Home) -> &mut Module {
        self.modules.entry(home).or_default()
    }

    /// How an item is called in the module `from`: by its path, or by its name and a `use`.
    fn reach(&mut self, from: Home, of: Home, item: &str) -> String {
        if from == of {
            return item.to_owned();
        }
        let path = format!("{}::{item}", of.path(from));
        if self.style.chance(&format!("use {from:?} {item}"), 50) {
            self.module(from).uses.insert(path);
            return item.to_owned();
        }
        path
    }

    /// The model of a table, as it is called in a module.
    pub(crate) fn reach_model(&mut self, from: Home, table: &TableName) -> String {
        let item = self.names.model(table).to_owned();
        self.reach(from, self.homes[table], &item)
    }

    /// The enum of an enum type, as it is called in a module.
    pub(crate) fn reach_enum(&mut self, from: Home, name: &str) -> String {
        let item = self.names.of_enum(name).to_owned();
        self.reach(from, self.enum_homes[name], &item)
    }

    /// A name for an item beside the models, and its module.
    fn new_aside(&mut self, from: Home, name: &str) -> (String, Home) {
        let item = self.names.new_item(name);
        let wish = self.style.home(&format!("aside {item}"));
        (item, if wish.is_in_base() == from.is_in_base() { wish } else { from })
    }

    /// An item beside the models, in a module of the same crate; what it is called in `from`.
    pub(crate) fn aside(&mut self, from: Home, name: &str, text: impl FnOnce(&str) -> String) -> String {
        let (item, home) = self.new_aside(from, name);
        let text = text(&item);
        self.module(home).items.push_str(&text);
        self.reach(from, home, &item)
    }

    /// A derive for what may be in any module.
    pub(crate) fn derive_by_path(&self, name: &str) -> String {
        format!("#[derive(schema_core::{name})]\n")
    }

    /// A derive, by its path or by its name.
    pub(crate) fn derive(&mut self, from: Home, name: &str) -> String {
        if self.style.chance(&format!("derive {from:?}"), 70) {
            self.module(from).uses.insert(format!("schema_core::{name}"));
            return format!("#[derive({name})]\n");
        }
        format!("#[derive(schema_core::{name})]\n")
    }

    fn write_enum(&mut self, it: &EnumType) {
        let (home, item) = (self.enum_homes[&it.name], self.names.of_enum(&it.name).to_owned());
        let mut out = "\n".to_owned() + &self.derive(home, "SchemaEnum");
        if snake_case(&item) != it.name || self.style.chance(&format!("named {item}"), 30) {
            let _ = writeln!(out, "#[schema(type_name = {})]", literal(&it.name));
        }
        let _ = writeln!(out, "pub enum {item} {{");
        for (variant, value) in variants(it).iter().zip(&it.values) {
            if snake_case(variant) != *value || self.style.chance(&format!("value {item} {value}"), 20) {
                let _ = writeln!(out, "    #[schema(value = {})]", literal(value));
            }
            let _ = writeln!(out, "    {variant},");
        }
        out.push_str("}\n");
        self.module(home).items.push_str(&out);
    }

    fn model(&mut self, table: &Table) {
        let (home, item) = (self.homes[&table.name], self.names.model(&table.name).to_owned());
        let mut on_struct = Attributes::default();
        if snake_case(&item) != table.name.name || self.style.chance(&format!("table {item}"), 60) {
            on_struct.add(format!("table = {}", literal(&table.name.name)));
        }
        on_struct.extend(table.name.namespace.as_ref().map(|it| format!("namespace = {}", literal(it))));
        let mut on_fields = self.keys(home, table, &mut on_struct);
        let field = |column: &str| self.names.field(&table.name, column).to_owned();
        let spread = table.partitioning.as_ref().map(|it| partitioning(it, field));
        on_struct.extend(options(&table.options, spread));
        let mut out = "\n".to_owned();
        let doc = on_struct.comment(table.comment.as_deref(), "", self.style);
        out += &doc;
        out += &self.derive(home, "Schema");
        on_struct.write(&mut out, "", self.style, &item);
        let _ = writeln!(out, "pub struct {item} {{");
        let (embedded, prefix) = self.embedded(table, &on_fields);
        for column in &table.columns {
            if embedded.first() == Some(&column.name) {
                out += &self.embed(home, table, &embedded, &prefix);
            }
            if !embedded.contains(&column.name) {
                let said = on_fields.remove(&column.name).unwrap_or_default();
                out += &self.field(home, table, column, "", said);
            }
        }
        if self.style.chance(&format!("skip {item}"), 10) {
            out.push_str("    #[schema(skip)]\n    pub kept_beside: std::collections::HashMap<String, u8>,\n");
        }
        out.push_str("}\n");
        self.module(home).items.push_str(&out);
    }

    /// A field, whose column has its name behind `prefix`; with keys that are `said` on it.
    fn field(&mut self, home: Home, table: &Table, column: &Column, prefix: &str, said: Vec<String>) -> String {
        let (item, mut out) = (self.names.model(&table.name).to_owned(), String::new());
        let field = self.names.field(&table.name, &column.name).to_owned();
        let mut keys = Attributes::default();
        let name = &column.name[prefix.len()..];
        if field.strip_prefix("r#").unwrap_or(&field) != name {
            keys.add(format!("column = {}", literal(name)));
        }
        let Typed { rust, said: of_type } = self.column_type(home, table, column);
        keys.extend(of_type);
        keys.extend(said);
        keys.column(column);
        out += &keys.comment(column.comment.as_deref(), "    ", self.style);
        keys.write(&mut out, "    ", self.style, &format!("{item} {field}"));
        let rust = match (column.nullable, self.style.chance(&format!("option {item} {field}"), 15)) {
            (true, true) => format!("std::option::Option<{rust}>"),
            (true, false) => format!("Option<{rust}>"),
            (false, _) => rust,
        };
        let _ = writeln!(out, "    pub {field}: {rust},");
        out
    }

    /// The columns of a table that are declared in a struct of their own, and the prefix of their names there: of those that no
    /// key speaks of, some that stand together.
    fn embedded(&self, table: &Table, on_fields: &OnFields) -> (Vec<String>, String) {
        if !self.style.chance(&format!("embed {}", table.name), 25) {
            return (Vec::new(), String::new());
        }
        let alone = |column: &&Column| !on_fields.contains_key(&column.name) && !self.is_in_key(table, &column.name);
        let columns: Vec<&Column> =
            table.columns.iter().skip_while(|column| !alone(column)).take_while(alone).take(3).collect();
        let first = columns.first().and_then(|column| column.name.chars().next());
        let prefix = first.map(String::from).unwrap_or_default();
        let shared = |column: &&Column| column.name.len() > prefix.len() && column.name.starts_with(&prefix);
        // SQL of the columns has no prefix.
        let plain = !prefix.trim().is_empty() && columns.iter().all(|column| column.generated.is_none());
        let wanted = plain && columns.iter().all(shared) && self.style.chance(&format!("prefix {}", table.name), 50);
        let names = columns.iter().map(|column| column.name.clone()).collect();
        (names, if wanted { prefix } else { String::new() })
    }

    /// Whether a key of the table or to the table speaks of a column.
    fn is_in_key(&self, table: &Table, column: &str) -> bool {
        self.referenced.contains(&(table.name.clone(), column.to_owned()))
            || table.partitioning.iter().any(|it| it.columns.iter().any(|name| name == column))
            || table.primary_key.iter().any(|key| key.columns.iter().any(|name| name == column))
            || table.uniques.values().any(|unique| unique.columns.iter().any(|name| name == column))
            || table.foreign_keys.values().any(|key| key.columns.iter().any(|name| name == column))
            || table.indexes.values().any(|index| {
                index.named_columns().any(|name| name == column) || index.include.iter().any(|name| name == column)
            })
            || table.exclusions.values().any(|it| it.elements.iter().any(|(of, _)| of.column_name() == Some(column)))
    }

    /// A struct of its own for some columns, and the field in their place.
    fn embed(&mut self, from: Home, table: &Table, names: &[String], prefix: &str) -> String {
        let (item, home) = self.new_aside(from, "Embedded");
        let derive = self.derive_by_path("Schema");
        let mut fields = String::new();
        for column in table.columns.iter().filter(|column| names.contains(&column.name)) {
            fields += &self.field(home, table, column, prefix, Vec::new());
        }
        let text = format!("\n{derive}#[schema(embedded)]\npub struct {item} {{\n{fields}}}\n");
        self.module(home).items.push_str(&text);
        let reached = self.reach(from, home, &item);
        let key = match (prefix, self.style.chance(&format!("of sqlx {item}"), 30)) {
            ("", true) => "#[sqlx(flatten)]".to_owned(),
            ("", false) => "#[schema(flatten)]".to_owned(),
            (prefix, _) => format!("#[schema(flatten(prefix = {}))]", literal(prefix)),
        };
        format!("    {key}\n    pub embedded_here: {reached},\n")
    }

    fn files(mut self) -> Vec<File> {
        let (shop, base) = if self.style.crates > 1 { ("crates/shop/src", "crates/base/src") } else { ("src", "") };
        let mut text = |home: Home| {
            let Module { uses, items } = self.modules.remove(&home).unwrap_or_default();
            let uses: String = uses.iter().fold(String::new(), |mut out, path| {
                let _ = writeln!(out, "use {path};");
                out
            });
            uses + &items
        };
        let elsewhere = self.style.chance("path", 25);
        let deep = if elsewhere { "#[path = \"elsewhere.rs\"]\npub mod deep;\n" } else { "pub mod deep;\n" };
        let mut files = vec![
            (
                format!("{shop}/main.rs"),
                format!(
                    "pub mod models;\npub mod inline {{\n{}}}\n{}\nfn main() {{}}\n",
                    text(Home::Inline),
                    text(Home::Root)
                ),
            ),
            (format!("{shop}/models.rs"), deep.to_owned() + &text(Home::Models)),
            (format!("{shop}/{}", if elsewhere { "elsewhere.rs" } else { "models/deep.rs" }), text(Home::Deep)),
        ];
        if !base.is_empty() {
            files.push((format!("{base}/lib.rs"), "pub mod things;\n".to_owned() + &text(Home::Base)));
            files.push((format!("{base}/things.rs"), text(Home::BaseThings)));
        }
        files
    }
}
