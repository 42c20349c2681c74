//! What the tables of a PostgreSQL database stand on and no model holds: extensions, types, sequences and functions.

use crate::connect::{Error, Session};
use crate::dialect::introspect::{Needed, Unmodelled};

/// What tables, their defaults, constraints and indexes depend on by `pg_depend`, and what that depends on in turn; without
/// what a schema holds, and without what stands on a table itself. What the body of a function calls, no catalog knows: its
/// text is searched.
const NEEDED: &str = "
WITH RECURSIVE own AS MATERIALIZED (
    SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'
        AND NOT EXISTS (SELECT FROM pg_depend AS d
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
), parts (catalog, object) AS (
    SELECT 'pg_class'::regclass::oid, oid FROM own
    UNION SELECT 'pg_attrdef'::regclass::oid, d.oid FROM pg_attrdef AS d JOIN own ON own.oid = d.adrelid
    UNION SELECT 'pg_constraint'::regclass::oid, k.oid FROM pg_constraint AS k JOIN own ON own.oid = k.conrelid
    UNION SELECT 'pg_class'::regclass::oid, x.indexrelid FROM pg_index AS x JOIN own ON own.oid = x.indrelid
), needed (catalog, object) AS (
    SELECT catalog, object FROM parts
    UNION
    SELECT next.catalog, next.object
    FROM needed AS o
    CROSS JOIN LATERAL (
        SELECT d.refclassid, CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE d.refobjid END
        FROM pg_depend AS d
        LEFT JOIN pg_type AS t ON d.refclassid = 'pg_type'::regclass AND t.oid = d.refobjid
        WHERE d.classid = o.catalog AND d.objid = o.object AND d.deptype <> 'e' AND (
            d.refclassid <> 'pg_class'::regclass OR EXISTS (
                SELECT FROM pg_class AS s WHERE s.oid = d.refobjid AND s.relkind = 'S'))
        UNION ALL
        SELECT 'pg_proc'::regclass::oid, called.oid
        FROM pg_proc AS f
        JOIN pg_proc AS called ON called.pronamespace <> 'pg_catalog'::regnamespace
            AND strpos(f.prosrc, called.proname || '(') > 0
        WHERE o.catalog = 'pg_proc'::regclass AND f.oid = o.object AND f.pronamespace <> 'pg_catalog'::regnamespace
    ) AS next (catalog, object)
), found (kind, namespace, name, place, sql) AS (
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
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
            AND (d.deptype = 'e' OR d.refclassid = 'pg_class'::regclass OR t.typtype = 'c'))
)
SELECT kind, name, sql, CASE WHEN namespace NOT IN ('public', 'pg_catalog') AND namespace IS DISTINCT FROM current_schema()
    THEN quote_ident(namespace) END
FROM found ORDER BY place, name";

/// As the server tells them, in an order in which they can be made.
pub(in crate::dialect) async fn needed(session: &mut Session) -> Result<Vec<Needed>, Error> {
    // What lies in the connection's own namespace is made in that of the next one.
    let place = "CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN quote_ident(n.nspname) || '.' ELSE '' END";
    let rows = session.rows(&NEEDED.replace("{place}", place)).await?;
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
            "enum type" | "domain" => unless_there(sql),
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
