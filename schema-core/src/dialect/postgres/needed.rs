//! The unmanaged objects that the tables of a PostgreSQL database depend on: extensions, types, collations, sequences, functions.

use std::collections::{BTreeMap, BTreeSet};

use super::queries::OF_USERS;
use crate::connect::{Error, Session, row};
use crate::dialect::introspect::{Needed, Needs};
use crate::dialect::{Unmanaged, UnmanagedKind};
use crate::schema::TableName;

// Each walk through `pg_depend` is a query of its own: one that does it all is guessed to be so dear that it is compiled first.

/// What `{tables}`, their defaults, constraints and indexes depend on; without tables, what fills a numbered column, and what
/// every database has (below 16384).
const DIRECT: &str = "
WITH own AS MATERIALIZED (
    SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {users} AND (n.nspname::text, c.relname::text) IN (VALUES {tables})
), parts (catalog, object) AS (
    SELECT 'pg_class'::regclass::oid, oid FROM own
    UNION ALL SELECT 'pg_attrdef'::regclass::oid, d.oid FROM pg_attrdef AS d JOIN own ON own.oid = d.adrelid
    UNION ALL SELECT 'pg_constraint'::regclass::oid, k.oid FROM pg_constraint AS k JOIN own ON own.oid = k.conrelid
    UNION ALL SELECT 'pg_class'::regclass::oid, x.indexrelid FROM pg_index AS x JOIN own ON own.oid = x.indrelid
)
SELECT DISTINCT d.refclassid AS catalog, {object} AS object
FROM parts AS o JOIN pg_depend AS d ON d.classid = o.catalog AND d.objid = o.object
LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_sequence AS s ON d.refclassid = 'pg_class'::regclass AND s.seqrelid = d.refobjid
WHERE d.refobjid >= 16384 AND (d.refclassid <> 'pg_class'::regclass OR s.seqrelid IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_depend AS w JOIN pg_attribute AS a ON a.attrelid = w.refobjid AND a.attnum = w.refobjsubid
    WHERE w.classid = d.refclassid AND w.objid = d.refobjid AND w.deptype IN ('a', 'i') AND a.attnotnull
        AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
        AND (w.deptype = 'i' OR EXISTS ({filled}))))";

/// Whether the column `a` gets its default from the sequence that it owns; it may be another column's.
const FILLED: &str =
    "SELECT FROM pg_attrdef AS f JOIN pg_depend AS x ON x.classid = 'pg_attrdef'::regclass AND x.objid = f.oid
        AND x.refclassid = 'pg_class'::regclass AND x.refobjid = {sequence}
    WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum";

/// What `{these}` depend on in turn: a composite type by its attributes, a domain by its checks. An extension brings along what
/// its own parts stand on.
const INDIRECT: &str = "
WITH these (catalog, object) AS (VALUES {these}), named AS (
    SELECT * FROM these AS o WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = o.catalog AND d.objid = o.object AND d.deptype = 'e')
), own AS (
    SELECT * FROM named
    UNION ALL SELECT 'pg_class'::regclass::oid, t.typrelid FROM named AS o JOIN pg_type AS t
        ON o.catalog = 'pg_type'::regclass AND t.oid = o.object AND t.typtype = 'c'
    UNION ALL SELECT 'pg_constraint'::regclass::oid, k.oid FROM named AS o JOIN pg_constraint AS k
        ON o.catalog = 'pg_type'::regclass AND k.contypid = o.object
)
SELECT DISTINCT d.refclassid AS catalog, {object} AS object
FROM own AS o JOIN pg_depend AS d ON d.classid = o.catalog AND d.objid = o.object
LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_sequence AS s ON d.refclassid = 'pg_class'::regclass AND s.seqrelid = d.refobjid
WHERE d.refobjid >= 16384 AND (d.refclassid <> 'pg_class'::regclass OR s.seqrelid IS NOT NULL)";

row! {
    /// What [`DIRECT`] and [`INDIRECT`] find.
    struct ObjectRow {
        catalog: i64,
        object: i64,
    }
}

/// What is meant by an array is its elements.
const OBJECT: &str = "CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' THEN t.typelem ELSE d.refobjid END";

/// The functions of users and extensions. The body of a function is text, and what it calls is in no catalog.
const FUNCTIONS: &str = "
SELECT p.oid AS object, p.proname AS name, CASE WHEN l.lanname IN ('sql', 'plpgsql') THEN p.prosrc END AS body
FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang WHERE p.oid >= 16384";

row! {
    struct FunctionRow {
        object: i64,
        name: String,
        body: Option<String>,
    }
}

/// How each of `{these}` is made, as far as no schema holds it, it does not stand on what a schema holds, and rights say no
/// more of it than they say of everything.
const NEEDED: &str = "
WITH needed (catalog, object) AS (
    SELECT * FROM (VALUES {these}) AS o (catalog, object) WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = o.catalog AND d.objid = o.object AND d.deptype = 'e')
), managed AS MATERIALIZED (
    SELECT t.oid FROM pg_type AS t WHERE t.typtype = 'e' AND t.typnamespace = {own} AND EXISTS (
        SELECT FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
        WHERE a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped)
        AND EXISTS (SELECT FROM pg_enum AS e WHERE e.enumtypid = t.oid)
    UNION ALL SELECT t.oid FROM pg_type AS t JOIN pg_class AS c ON c.oid = t.typrelid AND c.relkind <> 'c'
), found (kind, namespace, own_name, name, catalog, object, sql) AS (
    SELECT CASE WHEN n.oid = {own} AND v.labels <> '' THEN 'unused-enum' ELSE 'enum-type' END, n.nspname, t.typname,
        CASE WHEN n.oid = {own} AND v.labels <> '' THEN t.typname
            ELSE quote_ident(n.nspname) || '.' || quote_ident(t.typname) END,
        o.catalog, o.object, 'CREATE TYPE ' || {place} || quote_ident(t.typname) || ' AS ENUM (' || v.labels || ')'
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object AND t.typtype = 'e'
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    CROSS JOIN LATERAL (SELECT coalesce(string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder), '') AS labels
        FROM pg_enum AS e WHERE e.enumtypid = t.oid) AS v
    WHERE t.oid NOT IN (SELECT oid FROM managed)
    UNION ALL
    SELECT 'composite-type', n.nspname, t.typname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), o.catalog, o.object,
        'CREATE TYPE ' || {place} || quote_ident(t.typname) || ' AS (' || (
            SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attcollation <> b.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END,
                ', ' ORDER BY a.attnum)
            FROM pg_attribute AS a JOIN pg_type AS b ON b.oid = a.atttypid
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) || ')'
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object
    JOIN pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM pg_attribute AS a JOIN managed ON managed.oid = a.atttypid WHERE a.attrelid = c.oid)
    UNION ALL
    SELECT 'range-type', n.nspname, t.typname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), o.catalog, o.object,
        'CREATE TYPE ' || {place} || quote_ident(t.typname) || ' AS RANGE (SUBTYPE = ' || format_type(r.rngsubtype, NULL)
            || CASE WHEN r.rngcollation <> b.typcollation THEN ', COLLATION = ' || r.rngcollation::regcollation ELSE '' END
            || CASE WHEN r.rngsubdiff = 0 THEN '' ELSE ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc END
            || ', MULTIRANGE_TYPE_NAME = ' || {place} || quote_ident(m.typname) || ')'
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object
    JOIN pg_range AS r ON r.rngtypid = t.oid AND r.rngcanonical = 0
    JOIN pg_opclass AS c ON c.oid = r.rngsubopc AND c.opcdefault
    JOIN pg_type AS b ON b.oid = r.rngsubtype
    JOIN pg_type AS m ON m.oid = r.rngmultitypid
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    UNION ALL
    SELECT 'domain', n.nspname, t.typname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), o.catalog, o.object,
        'CREATE DOMAIN ' || {place} || quote_ident(t.typname) || ' AS ' || format_type(t.typbasetype, t.typtypmod)
            || CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || t.typcollation::regcollation ELSE '' END
            || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '')
            || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
            || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), ''
                ORDER BY k.conname) FROM pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object AND t.typtype = 'd'
    JOIN pg_type AS b ON b.oid = t.typbasetype
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE t.typbasetype NOT IN (SELECT oid FROM managed) AND b.typelem NOT IN (SELECT oid FROM managed)
        AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.contypid = t.oid AND NOT k.convalidated)
    UNION ALL
    SELECT 'collation', n.nspname, l.collname, quote_ident(n.nspname) || '.' || quote_ident(l.collname), o.catalog, o.object,
        'CREATE COLLATION IF NOT EXISTS ' || {place} || quote_ident(l.collname) || ' (PROVIDER = '
            || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END
            || CASE WHEN l.collprovider = 'c' THEN ', LC_COLLATE = ' || quote_literal(to_jsonb(l) ->> 'collcollate')
                || ', LC_CTYPE = ' || quote_literal(to_jsonb(l) ->> 'collctype')
                ELSE ', LOCALE = ' || quote_literal(coalesce(to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale',
                    to_jsonb(l) ->> 'collcollate')) END
            || CASE WHEN l.collisdeterministic THEN '' ELSE ', DETERMINISTIC = false' END || ')'
    FROM needed AS o
    JOIN pg_collation AS l ON o.catalog = 'pg_collation'::regclass AND l.oid = o.object
    JOIN pg_namespace AS n ON n.oid = l.collnamespace
    UNION ALL
    SELECT 'sequence', n.nspname, c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname), o.catalog, o.object,
        'CREATE SEQUENCE IF NOT EXISTS ' || {place} || quote_ident(c.relname) || ' AS ' || format_type(s.seqtypid, NULL)
            || ' INCREMENT BY ' || s.seqincrement || ' MINVALUE ' || s.seqmin || ' MAXVALUE ' || s.seqmax
            || ' START WITH ' || s.seqstart || ' CACHE ' || s.seqcache || CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END
    FROM needed AS o
    JOIN pg_class AS c ON o.catalog = 'pg_class'::regclass AND c.oid = o.object
    JOIN pg_sequence AS s ON s.seqrelid = c.oid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d JOIN pg_attribute AS a
            ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.classid = o.catalog AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refclassid = o.catalog
            AND a.attnotnull AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
            AND (d.deptype = 'i' OR EXISTS ({filled})))
    UNION ALL
    SELECT 'function', n.nspname, p.proname, quote_ident(n.nspname) || '.' || quote_ident(p.proname)
            || '(' || pg_get_function_identity_arguments(p.oid) || ')', o.catalog, o.object,
        'CREATE FUNCTION ' || {place} || quote_ident(p.proname) || substr(pg_get_functiondef(p.oid),
            length('CREATE OR REPLACE FUNCTION ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname)) + 1)
    FROM needed AS o
    JOIN pg_proc AS p ON o.catalog = 'pg_proc'::regclass AND p.oid = o.object AND p.prokind = 'f'
    JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE NOT p.prosecdef AND p.proacl IS NULL AND NOT EXISTS (SELECT FROM pg_depend AS d
        LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
        LEFT JOIN pg_class AS c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
        WHERE d.classid = o.catalog AND d.objid = p.oid AND (c.relkind <> 'S'
            OR t.oid IN (SELECT oid FROM managed) OR t.typelem IN (SELECT oid FROM managed)))
)
SELECT kind, name, own_name, sql, CASE WHEN namespace <> 'public' AND namespace IS DISTINCT FROM current_schema()
    THEN quote_ident(namespace) END AS other_namespace, catalog, object
FROM found ORDER BY object";

row! {
    struct NeededRow {
        /// Its code.
        kind: String,
        name: String,
        own_name: String,
        /// The statement that makes it.
        sql: String,
        /// Its namespace, if that is one to be made.
        other_namespace: Option<String>,
        catalog: i64,
        object: i64,
    }
}

/// The extensions that `{these}` are parts of.
const EXTENSIONS: &str = "
SELECT DISTINCT quote_ident(e.extname) AS name, e.extname AS own_name, 'CREATE EXTENSION IF NOT EXISTS ' || quote_ident(e.extname)
        || CASE WHEN n.nspname IN (current_schema(), 'pg_catalog') THEN '' ELSE ' SCHEMA ' || quote_ident(n.nspname) END
        || CASE WHEN EXISTS (SELECT FROM pg_depend AS on_other WHERE on_other.classid = 'pg_extension'::regclass
            AND on_other.objid = e.oid AND on_other.refclassid = 'pg_extension'::regclass) THEN ' CASCADE' ELSE '' END AS sql,
    CASE WHEN n.nspname NOT IN ('public', 'pg_catalog') AND n.nspname IS DISTINCT FROM current_schema()
        THEN quote_ident(n.nspname) END AS other_namespace
FROM (VALUES {these}) AS o (catalog, object)
JOIN pg_depend AS d ON d.classid = o.catalog AND d.objid = o.object AND d.deptype = 'e'
JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname <> 'plpgsql'
JOIN pg_namespace AS n ON n.oid = e.extnamespace
ORDER BY 1";

row! {
    struct ExtensionRow {
        name: String,
        own_name: String,
        sql: String,
        other_namespace: Option<String>,
    }
}

/// What of `{these}` is in none of `{made}`, in no schema and no part of an extension.
const MISSING: &str = "
SELECT pg_describe_object(o.catalog, o.object, 0)
FROM (VALUES {these}) AS o (catalog, object)
LEFT JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object
LEFT JOIN pg_class AS c ON c.oid = t.typrelid
WHERE o.catalog NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass, 'pg_constraint'::regclass)
    AND (o.catalog, o.object) NOT IN (VALUES {made})
    AND NOT coalesce(c.relkind <> 'c', false) AND NOT coalesce(t.typtype = 'e' AND t.typnamespace = {own}, false)
    AND NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = o.catalog AND d.objid = o.object AND d.deptype = 'e')
ORDER BY 1";

/// The catalog of functions, whose number is the same everywhere.
const PROC: i64 = 1255;

/// An object by its catalog and its number in it.
type Object = (i64, i64);

/// As the server tells them, in an order in which they can be made.
pub(in crate::dialect) async fn needed(session: &mut Session, tables: &BTreeSet<&TableName>) -> Result<Needs, Error> {
    if tables.is_empty() {
        return Ok(Needs::default());
    }
    let all = all(session, tables).await?;
    if all.is_empty() {
        return Ok(Needs::default());
    }
    let own = "(SELECT oid FROM pg_namespace WHERE nspname = current_schema())";
    // What lies in the connection's own namespace is made in that of the next one.
    let place = "CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN quote_ident(n.nspname) || '.' ELSE '' END";
    let these = values(&all);
    let sql = |sql: &str| {
        let filled = FILLED.replace("{sequence}", "c.oid");
        sql.replace("{filled}", &filled).replace("{these}", &these).replace("{place}", place).replace("{own}", own)
    };
    let extensions: Vec<ExtensionRow> = session.fetch(&sql(EXTENSIONS)).await?;
    let rows: Vec<NeededRow> = session.fetch(&sql(NEEDED)).await?;
    let mut made: BTreeSet<Object> = rows.iter().map(|row| (row.catalog, row.object)).collect();
    // A list has one value at least.
    made.insert((0, 0));
    let missing = session.values(&sql(MISSING).replace("{made}", &values(&made))).await?;

    let mut needs = Needs { made: Vec::new(), missing };
    let mut make = |kind: UnmanagedKind, name: &str, own_name: &str, sql: String| {
        let it = Unmanaged::new(kind, name, own_name);
        needs.made.push(Needed { it, sql });
    };
    let namespaces: BTreeSet<&String> = rows
        .iter()
        .filter_map(|row| row.other_namespace.as_ref())
        .chain(extensions.iter().filter_map(|row| row.other_namespace.as_ref()))
        .collect();
    for name in namespaces {
        make(UnmanagedKind::Namespace, name, name, format!("CREATE SCHEMA IF NOT EXISTS {name}"));
    }
    for ExtensionRow { name, own_name, sql, .. } in &extensions {
        make(UnmanagedKind::Extension, name, own_name, sql.clone());
    }
    for NeededRow { kind, name, own_name, sql, .. } in &rows {
        let sql = sql.trim_end();
        let kind = UnmanagedKind::of_code(kind)?;
        let sql = match kind {
            UnmanagedKind::Collation | UnmanagedKind::Sequence => sql.to_owned(),
            // Its body may name what comes later.
            UnmanagedKind::Function => unless_there(&format!("SET LOCAL check_function_bodies = off;\n{sql}")),
            _ => unless_there(sql),
        };
        make(kind, name, own_name, sql);
    }
    Ok(needs)
}

/// All that tables stand on, by whatever way.
async fn all(session: &mut Session, tables: &BTreeSet<&TableName>) -> Result<BTreeSet<Object>, Error> {
    let mut all = BTreeSet::new();
    let mut functions = None;
    let names: Vec<String> = tables.iter().map(|table| names(table)).collect();
    let filled = FILLED.replace("{sequence}", "d.refobjid");
    let direct = DIRECT
        .replace("{filled}", &filled)
        .replace("{users}", OF_USERS)
        .replace("{object}", OBJECT)
        .replace("{tables}", &names.join(", "));
    let mut next = objects(session, &direct).await?;
    while !next.is_empty() {
        all.extend(next.iter().copied());
        let indirect = INDIRECT.replace("{these}", &values(&next)).replace("{object}", OBJECT);
        let mut beyond = objects(session, &indirect).await?;
        for (_, object) in next.iter().filter(|(catalog, _)| *catalog == PROC) {
            let functions = match &mut functions {
                Some(functions) => functions,
                none => none.insert(Functions::read(session).await?),
            };
            beyond.extend(functions.called_by(*object));
        }
        next = beyond.difference(&all).copied().collect();
    }
    Ok(all)
}

async fn objects(session: &mut Session, sql: &str) -> Result<BTreeSet<Object>, Error> {
    let rows: Vec<ObjectRow> = session.fetch(sql).await?;
    Ok(rows.into_iter().map(|row| (row.catalog, row.object)).collect())
}

/// A table's namespace and name as a row of two texts.
fn names(table: &TableName) -> String {
    // Whatever `standard_conforming_strings` says.
    let text = |name: &str| format!("E'{}'", name.replace('\\', "\\\\").replace('\'', "''"));
    let namespace = table.namespace.as_deref().map_or_else(|| "current_schema()::text".to_owned(), text);
    format!("({namespace}, {})", text(&table.name))
}

fn values(of: &BTreeSet<Object>) -> String {
    let each: Vec<String> = of.iter().map(|(catalog, object)| format!("({catalog}::oid, {object}::oid)")).collect();
    each.join(", ")
}

/// Functions by name, and the texts of their bodies.
#[derive(Debug, Default)]
struct Functions {
    named: BTreeMap<String, Vec<i64>>,
    bodies: BTreeMap<i64, String>,
}

impl Functions {
    async fn read(session: &mut Session) -> Result<Self, Error> {
        let mut functions = Self::default();
        for FunctionRow { object, name, body } in session.fetch(FUNCTIONS).await? {
            functions.named.entry(name).or_default().push(object);
            functions.bodies.extend(body.map(|body| (object, body)));
        }
        Ok(functions)
    }

    /// The functions that a body seems to call: those of a name that a parenthesis follows. One too many does no harm.
    fn called_by(&self, object: i64) -> BTreeSet<Object> {
        let body = self.bodies.get(&object).map(String::as_str).unwrap_or_default();
        let names = body.match_indices('(').filter_map(|(at, _)| called(&body[..at]));
        names.filter_map(|name| self.named.get(&name)).flatten().map(|object| (PROC, *object)).collect()
    }
}

/// The name that `before`, what stands before a parenthesis, ends with.
fn called(before: &str) -> Option<String> {
    let before = before.trim_end();
    if let Some(quoted) = before.strip_suffix('"') {
        return quoted.rsplit_once('"').map(|(_, name)| name.to_owned());
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last()?.0;
    Some(before[start..].to_lowercase())
}

/// PostgreSQL has no `IF NOT EXISTS` for types and functions.
fn unless_there(sql: &str) -> String {
    let mut tag = "$make$".to_owned();
    while sql.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("DO {tag} BEGIN\n{sql};\nEXCEPTION WHEN duplicate_object OR duplicate_function THEN NULL;\nEND {tag}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::unmanaged::codes_of;
    use crate::schema::Dialect;

    #[test]
    fn the_query_gives_codes_of_kinds() {
        // What is behind `found`, without the parentheses.
        let (_, found) = NEEDED.split_once("sql) AS (").expect("a part of the query");
        let codes = codes_of(Dialect::POSTGRES, found);
        assert_eq!(codes.len(), 8, "{codes:?}");
        for code in codes {
            assert!(UnmanagedKind::of_code(&code).is_ok(), "{code}");
        }
    }

    #[test]
    fn the_name_before_a_parenthesis() {
        for (before, name) in [
            ("RETURN widget", Some("widget")),
            ("select tools.Crypt ", Some("crypt")),
            ("x + \"Quoted name\"", Some("Quoted name")),
            ("VALUES ", Some("values")),
            ("a + ", None),
            ("", None),
        ] {
            assert_eq!(called(before).as_deref(), name, "{before}");
        }
    }
}
