//! SQL for MySQL and MariaDB.

use crate::diff::{ConstraintKind, mentions};
use crate::plan::{Alteration, ColumnForm, Operation, TableForm, after_needed};
use crate::schema::{
    ColumnType, DefaultValue, Dialect, Index, IndexMethod, Literal, Special, TableName, TableOptions, fitting,
};

use super::super::render::{
    Part, alter_table, converted, create_table, first_word, foreign_key, index_parts, literal, name, names, no_time,
    own, sql, table, text, update, uuid,
};
use super::charset;
use super::spelling::B;
use super::types::needs_parentheses;

/// A value for a column of type `ty`.
pub(super) fn value(dialect: Dialect, ty: &ColumnType, value: &DefaultValue) -> Result<String, String> {
    Ok(match (value, ty) {
        // An expression as a default must stand in parentheses.
        (DefaultValue::Sql(spelling), _) => format!("({})", sql(dialect, spelling)?),
        (DefaultValue::Now, ColumnType::Date) => "(CURRENT_DATE)".to_owned(),
        // The fraction must be that of the column.
        (DefaultValue::Now, ColumnType::Time { precision }) => format!("({})", now("CURRENT_TIME", *precision)),
        (DefaultValue::Now, ColumnType::DateTime { precision } | ColumnType::TimestampTz { precision }) => {
            now("CURRENT_TIMESTAMP", *precision)
        }
        // The spelling tells whether it is a day or a time of the day.
        (DefaultValue::Now, ColumnType::Native { spelling, .. }) => {
            let spelled = spelling.get(dialect).unwrap_or_default();
            match first_word(spelled).as_str() {
                "date" => "(CURRENT_DATE)".to_owned(),
                "time" => format!("(CURRENT_TIME{})", fraction(spelled)),
                _ => format!("CURRENT_TIMESTAMP{}", fraction(spelled)),
            }
        }
        (DefaultValue::Now, ty) => return Err(no_time(value, ty)),
        (DefaultValue::Literal(Literal::Text(text)), ColumnType::Uuid) => bytes(&uuid(&B, text)?),
        (DefaultValue::Literal(Literal::Text(digits)), ColumnType::Bits { .. }) => bits(digits)?,
        (DefaultValue::Literal(Literal::Text(digits)), ColumnType::Special(Special::Year)) => {
            literal(&B, &Literal::Number(digits.clone()))?
        }
        (DefaultValue::Literal(it @ Literal::Bytes(_)), _) => bytes(&literal(&B, it)?),
        // Definitions are kept in three bytes a character: older servers turn what needs four into `?`.
        (DefaultValue::Literal(Literal::Text(text)), ty) if needs_parentheses(ty, value) && has_wide(text) => {
            let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
            format!("(CONVERT(unhex('{hex}') USING utf8mb4))")
        }
        (DefaultValue::Literal(it), ty) if needs_parentheses(ty, value) => format!("({})", literal(&B, it)?),
        (DefaultValue::Literal(it), _) => literal(&B, it)?,
    })
}

/// Whether a character of a text needs four bytes.
pub(super) fn has_wide(text: &str) -> bool {
    text.chars().any(|c| c.len_utf8() > 3)
}

fn now(word: &str, precision: Option<u8>) -> String {
    match precision.unwrap_or(6) {
        0 => word.to_owned(),
        digits => format!("{word}({digits})"),
    }
}

/// The digits after the point that a spelled type has, in parentheses.
fn fraction(ty: &str) -> &str {
    match (ty.find('('), ty.find(')')) {
        (Some(open), Some(close)) if open < close => &ty[open..=close],
        _ => "",
    }
}

fn bits(digits: &str) -> Result<String, String> {
    if digits.is_empty() || !digits.bytes().all(|byte| matches!(byte, b'0' | b'1')) {
        return Err(format!("`{digits}` is no text of the digits 0 and 1"));
    }
    Ok(format!("b'{digits}'"))
}

/// Bytes, of which `literal` is the constant, as a call: the catalogs tell a call word for word, and a constant as text,
/// with `?` for what is none (MariaDB), or only up to a zero (MySQL).
fn bytes(literal: &str) -> String {
    format!("(unhex({}))", literal.trim_start_matches(['x', 'X']))
}

/// The statements of one step.
pub(in super::super) fn step(operation: &Operation) -> Vec<Part> {
    let sql = match operation {
        Operation::RenameTable { table: pair, primary_key: _ } => rename_table(&pair.old, &pair.new),
        Operation::RenameColumn { table: of, column } => format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            table(&B, of),
            name(&B, &column.old),
            name(&B, &column.new)
        ),
        Operation::RenameConstraint { table: of, kind: ConstraintKind::Unique | ConstraintKind::Index, name: pair } => {
            let away = away(&pair.old, [&pair.new]);
            let again = away.as_deref().unwrap_or(&pair.old);
            let parts = away.iter().map(|away| rename_index(of, &pair.old, away));
            return parts.chain([rename_index(of, again, &pair.new)]).map(|sql| (None, sql)).collect();
        }
        Operation::CreateTable(form) => create(form),
        Operation::DropTable(of) => format!("DROP TABLE {}", table(&B, of)),
        Operation::AlterTable { table: of, alterations } => {
            let come = alterations.iter().filter_map(|it| match it {
                Alteration::AddIndex(index) => Some(&index.name),
                Alteration::AddUnique(unique) => Some(&unique.name),
                _ => None,
            });
            let (mut parts, mut lines) = (Vec::new(), Vec::new());
            for it in alterations {
                let away = match it {
                    Alteration::DropIndex(old) | Alteration::DropUnique(old) => {
                        away(old, come.clone()).map(|it| (old, it))
                    }
                    _ => None,
                };
                match away {
                    Some((old, away)) => {
                        parts.push((None, rename_index(of, old, &away)));
                        lines.extend(alteration(&Alteration::DropIndex(away)));
                    }
                    None => lines.extend(alteration(it)),
                }
            }
            parts.push((None, alter_table(&table(&B, of), &lines)));
            return parts;
        }
        Operation::Fill { table: of, column, value, only_null, kept } => {
            update(&table(&B, of), &name(&B, column), &also(value, kept), *only_null)
        }
        Operation::Convert { table: of, column, expression, kept } => {
            let column = name(&B, column);
            let value = converted(Dialect::MYSQL, expression, &column, "");
            format!("UPDATE {} SET {column} = {} WHERE {column} IS NOT NULL", table(&B, of), also(&value, kept))
        }
        Operation::Copy { table: of, column, from, kept } => {
            update(&table(&B, of), &name(&B, column), &also(&name(&B, from), kept), false)
        }
        Operation::Run(sql) => sql.clone(),
        // The planner makes no such step for an engine without extensions.
        Operation::CreateExtension(_) => return Vec::new(),
        Operation::CreateNamespace(called) => format!("CREATE DATABASE IF NOT EXISTS {}", name(&B, called)),
        // The planner makes no such step for an engine that alters together and has no types of its own.
        Operation::CreateEnum(_)
        | Operation::AddEnumValue { .. }
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue { .. }
        | Operation::RenamePrimaryKey { .. }
        | Operation::CreatePartition { .. }
        | Operation::DropPartition { .. }
        | Operation::CommentIndex { .. }
        | Operation::DropEnum(_)
        | Operation::RenameConstraint { .. }
        | Operation::Rebuild(_)
        | Operation::ContinueIdentity { .. }
        | Operation::RetypeNumbers { .. }
        | Operation::Settle
        | Operation::CreateIndex { .. }
        | Operation::DropIndex { .. }
        | Operation::Comment { .. } => return Vec::new(),
    };
    vec![(None, sql)]
}

/// A name that differs in letter case alone is taken by the table itself where the server folds names: it takes another one
/// first, in the same statement. A short one, since foreign keys without a name are called by it.
fn rename_table(old: &TableName, new: &TableName) -> String {
    let aside = TableName { name: "_schema_aside".to_owned(), ..new.clone() };
    let is_one = old.namespace == new.namespace && old.name.to_lowercase() == new.name.to_lowercase();
    let names: &[&TableName] = if is_one { &[old, &aside, new] } else { &[old, new] };
    let renames = names.windows(2).map(|pair| format!("{} TO {}", table(&B, pair[0]), table(&B, pair[1])));
    format!("RENAME TABLE {}", renames.collect::<Vec<_>>().join(", "))
}

fn rename_index(of: &TableName, old: &str, new: &str) -> String {
    format!("ALTER TABLE {} RENAME INDEX {} TO {}", table(&B, of), name(&B, old), name(&B, new))
}

/// The name that an index has for a while where it is to have its own in another letter case. MariaDB takes that for no change of
/// the index and writes the new name into the definition of the table alone; by then it cannot use the index.
fn away<'a>(old: &str, new: impl IntoIterator<Item = &'a String>) -> Option<String> {
    let same = |new: &String| new != old && new.to_lowercase() == old.to_lowercase();
    new.into_iter().any(same).then(|| fitting(format!("_schema_aside_{old}")))
}

/// A value, and after it the columns that keep theirs: an assignment takes them from the time of the change.
fn also(value: &str, kept: &[String]) -> String {
    let keep = |column: &String| format!(", {0} = {0}", name(&B, column));
    format!("{value}{}", kept.iter().map(keep).collect::<String>())
}

fn alteration(alteration: &Alteration) -> Option<String> {
    Some(match alteration {
        Alteration::AddColumn(form, _) => format!("ADD COLUMN {}", column(form)),
        Alteration::DropColumn(column) => format!("DROP COLUMN {}", name(&B, column)),
        Alteration::RenameColumn(pair) => format!("RENAME COLUMN {} TO {}", name(&B, &pair.old), name(&B, &pair.new)),
        Alteration::ModifyColumn(form, _) => format!("MODIFY COLUMN {}", column(form)),
        Alteration::SetDefault(column, value) => format!("ALTER COLUMN {} SET DEFAULT {value}", name(&B, column)),
        Alteration::DropDefault(column) => format!("ALTER COLUMN {} DROP DEFAULT", name(&B, column)),
        Alteration::AddPrimaryKey(key) => format!("ADD PRIMARY KEY {}", index_parts(&B, &key.parts())),
        Alteration::DropPrimaryKey(_) => "DROP PRIMARY KEY".to_owned(),
        Alteration::AddUnique(it) => {
            format!("ADD CONSTRAINT {} UNIQUE {}", name(&B, &it.name), names(&B, &it.columns))
        }
        Alteration::AddIndex(it) => format!("ADD {}", index(it)),
        Alteration::DropUnique(it) | Alteration::DropIndex(it) => format!("DROP INDEX {}", name(&B, it)),
        Alteration::AddForeignKey(it) => format!("ADD {}", foreign_key(&B, it)),
        Alteration::DropForeignKey(it) => format!("DROP FOREIGN KEY {}", name(&B, it)),
        Alteration::AddCheck(it) => format!("ADD CONSTRAINT {} CHECK ({})", name(&B, &it.name), own(&it.expression)),
        Alteration::DropCheck(it) => format!("DROP CONSTRAINT {}", name(&B, it)),
        Alteration::Comment(comment) => format!("COMMENT = {}", text(&B, comment.as_deref().unwrap_or_default())),
        Alteration::WriteAnew => "FORCE".to_owned(),
        Alteration::SetIdentity(_, identity) => format!("AUTO_INCREMENT = {}", identity.new.start?),
        Alteration::SetOptions(options) => {
            let mut words = Vec::new();
            if options.old.engine != options.new.engine {
                words.push(format!("ENGINE = {}", options.new.engine.as_deref().unwrap_or("InnoDB")));
            }
            if (&options.old.charset, &options.old.collation) != (&options.new.charset, &options.new.collation) {
                words.push(characters(&options.new));
            }
            words.join(", ")
        }
        Alteration::AddExclusion(_) | Alteration::DropExclusion(_) => return None,
        // The planner restates the whole column instead.
        Alteration::SetType { .. }
        | Alteration::SetNotNull(_)
        | Alteration::DropNotNull(_)
        | Alteration::AddIdentity(..)
        | Alteration::SetExpression(..)
        | Alteration::DropExpression(_)
        | Alteration::DropIdentity(_)
        | Alteration::Validate(_) => return None,
    })
}

/// The character set and collation of a table.
fn characters(options: &TableOptions) -> String {
    let charset = charset::of_table(options);
    let collation = options.collation.as_ref().map(|it| format!(" COLLATE = {it}")).unwrap_or_default();
    format!("DEFAULT CHARACTER SET = {charset}{collation}")
}

fn column(form: &ColumnForm) -> String {
    let ColumnForm {
        name: column,
        ty,
        check: _,
        nullable,
        default,
        identity,
        generated,
        collation,
        charset,
        on_update_now,
        comment,
    } = form;
    let mut words = vec![name(&B, column), ty.clone()];
    words.extend(charset.as_ref().map(|charset| format!("CHARACTER SET {charset}")));
    words.extend(collation.as_ref().map(|collation| format!("COLLATE {collation}")));
    if let Some((expression, stored)) = generated {
        words.push(format!("GENERATED ALWAYS AS ({expression}) {}", if *stored { "STORED" } else { "VIRTUAL" }));
        // MariaDB has no word for what may be NULL here.
        words.extend((!nullable).then(|| "NOT NULL".to_owned()));
    } else {
        words.push(if *nullable { "NULL".to_owned() } else { "NOT NULL".to_owned() });
    }
    words.extend(default.as_ref().map(|default| format!("DEFAULT {default}")));
    words.extend(on_update_now.then(|| format!("ON UPDATE CURRENT_TIMESTAMP{}", fraction(ty))));
    words.extend(identity.as_ref().map(|_| "AUTO_INCREMENT".to_owned()));
    words.extend(comment.as_ref().map(|comment| format!("COMMENT {}", text(&B, comment))));
    words.join(" ")
}

fn index(it: &Index) -> String {
    let kind = match it.method {
        Some(IndexMethod::Fulltext) => "FULLTEXT ",
        Some(IndexMethod::Spatial) => "SPATIAL ",
        _ if it.unique => "UNIQUE ",
        _ => "",
    };
    let comment = it.comment.as_ref().map(|comment| format!(" COMMENT {}", text(&B, comment))).unwrap_or_default();
    format!("{kind}INDEX {} {}{comment}", name(&B, &it.name), index_parts(&B, &it.parts))
}

/// The columns, each after those that it is computed from where these are computed too, or their default is: a server computes
/// none from such a one that comes later.
fn in_order(columns: &[ColumnForm]) -> Vec<&ColumnForm> {
    let needs = |at: usize, other: usize| {
        let (column, other) = (&columns[at], &columns[other]);
        let computed = other.generated.is_some() || other.default.iter().any(|sql| sql.starts_with('('));
        computed
            && column
                .generated
                .as_ref()
                .is_some_and(|(expression, _)| mentions(expression, &[Dialect::MYSQL], &other.name))
    };
    after_needed(columns.len(), needs).into_iter().map(|at| &columns[at]).collect()
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
        exclusions: _,
        options,
        partitioning: _,
        comment,
        column_comments: _,
    } = form;
    let mut lines: Vec<_> = in_order(columns).into_iter().map(column).collect();
    lines.extend(primary_key.as_ref().map(|key| format!("PRIMARY KEY {}", index_parts(&B, &key.parts()))));
    let unique =
        |name_of: &str, columns: &[String]| format!("CONSTRAINT {} UNIQUE {}", name(&B, name_of), names(&B, columns));
    lines.extend(uniques.iter().map(|it| unique(&it.name, &it.columns)));
    lines.extend(indexes.iter().map(|it| index(it)));
    lines.extend(foreign_keys.iter().map(|it| foreign_key(&B, it)));
    lines.extend(checks.iter().map(|it| format!("CONSTRAINT {} CHECK ({})", name(&B, &it.name), own(&it.expression))));
    let mut after = String::new();
    if let Some(engine) = &options.engine {
        after.push_str(&format!(" ENGINE = {engine}"));
    }
    after.push_str(&format!(" {}", characters(options)));
    if let Some(start) = columns.iter().find_map(|column| column.identity.as_ref()?.start) {
        after.push_str(&format!(" AUTO_INCREMENT = {start}"));
    }
    if let Some(comment) = comment {
        after.push_str(&format!(" COMMENT = {}", text(&B, comment)));
    }
    create_table(&table(&B, of), &lines, &after)
}
