//! Reading a PostgreSQL database from its system catalogs.

use super::{privileges, unmodelled};
use crate::connect::{Error, Row, Session};
use crate::dialect::expression;
use crate::dialect::introspect::{Introspection, Reading, Unmodelled, action, table_name};
use crate::diff::ConstraintKind;
use crate::schema::{
    Action, Check, Column, ColumnType, Deferrable, Dialect, EnumType, Exclusion, ForeignKey, Generated, Identity,
    Index, IndexMethod, IndexPart, Nulls, PartOf, Partition, PartitionBy, Partitioning, Schema, Spelling, Table,
    TableOptions, Unique,
};

// Descriptions are joined: `obj_description` is a function in SQL, which PostgreSQL runs anew for every row.

/// Which `c` in the namespace `n` is a table of the users: none of the system, none that belongs to an extension. What does is
/// found from the extensions on: `pg_depend` has an index that way, and is large where there are many tables. `NOT IN` is looked
/// up in a hash whatever the planner guesses; of `NOT EXISTS` it makes a loop in a loop where a catalog has grown just now.
pub(super) const OF_USERS: &str = "
    c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_' AND c.oid NOT IN (
        SELECT e.objid FROM pg_catalog.pg_depend AS e
        WHERE e.refclassid = 'pg_catalog.pg_extension'::regclass AND e.deptype = 'e'
            AND e.classid = 'pg_catalog.pg_class'::regclass
    )";

/// The tables that are read: those of users but partitions. They are found once for a query: the planner expects a handful, and would look for each again in every join. The first two columns of every query are the
/// table's name; the namespace is NULL for the connection's default.
const FOUND: &str = "
WITH c AS MATERIALIZED (
    SELECT CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END AS namespace, c.relname, c.oid,
        c.relnamespace, c.relpersistence, c.reltablespace, c.reloptions
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {users} AND NOT c.relispartition AND {which}
)";

const TABLES: &str = "
    ds.description, c.relpersistence = 'u', s.spcname, to_json(c.reloptions),
    r.partstrat, (
        SELECT json_agg(a.attname ORDER BY p.place)
        FROM unnest(r.partattrs) WITH ORDINALITY AS p (here, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.here
    ), r.partexprs IS NOT NULL";
const TABLES_FROM: &str = "
LEFT JOIN pg_catalog.pg_description AS ds
    ON ds.objoid = c.oid AND ds.classoid = 'pg_catalog.pg_class'::regclass AND ds.objsubid = 0
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_partitioned_table AS r ON r.partrelid = c.oid";

/// Of a column that a sequence of its own fills (`serial`) the default is not told. An enum type without values is none that a
/// model can say: its column is of a type by that name.
const COLUMNS: &str = "
    a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
    pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity,
    CASE WHEN coalesce(e.typtype, t.typtype) = 'e' AND coalesce(e.typnamespace, t.typnamespace) = (
            SELECT own.oid FROM pg_catalog.pg_namespace AS own WHERE own.nspname = current_schema()
        ) AND v.enumtypid IS NOT NULL THEN coalesce(e.typname, t.typname) END,
    ds.description,
    CASE WHEN pg_catalog.pg_collation_is_visible(o.oid) THEN o.collname
        ELSE quote_ident(co.nspname) || '.' || quote_ident(o.collname) END,
    q.seqstart, q.seqincrement";
const COLUMNS_FROM: &str = "
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_type AS e ON e.oid = t.typelem AND t.typcategory = 'A'
LEFT JOIN (SELECT DISTINCT enumtypid FROM pg_catalog.pg_enum) AS v ON v.enumtypid = coalesce(e.oid, t.oid)
LEFT JOIN pg_catalog.pg_collation AS o ON o.oid = a.attcollation AND a.attcollation <> t.typcollation
LEFT JOIN pg_catalog.pg_namespace AS co ON co.oid = o.collnamespace
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_description AS ds
    ON ds.objoid = c.oid AND ds.classoid = 'pg_catalog.pg_class'::regclass AND ds.objsubid = a.attnum
LEFT JOIN (
    SELECT DISTINCT ON (k.refobjid, k.refobjsubid) k.refobjid, k.refobjsubid, s.seqstart, s.seqincrement
    FROM pg_catalog.pg_depend AS k JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = k.objid
    WHERE k.classid = 'pg_catalog.pg_class'::regclass AND k.refclassid = 'pg_catalog.pg_class'::regclass
        AND k.deptype IN ('i', 'a') AND k.refobjsubid > 0
    ORDER BY k.refobjid, k.refobjsubid, k.deptype DESC
) AS q ON q.refobjid = c.oid AND q.refobjsubid = a.attnum
ORDER BY c.oid, a.attnum";

const CONSTRAINTS: &str = "
    k.conname, k.contype, a.attname,
    CASE WHEN fn.nspname IS DISTINCT FROM current_schema() THEN fn.nspname END, fc.relname, fa.attname,
    k.confupdtype, k.confdeltype, k.condeferrable, k.condeferred, k.confmatchtype = 'f',
    pg_catalog.pg_get_expr(k.conbin, k.conrelid), {nulls}, {enforced}, k.connoinherit, NOT k.convalidated";
/// A foreign key that sets but some of its columns to NULL is none that a model can say.
const CONSTRAINTS_FROM: &str = "
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c') AND k.conparentid = 0
    {whole}
LEFT JOIN pg_catalog.pg_index AS x ON x.indexrelid = k.conindid AND k.contype = 'u'
LEFT JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS p (here, there, place) ON k.contype <> 'c'
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.here AND a.attnum > 0
LEFT JOIN pg_catalog.pg_class AS fc ON fc.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace AS fn ON fn.oid = fc.relnamespace
LEFT JOIN pg_catalog.pg_attribute AS fa ON fa.attrelid = fc.oid AND fa.attnum = p.there AND fa.attnum > 0
ORDER BY c.oid, k.oid, p.place";

// `attnum > 0` leaves out the half of `pg_attribute` that are columns of the system, in no constraint or index.

// What a query guesses to be dear is compiled before it runs (`jit_above_cost`), which takes longer than reading ten thousand
// tables: joins in place of subqueries keep the guess low.

/// A row for each part of an index that no primary key or unique constraint brought. One that is not valid is idle, but for that
/// of a partitioned table, which is none yet: it waits for the indexes of its partitions, and a drop would take those along. The
/// operator class is told where it is not the type's own, the collation where it is not the column's.
const INDEXES: &str = "
    i.relname, k.conname, ia.attnum > x.indnkeyatts, a.attname,
    CASE WHEN x.indkey[ia.attnum - 1] = 0 THEN pg_catalog.pg_get_indexdef(i.oid, ia.attnum::int, false) END,
    x.indoption[ia.attnum - 1] & 1 = 1, x.indoption[ia.attnum - 1] & 2 = 2,
    CASE WHEN NOT oc.opcdefault OR ia.attoptions IS NOT NULL OR usual.opcintype <> oc.opcintype
        THEN CASE WHEN pg_catalog.pg_opclass_is_visible(oc.oid) THEN oc.opcname
            ELSE quote_ident(ocn.nspname) || '.' || quote_ident(oc.opcname) END END,
    to_json(ia.attoptions),
    CASE WHEN x.indcollation[ia.attnum - 1] <> 0 AND CASE WHEN x.indkey[ia.attnum - 1] <> 0
            THEN x.indcollation[ia.attnum - 1] <> a.attcollation
            ELSE strpos(pg_catalog.pg_get_indexdef(i.oid),
                pg_catalog.pg_get_indexdef(i.oid, ia.attnum::int, false) || ' COLLATE ') > 0 END
        THEN ic.collname END,
    x.indisunique, m.amname, pg_catalog.pg_get_expr(x.indpred, x.indrelid), to_json(i.reloptions),
    ds.description, {nulls}, op.oprname, k.condeferrable, k.condeferred, x.indisvalid";
const INDEXES_FROM: &str = "
JOIN pg_catalog.pg_index AS x ON x.indrelid = c.oid
JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_am AS m ON m.oid = i.relam
LEFT JOIN pg_catalog.pg_description AS ds
    ON ds.objoid = i.oid AND ds.classoid = 'pg_catalog.pg_class'::regclass AND ds.objsubid = 0
LEFT JOIN pg_catalog.pg_constraint AS k ON k.conindid = i.oid AND k.contype = 'x'
JOIN pg_catalog.pg_attribute AS ia ON ia.attrelid = i.oid
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = x.indkey[ia.attnum - 1] AND a.attnum > 0
LEFT JOIN pg_catalog.pg_opclass AS oc ON oc.oid = x.indclass[ia.attnum - 1]
LEFT JOIN pg_catalog.pg_opclass AS usual
    ON usual.opcmethod = oc.opcmethod AND usual.opcdefault AND usual.opcintype = a.atttypid
LEFT JOIN pg_catalog.pg_namespace AS ocn ON ocn.oid = oc.opcnamespace
LEFT JOIN pg_catalog.pg_collation AS ic ON ic.oid = x.indcollation[ia.attnum - 1]
LEFT JOIN pg_catalog.pg_operator AS op ON op.oid = k.conexclop[ia.attnum]
WHERE (x.indisvalid OR i.relkind = 'i' AND k.oid IS NULL) AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint AS own WHERE own.conindid = i.oid AND own.contype IN ('p', 'u')
)
ORDER BY c.oid, i.oid, ia.attnum";

/// Partitions in the namespace of their table.
const PARTITIONS: &str = "ch.relname, pg_catalog.pg_get_expr(ch.relpartbound, ch.oid)";
const PARTITIONS_FROM: &str = "
JOIN pg_catalog.pg_inherits AS h ON h.inhparent = c.oid
JOIN pg_catalog.pg_class AS ch ON ch.oid = h.inhrelid AND ch.relispartition AND ch.relnamespace = c.relnamespace
    AND ch.relkind = 'r'
ORDER BY c.oid, ch.relname";

const ENUMS: &str = "
SELECT t.typname, e.enumlabel
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_enum AS e ON e.enumtypid = t.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE n.nspname = current_schema() AND t.oid NOT IN (
    SELECT d.objid FROM pg_catalog.pg_depend AS d
    WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
        AND d.classid = 'pg_catalog.pg_type'::regclass
)
ORDER BY t.oid, e.enumsortorder";

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    privileges::check(session).await?;
    let mut found = read(session, "true").await?;
    found.unmodelled.extend(unmodelled::read(session).await?);
    Ok(found)
}

/// The tables and enum types of the connection's own namespace.
pub(in crate::dialect) async fn introspect_own(session: &mut Session) -> Result<Schema, Error> {
    Ok(read(session, "n.nspname = current_schema()").await?.schema)
}

/// Reads the tables for which `which` holds.
async fn read(session: &mut Session, which: &str) -> Result<Introspection, Error> {
    let found = FOUND.replace("{users}", OF_USERS).replace("{which}", which);
    let select = |columns: &str, from: &str| format!("{found} SELECT c.namespace, c.relname, {columns} FROM c {from}");
    // The columns came with those versions.
    let version = session.version_numbers().0;
    let enforced = if version < 18 { "true" } else { "k.conenforced" };
    let (nulls, whole) = match version {
        ..15 => ("false", ""),
        15..18 => ("coalesce(x.indnullsnotdistinct, false)", "AND k.confdelsetcols IS NULL"),
        // One that is inherited goes with that of the parent.
        _ => (
            "coalesce(x.indnullsnotdistinct, false)",
            "AND k.confdelsetcols IS NULL AND (k.conenforced OR k.conislocal)",
        ),
    };
    let mut reading = Reading::default();
    let mut odd = Vec::new();
    for row in session.rows(&select(TABLES, TABLES_FROM)).await? {
        read_table(&mut reading, &row, &mut odd);
    }
    for row in session.rows(&select(COLUMNS, COLUMNS_FROM)).await? {
        if let Some(table) = reading.tables.get_mut(&table_name(&row, 0)) {
            table.columns.push(column(&row));
        }
    }
    let from = CONSTRAINTS_FROM.replace("{whole}", whole);
    let columns = CONSTRAINTS.replace("{nulls}", nulls).replace("{enforced}", enforced);
    for row in session.rows(&select(&columns, &from)).await? {
        constraint(&mut reading, &row);
    }
    for row in session.rows(&select(&INDEXES.replace("{nulls}", nulls), INDEXES_FROM)).await? {
        let name = table_name(&row, 0);
        if let Some(table) = reading.tables.get_mut(&name) {
            index_part(table, &row, &mut odd);
            if !row.flag(21) {
                reading.is_idle(&name, ConstraintKind::Index, row.text(2));
            }
        }
    }
    for row in session.rows(&select(PARTITIONS, PARTITIONS_FROM)).await? {
        let table = reading.tables.get_mut(&table_name(&row, 0));
        if let Some(partitioning) = table.and_then(|table| table.partitioning.as_mut()) {
            let partition = Partition { name: row.text(2).to_owned(), bounds: row.text(3).to_owned() };
            partitioning.partitions.insert(partition.name.clone(), partition);
        }
    }
    let (mut schema, idle) = reading.finish();
    schema.tables.values_mut().for_each(|table| leave_idle_actions(table, &mut odd));
    for row in session.rows(ENUMS).await? {
        let name = row.text(0);
        let empty = || EnumType { name: name.to_owned(), values: Vec::new() };
        schema.enums.entry(name.to_owned()).or_insert_with(empty).values.push(row.text(1).to_owned());
    }
    Ok(Introspection { schema, unmodelled: odd, idle, ..Introspection::default() })
}

/// Takes out the foreign keys that set a column to NULL which takes none: no model declares one. The server refuses the delete
/// that would do it, and keeps the key.
fn leave_idle_actions(table: &mut Table, odd: &mut Vec<Unmodelled>) {
    let Table { name, columns, foreign_keys, .. } = table;
    let takes_null = |column: &String| columns.iter().any(|it| it.name == *column && it.nullable);
    let refused = |key: &ForeignKey| {
        [key.on_delete, key.on_update].contains(&Action::SetNull) && !key.columns.iter().all(takes_null)
    };
    for (key, _) in foreign_keys.extract_if(.., |_, key| refused(key)) {
        odd.push(Unmodelled {
            kind: "foreign key that sets a NOT NULL column to NULL".to_owned(),
            name: format!("{name}.{key}"),
        });
    }
}

/// A JSON list of texts, which NULL is an empty one of.
fn texts(json: Option<&str>) -> Vec<String> {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// Storage parameters as `name=value`.
fn parameters(json: Option<&str>) -> impl Iterator<Item = (String, String)> {
    texts(json).into_iter().filter_map(|text| {
        let (name, value) = text.split_once('=')?;
        Some((name.to_owned(), value.to_owned()))
    })
}

fn read_table(reading: &mut Reading, row: &Row, odd: &mut Vec<Unmodelled>) {
    let name = table_name(row, 0);
    reading.table(name.clone(), row.get(2));
    let Some(table) = reading.tables.get_mut(&name) else { return };
    table.options = TableOptions {
        unlogged: row.flag(3),
        tablespace: row.get(4).map(str::to_owned),
        parameters: parameters(row.get(5)).collect(),
        ..TableOptions::default()
    };
    let by = match row.get(6) {
        Some("r") => PartitionBy::Range,
        Some("l") => PartitionBy::List,
        Some("h") => PartitionBy::Hash,
        _ => return,
    };
    if row.flag(8) {
        odd.push(Unmodelled { kind: "partitioning by an expression".to_owned(), name: name.to_string() });
        return;
    }
    table.partitioning = Some(Partitioning { by, columns: texts(row.get(7)), partitions: Default::default() });
}

fn column(row: &Row) -> Column {
    let ty = match row.get(8) {
        Some(name) if row.text(3).ends_with("[]") => {
            ColumnType::Array(Box::new(ColumnType::Enum { name: name.to_owned() }))
        }
        Some(name) => ColumnType::Enum { name: name.to_owned() },
        None => read_type(row.text(3)),
    };
    let default = row.get(5);
    // `serial` is read as what it does: PostgreSQL's manual calls identity columns its successor.
    // One that takes NULL is none of those.
    let numbered = matches!(ty, ColumnType::Int { .. }) && !row.flag(4);
    let serial = numbered && row.get(11).is_some() && default.is_some_and(|sql| sql.starts_with("nextval("));
    let always = row.get(7) == Some("a");
    let number = |at: usize| row.get(at).and_then(|text| text.parse::<i64>().ok());
    let identity = (always || row.get(7) == Some("d") || serial).then(|| {
        let (start, increment) = (number(11).unwrap_or(1), number(12).unwrap_or(1));
        super::facts::plain_identity(&Identity { always, start: Some(start), increment: Some(increment) })
    });
    let generated = match (row.get(6), default) {
        (Some(kind @ ("s" | "v")), Some(sql)) => {
            Some(Generated { expression: Spelling::any(sql), stored: kind == "s" })
        }
        _ => None,
    };
    let default = default.filter(|_| identity.is_none() && generated.is_none());
    Column {
        name: row.text(2).to_owned(),
        nullable: row.flag(4),
        default: default.and_then(|sql| expression::written_default(Dialect::POSTGRES, sql, &ty)),
        identity,
        generated,
        collation: row.get(10).map(Spelling::any).unwrap_or_default(),
        comment: row.get(9).map(str::to_owned),
        ..Column::new("", ty)
    }
}

fn deferrable(deferrable: bool, deferred: bool) -> Deferrable {
    match (deferrable, deferred) {
        (false, _) => Deferrable::No,
        (true, false) => Deferrable::Deferrable,
        (true, true) => Deferrable::InitiallyDeferred,
    }
}

fn constraint(reading: &mut Reading, row: &Row) {
    let of = table_name(row, 0);
    let (name, column) = (row.text(2), row.get(4).unwrap_or_default());
    let deferrable = deferrable(row.flag(10), row.flag(11));
    if !row.flag(15) {
        let kind = if row.text(3) == "c" { ConstraintKind::Check } else { ConstraintKind::ForeignKey };
        reading.is_idle(&of, kind, name);
    }
    match row.text(3) {
        "p" => {
            reading.primary_key_column(&of, column);
            let own = super::facts::primary_key_name(&of);
            let key = reading.tables.get_mut(&of).and_then(|table| table.primary_key.as_mut());
            if let Some(key) = key.filter(|_| name != own) {
                key.name = Some(name.to_owned());
            }
        }
        "u" => {
            let Some(table) = reading.tables.get_mut(&of) else { return };
            let empty = || Unique { nulls_not_distinct: row.flag(14), deferrable, ..Unique::new(name, [""; 0]) };
            table.uniques.entry(name.to_owned()).or_insert_with(empty).columns.push(column.to_owned());
        }
        "c" => {
            let Some(table) = reading.tables.get_mut(&of) else { return };
            let expression = Spelling::any(row.get(13).unwrap_or_default());
            let check = Check { no_inherit: row.flag(16), not_valid: row.flag(17), ..Check::new(name, expression) };
            table.checks.insert(name.to_owned(), check);
        }
        _ => reading.foreign_key_column(
            &of,
            ForeignKey {
                on_update: action(row.text(8)),
                on_delete: action(row.text(9)),
                deferrable,
                match_full: row.flag(12),
                not_valid: row.flag(17),
                ..ForeignKey::new(name, [column], table_name(row, 5), [row.text(7)])
            },
        ),
    }
}

fn index_part(table: &mut Table, row: &Row, odd: &mut Vec<Unmodelled>) {
    let name = row.text(2);
    let Ok(method) = row.text(13).parse::<IndexMethod>() else {
        let kind = format!("index by {}", row.text(13));
        odd.push(Unmodelled { kind, name: format!("{}.{name}", table.name) });
        return;
    };
    let of = match (row.get(5), row.get(6)) {
        (Some(column), _) => PartOf::Column(column.to_owned()),
        (None, sql) => PartOf::Expression(Spelling::any(sql.unwrap_or_default())),
    };
    let (descending, nulls_first) = (row.flag(7), row.flag(8));
    let nulls = match (descending, nulls_first) {
        (false, true) => Some(Nulls::First),
        (true, false) => Some(Nulls::Last),
        _ => None,
    };
    let class = row.get(9).map(|class| {
        let options: Vec<_> = parameters(row.get(10)).map(|(name, value)| format!("{name}={value}")).collect();
        if options.is_empty() { class.to_owned() } else { format!("{class}({})", options.join(",")) }
    });
    let part = IndexPart {
        of,
        descending,
        nulls,
        operator_class: class,
        collation: row.get(11).map(str::to_owned),
        prefix: None,
    };
    let predicate = row.get(14);
    if row.get(3).is_some() {
        let exclusion = table.exclusions.entry(name.to_owned()).or_insert_with(|| Exclusion {
            name: name.to_owned(),
            method,
            elements: Vec::new(),
            predicate: predicate.map(str::to_owned),
            deferrable: deferrable(row.flag(19), row.flag(20)),
        });
        exclusion.elements.push((part, row.get(18).unwrap_or_default().to_owned()));
        return;
    }
    let index = table.indexes.entry(name.to_owned()).or_insert_with(|| Index {
        unique: row.flag(12),
        method: Some(method).filter(|method| *method != IndexMethod::Btree),
        predicate: predicate.map(Spelling::any).unwrap_or_default(),
        nulls_not_distinct: row.flag(17),
        parameters: parameters(row.get(15)).collect(),
        comment: row.get(16).map(str::to_owned),
        ..Index::new(name, [""; 0])
    });
    match (row.flag(4), part.of) {
        (true, PartOf::Column(column)) => index.include.push(column),
        (_, of) => index.parts.push(IndexPart { of, ..part }),
    }
}

/// The type that `format_type` or a user's spelling means. Arrays have no depth: the server takes values of any.
pub(in crate::dialect) fn read_type(text: &str) -> ColumnType {
    // In quotes it is a type of one byte, which the catalogs have.
    if text.trim().starts_with("\"char\"") {
        return ColumnType::native(text.trim());
    }
    let canonical = expression::canonical_type(Dialect::POSTGRES, text);
    if let Some(of) = canonical.strip_suffix("[]") {
        return match read_type(of.trim_end_matches("[]")) {
            ColumnType::Native { .. } => ColumnType::native(canonical),
            of => ColumnType::Array(Box::new(of)),
        };
    }
    let (name, arguments) = match canonical.split_once('(') {
        Some((name, rest)) => match rest.split_once(')') {
            Some((arguments, rest)) => (format!("{}{rest}", name.trim_end()), Some(arguments)),
            None => (canonical.clone(), None),
        },
        None => (canonical.clone(), None),
    };
    let all = |arguments: &str| arguments.split(',').map(|number| number.trim().parse().ok()).collect();
    let numbers: Option<Vec<u32>> = match arguments.map(all) {
        // Words, or a scale below zero.
        Some(None) => return ColumnType::native(canonical),
        numbers => numbers.flatten(),
    };
    let int = |bits| ColumnType::Int { bits, unsigned: false };
    let digits = match numbers.as_deref() {
        None => Some(None),
        Some(&[digits @ 0..=6]) => u8::try_from(digits).ok().map(Some),
        Some(_) => None,
    };
    match (name.as_str(), numbers.as_deref()) {
        ("boolean" | "bool", None) => ColumnType::Bool,
        ("smallint" | "int2", None) => int(16),
        ("integer" | "int" | "int4", None) => int(32),
        ("bigint" | "int8", None) => int(64),
        ("real" | "float4", None) => ColumnType::Float { bits: 32 },
        ("double precision" | "float8", None) => ColumnType::Float { bits: 64 },
        ("numeric" | "decimal", Some(numbers @ ([_] | [_, _]))) => {
            let scale = numbers.get(1).copied().unwrap_or(0);
            match (numbers[0].try_into(), scale.try_into()) {
                (Ok(precision), Ok(scale)) if scale <= precision => ColumnType::Decimal { precision, scale },
                _ => ColumnType::native(canonical),
            }
        }
        ("character varying" | "varchar", Some([1])) => ColumnType::Char,
        ("character varying" | "varchar", Some(&[length])) => ColumnType::Text { max_length: Some(length) },
        // Without a length it is text by another name.
        ("text" | "character varying" | "varchar", None) => ColumnType::Text { max_length: None },
        ("character" | "char" | "bpchar", Some(&[length])) => ColumnType::FixedText { length },
        ("character" | "char", None) => ColumnType::FixedText { length: 1 },
        ("bytea", None) => ColumnType::Bytes { max_length: None },
        ("bit", None) => ColumnType::Bits { length: 1, varying: false },
        ("bit", Some(&[length])) => ColumnType::Bits { length, varying: false },
        ("bit varying" | "varbit", Some(&[length])) => ColumnType::Bits { length, varying: true },
        ("date", None) => ColumnType::Date,
        ("time without time zone" | "time", _) if digits.is_some() => ColumnType::Time { precision: digits.flatten() },
        ("timestamp without time zone" | "timestamp", _) if digits.is_some() => {
            ColumnType::DateTime { precision: digits.flatten() }
        }
        ("timestamp with time zone" | "timestamptz", _) if digits.is_some() => {
            ColumnType::TimestampTz { precision: digits.flatten() }
        }
        ("uuid", None) => ColumnType::Uuid,
        ("jsonb", None) => ColumnType::Json,
        (name, numbers) => {
            // One in a namespace that is not searched has that in its name, and is found by no other.
            match (super::types::special(name), numbers) {
                (Some(special), None) => ColumnType::Special(special),
                (None, Some(&[dimensions])) if name == "vector" => ColumnType::Vector { dimensions },
                _ => ColumnType::native(canonical),
            }
        }
    }
}
