//! Five changes that developers make every week, written into the models as they write them: with an editor.
//!
//! The file is one that the tool wrote, so it is read line by line: a field has a line of its own, after its attributes.

use std::ops::Range;

use schema_core::schema::{ColumnType, Schema, Table, TableName};

/// A change of the models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    AddNullable,
    AddFilled,
    Rename,
    AddIndex,
    AddTable,
}

/// All of them, in the order in which they are made.
pub(crate) const KINDS: [Kind; 5] = [Kind::AddNullable, Kind::AddFilled, Kind::Rename, Kind::AddIndex, Kind::AddTable];

impl Kind {
    /// What the revision is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::AddNullable => "add a nullable column",
            Self::AddFilled => "add a column with a fill",
            Self::Rename => "rename a column",
            Self::AddIndex => "add an index",
            Self::AddTable => "add a table with a foreign key",
        }
    }
}

/// The models to change, and where.
pub(crate) struct Edit<'a> {
    lines: Vec<&'a str>,
    pub(crate) table: TableName,
    /// Old and new name of the column.
    pub(crate) renamed: (String, String),
    renamed_line: usize,
    indexed_line: usize,
    end: usize,
    child: String,
}

/// The names that are new.
const NULLABLE: &str = "real_note";
pub(crate) const FILLED: &str = "real_rank";
const INDEX: &str = "ix_real_check";
const TABLE: &str = "real_notes";
/// What existing rows get.
pub(crate) const FILL: &str = "7";

/// A model in the file, by lines.
struct Model<'a> {
    name: &'a str,
    table: TableName,
    /// Its attributes, together.
    attributes: String,
    fields: Vec<Field<'a>>,
    /// The line of its closing brace.
    end: usize,
}

struct Field<'a> {
    name: &'a str,
    column: &'a str,
    ty: &'a str,
    attributes: Range<usize>,
    line: usize,
}

impl<'a> Edit<'a> {
    /// For the table that most others point to, among those that have rows.
    pub(crate) fn find(
        source: &'a str,
        schema: &Schema,
        has_rows: &dyn Fn(&TableName) -> bool,
    ) -> Result<Self, String> {
        let lines: Vec<&str> = source.lines().collect();
        let models = models(&lines);
        let pointed_to = |model: &Model<'_>| source.matches(&format!("references({}::", model.name)).count();
        let mut candidates: Vec<&Model<'_>> = models.iter().filter(|model| has_rows(&model.table)).collect();
        candidates.sort_by_key(|model| std::cmp::Reverse(pointed_to(model)));
        let chosen = candidates.iter().find_map(|model| {
            let table = schema.tables.get(&model.table)?;
            let renamed = model.fields.iter().find(|field| can_be_renamed(source, &lines, model, field, table))?;
            let can_be_indexed =
                |field: &&Field<'_>| field.line != renamed.line && can_be_indexed(&lines, field, table);
            let indexed = model.fields.iter().find(can_be_indexed)?;
            Some((*model, renamed, indexed))
        });
        let (model, renamed, indexed) = chosen.ok_or("no table with rows has a column to rename and one to index")?;
        // The changed table itself, if it has a key of one column.
        let mut parents = std::iter::once(model).chain(candidates.iter().copied());
        let parent = parents.find_map(|parent| Some((parent, key_of(parent, schema.tables.get(&parent.table)?)?)));
        let (parent, key) = parent.ok_or("no table with rows has a key of one column")?;
        Ok(Self {
            table: model.table.clone(),
            renamed: (renamed.column.to_owned(), format!("{}_renamed", renamed.column)),
            renamed_line: renamed.line,
            indexed_line: indexed.line,
            end: model.end,
            child: child(&lines, parent, key),
            lines,
        })
    }

    /// The models with these changes in them.
    pub(crate) fn source(&self, kinds: &[Kind]) -> String {
        let mut edited: Vec<String> = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            if at == self.indexed_line && kinds.contains(&Kind::AddIndex) {
                edited.push(format!("    #[schema(index(name = \"{INDEX}\"))]"));
            }
            if at == self.end && kinds.contains(&Kind::AddNullable) {
                edited.push(format!("    pub {NULLABLE}: Option<i64>,"));
            }
            if at == self.end && kinds.contains(&Kind::AddFilled) {
                edited.push(format!("    pub {FILLED}: i32,"));
            }
            let is_renamed = at == self.renamed_line && kinds.contains(&Kind::Rename);
            let (old, new) = &self.renamed;
            edited.push(if is_renamed { line.replacen(old, new, 1) } else { (*line).to_owned() });
        }
        if kinds.contains(&Kind::AddTable) {
            edited.push(self.child.clone());
        }
        edited.join("\n") + "\n"
    }

    /// What `revision` is told of a change.
    pub(crate) fn answer(&self, kind: Kind) -> Option<String> {
        let table = &self.table;
        let (old, new) = &self.renamed;
        match kind {
            Kind::AddFilled => Some(format!("--fill={table}.{FILLED}={FILL}")),
            Kind::Rename => Some(format!("--rename={table}.{old}:{table}.{new}")),
            Kind::AddNullable | Kind::AddIndex | Kind::AddTable => None,
        }
    }
}

/// A new table that points to the model.
fn child(lines: &[&str], model: &Model<'_>, key: &Field<'_>) -> String {
    let kept =
        ["max_length", "length", "native", "collate", "charset", "fixed", "type", "precision", "scale", "unsigned"];
    let own: Vec<String> = keys(&lines[key.attributes.clone()].join("\n"))
        .into_iter()
        .filter(|text| kept.iter().any(|kept| text.split([' ', '(']).next() == Some(kept)))
        .collect();
    let mut attributes = vec![format!("references({}::{}, on_delete(cascade))", model.name, key.name)];
    attributes.extend(own);
    let namespace = model.table.namespace.as_ref().map(|it| format!(", namespace = {it:?}")).unwrap_or_default();
    // MySQL wants the same character set and collation at both ends of a key.
    let of_table = keys(&model.attributes)
        .into_iter()
        .filter(|text| ["charset", "collate"].iter().any(|key| text.starts_with(key)));
    let options: String = of_table.map(|text| format!(", {text}")).collect();
    format!(
        "\n#[derive(Schema)]\n#[schema(table = \"{TABLE}\"{namespace}{options})]\npub struct RealNotes {{\n    #[schema(primary_key, \
         auto_increment)]\n    pub id: i64,\n    #[schema({})]\n    pub of: {},\n    pub done: bool,\n}}",
        attributes.join(", "),
        key.ty
    )
}

/// The field that is the primary key alone.
fn key_of<'a, 'b>(model: &'b Model<'a>, table: &Table) -> Option<&'b Field<'a>> {
    let key = table.primary_key.as_ref().filter(|key| key.columns.len() == 1)?;
    model.fields.iter().find(|field| field.column == key.columns[0])
}

/// Whether nothing else says the name of the field, so that its own line is all that changes.
fn can_be_renamed(source: &str, lines: &[&str], model: &Model<'_>, field: &Field<'_>, table: &Table) -> bool {
    let own = lines[field.attributes.clone()].join("\n");
    let says = |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == field.column);
    let others = model.fields.iter().filter(|other| other.line != field.line);
    let in_others = others.flat_map(|other| keys(&lines[other.attributes.clone()].join("\n"))).any(|key| says(&key));
    field.name == field.column
        && !own.contains("primary_key")
        && !own.contains("column =")
        && !own.contains("references")
        && !says(&own)
        && !says(&model.attributes)
        && !in_others
        && !source.contains(&format!("{}::{}", model.name, field.name))
        && table.partitioning.is_none()
        && table.column(field.column).is_some_and(|column| column.generated.is_none())
}

/// Whether every engine has a plain index over it, and the model none so far.
fn can_be_indexed(lines: &[&str], field: &Field<'_>, table: &Table) -> bool {
    let own = lines[field.attributes.clone()].join("\n");
    let words = ["primary_key", "index", "unique", "generated"];
    let Some(column) = table.column(field.column) else { return false };
    let of_simple_type = matches!(
        column.ty,
        ColumnType::Int { .. }
            | ColumnType::Bool
            | ColumnType::DateTime { .. }
            | ColumnType::TimestampTz { .. }
            | ColumnType::Text { max_length: Some(1..=255) }
            | ColumnType::Uuid
    );
    of_simple_type && !words.iter().any(|word| own.contains(word))
}

/// The models of a file.
fn models<'a>(lines: &[&'a str]) -> Vec<Model<'a>> {
    let mut models: Vec<Model<'a>> = Vec::new();
    let (mut first, mut open) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) {
            let attributes = lines[first..at].join("\n");
            let value = |key: &str| keys(&attributes).into_iter().find_map(|text| string_of(&text, key));
            let table = TableName { namespace: value("namespace"), name: value("table").unwrap_or_default() };
            models.push(Model { name, table, attributes, fields: Vec::new(), end: at });
            (first, open) = (at + 1, true);
        } else if *line == "}" {
            if let Some(model) = models.last_mut().filter(|_| open) {
                model.end = at;
            }
            (first, open) = (at + 1, false);
        } else if let (Some(field), true) = (line.strip_prefix("    pub "), open) {
            let Some((name, ty)) = field.trim_end_matches(',').split_once(": ") else { continue };
            let column = name.trim_start_matches("r#");
            if let Some(model) = models.last_mut() {
                model.fields.push(Field { name, column, ty, attributes: first..at, line: at });
            }
            first = at + 1;
        } else if line.is_empty() {
            first = at + 1;
        }
    }
    models
}

/// The keys in all `#[schema(...)]` of a text: what stands between its commas.
fn keys(attributes: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for part in attributes.split("#[schema(").skip(1) {
        let (mut depth, mut quoted, mut escaped, mut key) = (0, false, false, String::new());
        for c in part.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '(' | '[' => depth += 1,
                ')' if depth == 0 => break,
                ')' | ']' => depth -= 1,
                ',' if depth == 0 => {
                    keys.push(std::mem::take(&mut key).trim().to_owned());
                    continue;
                }
                _ => {}
            }
            key.push(c);
        }
        keys.push(key.trim().to_owned());
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// The text that a key has, as in `table = "users"`.
fn string_of(text: &str, key: &str) -> Option<String> {
    let value = text.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim();
    Some(value.strip_prefix('"')?.strip_suffix('"')?.replace("\\\"", "\"").replace("\\\\", "\\"))
}
