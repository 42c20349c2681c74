//! What the tables of a PostgreSQL database stand on and no model holds: extensions, types, sequences and functions.

use std::collections::BTreeSet;

use crate::connect::{Error, Session};
use crate::dialect::introspect::{Needed, Unmodelled};

// Each walk through `pg_depend` is a query of its own: one that does it all is guessed to be so dear that it is compiled first.

/// What the tables of users, their defaults, constraints and indexes depend on; without tables, what a column owns, and what
/// every database has (below 16384).
const DIRECT: &str = "
WITH own AS MATERIALIZED (
    SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'
        AND NOT EXISTS (SELECT FROM pg_depend AS d
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
), parts (catalog, object) AS (
    SELECT 'pg_class'::regclass::oid, oid FROM own
    UNION ALL SELECT 'pg_attrdef'::regclass::oid, d.oid FROM pg_attrdef AS d JOIN own ON own.oid = d.adrelid
    UNION ALL SELECT 'pg_constraint'::regclass::oid, k.oid FROM pg_constraint AS k JOIN own ON own.oid = k.conrelid
    UNION ALL SELECT 'pg_class'::regclass::oid, x.indexrelid FROM pg_index AS x JOIN own ON own.oid = x.indrelid
)
SELECT DISTINCT d.refclassid, CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE d.refobjid END
FROM parts AS o JOIN pg_depend AS d ON d.classid = o.catalog AND d.objid = o.object
LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_sequence AS s ON d.refclassid = 'pg_class'::regclass AND s.seqrelid = d.refobjid
WHERE d.refobjid >= 16384 AND (d.refclassid <> 'pg_class'::regclass OR s.seqrelid IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_depend AS w WHERE w.classid = d.refclassid AND w.objid = d.refobjid AND w.deptype IN ('a', 'i')))";

/// What `{these}` depend on in turn. An extension brings along what its own parts stand on; what the body of a function calls
/// no catalog knows, so that its text is searched.
const INDIRECT: &str = "
WITH these (catalog, object) AS (VALUES {these}), own AS (
    SELECT * FROM these AS o WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = o.catalog AND d.objid = o.object AND d.deptype = 'e')
)
SELECT d.refclassid, CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE d.refobjid END
FROM own AS o JOIN pg_depend AS d ON d.classid = o.catalog AND d.objid = o.object
LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
LEFT JOIN pg_class AS c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
WHERE d.refobjid >= 16384 AND (d.refclassid <> 'pg_class'::regclass OR c.relkind IN ('S', 'c'))
UNION
SELECT 'pg_proc'::regclass::oid, called.oid
FROM own AS o JOIN pg_proc AS f ON o.catalog = 'pg_proc'::regclass AND f.oid = o.object
JOIN pg_proc AS called ON called.oid >= 16384 AND strpos(f.prosrc, called.proname || '(') > 0";

/// How each of `{these}` is made, as far as no schema holds it and it does not stand on a table.
const NEEDED: &str = "
WITH needed (catalog, object) AS (VALUES {these}), found (kind, namespace, name, place, sql) AS (
    SELECT 'extension', n.nspname, quote_ident(e.extname), 0::oid,
        'CREATE EXTENSION IF NOT EXISTS ' || quote_ident(e.extname)
            || CASE WHEN n.nspname IN (current_schema(), 'public', 'pg_catalog') OR NOT e.extrelocatable THEN ''
                ELSE ' SCHEMA ' || quote_ident(n.nspname) END
    FROM needed AS o
    JOIN pg_depend AS d ON d.classid = o.catalog AND d.objid = o.object AND d.deptype = 'e'
    JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname <> 'plpgsql'
    JOIN pg_namespace AS n ON n.oid = e.extnamespace
    UNION
    SELECT 'sequence', n.nspname, quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.oid,
        'CREATE SEQUENCE IF NOT EXISTS ' || {place} || quote_ident(c.relname) || ' AS ' || format_type(s.seqtypid, NULL)
            || ' INCREMENT BY ' || s.seqincrement || ' MINVALUE ' || s.seqmin || ' MAXVALUE ' || s.seqmax
            || ' START WITH ' || s.seqstart || ' CACHE ' || s.seqcache || CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END
    FROM needed AS o
    JOIN pg_class AS c ON o.catalog = 'pg_class'::regclass AND c.oid = o.object AND c.relkind = 'S'
    JOIN pg_sequence AS s ON s.seqrelid = c.oid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND (d.deptype = 'e' OR d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0))
    UNION
    SELECT 'enum type', n.nspname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), t.oid,
        'CREATE TYPE ' || {place} || quote_ident(t.typname) || ' AS ENUM (' || (
            SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
            FROM pg_enum AS e WHERE e.enumtypid = t.oid) || ')'
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object AND t.typtype = 'e'
    JOIN pg_namespace AS n ON n.oid = t.typnamespace AND n.nspname IS DISTINCT FROM current_schema()
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    UNION
    SELECT 'composite type', n.nspname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), t.oid,
        'CREATE TYPE ' || {place} || quote_ident(t.typname) || ' AS (' || (
            SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
            FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) || ')'
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object
    JOIN pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    UNION
    SELECT 'range type', n.nspname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), t.oid,
        'CREATE TYPE ' || {place} || quote_ident(t.typname) || ' AS RANGE (SUBTYPE = ' || format_type(r.rngsubtype, NULL)
            || CASE WHEN r.rngsubdiff = 0 THEN '' ELSE ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc END || ')'
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object
    JOIN pg_range AS r ON r.rngtypid = t.oid AND r.rngcanonical = 0
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    UNION
    SELECT 'domain', n.nspname, quote_ident(n.nspname) || '.' || quote_ident(t.typname), t.oid,
        'CREATE DOMAIN ' || {place} || quote_ident(t.typname) || ' AS ' || format_type(t.typbasetype, t.typtypmod)
            || CASE WHEN t.typcollation <> b.typcollation THEN (SELECT ' COLLATE ' || quote_ident(co.nspname) || '.'
                || quote_ident(l.collname) FROM pg_collation AS l JOIN pg_namespace AS co ON co.oid = l.collnamespace
                WHERE l.oid = t.typcollation) ELSE '' END
            || coalesce(' DEFAULT ' || t.typdefault, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
            || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), ''
                ORDER BY k.conname) FROM pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
    FROM needed AS o
    JOIN pg_type AS t ON o.catalog = 'pg_type'::regclass AND t.oid = o.object AND t.typtype = 'd'
    JOIN pg_type AS b ON b.oid = t.typbasetype
    JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
    UNION
    SELECT 'function', n.nspname, quote_ident(n.nspname) || '.' || quote_ident(p.proname)
            || '(' || pg_get_function_identity_arguments(p.oid) || ')', p.oid, pg_get_functiondef(p.oid)
    FROM needed AS o
    JOIN pg_proc AS p ON o.catalog = 'pg_proc'::regclass AND p.oid = o.object AND p.prokind = 'f'
    JOIN pg_namespace AS n ON n.oid = p.pronamespace AND n.nspname <> 'pg_catalog'
    WHERE NOT EXISTS (SELECT FROM pg_depend AS d
        LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
        LEFT JOIN pg_class AS c ON c.oid = t.typrelid
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
            AND (d.deptype = 'e' OR d.refclassid = 'pg_class'::regclass OR c.relkind <> 'c'))
)
SELECT kind, name, sql, CASE WHEN namespace NOT IN ('public', 'pg_catalog') AND namespace IS DISTINCT FROM current_schema()
    THEN quote_ident(namespace) END
FROM found ORDER BY place, name";

/// An object by its catalog and its number in it.
type Object = (i64, i64);

async fn objects(session: &mut Session, sql: &str) -> Result<BTreeSet<Object>, Error> {
    let rows = session.rows(sql).await?;
    Ok(rows.iter().filter_map(|row| Some((row.int(0)?, row.int(1)?))).collect())
}

fn values(of: &BTreeSet<Object>) -> String {
    let each: Vec<String> = of.iter().map(|(catalog, object)| format!("({catalog}::oid, {object}::oid)")).collect();
    each.join(", ")
}

/// As the server tells them, in an order in which they can be made.
pub(in crate::dialect) async fn needed(session: &mut Session) -> Result<Vec<Needed>, Error> {
    let mut all = BTreeSet::new();
    let mut next = objects(session, DIRECT).await?;
    while !next.is_empty() {
        all.extend(next.iter().copied());
        let beyond = objects(session, &INDIRECT.replace("{these}", &values(&next))).await?;
        next = beyond.difference(&all).copied().collect();
    }
    if all.is_empty() {
        return Ok(Vec::new());
    }
    // What lies in the connection's own namespace is made in that of the next one.
    let place = "CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN quote_ident(n.nspname) || '.' ELSE '' END";
    let sql = NEEDED.replace("{these}", &values(&all)).replace("{place}", place);
    let rows = session.rows(&sql).await?;
    let mut namespaces: Vec<&str> = rows.iter().filter_map(|row| row.get(3)).collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    let of = |kind: &str, name: &str, sql: String| Needed {
        it: Unmodelled { kind: kind.to_owned(), name: name.to_owned() },
        sql,
    };
    let made = namespaces.iter().map(|name| of("namespace", name, format!("CREATE SCHEMA IF NOT EXISTS {name}")));
    let mut needed: Vec<Needed> = made.collect();
    needed.extend(rows.iter().map(|row| {
        let (kind, sql) = (row.text(0), row.text(2));
        let sql = match kind {
            "enum type" | "composite type" | "range type" | "domain" => unless_there(sql),
            // Its body may name tables, which come later.
            "function" => {
                let sql = sql.trim_end();
                format!("SET check_function_bodies = off;\n{sql};\nRESET check_function_bodies")
            }
            _ => sql.to_owned(),
        };
        of(kind, row.text(1), sql)
    }));
    Ok(needed)
}

/// PostgreSQL has no `IF NOT EXISTS` for types.
fn unless_there(sql: &str) -> String {
    let mut tag = "$make$".to_owned();
    while sql.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("DO {tag} BEGIN\n  {sql};\nEXCEPTION WHEN duplicate_object THEN NULL;\nEND {tag}")
}
