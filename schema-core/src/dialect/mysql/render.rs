//! SQL for MySQL and MariaDB.

use sea_query::MysqlQueryBuilder;

use crate::diff::ConstraintKind;
use crate::plan::{Alteration, ColumnForm, Operation, TableForm};
use crate::schema::{ColumnType, DefaultValue, Dialect, Literal};

use super::super::render::{
    Part, alter_table, create_table, foreign_key, index_parts, literal, name, names, no_time, own, sql, table, text,
    texts, update, uuid,
};

const B: MysqlQueryBuilder = MysqlQueryBuilder;

/// The values of an enum in parentheses.
pub(super) fn values(of: &[String]) -> String {
    texts(&B, of)
}

/// A value for a column of type `ty`.
pub(super) fn value(dialect: Dialect, ty: &ColumnType, value: &DefaultValue) -> Result<String, String> {
    Ok(match (value, ty) {
        // An expression as a default must stand in parentheses.
        (DefaultValue::Sql(spelling), _) => format!("({})", sql(dialect, spelling)?),
        (DefaultValue::Now, ColumnType::Date) => "(CURRENT_DATE)".to_owned(),
        (DefaultValue::Now, ColumnType::Time { .. }) => "(CURRENT_TIME(6))".to_owned(),
        // The fraction must be that of the column.
        (DefaultValue::Now, ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. }) => {
            "CURRENT_TIMESTAMP(6)".to_owned()
        }
        (DefaultValue::Now, ColumnType::Native { .. }) => "CURRENT_TIMESTAMP".to_owned(),
        (DefaultValue::Now, ty) => return Err(no_time(value, ty)),
        (DefaultValue::Literal(Literal::Text(text)), ColumnType::Uuid) => bytes(&uuid(&B, text)?),
        (DefaultValue::Literal(it @ Literal::Bytes(_)), _) => bytes(&literal(&B, it)?),
        // JSON takes no constant as default, but takes the same as an expression.
        (DefaultValue::Literal(it), ColumnType::Json) => format!("({})", literal(&B, it)?),
        (DefaultValue::Literal(it), _) => literal(&B, it)?,
    })
}

/// Bytes, of which `literal` is the constant, as a call: the catalogs tell a call word for word, and a constant as text,
/// with `?` for what is none (MariaDB), or only up to a zero (MySQL).
fn bytes(literal: &str) -> String {
    format!("(unhex({}))", literal.trim_start_matches(['x', 'X']))
}

/// The statements of one step.
pub(in super::super) fn step(operation: &Operation) -> Vec<Part> {
    let sql = match operation {
        Operation::RenameTable { table: pair, primary_key: _ } => {
            format!("RENAME TABLE {} TO {}", table(&B, &pair.old), table(&B, &pair.new))
        }
        Operation::RenameColumn { table: of, column } => format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            table(&B, of),
            name(&B, &column.old),
            name(&B, &column.new)
        ),
        Operation::RenameConstraint { table: of, kind: ConstraintKind::Unique | ConstraintKind::Index, name: pair } => {
            format!("ALTER TABLE {} RENAME INDEX {} TO {}", table(&B, of), name(&B, &pair.old), name(&B, &pair.new))
        }
        Operation::CreateTable(form) => create(form),
        Operation::DropTable(of) => format!("DROP TABLE {}", table(&B, of)),
        Operation::AlterTable { table: of, alterations } => {
            let lines: Vec<_> = alterations.iter().filter_map(alteration).collect();
            alter_table(&table(&B, of), &lines)
        }
        Operation::Fill { table: of, column, value, only_null } => {
            update(&table(&B, of), &name(&B, column), value, *only_null)
        }
        Operation::Run(sql) => sql.clone(),
        // The planner makes no such step for an engine that alters together and has no types of its own.
        Operation::CreateEnum(_)
        | Operation::AddEnumValue { .. }
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue { .. }
        | Operation::RenamePrimaryKey { .. }
        | Operation::CreateNamespace(_)
        | Operation::CreatePartition { .. }
        | Operation::DropPartition { .. }
        | Operation::CommentIndex { .. }
        | Operation::DropEnum(_)
        | Operation::RenameConstraint { .. }
        | Operation::Rebuild(_)
        | Operation::ContinueIdentity { .. }
        | Operation::CreateIndex { .. }
        | Operation::DropIndex { .. }
        | Operation::Comment { .. } => return Vec::new(),
    };
    vec![(None, sql)]
}

fn alteration(alteration: &Alteration) -> Option<String> {
    Some(match alteration {
        Alteration::AddColumn(form, _) => format!("ADD COLUMN {}", column(form)),
        Alteration::DropColumn(column) => format!("DROP COLUMN {}", name(&B, column)),
        Alteration::ModifyColumn(form) => format!("MODIFY COLUMN {}", column(form)),
        Alteration::SetDefault(column, value) => format!("ALTER COLUMN {} SET DEFAULT {value}", name(&B, column)),
        Alteration::DropDefault(column) => format!("ALTER COLUMN {} DROP DEFAULT", name(&B, column)),
        Alteration::AddPrimaryKey(key) => format!("ADD PRIMARY KEY {}", names(&B, &key.columns)),
        Alteration::DropPrimaryKey(_) => "DROP PRIMARY KEY".to_owned(),
        Alteration::AddUnique(it) => {
            format!("ADD CONSTRAINT {} UNIQUE {}", name(&B, &it.name), names(&B, &it.columns))
        }
        Alteration::AddIndex(it) => format!("ADD INDEX {} {}", name(&B, &it.name), index_parts(&B, &it.parts)),
        Alteration::DropUnique(it) | Alteration::DropIndex(it) => format!("DROP INDEX {}", name(&B, it)),
        Alteration::AddForeignKey(it) => format!("ADD {}", foreign_key(&B, it)),
        Alteration::DropForeignKey(it) => format!("DROP FOREIGN KEY {}", name(&B, it)),
        Alteration::AddCheck(it) => format!("ADD CONSTRAINT {} CHECK ({})", name(&B, &it.name), own(&it.expression)),
        Alteration::DropCheck(it) => format!("DROP CONSTRAINT {}", name(&B, it)),
        Alteration::Comment(comment) => format!("COMMENT = {}", text(&B, comment.as_deref().unwrap_or_default())),
        Alteration::SetOptions(_) => todo!("MySQL"),
        Alteration::AddExclusion(_) | Alteration::DropExclusion(_) => return None,
        // The planner restates the whole column instead.
        Alteration::SetType { .. }
        | Alteration::SetNotNull(_)
        | Alteration::DropNotNull(_)
        | Alteration::AddIdentity(..)
        | Alteration::SetIdentity(..)
        | Alteration::SetExpression(..)
        | Alteration::DropExpression(_)
        | Alteration::DropIdentity(_) => return None,
    })
}

fn column(form: &ColumnForm) -> String {
    let ColumnForm { name: column, ty, nullable, default, identity, comment, .. } = form;
    let mut words = vec![name(&B, column), ty.clone()];
    words.push(if *nullable { "NULL".to_owned() } else { "NOT NULL".to_owned() });
    words.extend(default.as_ref().map(|default| format!("DEFAULT {default}")));
    words.extend(identity.as_ref().map(|_| "AUTO_INCREMENT".to_owned()));
    words.extend(comment.as_ref().map(|comment| format!("COMMENT {}", text(&B, comment))));
    words.join(" ")
}

fn create(form: &TableForm) -> String {
    let TableForm {
        name: of,
        columns,
        primary_key,
        uniques,
        indexes,
        foreign_keys,
        checks,
        comment,
        column_comments: _,
        ..
    } = form;
    let mut lines: Vec<_> = columns.iter().map(column).collect();
    lines.extend(primary_key.as_ref().map(|key| format!("PRIMARY KEY {}", names(&B, &key.columns))));
    let unique =
        |name_of: &str, columns: &[String]| format!("CONSTRAINT {} UNIQUE {}", name(&B, name_of), names(&B, columns));
    lines.extend(uniques.iter().map(|it| unique(&it.name, &it.columns)));
    lines.extend(indexes.iter().map(|it| format!("INDEX {} {}", name(&B, &it.name), index_parts(&B, &it.parts))));
    lines.extend(foreign_keys.iter().map(|it| foreign_key(&B, it)));
    lines.extend(checks.iter().map(|it| format!("CONSTRAINT {} CHECK ({})", name(&B, &it.name), own(&it.expression))));
    // Rust's text is UTF-8, and not every server's default can hold it.
    let mut after = " DEFAULT CHARACTER SET = utf8mb4".to_owned();
    if let Some(comment) = comment {
        after.push_str(&format!(" COMMENT = {}", text(&B, comment)));
    }
    create_table(&table(&B, of), &lines, &after)
}
