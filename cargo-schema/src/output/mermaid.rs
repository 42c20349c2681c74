//! A schema as an entity-relationship diagram in the language of Mermaid.

use std::fmt::Write as _;

use schema_core::schema::{Schema, Table};

use crate::output::visible::is_obeyed;

/// The diagram. Names that the language has no words for are told in letters, digits and `_`, with the name itself as
/// their label.
pub(crate) fn diagram(schema: &Schema) -> String {
    let mut out = "erDiagram\n".to_owned();
    for table in schema.tables.values() {
        let label = text(&table.name.to_string());
        let _ = writeln!(out, "    {}[\"{label}\"] {{", word(&table.name.to_string()));
        for column in &table.columns {
            let _ = write!(out, "        {} {}", word(&column.ty.to_string()), word(&column.name));
            let keys = keys(table, &column.name);
            if !keys.is_empty() {
                let _ = write!(out, " {}", keys.join(", "));
            }
            if let Some(comment) = &column.comment {
                let _ = write!(out, " \"{}\"", text(comment));
            }
            out.push('\n');
        }
        out.push_str("    }\n");
    }
    for table in schema.tables.values() {
        for key in table.foreign_keys.values() {
            let nullable = |name: &String| table.column(name).is_some_and(|column| column.nullable);
            let one = if key.columns.iter().any(nullable) { "|o" } else { "||" };
            let same = |columns: &[String]| {
                columns.len() == key.columns.len() && columns.iter().all(|it| key.columns.contains(it))
            };
            let single = table.primary_key.as_ref().is_some_and(|it| same(&it.columns))
                || table.uniques.values().any(|it| same(&it.columns));
            let many = if single { "o|" } else { "o{" };
            let (to, from) = (word(&key.references_table.to_string()), word(&table.name.to_string()));
            let _ = writeln!(out, "    {to} {one}--{many} {from} : \"{}\"", text(&key.columns.join(", ")));
        }
    }
    out
}

fn keys(table: &Table, column: &str) -> Vec<&'static str> {
    let has = |columns: &[String]| columns.iter().any(|it| it == column);
    let mut keys = Vec::new();
    keys.extend(table.primary_key.as_ref().filter(|key| has(&key.columns)).map(|_| "PK"));
    keys.extend(table.foreign_keys.values().any(|key| has(&key.columns)).then_some("FK"));
    keys.extend(table.uniques.values().any(|unique| unique.columns == [column]).then_some("UK"));
    keys
}

/// A name as the language takes it: anything else in it is `_`, and a hash keeps two such names apart.
fn word(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let start = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let kept: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    if start && kept == name {
        return kept;
    }
    // Types such as `varchar(80)` and names with a dot read well enough; only strange ones want more.
    let readable = |c: char| plain(c) || "(),. ".contains(c);
    let kept = kept.trim_end_matches('_');
    if start && name.chars().all(readable) {
        return kept.to_owned();
    }
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("_{kept}_{hash:08x}")
}

/// Text in double quotes. The language has codes for what would end it, and for what a terminal would obey.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '\n' | '\r' => out.push(' '),
            c if is_obeyed(c) => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::diagram;
    use schema_core::schema::{Column, ForeignKey, PrimaryKey, Schema, Table};

    #[test]
    fn tables_keys_and_relations() {
        let column = |name: &str, ty: &str| Column::new(name, ty.parse().unwrap());
        let mut users = Table::new("users");
        users.columns =
            [column("id", "i64"), Column { comment: Some("a \"name\"\u{1b}".into()), ..column("name", "varchar(80)") }]
                .into();
        users.primary_key = Some(PrimaryKey::new(["id"]));
        let mut posts = Table::new("my posts!");
        posts.columns = [column("id", "i64"), Column { nullable: true, ..column("author", "i64") }].into();
        posts.foreign_keys.insert("fk".into(), ForeignKey::new("fk", ["author"], "users", ["id"]));
        let mut schema = Schema::default();
        schema.insert_table(users);
        schema.insert_table(posts);
        assert_eq!(
            diagram(&schema),
            "erDiagram
    _my_posts_8380c0eb[\"my posts!\"] {
        i64 id
        i64 author FK
    }
    users[\"users\"] {
        i64 id PK
        varchar_80 name \"a #quot;name#quot;#27;\"
    }
    users |o--o{ _my_posts_8380c0eb : \"author\"
"
        );
    }
}
