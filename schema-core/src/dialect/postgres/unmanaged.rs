//! The unmanaged objects of a PostgreSQL database.

use crate::connect::{Error, Session, row};
use crate::dialect::{Unmanaged, UnmanagedKind};

/// A kind of object: a query for the code of its kind, its name, name alone and, where an extension may own it, catalog and identifier.
const KINDS: &[&str] = &[
    "SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'f' THEN 'foreign-table'
            WHEN 'S' THEN 'sequence' ELSE 'composite-type' END, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
        c.relname, 'pg_class'::regclass, c.oid
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {own} AND (c.relkind IN ('v', 'm', 'f', 'c') OR c.relkind = 'S' AND c.oid NOT IN (
        SELECT d.objid FROM pg_depend AS d JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refclassid = 'pg_class'::regclass
            AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)))",
    "SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
        quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')',
        p.proname, 'pg_proc'::regclass, p.oid
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE {own} AND NOT EXISTS (SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')",
    "SELECT 'trigger', quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(t.tgname), t.tgname,
        'pg_trigger'::regclass, t.oid
    FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {own} AND NOT t.tgisinternal AND t.tgparentid = 0",
    "SELECT 'rule', quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(r.rulename), r.rulename,
        'pg_rewrite'::regclass, r.oid
    FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {own} AND r.rulename <> '_RETURN'",
    "SELECT 'policy', quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(p.polname), p.polname,
        'pg_policy'::regclass, p.oid
    FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {own}",
    "SELECT 'row-level-security', quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname,
        'pg_class'::regclass, c.oid
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE {own} AND c.relrowsecurity",
    "SELECT CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range-type' WHEN 'e' THEN 'enum-type' ELSE 'base-type' END,
        quote_ident(n.nspname) || '.' || quote_ident(t.typname), t.typname, 'pg_type'::regclass, t.oid
    FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace
    WHERE {own} AND (t.typtype IN ('d', 'r') OR t.typtype = 'e' AND n.nspname IS DISTINCT FROM current_schema()
        OR t.typtype = 'b' AND t.typelem = 0)",
    "SELECT 'operator', quote_ident(n.nspname) || '.' || o.oprname, o.oprname, 'pg_operator'::regclass, o.oid
    FROM pg_operator AS o JOIN pg_namespace AS n ON n.oid = o.oprnamespace WHERE {own}",
    "SELECT 'collation', quote_ident(n.nspname) || '.' || quote_ident(o.collname), o.collname, 'pg_collation'::regclass, o.oid
    FROM pg_collation AS o JOIN pg_namespace AS n ON n.oid = o.collnamespace WHERE {own}",
    "SELECT 'text-search-configuration', quote_ident(n.nspname) || '.' || quote_ident(o.cfgname), o.cfgname,
        'pg_ts_config'::regclass, o.oid
    FROM pg_ts_config AS o JOIN pg_namespace AS n ON n.oid = o.cfgnamespace WHERE {own}",
    "SELECT 'statistics', quote_ident(n.nspname) || '.' || quote_ident(s.stxname), s.stxname,
        'pg_statistic_ext'::regclass, s.oid
    FROM pg_statistic_ext AS s JOIN pg_namespace AS n ON n.oid = s.stxnamespace WHERE {own}",
    // Tables whose rows or columns are those of others.
    "SELECT CASE WHEN c.relispartition THEN 'partition' ELSE 'inheritance' END,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname, 'pg_class'::regclass, c.oid
    FROM pg_inherits AS h JOIN pg_class AS c ON c.oid = h.inhrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_class AS parent ON parent.oid = h.inhparent
    WHERE {own} AND c.relkind IN ('r', 'p') AND (NOT c.relispartition OR c.relkind = 'p' OR parent.relispartition
        OR parent.relnamespace <> c.relnamespace)",
    // What of a constraint or index is not said by the schema.
    "SELECT CASE WHEN NOT {enforced} THEN 'unenforced-constraint'
            WHEN NOT k.convalidated THEN 'unvalidated-constraint' ELSE 'included-columns' END,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(k.conname), k.conname,
        'pg_constraint'::regclass, k.oid
    FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {own} AND k.conparentid = 0 AND k.conislocal AND (NOT k.convalidated AND k.contype NOT IN ('c', 'f') OR NOT {enforced}
        OR k.contype IN ('p', 'u', 'x')
        AND k.conindid IN (SELECT indexrelid FROM pg_index WHERE indnatts <> indnkeyatts))",
    "SELECT 'foreign-key-sets-some-columns',
        quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(k.conname), k.conname,
        'pg_constraint'::regclass, k.oid
    FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {own} AND k.conparentid = 0 AND k.conislocal AND k.contype = 'f' AND {partly}",
    // That of a `serial` keeps the type that the column had when it was made.
    "SELECT 'sequence-limits', quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname,
        'pg_class'::regclass, c.oid
    FROM pg_sequence AS s JOIN pg_class AS c ON c.oid = s.seqrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
    JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    CROSS JOIN LATERAL (SELECT CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
        ELSE 9223372036854775807 END AS most) AS l
    WHERE {own} AND (s.seqcycle OR s.seqcache <> 1
        OR s.seqincrement > 0 AND (s.seqmin <> 1 OR s.seqmax <> l.most)
        OR s.seqincrement < 0 AND (s.seqmax <> -1 OR s.seqmin <> -l.most - 1))",
    "SELECT CASE WHEN x.indexrelid IS NOT NULL THEN 'invalid-index' ELSE 'index-tablespace' END,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname, 'pg_class'::regclass, c.oid
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_index AS x ON x.indexrelid = c.oid AND NOT x.indisvalid
    WHERE {own} AND c.relkind IN ('i', 'I') AND NOT c.relispartition
        AND (x.indexrelid IS NOT NULL OR c.reltablespace <> 0)",
    "SELECT 'extension', quote_ident(e.extname), e.extname, 'pg_extension'::regclass, e.oid
    FROM pg_extension AS e WHERE e.extname <> 'plpgsql'",
    "SELECT 'event-trigger', quote_ident(e.evtname), e.evtname, 'pg_event_trigger'::regclass, e.oid FROM pg_event_trigger AS e",
    "SELECT 'publication', quote_ident(p.pubname), p.pubname, 'pg_publication'::regclass, p.oid FROM pg_publication AS p",
    "SELECT 'foreign-server', quote_ident(s.srvname), s.srvname,
        'pg_foreign_server'::regclass, s.oid FROM pg_foreign_server AS s",
    "SELECT 'foreign-data-wrapper', quote_ident(w.fdwname), w.fdwname, 'pg_foreign_data_wrapper'::regclass, w.oid
    FROM pg_foreign_data_wrapper AS w",
    // The type that a user made says more than one that every database has.
    "SELECT 'cast', format_type(castsource, NULL) || ' as ' || format_type(casttarget, NULL),
        CASE WHEN s.oid >= 16384 THEN s.typname ELSE t.typname END, 'pg_cast'::regclass, c.oid
    FROM pg_cast AS c JOIN pg_type AS s ON s.oid = c.castsource JOIN pg_type AS t ON t.oid = c.casttarget
    WHERE c.oid >= 16384 AND NOT EXISTS (
        SELECT FROM pg_depend AS d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'i')",
];

/// The same of what came with PostgreSQL 18.
const KINDS_OF_18: &[&str] = &[
    "SELECT 'period-constraint', quote_ident(n.nspname) || '.' || quote_ident(c.relname) || '.' || quote_ident(k.conname),
        k.conname, 'pg_constraint'::regclass, k.oid
    FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {own} AND k.conperiod AND k.conparentid = 0",
];

/// Functions with a body of text, the tables that each is a trigger of, and what it takes and gives. Views are kept by what they
/// name, and follow.
pub(in crate::dialect) const BODIES: &str = "
SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END AS kind,
    quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
    p.proname AS bare_name, p.prosrc AS body, (
        SELECT json_agg(c.relname) FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
        WHERE t.tgfoid = p.oid AND NOT t.tgisinternal
    ) AS trigger_tables, concat_ws(' ', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid)) AS signature
FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace JOIN pg_language AS l ON l.oid = p.prolang
WHERE n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_' AND l.lanname NOT IN ('c', 'internal')
    AND p.prosqlbody IS NULL AND p.oid NOT IN (
        SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype = 'e')
ORDER BY 2";

row! {
    struct UnmanagedRow {
        /// Its code.
        kind: String,
        name: String,
        own_name: String,
    }
}

/// Reads them, without what belongs to an extension.
pub(super) async fn read(session: &mut Session) -> Result<Vec<Unmanaged>, Error> {
    let own = "n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'";
    let version = session.release().version.major;
    // The columns came with those versions.
    let enforced = if version < 18 { "true" } else { "k.conenforced" };
    let partly = if version < 15 { "false" } else { "k.confdelsetcols IS NOT NULL" };
    let late = if version < 18 { &[] } else { KINDS_OF_18 };
    let all = [KINDS, late].concat().join("\nUNION ALL\n");
    let all = all.replace("{own}", own).replace("{partly}", partly).replace("{enforced}", enforced);
    let sql = format!(
        "SELECT kind, name, own_name FROM ({all}) AS found (kind, name, own_name, catalog, object)
        WHERE (catalog, object) NOT IN (
            SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
        )"
    );
    let rows: Vec<UnmanagedRow> = session.fetch(&sql).await?;
    let object = |row: UnmanagedRow| Ok(Unmanaged::new(UnmanagedKind::of_code(&row.kind)?, row.name, row.own_name));
    rows.into_iter().map(object).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::unmanaged::codes_of;
    use crate::schema::Dialect;

    #[test]
    fn every_query_gives_codes_of_kinds() {
        for query in KINDS.iter().chain(KINDS_OF_18).chain([&BODIES]) {
            let codes = codes_of(Dialect::POSTGRES, query);
            assert!(!codes.is_empty(), "{query}");
            for code in codes {
                assert!(UnmanagedKind::of_code(&code).is_ok(), "{code}: {query}");
            }
        }
    }
}
