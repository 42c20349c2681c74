//! A model's table: names, columns, keys.

use std::collections::BTreeMap;

use super::taken::Taken;
use super::types::Types;
use super::{LoweredField, LoweredModel, Lowering, Origin, keys, sql};
use crate::declare::{self, Field, Json, Model, Position};
use crate::diagnostic::Code;
use crate::diff::{is_one_of, unfit};
use crate::read::{Found, ItemId, Kind, Metadata, Named, Problem, Read};
use crate::schema::{
    Check, Column, ColumnType, DefaultValue, Dialect, EnumType, Index, Release, SharedMap, Special, Spelling, Table,
    TableName, folded,
};

/// A model on its way: everything but its references.
pub(super) struct Draft {
    pub(super) table: Table,
    pub(super) lowered: LoweredModel,
    /// Column by field.
    pub(super) columns: BTreeMap<String, String>,
    /// The models that it references, by their places.
    pub(super) targets: Vec<usize>,
    /// Statements that bring rows into order before a constraint comes, by its name.
    pub(super) repairs: Vec<(String, Spelling)>,
    /// Checks of enums that are numbers, by name.
    pub(super) numbers: SharedMap<String, Check>,
    /// The name of the struct.
    name: String,
    /// Former names of columns, each with that of now.
    renamed: Vec<(String, String)>,
    /// Values for existing rows, by column.
    fills: Vec<(String, DefaultValue)>,
    /// Where each column comes from.
    pub(super) origins: Vec<(Option<String>, Origin)>,
}

/// Lowers a model without its references.
pub(super) fn draft(
    at: usize,
    read: &Read,
    types: &Types<'_>,
    metadata: &Metadata,
    enums: &BTreeMap<String, EnumType>,
    problems: &mut Vec<Problem>,
) -> Draft {
    let found = &read.models[at];
    let model = &found.value;
    let name = table_name(model, metadata);
    let mut own_problems = Vec::new();
    let mut draft = Draft {
        table: Table::new(name.clone()),
        lowered: LoweredModel { table: name, fields: Vec::new() },
        columns: BTreeMap::new(),
        targets: Vec::new(),
        repairs: Vec::new(),
        numbers: SharedMap::new(),
        origins: vec![(None, origin(found, at, model.at, &model.name, None))],
        name: model.name.clone(),
        renamed: Vec::new(),
        fills: Vec::new(),
    };
    draft.table.comment.clone_from(&model.comment);
    draft.table.options.clone_from(&model.options);
    Fields { read, types, metadata, enums }.add(&mut draft, &[at], "", &mut own_problems);
    let dialects = metadata.dialects();
    renames(found, &draft, &dialects, &mut own_problems);
    sql::check(found, &draft.table, &dialects, &mut own_problems);
    if !found.outside {
        problems.append(&mut own_problems);
    }
    draft
}

/// What the columns of a struct's fields are found by.
struct Fields<'a, 'r> {
    read: &'r Read,
    types: &'a Types<'r>,
    metadata: &'a Metadata,
    enums: &'a BTreeMap<String, EnumType>,
}

impl Fields<'_, '_> {
    /// Adds the columns of the last struct of `path`, with `prefix` before their names, and the keys on it. The others embed it, each in
    /// the one before; what is wrong with an embedded struct alone is said once, where it is declared.
    fn add(&self, draft: &mut Draft, path: &[usize], prefix: &str, problems: &mut Vec<Problem>) {
        let Some(&at) = path.last() else { return };
        let found = &self.read.models[at];
        let model = &found.value;
        let mut elsewhere = Vec::new();
        let nested = path.len() > 1;
        let own_problems = if nested { &mut elsewhere } else { &mut *problems };
        let dialects = self.metadata.dialects();
        let is_one = |one: &str, other: &str| folded(&dialects, one) == folded(&dialects, other);
        let mut clashes = Vec::new();
        let mut columns = BTreeMap::new();
        for field in model.fields.iter().filter(|field| !field.skip) {
            if let Some(more) = &field.flatten {
                self.flatten(draft, (path, field), &format!("{prefix}{more}"), own_problems, &mut clashes);
                continue;
            }
            let case = model.rename_all.or(self.metadata.rename_all);
            let name = match (&field.column, case) {
                (Some(column), _) => column.clone(),
                (None, Some(case)) => case.apply(&field.name),
                (None, None) => field.name.clone(),
            };
            let name = format!("{prefix}{name}");
            if let Some(other) = draft.table.columns.iter().find(|column| is_one(&column.name, &name)) {
                let message = format!("two fields of `{}` have the column `{}`", draft.name, other.name);
                let hint = "say another name, as in `#[schema(column = \"...\")]`, or a prefix, as in `#[schema(flatten(prefix = \"...\"))]`";
                clashes.push(problem(Code::DuplicateName, found, field, message).hint(hint));
                continue;
            }
            let (column, (ty, nullable)) = column(found, field, name.clone(), self.types, own_problems);
            size(found, field, &column.ty, &self.metadata.releases, own_problems);
            if let Some(numbers) = numbers(found, field, self.types) {
                let columns = std::slice::from_ref(&name);
                let named = Named { table: &draft.table.name, columns, referred: None, given: None };
                let check = self.metadata.naming.name(Kind::Check, &named).unwrap_or_default();
                draft.numbers.insert(check.clone(), Check::new(check, is_one_of(&name, &numbers)));
            }
            columns.insert(field.name.clone(), name.clone());
            draft.origins.push((Some(name.clone()), origin(found, at, field.at, &field.name, Some(&field.name))));
            draft.renamed.extend(field.renamed_from.iter().map(|old| (old.clone(), name.clone())));
            draft.fills.extend(field.fill.iter().map(|fill| (name.clone(), fill.clone())));
            draft.table.columns.push(column);
            if !nested {
                let references = Vec::new();
                draft.lowered.fields.push(LoweredField {
                    name: field.name.clone(),
                    column: name,
                    ty,
                    nullable,
                    references,
                });
            } else if field.references.is_some() {
                let message = format!("`references` of `{}` cannot stand in an embedded struct", field.name);
                clashes.push(
                    problem(Code::InvalidEmbedding, found, field, message)
                        .hint("declare the field in the models themselves"),
                );
            }
        }
        if !prefix.is_empty() && has_sql(model) {
            let message = format!(
                "SQL of `{}` names its columns, and has no prefix: `{prefix}` cannot stand before them",
                model.name
            );
            let problem = found.problem(Code::InvalidEmbedding, model.at, message).length(model.name.chars().count());
            clashes.push(problem.hint("flatten it without a prefix, or say the SQL in the models themselves"));
        }
        let outer = std::mem::replace(&mut draft.columns, columns);
        keys::add(found, draft, self.metadata, own_problems);
        draft.table.checks.extend(draft.numbers.clone());
        values(found, draft, self.enums, own_problems);
        if nested {
            draft.columns = outer;
        }
        problems.append(&mut clashes);
    }

    /// Adds the columns of the embedded struct that a field is.
    fn flatten(
        &self,
        draft: &mut Draft,
        (path, field): (&[usize], &Field),
        prefix: &str,
        problems: &mut Vec<Problem>,
        clashes: &mut Vec<Problem>,
    ) {
        let Some(found) = path.last().map(|at| &self.read.models[*at]) else { return };
        let mut refuse = |message: String, hint: &str| {
            let length = super::types::written(&field.ty).chars().count();
            problems.push(found.problem(Code::InvalidEmbedding, field.ty_at, message).length(length).hint(hint));
        };
        let written = super::types::written(&field.ty);
        let Some(at) = self.types.model(found.module, &field.ty) else {
            let hint =
                "derive `Schema` for it and say `#[schema(embedded)]`, or leave the field out with `#[schema(skip)]`";
            return refuse(format!("`{written}` is no embedded struct that can be seen from here"), hint);
        };
        let target = &self.read.models[at].value;
        if !target.embedded {
            return refuse(format!("`{written}` is a table of its own"), "say `#[schema(embedded)]` on it");
        }
        if path.contains(&at) {
            return refuse(format!("`{written}` would contain itself"), "leave one of them out with `#[schema(skip)]`");
        }
        if path.len() == 1 {
            let ty = Taken::Embedded(target.hash);
            let (name, references) = (field.name.clone(), Vec::new());
            draft.lowered.fields.push(LoweredField { name, column: String::new(), ty, nullable: false, references });
        }
        self.add(draft, &[path, &[at]].concat(), prefix, clashes);
    }
}

/// Whether a struct says anything in SQL, which names columns as the database has them.
fn has_sql(model: &Model) -> bool {
    let in_index =
        |index: &Index| !index.predicate.is_empty() || index.parts.iter().any(|part| part.column_name().is_none());
    let in_field = |field: &Field| {
        let index = field.index.as_ref().is_some_and(|index| in_index(&index.value));
        !field.checks.is_empty() || field.generated.is_some() || index
    };
    !model.checks.is_empty()
        || !model.exclusions.is_empty()
        || model.indexes.iter().any(|index| in_index(&index.value))
        || model.fields.iter().any(in_field)
}

/// Where a struct, or a field of it, is declared.
fn origin(found: &Found<Model>, at: usize, position: Position, name: &str, field: Option<&str>) -> Origin {
    Origin {
        file: found.file.clone(),
        at: position,
        length: u32::try_from(name.chars().count()).unwrap_or(1),
        package: found.package,
        item: ItemId::Model(at),
        field: field.map(str::to_owned),
    }
}

/// Refuses `renamed_from` that names the column itself, or what another field was renamed from: a column becomes one.
fn renames(found: &Found<Model>, draft: &Draft, dialects: &[Dialect], problems: &mut Vec<Problem>) {
    let mut taken: Vec<(&str, &Field)> = Vec::new();
    for field in &found.value.fields {
        let (Some(column), Some(old)) = (draft.columns.get(&field.name), &field.renamed_from) else { continue };
        if old == column {
            let message = format!("`renamed_from` of `{}` names its own column `{old}`", field.name);
            problems.push(
                problem(Code::InvalidFormerName, found, field, message).hint("take it off, or name the former column"),
            );
        } else if let Some((_, other)) = taken.iter().find(|(name, _)| folded(dialects, name) == folded(dialects, old))
        {
            let message = format!("two fields of `{}` were renamed from `{old}`", found.value.name);
            let length = u32::try_from(other.name.chars().count()).unwrap_or(1);
            let label = "the other one";
            let problem = problem(Code::InvalidFormerName, found, field, message)
                .hint("take `renamed_from` off the one that is a new column");
            problems.push(problem.also(&found.file, other.at, length, label));
        } else {
            taken.push((old, field));
        }
    }
}

/// A problem of the kind `code` with a field.
pub(super) fn problem(code: Code, found: &Found<Model>, field: &Field, message: impl Into<String>) -> Problem {
    found.problem(code, field.at, message).length(field.name.chars().count())
}

fn table_name(model: &Model, metadata: &Metadata) -> TableName {
    let name = model.table.clone().unwrap_or_else(|| {
        let name = declare::snake_case(&model.name);
        let name = if metadata.plural { declare::plural(&name) } else { name };
        format!("{}{name}", metadata.table_prefix)
    });
    TableName { namespace: model.namespace.clone(), name }
}

/// The column of a field, and the type that its Rust type was taken for.
fn column(
    found: &Found<Model>,
    field: &Field,
    name: String,
    types: &Types<'_>,
    problems: &mut Vec<Problem>,
) -> (Column, (Taken, bool)) {
    let guess = types.guess(found.module, &field.ty);
    let mut column = Column::new(name, ColumnType::Text { max_length: None });
    column.nullable = types.is_option(found.module, &field.ty);
    let mut verify = (Taken::Nothing, column.nullable);
    if let Some(json) = field.json {
        column.ty = ColumnType::Json;
        column.nullable = json == Json::Nullable;
        verify.1 = column.nullable;
    } else if let Some(ty) = &field.column_type {
        column.ty = ty.clone();
    } else {
        match (&guess, guess.as_ref().ok().and_then(|guess| sized(found, field, guess, problems))) {
            (Ok(guess), Some(ty)) => (column.ty, column.nullable) = (ty, guess.nullable),
            // Said already by `sized`.
            (Ok(_), None) => {}
            (Err(_), _) if field.native.is_some() => {}
            (Err(unknown), _) => {
                let message = format!("the type {unknown} has no column type that can be seen from here");
                let hint = super::types::advice(&field.ty).map_or_else(
                    || "write its full path, derive `SchemaEnum` or `SchemaType` for it, or say `#[schema(type = \"text\")]` or another type on the field".to_owned(),
                    |said| format!("say `#[schema({said})]` on the field"),
                );
                let length = super::types::written(&field.ty).chars().count();
                problems.push(found.problem(Code::UnknownType, field.ty_at, message).length(length).hint(hint));
            }
        }
        verify = guess.as_ref().map(|guess| (Taken::Type(guess.ty.clone()), guess.nullable)).unwrap_or_default();
        guess.iter().for_each(|guess| types.take(found.package, guess));
    }
    if let Some(spelling) = &field.native {
        let known = field.column_type.is_some() || field.json.is_some() || guess.is_ok();
        let otherwise = known.then(|| Box::new(column.ty.clone()));
        column.ty = ColumnType::Native { spelling: spelling.clone(), otherwise };
    }
    column.default.clone_from(&field.default);
    column.identity.clone_from(&field.identity);
    column.generated.clone_from(&field.generated);
    column.collation.clone_from(&field.collation);
    column.charset.clone_from(&field.charset);
    column.on_update_now = field.on_update_now;
    column.comment.clone_from(&field.comment);
    fits(found, field, &column.ty, problems);
    (column, verify)
}

/// Refuses defaults and values for rows that cannot stand in their columns.
fn values(found: &Found<Model>, draft: &Draft, enums: &BTreeMap<String, EnumType>, problems: &mut Vec<Problem>) {
    for field in &found.value.fields {
        let column = draft.columns.get(&field.name).and_then(|name| draft.table.column(name));
        for (key, value) in [("default", &field.default), ("fill", &field.fill)] {
            let unfit = column
                .zip(value.as_ref())
                .and_then(|(column, value)| unfit(value, column, &draft.table, |name| enums.get(name)));
            if let Some(unfit) = unfit {
                problems.push(problem(
                    Code::InvalidDefault,
                    found,
                    field,
                    format!("`{key}` of `{}`: {unfit}", field.name),
                ));
            }
        }
    }
}

/// The only numbers that the column of a field holds, where its type is an enum that is stored so.
fn numbers(found: &Found<Model>, field: &Field, types: &Types<'_>) -> Option<Vec<i64>> {
    let told = field.json.is_some() || field.column_type.is_some() || field.native.is_some();
    if told { None } else { types.guess(found.module, &field.ty).ok()?.numbers }
}

/// Refuses a type with a size that one of `releases` does not have, where it is said.
fn size(found: &Found<Model>, field: &Field, ty: &ColumnType, releases: &[Release], problems: &mut Vec<Problem>) {
    for release in releases {
        let Some(reason) = release.size_problem(ty) else { continue };
        let message = format!("`{}` cannot be a column on {}: {reason}", field.name, release.dialect);
        let (at, length) = field.size_at.unwrap_or((field.at, field.name.chars().count()));
        problems.push(found.problem(Code::InvalidAttributeValue, at, message).length(length));
        return;
    }
}

/// What keys of the field want of its type.
fn fits(found: &Found<Model>, field: &Field, ty: &ColumnType, problems: &mut Vec<Problem>) {
    let mut refuse = |key: &str, what: &str| {
        problems.push(problem(
            Code::TypeMismatch,
            found,
            field,
            format!("`{key}` is for {what}, and `{}` is {ty}", field.name),
        ));
    };
    if !field.collation.is_empty() && !is_text(ty) {
        refuse("collate", "text");
    }
    if field.charset.is_some() && !is_text(ty) {
        refuse("charset", "text");
    }
    let moment = matches!(ty, ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. } | ColumnType::Native { .. });
    if field.on_update_now && !moment {
        refuse("on_update", "dates with a time");
    }
}

fn is_text(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Char
        | ColumnType::Text { .. }
        | ColumnType::FixedText { .. }
        | ColumnType::Enum { .. }
        | ColumnType::Set { .. }
        | ColumnType::Native { .. }
        | ColumnType::Special(Special::Citext | Special::TinyText | Special::MediumText | Special::PlainText) => true,
        ColumnType::Array(of) => is_text(of),
        _ => false,
    }
}

/// The guessed type with the sizes that attributes give; in an array, those of its items.
fn sized(
    found: &Found<Model>,
    field: &Field,
    guess: &super::types::Guess,
    problems: &mut Vec<Problem>,
) -> Option<ColumnType> {
    let item = match &guess.ty.item {
        None => decimal(found, field, problems)?,
        Some(item) => sized_item(found, field, item.clone(), problems),
    };
    Some(guess.ty.with(item))
}

fn decimal(found: &Found<Model>, field: &Field, problems: &mut Vec<Problem>) -> Option<ColumnType> {
    let Some(precision) = field.precision else {
        if field.native.is_none() {
            let message = format!("a decimal needs its digits: `{}` does not say how many", field.name);
            problems.push(
                problem(Code::MissingAttribute, found, field, message)
                    .hint("say them, as in `#[schema(precision = 10, scale = 2)]`"),
            );
        }
        return field.native.is_some().then_some(ColumnType::Decimal { precision: 38, scale: 10 });
    };
    if precision == 0 {
        problems.push(problem(
            Code::InvalidAttributeValue,
            found,
            field,
            format!("a decimal has at least 1 digit, and `{}` wants none", field.name),
        ));
    }
    Some(ColumnType::Decimal { precision, scale: field.scale.unwrap_or(0) })
}

fn sized_item(found: &Found<Model>, field: &Field, ty: ColumnType, problems: &mut Vec<Problem>) -> ColumnType {
    let mut refuse = |code: Code, message: String| problems.push(problem(code, found, field, message));
    let timed = match (&ty, field.precision, field.scale) {
        (_, None, None) => None,
        (ColumnType::Time { .. }, Some(digits), None) => Some(ColumnType::Time { precision: time_digits(digits) }),
        (ColumnType::DateTime { .. }, Some(digits), None) => {
            Some(ColumnType::DateTime { precision: time_digits(digits) })
        }
        (ColumnType::TimestampTz { .. }, Some(digits), None) => {
            Some(ColumnType::TimestampTz { precision: time_digits(digits) })
        }
        _ => {
            let name = &field.name;
            refuse(
                Code::TypeMismatch,
                format!("`precision` and `scale` are for decimals, `precision` for times, and `{name}` is {ty}"),
            );
            None
        }
    };
    if let (Some(_), Some(digits @ 7..)) = (&timed, field.precision) {
        refuse(
            Code::InvalidAttributeValue,
            format!("times have at most 6 digits after the second's point, and `{}` wants {digits}", field.name),
        );
    }
    let ty = timed.unwrap_or(ty);
    let Some(length) = field.max_length else { return ty };
    match ty {
        ColumnType::Text { max_length: None } => ColumnType::Text { max_length: Some(length) },
        ColumnType::Bytes { max_length: None } => ColumnType::Bytes { max_length: Some(length) },
        ty => {
            refuse(Code::TypeMismatch, format!("`max_length` is for text and bytes, and `{}` is {ty}", field.name));
            ty
        }
    }
}

fn time_digits(digits: u16) -> Option<u8> {
    u8::try_from(digits).ok().filter(|digits| *digits <= 6)
}

/// Puts the tables of models that are in the schema together.
pub(super) fn finish(read: &Read, drafts: Vec<Draft>, metadata: &Metadata, lowering: &mut Lowering) {
    // Two tables that differ in letter case alone are one to SQLite, and to MySQL on some systems.
    let dialects = metadata.dialects();
    let fold = |name: &str| folded(&dialects, name);
    let mut taken: BTreeMap<TableName, TableName> = BTreeMap::new();
    for (found, draft) in read.models.iter().zip(drafts) {
        let Draft { table, lowered, repairs, origins, renamed, fills, .. } = draft;
        lowering.lowered.models.push(lowered);
        if found.outside || found.value.embedded {
            continue;
        }
        let name = table.name.clone();
        let folded = TableName { namespace: name.namespace.clone(), name: fold(&name.name) };
        if let Some(other) = taken.get(&folded) {
            let first = &lowering.lowered.origins[&(other.clone(), None)];
            let message = format!("two models have the table `{name}`");
            let hint = "give one of them another table, as in `#[schema(table = \"...\")]`";
            let problem =
                found.problem(Code::DuplicateName, found.value.at, message).length(found.value.name.chars().count());
            let problem = problem.also(&first.file, first.at, first.length, "the other one");
            lowering.problems.push(problem.hint(hint));
            continue;
        }
        taken.insert(folded, name.clone());
        if let Some(old) = &found.value.renamed_from {
            let old = TableName { namespace: name.namespace.clone(), name: old.clone() };
            let of = |other: &&(TableName, TableName)| {
                other.0.namespace == old.namespace && fold(&other.0.name) == fold(&old.name)
            };
            let length = found.value.name.chars().count();
            let problem =
                |message: String| found.problem(Code::InvalidFormerName, found.value.at, message).length(length);
            let problem = if old == name {
                let message = format!("`renamed_from` of `{}` names its own table `{old}`", found.value.name);
                Some(problem(message).hint("take it off, or name the former table"))
            } else {
                lowering.lowered.renames.tables.iter().find(of).map(|(_, other)| {
                    let first = &lowering.lowered.origins[&(other.clone(), None)];
                    problem(format!("two models were renamed from `{old}`"))
                        .hint("take `renamed_from` off the one that is a new table")
                        .also(&first.file, first.at, first.length, "the other one")
                })
            };
            match problem {
                Some(problem) => lowering.problems.push(problem),
                None => lowering.lowered.renames.tables.push((old, name.clone())),
            }
        }
        let renamed = renamed.into_iter().map(|(old, column)| (name.clone(), old, column));
        lowering.lowered.renames.columns.extend(renamed);
        lowering.lowered.fills.extend(fills.into_iter().map(|(column, fill)| ((name.clone(), column), fill)));
        let repairs = repairs.into_iter().map(|(constraint, sql)| (name.clone(), constraint, sql));
        lowering.lowered.repairs.extend(repairs);
        for (column, origin) in origins {
            lowering.lowered.origins.insert((name.clone(), column), origin);
        }
        lowering.lowered.schema.insert_table(table);
    }
    keys::check_names(lowering, &dialects);
}
