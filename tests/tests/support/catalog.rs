//! What a database says of itself, line by line, without our own reader in between.

use schema_core::connect::Session;
use schema_core::schema::Dialect;

const SQLITE: &[&str] = &[
    "SELECT 'column', t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_schema AS t
        JOIN pragma_table_xinfo(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE '\\_schema%' ESCAPE '\\'
        AND t.name NOT LIKE 'sqlite%'",
    "SELECT 'foreign key', t.name, f.seq, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete
        FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'",
    "SELECT 'index', t.name, i.name, i.\"unique\", i.origin, i.partial, x.seqno, x.name, x.\"desc\", x.coll
        FROM sqlite_schema AS t JOIN pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name) AS x
        WHERE t.type = 'table' AND t.name NOT LIKE '\\_schema%' ESCAPE '\\' AND x.key",
    "SELECT 'numbered', name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE '\\_schema%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
];

const POSTGRES: &[&str] = &[
    "SELECT 'column', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid), a.attidentity, col_description(c.oid, a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND c.relname NOT LIKE '\\_schema%'",
    "SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), obj_description(oid)
        FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND contype <> 'n' AND conrelid::regclass::text NOT LIKE '%\\_schema%'",
    "SELECT 'index', indexdef FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
        AND tablename NOT LIKE '\\_schema%'",
    "SELECT 'enum', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
        FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.oid, t.typname",
    "SELECT 'comment', objoid::regclass, description FROM pg_description
        WHERE classoid = 'pg_class'::regclass AND objsubid = 0 AND objoid::regclass::text NOT LIKE 'pg\\_%'
        AND objoid >= 16384",
];

/// All that the catalogs say of the tables, in an order of its own; where columns stand is left out.
pub(crate) async fn catalog(session: &mut Session) -> Vec<String> {
    let mut lines = Vec::new();
    match session.dialect() {
        Dialect::Sqlite => {
            for query in SQLITE {
                lines.extend(select(session, query).await);
            }
            let texts = session.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").await.unwrap();
            for row in texts.iter().filter(|row| !row.text(0).starts_with("_schema")) {
                lines.extend(named_constraints(row.text(1)).map(|name| format!("constraint {} {name}", row.text(0))));
            }
        }
        Dialect::Postgres => {
            for query in POSTGRES {
                lines.extend(select(session, query).await);
            }
        }
        Dialect::Mysql | Dialect::Mariadb => {
            let tables = session.rows("SHOW TABLES").await.unwrap();
            for table in tables.iter().map(|row| row.text(0)).filter(|name| !name.starts_with("_schema")) {
                let sql = format!("SHOW CREATE TABLE `{}`", table.replace('`', "``"));
                let shown = session.rows(&sql).await.unwrap();
                lines.extend(shown[0].text(1).lines().map(|line| format!("{table}: {}", without_counter(line))));
            }
        }
    }
    lines.sort();
    lines
}

async fn select(session: &mut Session, query: &str) -> Vec<String> {
    let rows = session.rows(query).await.unwrap_or_else(|error| panic!("{error}\n{query}"));
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "NULL".to_owned());
    rows.iter().map(|row| row.values().iter().map(text).collect::<Vec<_>>().join(" | ")).collect()
}

/// A line of `SHOW CREATE TABLE` without comma at the end and the next number to give out.
fn without_counter(line: &str) -> String {
    let words = line.trim().trim_end_matches(',').split(' ');
    words.filter(|word| !word.starts_with("AUTO_INCREMENT=")).collect::<Vec<_>>().join(" ")
}

/// The names of constraints, and what each check says: the pragmas do not tell.
fn named_constraints(sql: &str) -> impl Iterator<Item = String> + '_ {
    sql.split("CONSTRAINT ").skip(1).map(|rest| {
        let end =
            rest.find(" FOREIGN").or_else(|| rest.find(" REFERENCES")).or_else(|| rest.find(',')).unwrap_or(rest.len());
        let check = rest.find("CHECK").filter(|at| *at < end).map(|_| rest.lines().next().unwrap());
        check.unwrap_or(&rest[..end]).trim_end_matches([',', ')', '\n', ' ']).to_owned()
    })
}
