//! Foreign keys: from the path of a model and the name of a field to a table and a column.

use super::model::Draft;
use crate::declare::{self, Reference};
use crate::diagnostic::Code;
use crate::read::{ItemId, Kind, Meaning, Metadata, ModuleId, Named, Problem, Read};
use crate::schema::{Action, ForeignKey};

/// Resolves the references of all models.
pub(super) fn resolve(read: &Read, drafts: &mut [Draft], metadata: &Metadata, problems: &mut Vec<Problem>) {
    for (at, found) in read.models.iter().enumerate() {
        let model = &found.value;
        let single = model
            .fields
            .iter()
            .flat_map(|field| field.references.iter().map(|reference| (std::slice::from_ref(&field.name), reference)));
        for (own, reference) in single.chain(model.foreign_keys.iter().map(|key| (key.own.as_slice(), key))) {
            match key(read, drafts, at, own, reference, metadata) {
                Ok((model, key)) => put(&mut drafts[at], own, model, key, reference),
                Err(Some(problem)) if !found.outside => problems.push(problem),
                Err(_) => {}
            }
        }
    }
}

/// Adds a foreign key to its model.
fn put(draft: &mut Draft, own: &[String], target: usize, key: ForeignKey, reference: &Reference) {
    draft.targets.push(target);
    for (own, column) in own.iter().zip(&key.references_columns) {
        let target = (key.references_table.clone(), column.clone());
        draft.lowered.fields.iter_mut().filter(|it| it.name == *own).for_each(|it| it.references.push(target.clone()));
    }
    if !reference.repair.is_empty() {
        draft.repairs.push((key.name.clone(), reference.repair.clone()));
    }
    draft.table.foreign_keys.insert(key.name.clone(), key);
}

/// The foreign key of some fields, and the model that it leads to. Without one and without a problem where something else is wrong that is said elsewhere.
fn key(
    read: &Read,
    drafts: &[Draft],
    at: usize,
    own: &[String],
    reference: &Reference,
    metadata: &Metadata,
) -> Result<(usize, ForeignKey), Option<Problem>> {
    let found = &read.models[at];
    let draft = &drafts[at];
    let columns: Option<Vec<String>> = own.iter().map(|field| draft.columns.get(field).cloned()).collect();
    let Some(columns) = columns else { return Err(None) };
    let path = reference.model.join("::");
    let wrong = |code: Code, message: String| found.problem(code, reference.at, message).length(path.chars().count());
    let Some(target) = model(read, found.module, at, &reference.model) else {
        let name = reference.model.last().map_or("", String::as_str);
        let names = read.models.iter().filter(|it| !it.outside).map(|it| it.value.name.as_str());
        let near = declare::nearest(name, names.clone().filter(|near| *near != name));
        let hint = match read.models.iter().find(|it| !it.outside && it.value.name == name) {
            // Nothing is missing in the path but the way into the other package.
            Some(other) if other.package != found.package && reference.model.get(1..) == Some(&other.path) => {
                Some(format!("there is `{path}`, in another package: add that to the dependencies of this one"))
            }
            Some(other) => Some(format!("there is `{}`: write its full path", other.path_text())),
            None => near.map(|near| format!("did you mean `{near}`?")),
        };
        let problem = wrong(Code::UnknownReference, format!("`{path}` is no model that can be seen from here"));
        return Err(Some(match hint {
            Some(hint) => problem.hint(hint),
            None => problem.hint(
                "a model is a struct with `#[derive(Schema)]`, in this crate or in another one that `members` lists",
            ),
        }));
    };
    let (other, there) = (&read.models[target], &drafts[target]);
    if other.outside && !found.outside {
        return Err(Some(wrong(Code::InvalidReference, format!("`{path}` is there in tests only, and has no table"))));
    }
    if other.value.embedded {
        return Err(Some(wrong(
            Code::InvalidReference,
            format!("`{path}` is embedded in other models, and has no table"),
        )));
    }
    let mut references_columns = Vec::new();
    for field in &reference.fields {
        let Some(column) = there.columns.get(field) else {
            // A field that is there without a column has its own problem, or says `skip`.
            let near = declare::nearest(field, there.columns.keys().map(String::as_str));
            let problem = wrong(Code::UnknownReference, format!("`{path}` has no field `{field}` with a column"));
            return Err(Some(match near {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem,
            }));
        };
        references_columns.push(column.clone());
    }
    let key = ForeignKey {
        on_delete: reference.on_delete,
        on_update: reference.on_update,
        deferrable: reference.deferrable,
        match_full: reference.match_full,
        not_valid: reference.not_valid,
        ..ForeignKey::new("", columns, there.table.name.clone(), references_columns)
    };
    let place = match own {
        [field] if reference.own.is_empty() => {
            let field = found.value.fields.iter().find(|it| it.name == *field);
            field.map_or((reference.at, path.chars().count()), |it| (it.at, it.name.chars().count()))
        }
        _ => (reference.at, path.chars().count()),
    };
    if let Some((code, message)) = refused(draft, own, &key, there)? {
        return Err(Some(found.problem(code, place.0, message).length(place.1)));
    }
    let named = Named {
        table: &draft.table.name,
        columns: &key.columns,
        referred: Some((&key.references_table, &key.references_columns)),
        given: reference.name.as_deref(),
    };
    let name = metadata.naming.name(Kind::ForeignKey, &named).unwrap_or_default();
    if draft
        .table
        .foreign_keys
        .get(&name)
        .is_some_and(|other| ForeignKey { name: name.clone(), ..key.clone() } != *other)
    {
        let message = format!("two foreign keys of `{}` would be called `{name}`", found.value.name);
        let problem = found.problem(Code::DuplicateName, place.0, message).length(place.1);
        return Err(Some(problem.hint("give one of them a name, as in `name = \"...\"`")));
    }
    Ok((target, ForeignKey { name, ..key }))
}

/// What every engine refuses, sooner or later.
fn refused(
    draft: &Draft,
    fields: &[String],
    key: &ForeignKey,
    there: &Draft,
) -> Result<Option<(Code, String)>, Option<Problem>> {
    let target = &there.table;
    let place = match key.references_columns.as_slice() {
        [column] => format!("{}.{column}", target.name),
        columns => format!("{}({})", target.name, columns.join(", ")),
    };
    if !target.has_key(&key.references_columns) {
        let message = format!("`{place}` is neither a primary key nor unique by itself, so nothing can reference it");
        return Ok(Some((Code::InvalidReference, message)));
    }
    let sets_null = [key.on_delete, key.on_update].contains(&Action::SetNull);
    for ((field, own), column) in fields.iter().zip(&key.columns).zip(&key.references_columns) {
        let (Some(own), Some(column)) = (draft.table.column(own), target.column(column)) else { return Err(None) };
        if !own.ty.may_reference(&column.ty) {
            let place = format!("{}.{}", target.name, column.name);
            let message = format!("`{field}` is {}, and what it references, `{place}`, is {}", own.ty, column.ty);
            return Ok(Some((Code::TypeMismatch, message)));
        }
        if !own.nullable && sets_null {
            let message = format!("`{field}` is set to NULL by its reference, and is no `Option`");
            return Ok(Some((Code::WrongNullability, message)));
        }
    }
    Ok(None)
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
