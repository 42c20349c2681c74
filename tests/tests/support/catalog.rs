//! What a database says of itself, line by line, without our own reader in between.

use schema_core::connect::Session;

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

/// Tables of ours are left out by name, those of the server by namespace.
const POSTGRES: &[&str] = &[
    "SELECT 'table', c.oid::regclass, c.relkind, c.relpersistence, c.reloptions, c.relispartition, t.spcname,
        pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid), obj_description(c.oid)
        FROM pg_class c LEFT JOIN pg_tablespace t ON t.oid = c.reltablespace
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND c.relnamespace::regnamespace::text NOT LIKE 'pg\\_toast%' AND c.relname NOT LIKE '\\_schema%'",
    "SELECT 'column', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, l.collname, a.attstorage,
        col_description(c.oid, a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND c.relname NOT LIKE '\\_schema%'",
    "SELECT 'numbers', c.oid::regclass, a.attname, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax,
        s.seqcycle, d.deptype FROM pg_sequence s
        JOIN pg_depend d ON d.objid = s.seqrelid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
        JOIN pg_class c ON c.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
        WHERE c.relname NOT LIKE '\\_schema%'",
    "SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), obj_description(oid), convalidated,
        condeferrable, condeferred
        FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
        AND conparentid = 0 AND contype <> 'n' AND conrelid::regclass::text NOT LIKE '%\\_schema%'",
    // The server names the indexes of partitions after the columns that they had when they were made.
    "SELECT 'index', CASE WHEN c.relispartition
        THEN replace(pg_get_indexdef(i.indexrelid), ' INDEX ' || quote_ident(c.relname) || ' ON ', ' INDEX ON ')
        ELSE pg_get_indexdef(i.indexrelid) END, i.indisvalid,
        CASE WHEN NOT c.relispartition THEN obj_description(i.indexrelid) END, c.reloptions
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        WHERE c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
        AND t.relname NOT LIKE '\\_schema%'",
    "SELECT 'enum', t.oid::regtype, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
        FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.oid, t.typname",
    "SELECT 'function', oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
];

/// All that the catalogs say of the tables, in an order of its own; where columns stand is left out.
pub(crate) async fn catalog(session: &mut Session) -> Vec<String> {
    let mut lines = Vec::new();
    match session.dialect().name() {
        "sqlite" => {
            for query in SQLITE {
                lines.extend(select(session, query).await);
            }
            let texts = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL";
            for row in session.rows(texts).await.unwrap() {
                let (kind, name, table) = (row.text(0), row.text(1), row.text(2));
                if !["_schema", "sqlite"].iter().any(|own| table.starts_with(own)) {
                    lines.extend(items(row.text(3)).map(|item| format!("text of {kind} {name}: {item}")));
                }
            }
        }
        "postgres" => {
            for query in POSTGRES {
                lines.extend(select(session, query).await);
            }
        }
        _ => {
            let tables = session.rows("SHOW TABLES").await.unwrap();
            for table in tables.iter().map(|row| row.text(0)).filter(|name| !name.starts_with("_schema")) {
                let sql = format!("SHOW CREATE TABLE `{}`", table.replace('`', "``"));
                let shown = session.rows(&sql).await.unwrap();
                let shown = shown[0].text(1).lines();
                lines.extend(shown.map(|line| format!("{table}: {}", signed(&without_counter(line)))));
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

/// A line with `-5` in the place of `-(5)`: MySQL writes the one when it made the check or computed column, and the other
/// once it copied the table.
fn signed(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, inner)) = rest.split_once("-(") {
        let number = inner.split_once(')').filter(|(number, _)| number.parse::<f64>().is_ok());
        out.push_str(before);
        out.push('-');
        rest = match number {
            Some((number, after)) => {
                out.push_str(number);
                after
            }
            None => {
                out.push('(');
                inner
            }
        };
    }
    out + rest
}

/// What stands between the commas of a definition, and around its parentheses, with one blank between words and none at
/// the parentheses: SQLite keeps the text of a table, to which it adds at the end.
fn items(sql: &str) -> impl Iterator<Item = String> {
    let mut items = vec![String::new()];
    let (mut depth, mut quote) = (0, None);
    for c in sql.chars() {
        let last = items.last_mut().expect("there is one");
        match quote {
            Some(end) => quote = Some(end).filter(|_| c != end),
            None if c.is_whitespace() => {
                if !last.ends_with([' ', '(']) {
                    last.push(' ');
                }
                continue;
            }
            None => match c {
                '\'' | '"' | '`' => quote = Some(c),
                '(' => depth += 1,
                ')' => {
                    depth -= 1;
                    last.truncate(last.trim_end().len());
                }
                _ => {}
            },
        }
        let ends = matches!((c, depth), ('(' | ',', 1) | (')', 0));
        if quote.is_none() && ends {
            items.push(String::new());
        } else {
            last.push(c);
        }
    }
    items.into_iter().flat_map(|item| key_apart(item.trim())).map(bare_in_list).filter(|item| !item.is_empty())
}

/// A check of a list as [`bare_list`] has it.
fn bare_in_list(item: String) -> String {
    let parts = item.split_once(" CHECK (");
    let bare = parts.and_then(|(head, sql)| Some(format!("{head} CHECK ({}", bare_list(sql)?)));
    bare.unwrap_or(item)
}

/// SQL of a check that lists the values of a column, without the quotes that SQLite puts around the column when it renames
/// that in the text; none where there are none.
pub(crate) fn bare_list(sql: &str) -> Option<String> {
    let (name, list) = sql.strip_prefix('"')?.split_once("\" IN (")?;
    let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    plain.then(|| format!("{name} IN ({list}"))
}

/// A foreign key that came with its column, said as one that stands beside it.
fn key_apart(item: &str) -> Vec<String> {
    let parts = item.split_once(" REFERENCES ").and_then(|(head, rest)| {
        let (column, name) = head.rsplit_once(" CONSTRAINT ").filter(|_| item.starts_with('"'))?;
        let end = column
            .match_indices("\" ")
            .map(|(at, _)| at + 1)
            .find(|end| column[..*end].matches('"').count() % 2 == 0)?;
        let key = format!("CONSTRAINT {name} FOREIGN KEY ({}) REFERENCES {rest}", &column[..end]);
        Some(vec![column.to_owned(), key])
    });
    parts.unwrap_or_else(|| vec![item.to_owned()])
}
