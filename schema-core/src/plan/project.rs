//! A schema as one engine has it: without what is for others, and with the engine's own spelling of everything.

use std::collections::BTreeSet;

use crate::schema::{
    Column, Deferrable, ForeignKey, Identity, Index, IndexMethod, PartOf, Schema, Spelling, Table, TableName, Tables,
    Unique,
};

use super::Capabilities;

/// Takes out of `schema` what the engine does not have and does without: indexes for other dialects, checks without a
/// spelling for it, options of other engines. What it cannot do without stays, and is refused when it is planned.
///
/// Every [`Spelling`] that is left has its text in `any`, which the dialect alone reads. Twice is as once.
pub fn project(schema: &mut Schema, capabilities: &Capabilities) {
    schema.dialects = vec![capabilities.dialect];
    for table in schema.tables.values_mut() {
        project_table(table, capabilities);
    }
    follow_numbers(schema, capabilities);
}

/// The same for two schemas: tables that they share are projected once, and shared still.
pub(super) fn project_both(one: &mut Schema, other: &mut Schema, capabilities: &Capabilities) {
    for schema in [&mut *one, &mut *other] {
        schema.dialects = vec![capabilities.dialect];
    }
    Tables::change_both(&mut one.tables, &mut other.tables, |table| project_table(table, capabilities));
    follow_numbers(one, capabilities);
    follow_numbers(other, capabilities);
}

/// Gives columns that point to a numbered one the type that it has: the engine lets no wider one point there.
fn follow_numbers(schema: &mut Schema, capabilities: &Capabilities) {
    let mut narrow: BTreeSet<(TableName, String)> = BTreeSet::new();
    for table in schema.tables.values() {
        let numbered = table.columns.iter().filter(|it| it.identity.is_some());
        let numbered = numbered.filter(|it| (capabilities.numbered)(&it.ty).is_some());
        narrow.extend(numbered.map(|column| (table.name.clone(), column.name.clone())));
    }
    // What points to one that points to it follows too.
    while !narrow.is_empty() {
        let mut found = BTreeSet::new();
        let follows = |table: &Table, column: &Column| {
            let mut ends = table.foreign_keys.values().flat_map(|key| {
                key.columns
                    .iter()
                    .zip(&key.references_columns)
                    .map(|(here, there)| (here, &key.references_table, there))
            });
            let is_wide = column.identity.is_none() && (capabilities.numbered)(&column.ty).is_some();
            is_wide
                && ends.any(|(here, of, there)| *here == column.name && narrow.contains(&(of.clone(), there.clone())))
        };
        for table in schema.tables.values_mut_where(|table| table.columns.iter().any(|it| follows(table, it))) {
            let columns: Vec<bool> = table.columns.iter().map(|column| follows(table, column)).collect();
            for (column, _) in table.columns.iter_mut().zip(columns).filter(|(_, follows)| *follows) {
                column.ty = (capabilities.numbered)(&column.ty).unwrap_or(column.ty.clone());
                found.insert((table.name.clone(), column.name.clone()));
            }
        }
        narrow = found;
    }
}

fn project_table(table: &mut Table, capabilities: &Capabilities) {
    let Capabilities { dialect, constraints, .. } = capabilities;
    let own = |spelling: &mut Spelling| {
        if let Some(text) = spelling.get(*dialect).map(str::to_owned) {
            *spelling = Spelling::any(text);
        }
    };
    for column in table.columns.iter_mut_where(|it| is_adapted(it, capabilities)) {
        column.collation = column.collation.get(*dialect).map(Spelling::any).unwrap_or_default();
        if let Some(generated) = &mut column.generated {
            own(&mut generated.expression);
            generated.stored |= !capabilities.has(capabilities.virtual_columns);
            column.nullable |= !capabilities.generated_not_null;
        }
        column.on_update_now &= capabilities.on_update_now;
        if !capabilities.on_update_now {
            column.charset = None;
        }
        if let Some(identity) = &mut column.identity {
            *identity = (capabilities.identity)(identity);
        }
    }
    if let Some(key) = table.primary_key.as_mut().filter(|_| !constraints.primary_key_names) {
        key.name = None;
    }
    let waits = |it: &Unique| !constraints.deferrable_uniques && it.deferrable != Deferrable::No;
    for unique in table.uniques.values_mut_where(waits) {
        unique.deferrable = Deferrable::No;
    }
    let special = |it: &ForeignKey| it.match_full || it.not_valid || it.deferrable != Deferrable::No;
    for key in table.foreign_keys.values_mut_where(special) {
        if !constraints.deferrable_foreign_keys {
            key.deferrable = Deferrable::No;
        }
        key.match_full &= constraints.match_full;
        key.not_valid &= constraints.not_valid;
    }
    table.checks.retain(|_, check| check.expression.get(*dialect).is_some());
    for check in table.checks.values_mut() {
        own(&mut check.expression);
        check.not_valid &= constraints.not_valid;
        check.no_inherit &= constraints.no_inherit;
    }
    if !constraints.exclusions {
        table.exclusions.clear();
    }
    if !constraints.partitions {
        table.partitioning = None;
    }
    table.indexes.retain(|_, index| index.is_on(*dialect));
    let special = |it: &Index| !it.is_plain() || !it.only.is_empty() || it.method.is_some();
    for index in table.indexes.values_mut_where(special) {
        own(&mut index.predicate);
        for part in &mut index.parts {
            if let PartOf::Expression(sql) = &mut part.of {
                own(sql);
            }
        }
        project_index(index, capabilities);
    }
    table.options = (capabilities.options)(&table.options);
}

/// Whether a column has anything that an engine may not have, or have otherwise.
fn is_adapted(column: &Column, capabilities: &Capabilities) -> bool {
    let numbered = |it: &Identity| (capabilities.identity)(it) != *it;
    let special = column.on_update_now || column.charset.is_some();
    !column.collation.is_empty()
        || column.generated.is_some()
        || column.identity.as_ref().is_some_and(numbered)
        || special && !capabilities.on_update_now
}

/// Leaves away what changes nothing but speed or order.
fn project_index(index: &mut Index, capabilities: &Capabilities) {
    let facts = &capabilities.indexes;
    index.only.clear();
    // A hash finds no more than a tree does.
    let plain = |method: &IndexMethod| match method {
        IndexMethod::Btree => true,
        IndexMethod::Hash => !facts.methods.contains(method),
        _ => false,
    };
    index.method = index.method.filter(|method| !plain(method));
    if !facts.partial && !index.unique {
        index.predicate = Spelling::default();
    }
    if !facts.include {
        index.include.clear();
    }
    if !facts.operator_classes {
        index.parameters.clear();
    }
    if !facts.comments {
        index.comment = None;
    }
    for part in &mut index.parts {
        if !facts.nulls_order {
            part.nulls = None;
        }
        if !facts.operator_classes {
            part.operator_class = None;
        }
        if !facts.collations {
            part.collation = None;
        }
        // A unique index over the start of a column allows fewer rows: that is refused elsewhere.
        if !facts.prefixes && !index.unique {
            part.prefix = None;
        }
    }
}

/// An identity without what the engine does not know.
pub(crate) fn plain_identity(_: &Identity) -> Identity {
    Identity::default()
}
