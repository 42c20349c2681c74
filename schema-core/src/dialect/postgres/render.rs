//! SQL for PostgreSQL.

use crate::diff::{ConstraintKind, Pair};
use crate::plan::{Alteration, ColumnForm, Conversion, Extension, Operation, TableForm, ValuePlace};
use crate::schema::{
    Check, ColumnType, DefaultValue, Dialect, Exclusion, Identity, Index, Literal, Partition, PrimaryKey, TableName,
    TableOptions, Unique,
};

use super::super::render::{
    Part, alter_table, converted, create_table, foreign_key, index_part, index_parts, literal, name, names, no_time,
    own, sql, table, text, texts, update,
};
use super::implied::primary_key_name;
use super::spelling::B;
use super::{serial, types};

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
        (DefaultValue::Literal(Literal::Text(list)), ColumnType::Set { .. }) => text(&B, &types::array_of_set(list)),
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
            let lines: Vec<_> = alterations.iter().flat_map(|it| alteration(of, it)).collect();
            if lines.is_empty() {
                return Vec::new();
            }
            let numbered = |it: &Alteration| match it {
                Alteration::SetIdentity(column, _) | Alteration::DropIdentity(column) => {
                    Some(serial::becomes_identity(of, column))
                }
                _ => None,
            };
            let sql = (None, alter_table(&table(&B, of), &lines));
            return alterations.iter().filter_map(numbered).chain([sql]).collect();
        }
        Operation::Fill { table: of, column, value, only_null, kept: _ } => {
            update(&table(&B, of), &name(&B, column), value, *only_null)
        }
        Operation::ContinueIdentity { table: of, column, identity } => {
            return vec![(Some("numbering goes on after the highest value".to_owned()), go_on(of, column, identity))];
        }
        Operation::RetypeNumbers { table: of, column, ty } => {
            let sequence = format!("pg_get_serial_sequence({}, {})", text(&B, &table(&B, of)), text(&B, column));
            let sql =
                format!("DO $numbers$ BEGIN EXECUTE 'ALTER SEQUENCE ' || {sequence} || ' AS {ty}'; END $numbers$");
            return vec![(
                Some("its sequence ends where the type does, which that of a `serial` does not by itself".to_owned()),
                sql,
            )];
        }
        Operation::Settle => {
            let why = "deferred constraints look at the rows now: a table that waits for that cannot be altered";
            return vec![(Some(why.to_owned()), "SET CONSTRAINTS ALL IMMEDIATE".to_owned())];
        }
        Operation::CreateIndex { table: of, index } => {
            let comment = index.comment.iter().map(|it| (None, comment_on_index(of, &index.name, Some(it))));
            return std::iter::once((None, create_index(of, index))).chain(comment).collect();
        }
        Operation::CommentIndex { table: of, name: index, comment } => comment_on_index(of, index, comment.as_deref()),
        Operation::DropIndex { table: of, name: index, if_there: _ } => format!("DROP INDEX {}", beside(of, index)),
        Operation::Comment { table: of, column, comment } => comment_on(of, column.as_deref(), comment.as_deref()),
        Operation::Run(sql) => sql.clone(),
        Operation::CreateExtension(Extension { namespace, name: extension }) => {
            let sql = format!("CREATE EXTENSION IF NOT EXISTS {}", name(&B, extension));
            let Some(namespace) = namespace else { return vec![(None, sql)] };
            let namespace = name(&B, namespace);
            return vec![
                (None, format!("CREATE SCHEMA IF NOT EXISTS {namespace}")),
                (None, format!("{sql} SCHEMA {namespace}")),
            ];
        }
        Operation::CreateNamespace(namespace) => format!("CREATE SCHEMA IF NOT EXISTS {}", name(&B, namespace)),
        Operation::RenameEnumValue { name: of, value } => {
            format!("ALTER TYPE {} RENAME VALUE {} TO {}", name(&B, of), text(&B, &value.old), text(&B, &value.new))
        }
        Operation::RenamePrimaryKey { table: of, name: pair } => format!(
            "ALTER TABLE {} RENAME CONSTRAINT {} TO {}",
            table(&B, of),
            name(&B, &pair.old),
            name(&B, &pair.new)
        ),
        Operation::CreatePartition { table: of, partition } => create_partition(of, partition),
        // Foreign keys that point to the table point to each of its partitions too.
        Operation::DropPartition { table: of, partition } => {
            let partition = beside(of, partition);
            let detached = format!("ALTER TABLE {} DETACH PARTITION {partition}", table(&B, of));
            return vec![(None, detached), (None, format!("DROP TABLE {partition}"))];
        }
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

fn alteration(of: &TableName, alteration: &Alteration) -> Vec<String> {
    let alter = |column: &str, what: &str| format!("ALTER COLUMN {} {what}", name(&B, column));
    vec![match alteration {
        Alteration::AddColumn(form, _) => format!("ADD COLUMN {}", column(form)),
        Alteration::DropColumn(column) => format!("DROP COLUMN {}", name(&B, column)),
        Alteration::SetType { column, ty, collation, conversion } => {
            let column = &column.new.name;
            let collation = collation.as_deref().map(collate).unwrap_or_default();
            let using = match conversion {
                Conversion::Implicit => String::new(),
                Conversion::Using(expression) | Conversion::Through { ty: _, expression } => {
                    format!(" USING {}", converted(Dialect::POSTGRES, expression, &name(&B, column), ty))
                }
            };
            alter(column, &format!("TYPE {ty}{collation}{using}"))
        }
        Alteration::SetDefault(column, value) => alter(column, &format!("SET DEFAULT {value}")),
        Alteration::DropDefault(column) => alter(column, "DROP DEFAULT"),
        Alteration::SetNotNull(column) => alter(column, "SET NOT NULL"),
        Alteration::DropNotNull(column) => alter(column, "DROP NOT NULL"),
        Alteration::AddIdentity(column, it) => alter(column, &format!("ADD {}", identity(it))),
        Alteration::SetIdentity(column, pair) => alter(column, &set_identity(pair)),
        Alteration::DropIdentity(column) => alter(column, "DROP IDENTITY"),
        Alteration::SetExpression(column, sql) => alter(column, &format!("SET EXPRESSION AS ({sql})")),
        Alteration::DropExpression(column) => alter(column, "DROP EXPRESSION"),
        Alteration::AddPrimaryKey(key) => format!("ADD {}", primary_key(of, key)),
        Alteration::DropPrimaryKey(given) => {
            let given = given.clone().unwrap_or_else(|| primary_key_name(of));
            format!("DROP CONSTRAINT {}", name(&B, &given))
        }
        Alteration::AddUnique(it) => format!("ADD {}", unique(it)),
        Alteration::AddForeignKey(it) => format!("ADD {}", foreign_key(&B, it)),
        Alteration::AddCheck(it) => format!("ADD {}", check(it)),
        Alteration::Validate(it) => format!("VALIDATE CONSTRAINT {}", name(&B, it)),
        Alteration::AddExclusion(it) => format!("ADD {}", exclusion(it)),
        Alteration::DropUnique(it)
        | Alteration::DropForeignKey(it)
        | Alteration::DropCheck(it)
        | Alteration::DropExclusion(it) => format!("DROP CONSTRAINT {}", name(&B, it)),
        Alteration::SetOptions(pair) => return set_options(pair),
        // The planner makes statements of their own of these.
        Alteration::ModifyColumn(..)
        | Alteration::RenameColumn(_)
        | Alteration::AddIndex(_)
        | Alteration::DropIndex(_)
        | Alteration::Comment(_)
        | Alteration::WriteAnew => {
            return Vec::new();
        }
    }]
}

/// A collation by its name, or as a name with its namespace in quotes.
fn collate(collation: &str) -> String {
    if collation.starts_with('"') {
        format!(" COLLATE {collation}")
    } else {
        format!(" COLLATE {}", name(&B, collation))
    }
}

fn column(form: &ColumnForm) -> String {
    let ColumnForm {
        name: column,
        ty,
        check: _,
        nullable,
        default,
        identity: numbered,
        generated,
        collation,
        charset: _,
        on_update_now: _,
        comment: _,
    } = form;
    let mut sql = format!("{} {ty}", name(&B, column));
    sql.extend(collation.as_deref().map(collate));
    if !nullable {
        sql.push_str(" NOT NULL");
    }
    sql.extend(numbered.as_ref().map(|it| format!(" {}", identity(it))));
    sql.extend(generated.as_ref().map(|(expression, stored)| {
        format!(" GENERATED ALWAYS AS ({expression}) {}", if *stored { "STORED" } else { "VIRTUAL" })
    }));
    sql.extend(default.as_ref().map(|default| format!(" DEFAULT {default}")));
    sql
}

/// The first number, the step, and the bound that the first number lies beyond, where there is one.
fn numbers(identity: &Identity) -> (i64, i64, Option<String>) {
    let step = identity.increment.unwrap_or(1);
    let first = if step < 0 { -1 } else { 1 };
    let start = identity.start.unwrap_or(first);
    let bound = match step < 0 {
        true if start > first => Some(format!("MAXVALUE {start}")),
        false if start < first => Some(format!("MINVALUE {start}")),
        _ => None,
    };
    (start, step, bound)
}

fn identity(it: &Identity) -> String {
    let kind = if it.always { "ALWAYS" } else { "BY DEFAULT" };
    let (start, step, bound) = numbers(it);
    let mut options: Vec<String> = it.start.iter().map(|_| format!("START WITH {start}")).collect();
    options.extend(it.increment.map(|_| format!("INCREMENT BY {step}")));
    options.extend(bound);
    let options = if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
    format!("GENERATED {kind} AS IDENTITY{options}")
}

/// What changes of a numbering. Where its bounds do, it begins again, and another statement has it go on.
fn set_identity(Pair { old, new }: &Pair<Identity>) -> String {
    let mut words = Vec::new();
    if old.always != new.always {
        words.push(format!("SET GENERATED {}", if new.always { "ALWAYS" } else { "BY DEFAULT" }));
    }
    let (start, step, bound) = numbers(new);
    let (old_start, old_step, old_bound) = numbers(old);
    if step != old_step {
        words.push(format!("SET INCREMENT BY {step}"));
    }
    let turns = (step < 0) != (old_step < 0);
    if turns || bound != old_bound {
        let [low, high] = ["MINVALUE", "MAXVALUE"];
        let other = if step < 0 { low } else { high };
        let own = if step < 0 { high } else { low };
        words.push(bound.map_or_else(|| format!("SET NO {own}"), |bound| format!("SET {bound}")));
        words.extend(turns.then(|| format!("SET NO {other}")));
        words.push(format!("SET START WITH {start} RESTART"));
    } else if start != old_start {
        // A bound that somebody gave it may lie before the new start.
        let far = if step < 0 { "MINVALUE" } else { "MAXVALUE" };
        words.push(format!("SET NO {far} SET START WITH {start}"));
    }
    words.join(" ")
}

/// Has numbers follow those that are there.
fn go_on(of: &TableName, column: &str, identity: &Identity) -> String {
    let (from, value) = (table(&B, of), name(&B, column));
    let (start, step, _) = numbers(identity);
    let next = match (start, step < 0) {
        (1, false) => format!("coalesce(max({value}), 0) + 1"),
        (start, false) => format!("greatest(max({value}) + 1, {start})"),
        (start, true) => format!("least(min({value}) - 1, {start})"),
    };
    format!(
        "SELECT setval(pg_get_serial_sequence({}, {}), {next}, false) FROM {from}",
        text(&B, &from),
        text(&B, column)
    )
}

fn primary_key(of: &TableName, key: &PrimaryKey) -> String {
    let given = key.name.clone().unwrap_or_else(|| primary_key_name(of));
    format!("CONSTRAINT {} PRIMARY KEY {}", name(&B, &given), names(&B, &key.columns))
}

fn unique(it: &Unique) -> String {
    let Unique { name: of, columns, nulls_not_distinct, deferrable } = it;
    let nulls = if *nulls_not_distinct { "NULLS NOT DISTINCT " } else { "" };
    format!("CONSTRAINT {} UNIQUE {nulls}{}{}", name(&B, of), names(&B, columns), deferrable.sql())
}

fn check(it: &Check) -> String {
    let Check { name: of, expression, no_inherit, not_valid } = it;
    let no_inherit = if *no_inherit { " NO INHERIT" } else { "" };
    let not_valid = if *not_valid { " NOT VALID" } else { "" };
    format!("CONSTRAINT {} CHECK ({}){no_inherit}{not_valid}", name(&B, of), own(expression))
}

fn exclusion(it: &Exclusion) -> String {
    let Exclusion { name: of, method, elements, predicate, deferrable } = it;
    let elements: Vec<_> =
        elements.iter().map(|(part, operator)| format!("{} WITH {operator}", index_part(&B, part))).collect();
    let predicate = predicate.as_ref().map(|sql| format!(" WHERE ({sql})")).unwrap_or_default();
    format!(
        "CONSTRAINT {} EXCLUDE USING {method} ({}){predicate}{}",
        name(&B, of),
        elements.join(", "),
        deferrable.sql()
    )
}

/// Storage parameters in parentheses, after a word; nothing where there are none.
fn parameters<'a>(word: &str, all: impl IntoIterator<Item = (&'a String, &'a String)>) -> Option<String> {
    let all: Vec<_> = all.into_iter().map(|(name, value)| format!("{name} = {}", parameter(value))).collect();
    (!all.is_empty()).then(|| format!("{word} ({})", all.join(", ")))
}

/// A number or a word as it is, and text in quotes.
fn parameter(value: &str) -> String {
    let bare = value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    if bare && !value.is_empty() { value.to_owned() } else { text(&B, value) }
}

fn set_options(Pair { old, new }: &Pair<TableOptions>) -> Vec<String> {
    let mut lines = Vec::new();
    let gone: Vec<_> = old.parameters.keys().filter(|it| !new.parameters.contains_key(*it)).cloned().collect();
    if !gone.is_empty() {
        lines.push(format!("RESET ({})", gone.join(", ")));
    }
    lines.extend(parameters(
        "SET",
        new.parameters.iter().filter(|(name, value)| old.parameters.get(*name) != Some(*value)),
    ));
    if old.unlogged != new.unlogged {
        lines.push(if new.unlogged { "SET UNLOGGED" } else { "SET LOGGED" }.to_owned());
    }
    if old.tablespace != new.tablespace {
        let space = new.tablespace.as_deref().unwrap_or("pg_default");
        lines.push(format!("SET TABLESPACE {}", name(&B, space)));
    }
    lines
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
        exclusions,
        options,
        partitioning,
        comment,
        column_comments,
    } = form;
    let mut lines: Vec<_> = columns.iter().map(column).collect();
    lines.extend(key.as_ref().map(|key| primary_key(of, key)));
    // The server makes one of two that are alike, where one statement has both.
    let (alike, apart): (Vec<_>, Vec<_>) = uniques.iter().enumerate().partition(|(at, it)| {
        let as_key = key.as_ref().is_some_and(|key| key.columns == it.columns) && it.deferrable.is_default();
        let nulls = |other: &Unique| other.nulls_not_distinct == it.nulls_not_distinct;
        let before = |other: &Unique| other.columns == it.columns && other.deferrable == it.deferrable && nulls(other);
        as_key || uniques[..*at].iter().any(|other| before(other))
    });
    lines.extend(apart.into_iter().map(|(_, it)| unique(it)));
    // With a new table, the server takes them for valid.
    let (late_keys, foreign_keys): (Vec<_>, Vec<_>) = foreign_keys.iter().partition(|it| it.not_valid);
    let (late_checks, checks): (Vec<_>, Vec<_>) = checks.iter().partition(|it| it.not_valid);
    lines.extend(foreign_keys.into_iter().map(|it| foreign_key(&B, it)));
    lines.extend(checks.into_iter().map(|it| check(it)));
    let (alike_exclusions, exclusions): (Vec<_>, Vec<_>) = exclusions.iter().enumerate().partition(|(at, it)| {
        let named = |other: &Exclusion| Exclusion { name: it.name.clone(), ..other.clone() };
        exclusions[..*at].iter().any(|other| named(other) == ***it)
    });
    lines.extend(exclusions.into_iter().map(|(_, it)| exclusion(it)));
    let mut after = String::new();
    after.extend(partitioning.as_ref().map(|it| format!(" PARTITION BY {} {}", it.by.sql(), names(&B, &it.columns))));
    after.extend(parameters(" WITH", &options.parameters));
    after.extend(options.tablespace.as_ref().map(|it| format!(" TABLESPACE {}", name(&B, it))));
    let mut sql = create_table(&table(&B, of), &lines, &after);
    if options.unlogged {
        sql = sql.replacen("CREATE TABLE", "CREATE UNLOGGED TABLE", 1);
    }
    let mut parts = vec![(None, sql)];
    let added = |definition: String| alter_table(&table(&B, of), &[format!("ADD {definition}")]);
    parts
        .extend(alike.into_iter().map(|(_, it)| (Some(format!("unique constraint `{}`", it.name)), added(unique(it)))));
    let alike = alike_exclusions.into_iter();
    parts.extend(alike.map(|(_, it)| (Some(format!("exclusion constraint `{}`", it.name)), added(exclusion(it)))));
    parts.extend(late_checks.into_iter().map(|it| (Some(format!("check constraint `{}`", it.name)), added(check(it)))));
    let late_keys = late_keys.into_iter();
    parts.extend(late_keys.map(|it| (Some(format!("foreign key `{}`", it.name)), added(foreign_key(&B, it)))));
    let partitions = partitioning.iter().flat_map(|it| it.partitions.values());
    parts.extend(partitions.map(|it| (Some(format!("partition `{}`", it.name)), create_partition(of, it))));
    for it in indexes {
        parts.push((Some(format!("index `{}`", it.name)), create_index(of, it)));
        parts.extend(it.comment.iter().map(|comment| (None, comment_on_index(of, &it.name, Some(comment)))));
    }
    parts.extend(comment.iter().map(|it| (None, comment_on(of, None, Some(it)))));
    parts.extend(column_comments.iter().map(|(column, it)| (None, comment_on(of, Some(column), Some(it)))));
    parts
}

fn create_partition(of: &TableName, partition: &Partition) -> String {
    let Partition { name: partition, bounds } = partition;
    format!("CREATE TABLE {} PARTITION OF {} {bounds}", beside(of, partition), table(&B, of))
}

fn create_index(of: &TableName, index: &Index) -> String {
    let Index {
        name: index,
        parts,
        unique,
        method,
        include,
        predicate,
        nulls_not_distinct,
        parameters: storage,
        comment: _,
        only: _,
    } = index;
    let unique = if *unique { "UNIQUE " } else { "" };
    let method = method.map(|method| format!("USING {method} ")).unwrap_or_default();
    let mut sql =
        format!("CREATE {unique}INDEX {} ON {} {method}{}", name(&B, index), table(&B, of), index_parts(&B, parts));
    if !include.is_empty() {
        sql.push_str(&format!(" INCLUDE {}", names(&B, include)));
    }
    if *nulls_not_distinct {
        sql.push_str(" NULLS NOT DISTINCT");
    }
    sql.extend(parameters(" WITH", storage));
    if !predicate.is_empty() {
        sql.push_str(&format!(" WHERE {}", own(predicate)));
    }
    sql
}

fn comment_on_index(of: &TableName, index: &str, comment: Option<&str>) -> String {
    format!("COMMENT ON INDEX {} IS {}", beside(of, index), comment_text(comment))
}

fn comment_on(of: &TableName, column: Option<&str>, comment: Option<&str>) -> String {
    let what = match column {
        Some(column) => format!("COLUMN {}.{}", table(&B, of), name(&B, column)),
        None => format!("TABLE {}", table(&B, of)),
    };
    format!("COMMENT ON {what} IS {}", comment_text(comment))
}

fn comment_text(comment: Option<&str>) -> String {
    comment.map_or_else(|| "NULL".to_owned(), |comment| text(&B, comment))
}
