//! From declarations to the schema that they declare.
//!
//! Everything wrong is found in one go, each with its place. What the models' names say is taken for granted here; that
//! the types behind them are those is checked by the compiler, through the witness in the derives.

mod keys;
mod model;
mod references;
mod sql;
mod taken;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::declare::{self, EnumDecl, Position};
use crate::diagnostic::Code;
use crate::diff::Answers;
use crate::read::{Found, ItemId, Metadata, Problem, Read};
use crate::schema::{ColumnType, DefaultValue, EnumType, Schema, Spelling, TableName};
pub use taken::{Taken, TakenType};
use types::Types;

/// The schema that a project's models declare, and what else they say about it.
#[derive(Debug, Default)]
pub struct Lowered {
    /// The schema.
    pub schema: Schema,
    /// What `renamed_from` says.
    pub renames: Renames,
    /// What `fill` says, by table and column.
    pub fills: BTreeMap<(TableName, String), DefaultValue>,
    /// Statements that bring rows into order before a constraint comes: table, constraint, SQL.
    pub repairs: Vec<(TableName, String, Spelling)>,
    /// Where each table (no column) and column is declared.
    pub origins: BTreeMap<(TableName, Option<String>), Origin>,
    /// Where each enum type is declared.
    pub enum_origins: BTreeMap<String, Origin>,
    /// What became of each of [`Read::models`], in its order.
    pub models: Vec<LoweredModel>,
    /// The column type inside each of [`Read::newtypes`], in its order, as [`LoweredField::ty`] and
    /// [`LoweredField::nullable`].
    pub newtypes: Vec<(Taken, bool)>,
    /// Files of other packages that declarations of a package refer to, by its place in the project.
    pub touched: BTreeSet<(usize, PathBuf)>,
    /// The features of this crate that types of columns need, by the place of their package in the project.
    pub features: BTreeSet<(usize, &'static str)>,
}

/// Former names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames {
    /// Old and new name of tables.
    pub tables: Vec<(TableName, TableName)>,
    /// Table (by its new name), old and new name of columns.
    pub columns: Vec<(TableName, String, String)>,
    /// Old and new name of enum types.
    pub enums: Vec<(String, String)>,
    /// Enum type (by its new name), old and new value.
    pub values: Vec<(String, String, String)>,
    /// Enum type (by its new name), removed value, and the one that rows get in its place.
    pub replaced: Vec<(String, String, String)>,
}

/// The place of a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: PathBuf,
    /// Where the name stands there.
    pub at: Position,
    /// How long the name is.
    pub length: u32,
    /// Its package, by its place in the project.
    pub package: usize,
    /// The struct or enum.
    pub item: ItemId,
    /// The field, for a column.
    pub field: Option<String>,
}

/// A model with its names in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoweredModel {
    /// Its table.
    pub table: TableName,
    /// Its fields that have a column, in order.
    pub fields: Vec<LoweredField>,
}

/// A field with its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoweredField {
    /// The field.
    pub name: String,
    /// The column.
    pub column: String,
    /// The type that its Rust type was taken for.
    pub ty: Taken,
    /// Whether its Rust type was taken for one with NULL.
    pub nullable: bool,
    /// The tables and columns that it references, alone or in a key of several fields.
    pub references: Vec<(TableName, String)>,
}

/// What lowering gave: as much as could be made of the declarations, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Lowering {
    /// As much as could be made; it is whole when there are no problems.
    pub lowered: Lowered,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Lowering {
    /// The schema, if nothing at all is wrong with the sources that it comes from.
    ///
    /// # Errors
    /// All problems, by file and place.
    pub fn check(self, read: &Read) -> Result<Lowered, Vec<Problem>> {
        let Self { lowered, mut problems } = self;
        problems.extend(read.half_typed.iter().chain(&read.problems).cloned());
        problems.sort_by(|one, other| (&one.file, one.at).cmp(&(&other.file, other.at)));
        if problems.is_empty() { Ok(lowered) } else { Err(problems) }
    }
}

impl Lowered {
    /// What attributes answer of the differ's questions.
    pub fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for (old, new) in &self.renames.tables {
            answers.rename_table(old.clone(), new.clone());
        }
        for (table, old, new) in &self.renames.columns {
            answers.rename_column(table.clone(), old.as_str(), new.as_str());
        }
        for (old, new) in &self.renames.enums {
            answers.rename_enum(old.as_str(), new.as_str());
        }
        for (name, old, new) in &self.renames.values {
            answers.rename_value(name.as_str(), old.as_str(), new.as_str());
        }
        for (name, old, new) in &self.renames.replaced {
            answers.replace_value(name.as_str(), old.as_str(), new.as_str());
        }
        for (table, constraint, sql) in &self.repairs {
            answers.repair(table.clone(), constraint.as_str(), sql.clone());
        }
        for ((table, column), value) in &self.fills {
            answers.fill(table.clone(), column.as_str(), value.clone());
        }
        answers
    }
}

/// Lowers everything that `read` declares. Models that are outside of the schema get their names all the same.
pub fn lower(read: &Read, metadata: &Metadata) -> Lowering {
    let types = Types::new(read);
    let mut lowering = Lowering::default();
    lowering.lowered.schema.dialects = metadata.dialects();
    enums(read, &mut lowering);
    for found in &read.newtypes {
        let ty = match &found.value.column_type {
            Some(_) => (Taken::Nothing, false),
            None => types.guess(found.module, &found.value.inner).map_or_else(
                |unknown| {
                    if !found.outside {
                        let message = format!("the type {unknown} has no column type that can be seen from here");
                        lowering.problems.push(
                            found
                                .problem(Code::UnknownType, found.value.at, message)
                                .length(found.value.name.chars().count())
                                .hint("say it on the struct, as in `#[schema(type = \"text\")]`"),
                        );
                    }
                    (Taken::Nothing, false)
                },
                |guess| (Taken::Type(guess.ty), guess.nullable),
            ),
        };
        lowering.lowered.newtypes.push(ty);
    }
    let mut drafts = Vec::new();
    for at in 0..read.models.len() {
        let Lowering { lowered, problems } = &mut lowering;
        drafts.push(model::draft(at, read, &types, metadata, &lowered.schema.enums, problems));
    }
    references::resolve(read, &mut drafts, metadata, &mut lowering.problems);
    lowering.lowered.touched = types.touched();
    lowering.lowered.features = types.features();
    for (found, draft) in read.models.iter().zip(&drafts) {
        let targets = draft.targets.iter().map(|target| &read.models[*target]);
        let others = targets.filter(|target| target.package != found.package);
        lowering.lowered.touched.extend(others.map(|target| (found.package, target.file.clone())));
    }
    model::finish(read, drafts, metadata, &mut lowering);
    unknown_enums(read, &mut lowering);
    let used: Vec<&str> =
        lowering.lowered.schema.tables.values().flat_map(|table| &table.columns).filter_map(enum_of).collect();
    let unused: Vec<String> =
        lowering.lowered.schema.enums.keys().filter(|name| !used.contains(&name.as_str())).cloned().collect();
    for name in unused {
        lowering.lowered.schema.enums.remove(&name);
        lowering.lowered.enum_origins.remove(&name);
    }
    lowering
}

/// What an enum says of former names and values.
fn former(decl: &EnumDecl, name: &str, values: &[String], renames: &mut Renames) {
    renames.enums.extend(decl.renamed_from.iter().map(|old| (old.clone(), name.to_owned())));
    for (variant, value) in decl.variants.iter().zip(values) {
        let change = |old: &String| (name.to_owned(), old.clone(), value.clone());
        renames.values.extend(variant.renamed_from.iter().map(change));
        renames.replaced.extend(variant.replaces.iter().map(change));
    }
}

/// A `type` may name an enum that nobody declares.
fn unknown_enums(read: &Read, lowering: &mut Lowering) {
    for found in read.models.iter().filter(|found| !found.outside) {
        for field in &found.value.fields {
            let name = field.column_type.as_ref().and_then(ColumnType::enum_name);
            let Some(name) = name.filter(|name| !lowering.lowered.schema.enums.contains_key(*name)) else { continue };
            let near = declare::nearest(name, lowering.lowered.schema.enums.keys().map(String::as_str));
            let hint = near.map_or_else(
                || "an enum is declared with `#[derive(SchemaEnum)]`, and called in snake case".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let problem =
                model::problem(Code::UnknownType, found, field, format!("there is no enum `{name}`")).hint(hint);
            lowering.problems.push(problem);
        }
    }
}

fn enum_of(column: &crate::schema::Column) -> Option<&str> {
    column.ty.enum_name()
}

/// Puts every enum type in; those that no column has go out later.
fn enums(read: &Read, lowering: &mut Lowering) {
    let named = |found: &Found<EnumDecl>| !found.outside && found.value.repr.is_none();
    for (at, found) in read.enums.iter().enumerate().filter(|(_, found)| named(found)) {
        let (name, values) = (found.value.type_name(), found.value.values());
        let length = found.value.name.chars().count();
        let schema = &mut lowering.lowered.schema;
        if let Some(other) = schema.enums.get(&name) {
            if other.values != values {
                let first = &lowering.lowered.enum_origins[&name];
                let message = format!("two enums are called `{name}` in the database");
                let hint = "give one of them another name, as in `#[schema(name = \"...\")]`";
                let problem = found.problem(Code::DuplicateName, found.value.at, message).length(length).hint(hint);
                lowering.problems.push(problem.also(&first.file, first.at, first.length, "the other one"));
            }
            continue;
        }
        former(&found.value, &name, &values, &mut lowering.lowered.renames);
        schema.insert_enum(EnumType { name: name.clone(), values });
        let origin = Origin {
            file: found.file.clone(),
            at: found.value.at,
            length: u32::try_from(length).unwrap_or(1),
            package: found.package,
            item: ItemId::Enum(at),
            field: None,
        };
        lowering.lowered.enum_origins.insert(name, origin);
    }
}

#[cfg(test)]
mod tests;
