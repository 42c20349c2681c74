//! Foreign keys: from the path of a model and the name of a field to a table and a column.

use super::model::{Draft, problem};
use crate::declare::{self, Field, Model, Reference};
use crate::read::{Found, ItemId, Meaning, ModuleId, Problem, Read};
use crate::schema::{Action, ColumnType, Deferrable, ForeignKey, constraint_name};

/// Resolves the references of all models.
pub(super) fn resolve(read: &Read, drafts: &mut [Draft], problems: &mut Vec<Problem>) {
    for (at, found) in read.models.iter().enumerate() {
        for field in &found.value.fields {
            let Some(reference) = &field.references else { continue };
            match key(read, drafts, at, field, reference) {
                Ok((model, key)) => {
                    let draft = &mut drafts[at];
                    draft.targets.push(model);
                    let target = (key.references_table.clone(), key.references_columns[0].clone());
                    draft.lowered.fields.iter_mut().filter(|it| it.name == field.name).for_each(|it| {
                        it.references = Some(target.clone());
                    });
                    draft.table.foreign_keys.insert(key.name.clone(), key);
                }
                Err(Some(problem)) if !found.outside => problems.push(problem),
                Err(_) => {}
            }
        }
    }
}

/// The foreign key of a field, and the model that it leads to. Without one and without a problem where something else is wrong that is said elsewhere.
fn key(
    read: &Read,
    drafts: &[Draft],
    at: usize,
    field: &Field,
    reference: &Reference,
) -> Result<(usize, ForeignKey), Option<Problem>> {
    let found = &read.models[at];
    let draft = &drafts[at];
    let Some(own_name) = draft.columns.get(&field.name) else { return Err(None) };
    let path = reference.model.join("::");
    let wrong = |message: String| found.problem(reference.at, message).length(path.chars().count());
    let Some(target) = model(read, found.module, at, &reference.model) else {
        let name = reference.model.last().map_or("", String::as_str);
        let names = read.models.iter().filter(|it| !it.outside).map(|it| it.value.name.as_str());
        let near = declare::nearest(name, names.clone().filter(|near| *near != name));
        let hint = match read.models.iter().find(|it| !it.outside && it.value.name == name) {
            Some(other) => Some(format!("there is `{}`: write its full path", other.path_text())),
            None => near.map(|near| format!("did you mean `{near}`?")),
        };
        let problem = wrong(format!("`{path}` is no model that can be seen from here"));
        return Err(Some(match hint {
            Some(hint) => problem.hint(hint),
            None => problem.hint(
                "a model is a struct with `#[derive(Schema)]`, in this crate or in another one that `members` lists",
            ),
        }));
    };
    let (other, there) = (&read.models[target], &drafts[target]);
    if other.outside && !found.outside {
        return Err(Some(wrong(format!("`{path}` is there in tests only, and has no table"))));
    }
    let Some(column) = there.columns.get(&reference.field) else {
        // A field that is there without a column has its own problem, or says `skip`.
        let near = declare::nearest(&reference.field, there.columns.keys().map(String::as_str));
        let problem = wrong(format!("`{path}` has no field `{}` with a column", reference.field));
        return Err(Some(match near {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem,
        }));
    };
    check(found, draft, field, reference, there, column)?;
    let table = &draft.table.name;
    let key = ForeignKey {
        name: reference.name.clone().unwrap_or_else(|| constraint_name("fk", table, [own_name])),
        columns: vec![own_name.clone()],
        references_table: there.table.name.clone(),
        references_columns: vec![column.clone()],
        on_delete: reference.on_delete,
        on_update: reference.on_update,
        deferrable: Deferrable::No,
        match_full: false,
    };
    Ok((target, key))
}

/// What every engine refuses, sooner or later.
fn check(
    found: &Found<Model>,
    draft: &Draft,
    field: &Field,
    reference: &Reference,
    there: &Draft,
    column: &str,
) -> Result<(), Option<Problem>> {
    let (Some(own), Some(target)) = (draft.table.column(&draft.columns[&field.name]), there.table.column(column))
    else {
        return Err(None);
    };
    let place = format!("{}.{column}", there.table.name);
    let is_key = there.table.primary_key.as_ref().is_some_and(|key| key.columns == [column])
        || there.table.uniques.values().any(|unique| unique.columns == [column]);
    if !is_key {
        let message = format!("`{place}` is neither a primary key nor unique by itself, so nothing can reference it");
        return Err(Some(problem(found, field, message)));
    }
    if !same_family(&own.ty, &target.ty) {
        let message = format!("`{}` is {}, and what it references, `{place}`, is {}", field.name, own.ty, target.ty);
        return Err(Some(problem(found, field, message)));
    }
    if !own.nullable && [reference.on_delete, reference.on_update].contains(&Action::SetNull) {
        let message = format!("`{}` is set to NULL by its reference, and is no `Option`", field.name);
        return Err(Some(problem(found, field, message)));
    }
    Ok(())
}

/// Whether values of one type can be compared with those of the other as they are.
fn same_family(one: &ColumnType, other: &ColumnType) -> bool {
    use ColumnType::{Bytes, Native, Text};
    match (one, other) {
        (Native { .. }, _) | (_, Native { .. }) | (Text { .. }, Text { .. }) | (Bytes { .. }, Bytes { .. }) => true,
        (one, other) => one == other,
    }
}

/// The model that `path` means in `module`.
fn model(read: &Read, mut module: ModuleId, own: usize, path: &[String]) -> Option<usize> {
    if path == ["Self"] {
        return Some(own);
    }
    let mut path = path.to_vec();
    // As many aliases as there may be, and no circle.
    for _ in 0..32 {
        match read.resolve(module, &path) {
            Meaning::Item(ItemId::Model(at)) => return Some(at),
            Meaning::Alias(there, alias) => match alias.target {
                declare::TypeRef::Path { segments, .. } => (module, path) = (there, segments),
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}
