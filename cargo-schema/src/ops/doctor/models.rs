//! Models that every database takes, and that are rarely meant so, and files with models that nothing leads to.

use std::path::PathBuf;

use schema_core::diagnostic::{Code, Severity};
use schema_core::dialect::capabilities;
use schema_core::read::Problem;
use schema_core::schema::{ForeignKey, Table};

use super::Finding;
use crate::cli::global::Global;
use crate::project::Project;

/// What is to be said about the models. Of models that cannot be read, `check` says what is wrong.
pub(crate) fn look(global: &Global, project: &Project) -> Vec<Finding> {
    let (Ok((models, _, forgotten)), Ok(dialects)) = (project.models_and_forgotten(global), project.dialects()) else {
        return Vec::new();
    };
    // Where the engine makes the indexes of foreign keys, none is missing.
    let needs = |dialect: &schema_core::schema::Dialect| !capabilities(*dialect).foreign_keys_need_index;
    let own_indexes = dialects.iter().any(needs);
    let of_file = |file: &PathBuf| {
        let module = file.file_stem().unwrap_or_default().to_string_lossy();
        let help = format!("add a `mod` item, such as `mod {module};`, to the file above it, or delete the file");
        let what = "this file has models, but no `mod` item includes it";
        Finding::of_file(Code::FileWithoutMod, file, what, help)
    };
    let mut notes: Vec<Finding> = forgotten.iter().map(of_file).collect();
    for (name, table) in &models.schema.tables {
        let mut note = |code, column: Option<&String>, what: String, help: String| {
            let Some(origin) = models.origins.get(&(name.clone(), column.cloned())) else { return };
            let problem = Problem::new(code, &origin.file, origin.at, what).length(origin.length as usize).hint(help);
            let diagnostic = problem.diagnostic(Severity::Note);
            notes.push(Finding { diagnostic, same: None });
        };
        if table.primary_key.is_none() {
            let what = format!("table `{name}` has no primary key: its rows cannot be identified");
            note(Code::NoPrimaryKey, None, what, "add `#[schema(primary_key)]` to a field".to_owned());
        }
        for key in table.foreign_keys.values().filter(|key| own_indexes && !is_indexed(table, key)) {
            let columns = key.columns.join(", ");
            let what = format!(
                "foreign key `{}` of `{name}` has no index: changing a row in `{}` scans `{name}`",
                key.name, key.references_table
            );
            let help = if key.columns.len() == 1 {
                "add `#[schema(index)]` to the field".to_owned()
            } else {
                format!("add `#[schema(index({columns}))]` to the struct")
            };
            note(Code::ForeignKeyWithoutIndex, key.columns.first(), what, help);
        }
    }
    notes
}

/// Whether a key or an index begins with the columns of a foreign key.
fn is_indexed(table: &Table, key: &ForeignKey) -> bool {
    let begins = |columns: &[&str]| {
        key.columns.iter().zip(columns).filter(|(own, other)| own == other).count() == key.columns.len()
    };
    let names = |columns: &[String]| begins(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    table.primary_key.as_ref().is_some_and(|key| names(key.leading_columns()))
        || table.uniques.values().any(|unique| names(&unique.columns))
        || table
            .indexes
            .values()
            .any(|index| index.predicate.is_empty() && index.columns().is_some_and(|columns| begins(&columns)))
}
