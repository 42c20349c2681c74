//! SQL for PostgreSQL.

use sea_query::PostgresQueryBuilder;

use crate::diff::ConstraintKind;
use crate::plan::{Alteration, ColumnForm, Conversion, Operation, TableForm, ValuePlace};
use crate::schema::{ColumnType, DefaultValue, Dialect, Index, PrimaryKey, TableName};

use super::super::render::{
    Part, alter_table, converted, create_table, foreign_key, index_parts, literal, name, names, no_time, own, sql,
    table, text, texts, update,
};
use super::primary_key_name;

const B: PostgresQueryBuilder = PostgresQueryBuilder;

/// A quoted name, for types.
pub(super) fn quoted(of: &str) -> String {
    name(&B, of)
}

/// A value for a column of type `ty`.
pub(super) fn value(dialect: Dialect, ty: &ColumnType, value: &DefaultValue) -> Result<String, String> {
    Ok(match (value, ty) {
        (DefaultValue::Sql(spelling), _) => {
            let sql = sql(dialect, spelling)?;
            // A call or a constant needs no parentheses; anything with operators may.
            if sql.contains(' ') { format!("({sql})") } else { sql }
        }
        (DefaultValue::Now, ColumnType::Date) => "CURRENT_DATE".to_owned(),
        (DefaultValue::Now, ColumnType::Time { .. }) => "LOCALTIME".to_owned(),
        // The type has no zone; moments are kept as UTC.
        (DefaultValue::Now, ColumnType::DateTime { .. }) => "(now() AT TIME ZONE 'UTC')".to_owned(),
        (DefaultValue::Now, ColumnType::TimestampTz { .. } | ColumnType::Native { .. }) => "now()".to_owned(),
        (DefaultValue::Now, ty) => return Err(no_time(value, ty)),
        (DefaultValue::Literal(it), _) => literal(&B, it)?,
    })
}

/// The statements of one step.
pub(in super::super) fn step(operation: &Operation) -> Vec<Part> {
    let sql = match operation {
        Operation::CreateEnum(it) => format!("CREATE TYPE {} AS ENUM {}", name(&B, &it.name), texts(&B, &it.values)),
        Operation::AddEnumValue { name: of, value, place } => {
            let place = match place {
                ValuePlace::Before(other) => format!("BEFORE {}", text(&B, other)),
                ValuePlace::After(other) => format!("AFTER {}", text(&B, other)),
            };
            format!("ALTER TYPE {} ADD VALUE {} {place}", name(&B, of), text(&B, value))
        }
        Operation::RenameEnum(pair) => format!("ALTER TYPE {} RENAME TO {}", name(&B, &pair.old), name(&B, &pair.new)),
        Operation::DropEnum(of) => format!("DROP TYPE {}", name(&B, of)),
        Operation::RenameTable { table: pair, primary_key } => {
            let mut parts = renamed(&pair.old, &pair.new);
            parts.extend(primary_key.as_ref().map(|key| {
                let (old, new) = (name(&B, &key.old), name(&B, &key.new));
                let sql = format!("ALTER TABLE {} RENAME CONSTRAINT {old} TO {new}", table(&B, &pair.new));
                (Some("its primary key follows".to_owned()), sql)
            }));
            return parts;
        }
        Operation::RenameColumn { table: of, column } => format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            table(&B, of),
            name(&B, &column.old),
            name(&B, &column.new)
        ),
        Operation::RenameConstraint { table: of, kind, name: pair } => match kind {
            ConstraintKind::Index => {
                format!("ALTER INDEX {} RENAME TO {}", beside(of, &pair.old), name(&B, &pair.new))
            }
            ConstraintKind::Unique | ConstraintKind::ForeignKey | ConstraintKind::Check | ConstraintKind::Exclusion => {
                format!(
                    "ALTER TABLE {} RENAME CONSTRAINT {} TO {}",
                    table(&B, of),
                    name(&B, &pair.old),
                    name(&B, &pair.new)
                )
            }
        },
        Operation::CreateTable(form) => return create(form),
        Operation::DropTable(of) => format!("DROP TABLE {}", table(&B, of)),
        Operation::AlterTable { table: of, alterations } => {
            let lines: Vec<_> = alterations.iter().filter_map(|it| alteration(of, it)).collect();
            alter_table(&table(&B, of), &lines)
        }
        Operation::Fill { table: of, column, value, only_null, kept: _ } => {
            update(&table(&B, of), &name(&B, column), value, *only_null)
        }
        Operation::ContinueIdentity { table: of, column } => {
            let (from, column_name) = (table(&B, of), name(&B, column));
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({column_name}), 0) + 1, false) FROM {from}",
                text(&B, &from),
                text(&B, column)
            );
            return vec![(Some("numbering goes on after the highest value".to_owned()), sql)];
        }
        Operation::CreateIndex { table: of, index } => create_index(of, index),
        Operation::DropIndex { table: of, name: index } => format!("DROP INDEX {}", beside(of, index)),
        Operation::Comment { table: of, column, comment } => comment_on(of, column.as_deref(), comment.as_deref()),
        Operation::Run(sql) => sql.clone(),
        Operation::CreateNamespace(_)
        | Operation::RenameEnumValue { .. }
        | Operation::RenamePrimaryKey { .. }
        | Operation::CreatePartition { .. }
        | Operation::DropPartition { .. }
        | Operation::CommentIndex { .. } => todo!("PostgreSQL"),
        // The planner makes no such step for an engine that alters in place.
        Operation::Rebuild(_) | Operation::Convert { .. } | Operation::Copy { .. } => return Vec::new(),
    };
    vec![(None, sql)]
}

/// Renames, and moves to another namespace.
fn renamed(old: &TableName, new: &TableName) -> Vec<Part> {
    let mut here = old.clone();
    let mut parts = Vec::new();
    if let (Some(_), Some(namespace)) = (&old.namespace, &new.namespace)
        && old.namespace != new.namespace
    {
        parts.push((None, format!("ALTER TABLE {} SET SCHEMA {}", table(&B, old), name(&B, namespace))));
        here.namespace.clone_from(&new.namespace);
    }
    if old.name != new.name {
        parts.push((None, format!("ALTER TABLE {} RENAME TO {}", table(&B, &here), name(&B, &new.name))));
    }
    parts
}

/// The name of an index, which lies in the namespace of its table.
fn beside(of: &TableName, index: &str) -> String {
    table(&B, &TableName { namespace: of.namespace.clone(), name: index.to_owned() })
}

fn alteration(of: &TableName, alteration: &Alteration) -> Option<String> {
    let alter = |column: &str, what: &str| format!("ALTER COLUMN {} {what}", name(&B, column));
    Some(match alteration {
        Alteration::AddColumn(form, _) => format!("ADD COLUMN {}", column(form)),
        Alteration::DropColumn(column) => format!("DROP COLUMN {}", name(&B, column)),
        Alteration::SetType { column, ty, conversion } => {
            let using = match conversion {
                Conversion::Implicit => String::new(),
                Conversion::Using(expression) | Conversion::Through { ty: _, expression } => {
                    format!(" USING {}", converted(expression, &name(&B, column), ty))
                }
            };
            alter(column, &format!("TYPE {ty}{using}"))
        }
        Alteration::SetDefault(column, value) => alter(column, &format!("SET DEFAULT {value}")),
        Alteration::DropDefault(column) => alter(column, "DROP DEFAULT"),
        Alteration::SetNotNull(column) => alter(column, "SET NOT NULL"),
        Alteration::DropNotNull(column) => alter(column, "DROP NOT NULL"),
        Alteration::AddIdentity(column, _) => alter(column, "ADD GENERATED BY DEFAULT AS IDENTITY"),
        Alteration::DropIdentity(column) => alter(column, "DROP IDENTITY"),
        Alteration::AddPrimaryKey(key) => format!("ADD {}", primary_key(of, key)),
        Alteration::DropPrimaryKey(given) => {
            let given = given.clone().unwrap_or_else(|| primary_key_name(of));
            format!("DROP CONSTRAINT {}", name(&B, &given))
        }
        Alteration::AddUnique(it) => {
            format!("ADD CONSTRAINT {} UNIQUE {}", name(&B, &it.name), names(&B, &it.columns))
        }
        Alteration::AddForeignKey(it) => format!("ADD {}", foreign_key(&B, it)),
        Alteration::AddCheck(it) => format!("ADD CONSTRAINT {} CHECK ({})", name(&B, &it.name), own(&it.expression)),
        Alteration::DropUnique(it) | Alteration::DropForeignKey(it) | Alteration::DropCheck(it) => {
            format!("DROP CONSTRAINT {}", name(&B, it))
        }
        Alteration::SetIdentity(..)
        | Alteration::SetExpression(..)
        | Alteration::DropExpression(_)
        | Alteration::AddExclusion(_)
        | Alteration::DropExclusion(_)
        | Alteration::SetOptions(_) => todo!("PostgreSQL"),
        // The planner makes statements of their own of these.
        Alteration::ModifyColumn(_)
        | Alteration::RenameColumn(_)
        | Alteration::AddIndex(_)
        | Alteration::DropIndex(_)
        | Alteration::Comment(_) => {
            return None;
        }
    })
}

fn column(form: &ColumnForm) -> String {
    let ColumnForm { name: column, ty, nullable, default, identity, .. } = form;
    let mut words = vec![name(&B, column), ty.clone()];
    words.extend((!nullable).then(|| "NOT NULL".to_owned()));
    words.extend(identity.as_ref().map(|_| "GENERATED BY DEFAULT AS IDENTITY".to_owned()));
    words.extend(default.as_ref().map(|default| format!("DEFAULT {default}")));
    words.join(" ")
}

fn primary_key(of: &TableName, key: &PrimaryKey) -> String {
    let given = key.name.clone().unwrap_or_else(|| primary_key_name(of));
    format!("CONSTRAINT {} PRIMARY KEY {}", name(&B, &given), names(&B, &key.columns))
}

fn create(form: &TableForm) -> Vec<Part> {
    let TableForm {
        name: of,
        columns,
        primary_key: key,
        uniques,
        indexes,
        foreign_keys,
        checks,
        comment,
        column_comments,
        ..
    } = form;
    let mut lines: Vec<_> = columns.iter().map(column).collect();
    lines.extend(key.as_ref().map(|key| primary_key(of, key)));
    let unique =
        |name_of: &str, columns: &[String]| format!("CONSTRAINT {} UNIQUE {}", name(&B, name_of), names(&B, columns));
    lines.extend(uniques.iter().map(|it| unique(&it.name, &it.columns)));
    lines.extend(foreign_keys.iter().map(|it| foreign_key(&B, it)));
    lines.extend(checks.iter().map(|it| format!("CONSTRAINT {} CHECK ({})", name(&B, &it.name), own(&it.expression))));
    let mut parts = vec![(None, create_table(&table(&B, of), &lines, ""))];
    parts.extend(indexes.iter().map(|it| (Some(format!("index `{}`", it.name)), create_index(of, it))));
    parts.extend(comment.iter().map(|it| (None, comment_on(of, None, Some(it)))));
    parts.extend(column_comments.iter().map(|(column, it)| (None, comment_on(of, Some(column), Some(it)))));
    parts
}

fn create_index(of: &TableName, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    format!("CREATE {unique}INDEX {} ON {} {}", name(&B, &index.name), table(&B, of), index_parts(&B, &index.parts))
}

fn comment_on(of: &TableName, column: Option<&str>, comment: Option<&str>) -> String {
    let what = match column {
        Some(column) => format!("COLUMN {}.{}", table(&B, of), name(&B, column)),
        None => format!("TABLE {}", table(&B, of)),
    };
    format!("COMMENT ON {what} IS {}", comment.map_or_else(|| "NULL".to_owned(), |comment| text(&B, comment)))
}
