//! The queries of the system catalogs that a database is read by, and their rows.

use crate::connect::row;

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

/// The tables that are read: those of users but partitions. They are found once for a query: the planner expects a handful, and would look for each again in every join. Every query has the
/// table's name as `namespace`, which is NULL for the connection's default, and `table_name`.
pub(super) const FOUND: &str = "
WITH c AS MATERIALIZED (
    SELECT CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END AS namespace, c.relname, c.oid,
        c.relnamespace, c.relpersistence, c.reltablespace, c.reloptions
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE {users} AND NOT c.relispartition AND {which}
)";

pub(super) const TABLES: &str = "
    ds.description AS comment, c.relpersistence = 'u' AS is_unlogged, s.spcname AS tablespace,
    to_json(c.reloptions) AS parameters, r.partstrat AS partitioned_by, (
        SELECT json_agg(a.attname ORDER BY p.place)
        FROM unnest(r.partattrs) WITH ORDINALITY AS p (here, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.here
    ) AS partition_columns, r.partexprs IS NOT NULL AS by_expression";
pub(super) const TABLES_FROM: &str = "
LEFT JOIN pg_catalog.pg_description AS ds
    ON ds.objoid = c.oid AND ds.classoid = 'pg_catalog.pg_class'::regclass AND ds.objsubid = 0
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_partitioned_table AS r ON r.partrelid = c.oid";

row! {
    pub(super) struct TableRow {
        pub(super) namespace: Option<String>,
        pub(super) table_name: String,
        pub(super) comment: Option<String>,
        pub(super) is_unlogged: bool,
        pub(super) tablespace: Option<String>,
        /// A list in JSON.
        pub(super) parameters: Option<String>,
        /// `r`, `l` or `h`; none for a table without partitions.
        pub(super) partitioned_by: Option<String>,
        /// A list in JSON.
        pub(super) partition_columns: Option<String>,
        pub(super) by_expression: bool,
    }
}

/// Of a column that a sequence of its own fills (`serial`) the default is not told. An enum type without values is none that a
/// model can say: its column is of a type by that name.
pub(super) const COLUMNS: &str = "
    a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type_name, NOT a.attnotnull AS is_nullable,
    pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_value, a.attgenerated AS generated, a.attidentity AS identity,
    CASE WHEN coalesce(e.typtype, t.typtype) = 'e' AND coalesce(e.typnamespace, t.typnamespace) = (
            SELECT own.oid FROM pg_catalog.pg_namespace AS own WHERE own.nspname = current_schema()
        ) AND v.enumtypid IS NOT NULL THEN coalesce(e.typname, t.typname) END AS enum_type,
    ds.description AS comment,
    CASE WHEN pg_catalog.pg_collation_is_visible(o.oid) THEN o.collname
        ELSE quote_ident(co.nspname) || '.' || quote_ident(o.collname) END AS collation,
    q.seqstart AS sequence_start, q.seqincrement AS sequence_increment";
pub(super) const COLUMNS_FROM: &str = "
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

row! {
    pub(super) struct ColumnRow {
        pub(super) namespace: Option<String>,
        pub(super) table_name: String,
        pub(super) name: String,
        pub(super) type_name: String,
        pub(super) is_nullable: bool,
        /// Or what it is computed by.
        pub(super) default_value: Option<String>,
        /// `s` or `v` for one that is computed.
        pub(super) generated: String,
        /// `a` or `d` for an identity.
        pub(super) identity: String,
        /// Its type, or that of its elements, if that is an enum type.
        pub(super) enum_type: Option<String>,
        pub(super) comment: Option<String>,
        pub(super) collation: Option<String>,
        /// None for a column without a sequence of its own.
        pub(super) sequence_start: Option<i64>,
        pub(super) sequence_increment: Option<i64>,
    }
}

pub(super) const CONSTRAINTS: &str = "
    k.conname AS name, k.contype AS kind, a.attname AS column_name,
    CASE WHEN fn.nspname IS DISTINCT FROM current_schema() THEN fn.nspname END AS target_namespace,
    fc.relname AS target, fa.attname AS target_column, k.confupdtype AS on_update, k.confdeltype AS on_delete,
    k.condeferrable AS is_deferrable, k.condeferred AS is_deferred, k.confmatchtype = 'f' AS match_full,
    pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression, {nulls} AS nulls_not_distinct,
    {enforced} AS is_enforced, k.connoinherit AS no_inherit, NOT k.convalidated AS not_valid";
/// A foreign key that sets but some of its columns to NULL is none that a model can say.
pub(super) const CONSTRAINTS_FROM: &str = "
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c') AND k.conparentid = 0
    {whole}
LEFT JOIN pg_catalog.pg_index AS x ON x.indexrelid = k.conindid AND k.contype = 'u'
LEFT JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS p (here, there, place) ON k.contype <> 'c'
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.here AND a.attnum > 0
LEFT JOIN pg_catalog.pg_class AS fc ON fc.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace AS fn ON fn.oid = fc.relnamespace
LEFT JOIN pg_catalog.pg_attribute AS fa ON fa.attrelid = fc.oid AND fa.attnum = p.there AND fa.attnum > 0
ORDER BY c.oid, k.oid, p.place";

row! {
    /// A check, or a column of a key.
    pub(super) struct ConstraintRow {
        pub(super) namespace: Option<String>,
        pub(super) table_name: String,
        pub(super) name: String,
        /// `p`, `u`, `f` or `c`.
        pub(super) kind: String,
        pub(super) column_name: String,
        /// None for the connection's default.
        pub(super) target_namespace: Option<String>,
        pub(super) target: String,
        pub(super) target_column: String,
        pub(super) on_update: String,
        pub(super) on_delete: String,
        pub(super) is_deferrable: bool,
        pub(super) is_deferred: bool,
        pub(super) match_full: bool,
        pub(super) expression: String,
        pub(super) nulls_not_distinct: bool,
        pub(super) is_enforced: bool,
        pub(super) no_inherit: bool,
        pub(super) not_valid: bool,
    }
}

// `attnum > 0` leaves out the half of `pg_attribute` that are columns of the system, in no constraint or index.

// What a query guesses to be dear is compiled before it runs (`jit_above_cost`), which takes longer than reading ten thousand
// tables: joins in place of subqueries keep the guess low.

/// A row for each part of an index that no primary key or unique constraint brought. One that is not valid is idle, but for that
/// of a partitioned table, which is none yet: it waits for the indexes of its partitions, and a drop would take those along. The
/// operator class is told where it is not the type's own, the collation where it is not the column's.
pub(super) const INDEXES: &str = "
    i.relname AS name, k.oid IS NOT NULL AS is_exclusion, ia.attnum > x.indnkeyatts AS is_included, a.attname AS column_name,
    CASE WHEN x.indkey[ia.attnum - 1] = 0 THEN pg_catalog.pg_get_indexdef(i.oid, ia.attnum::int, false) END AS expression,
    x.indoption[ia.attnum - 1] & 1 = 1 AS descending, x.indoption[ia.attnum - 1] & 2 = 2 AS nulls_first,
    CASE WHEN NOT oc.opcdefault OR ia.attoptions IS NOT NULL OR usual.opcintype <> oc.opcintype
        THEN CASE WHEN pg_catalog.pg_opclass_is_visible(oc.oid) THEN oc.opcname
            ELSE quote_ident(ocn.nspname) || '.' || quote_ident(oc.opcname) END END AS operator_class,
    to_json(ia.attoptions) AS class_options,
    CASE WHEN x.indcollation[ia.attnum - 1] <> 0 AND CASE WHEN x.indkey[ia.attnum - 1] <> 0
            THEN x.indcollation[ia.attnum - 1] <> a.attcollation
            ELSE strpos(pg_catalog.pg_get_indexdef(i.oid),
                pg_catalog.pg_get_indexdef(i.oid, ia.attnum::int, false) || ' COLLATE ') > 0 END
        THEN ic.collname END AS collation,
    x.indisunique AS is_unique, m.amname AS method, pg_catalog.pg_get_expr(x.indpred, x.indrelid) AS predicate,
    to_json(i.reloptions) AS parameters, ds.description AS comment, {nulls} AS nulls_not_distinct, op.oprname AS operator,
    k.condeferrable AS is_deferrable, k.condeferred AS is_deferred, x.indisvalid AS is_valid";
pub(super) const INDEXES_FROM: &str = "
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

row! {
    /// A part of an index or of an exclusion constraint.
    pub(super) struct IndexRow {
        pub(super) namespace: Option<String>,
        pub(super) table_name: String,
        pub(super) name: String,
        pub(super) is_exclusion: bool,
        pub(super) is_included: bool,
        pub(super) column_name: Option<String>,
        pub(super) expression: Option<String>,
        pub(super) descending: bool,
        pub(super) nulls_first: bool,
        pub(super) operator_class: Option<String>,
        /// A list in JSON.
        pub(super) class_options: Option<String>,
        pub(super) collation: Option<String>,
        pub(super) is_unique: bool,
        pub(super) method: String,
        pub(super) predicate: Option<String>,
        /// A list in JSON.
        pub(super) parameters: Option<String>,
        pub(super) comment: Option<String>,
        pub(super) nulls_not_distinct: bool,
        /// Of an exclusion constraint.
        pub(super) operator: String,
        pub(super) is_deferrable: bool,
        pub(super) is_deferred: bool,
        pub(super) is_valid: bool,
    }
}

/// Partitions in the namespace of their table.
pub(super) const PARTITIONS: &str = "ch.relname AS name, pg_catalog.pg_get_expr(ch.relpartbound, ch.oid) AS bounds";
pub(super) const PARTITIONS_FROM: &str = "
JOIN pg_catalog.pg_inherits AS h ON h.inhparent = c.oid
JOIN pg_catalog.pg_class AS ch ON ch.oid = h.inhrelid AND ch.relispartition AND ch.relnamespace = c.relnamespace
    AND ch.relkind = 'r'
ORDER BY c.oid, ch.relname";

row! {
    pub(super) struct PartitionRow {
        pub(super) namespace: Option<String>,
        pub(super) table_name: String,
        pub(super) name: String,
        pub(super) bounds: String,
    }
}

pub(super) const ENUMS: &str = "
SELECT t.typname AS name, e.enumlabel AS value
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_enum AS e ON e.enumtypid = t.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE n.nspname = current_schema() AND t.oid NOT IN (
    SELECT d.objid FROM pg_catalog.pg_depend AS d
    WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'
        AND d.classid = 'pg_catalog.pg_type'::regclass
)
ORDER BY t.oid, e.enumsortorder";

row! {
    /// A value of an enum type.
    pub(super) struct EnumRow {
        pub(super) name: String,
        pub(super) value: String,
    }
}
