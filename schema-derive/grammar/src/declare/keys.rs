//! Every key of `#[schema(...)]`: the one list that parsing, suggestions, hover documentation and the table in
//! `docs/models.md` come from.

use crate::schema::Dialect;

/// The lists of the keys that one engine has.
pub(super) const SQLITE: &str = Dialect::ALL[0].name();
pub(super) const POSTGRES: &str = Dialect::ALL[1].name();
pub(super) const MYSQL: &str = Dialect::ALL[2].name();
pub(super) const MARIADB: &str = Dialect::ALL[3].name();

/// Where a key may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// On a struct with `#[derive(Schema)]`.
    Model,
    /// On one of its fields.
    Field,
    /// On an enum with `#[derive(SchemaEnum)]`.
    Enum,
    /// On one of its variants.
    Variant,
    /// On a struct with `#[derive(SchemaType)]`.
    Newtype,
}

impl Place {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Model, Self::Field, Self::Enum, Self::Variant, Self::Newtype];

    /// What it is called in messages, with its article.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Model => "a model",
            Self::Field => "a field",
            Self::Enum => "an enum",
            Self::Variant => "a variant",
            Self::Newtype => "a newtype",
        }
    }
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct KeyWord {
    /// As it is written.
    pub name: &'static str,
    /// Where it stands; a name has one entry for each of its places.
    pub place: Place,
    /// The forms it has, as examples.
    pub examples: &'static [&'static str],
    /// What it does, in one line.
    pub doc: &'static str,
}

const fn key(place: Place, name: &'static str, examples: &'static [&'static str], doc: &'static str) -> KeyWord {
    KeyWord { name, place, examples, doc }
}

/// All keys, by place.
pub const KEYS: &[KeyWord] = &[
    key(Place::Model, "table", &["table = \"users\""], "Name of the table. Default: the struct's name in snake case."),
    key(
        Place::Model,
        "crate",
        &["crate = \"db::schema_core\""],
        "Path of the crate `schema_core`, where it goes by another name: a renamed dependency, or a re-export of another crate.",
    ),
    key(
        Place::Model,
        "namespace",
        &["namespace = \"auth\""],
        "PostgreSQL schema (elsewhere: database) that the table lies in. Default: the connection's.",
    ),
    key(
        Place::Model,
        "renamed_from",
        &["renamed_from = \"people\""],
        "The table's former name: the next revision renames it instead of dropping one table and creating another.",
    ),
    key(
        Place::Model,
        "embedded",
        &["embedded"],
        "No table, but columns of every model that flattens it. Of other keys on the struct, those for constraints and indexes and `rename_all` may stand beside it.",
    ),
    key(
        Place::Model,
        "rename_all",
        &["rename_all = \"camelCase\""],
        "How fields become column names. Default: as `#[sqlx(rename_all)]` says, else as they are written.",
    ),
    key(
        Place::Model,
        "primary_key",
        &[
            "primary_key(first, second)",
            "primary_key(first, name = \"pk_users\")",
            "primary_key(first(prefix = 20), second)",
        ],
        "The fields of a primary key, in its order. A name is kept by PostgreSQL. `prefix` takes only so many characters or bytes from the start of a field; on MySQL and MariaDB.",
    ),
    key(
        Place::Model,
        "unique",
        &[
            "unique(first, second)",
            "unique(first, name = \"uq_first\")",
            "unique(first, second, nulls_not_distinct, initially_deferred)",
            "unique(first, repair = \"DELETE FROM a WHERE first = 0\")",
        ],
        "A unique constraint over several fields, in its order; may be given several times. With `nulls_not_distinct` two NULLs are one value (PostgreSQL from version 15 on); `deferrable` and `initially_deferred` say when it is checked. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.",
    ),
    key(
        Place::Model,
        "index",
        &[
            "index(first, second)",
            "index(first, name = \"ix_first\")",
            "index(first(desc, nulls_last), second)",
            "index(sql(\"lower(first)\", desc), unique)",
            "index(first, unique, where = \"second > 0\", repair = \"DELETE FROM a WHERE first = 0\")",
            "index(first, where = \"second > 0\")",
            "index(first(ops = \"gin_trgm_ops\"), method(gin), only(postgres))",
            "index(first(prefix = 20))",
            "index(first(collate = \"C\"), include(second), postgres(with(fillfactor = 70)), comment = \"For lists\")",
        ],
        "An index over fields and expressions, in its order; may be given several times. In the list of each of them: `desc`, `nulls_first`, `nulls_last`, `ops`, `collate`, `prefix`. Methods: `btree`, `hash`, `gin`, `gist`, `brin`, `spgist`, `fulltext`, `spatial`. `only` names the dialects that have it; storage parameters stand in `postgres(with(...))`. `repair`, where it is `unique`, is the statement that fixes existing rows first; `repair(none)` says that they need none.",
    ),
    key(
        Place::Model,
        "check",
        &[
            "check(\"first < second\")",
            "check(\"first < second\", name = \"ck_order\")",
            "check(postgres = \"first <> second\", repair = \"UPDATE a SET second = first + 1\")",
            "check(\"first < second\", no_inherit, not_valid)",
        ],
        "A check over several columns, as SQL: for all dialects, or for those that are named; the others have none. May be given several times. On PostgreSQL, `no_inherit` keeps it from tables that inherit, and `not_valid` does not check existing rows. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.",
    ),
    key(
        Place::Model,
        "foreign_key",
        &[
            "foreign_key(first, second, references(Other(x, y)))",
            "foreign_key(first, references(crate::others::Other(x)), on_delete(cascade), name = \"fk_other\")",
            "foreign_key(first, second, references(Other(x, y)), initially_deferred, match_full)",
        ],
        "A foreign key of several fields to as many of another model; may be given several times. The rest is as in `references` on a field.",
    ),
    key(
        Place::Model,
        "exclude",
        &[
            "exclude(first(op = \"=\"), second(op = \"&&\"))",
            "exclude(first(op = \"=\"), sql(\"int4range(first, second)\", op = \"&&\"), where = \"second > 0\", name = \"ex_first\")",
            "exclude(first(op = \"=\"), method(spgist), initially_deferred)",
        ],
        "An exclusion constraint, on PostgreSQL: no two rows for which all operators hold. Its method is `gist` if nothing is said. May be given several times. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.",
    ),
    key(Place::Model, "comment", &["comment = \"For lists\""], "Comment of the table, instead of the doc comment."),
    key(
        Place::Model,
        SQLITE,
        &["sqlite(strict)", "sqlite(without_rowid), primary_key(first)"],
        "What only SQLite has. `strict`: columns hold values of their type only. `without_rowid`: the primary key is the table.",
    ),
    key(
        Place::Model,
        POSTGRES,
        &[
            "postgres(tablespace = \"fast\", unlogged)",
            "postgres(with(fillfactor = 70, autovacuum_enabled = false))",
            "postgres(partition_by(range(first)))",
            "postgres(partition_by(range(first), partition(name = \"low\", bounds = \"FOR VALUES FROM (0) TO (100)\")))",
            "postgres(partition_by(list(first), partition(name = \"odd one\", bounds = \"FOR VALUES IN (1, 3)\")))",
            "postgres(partition_by(hash(first, second)))",
        ],
        "What only PostgreSQL has. `unlogged`: without write-ahead log, so faster, and empty after a crash. `with`: storage parameters. `partition_by`: rows are spread over partitions by `range`, `list` or `hash` of fields. Partitions follow with their names and bounds; unmanaged ones are left alone.",
    ),
    key(
        Place::Model,
        MYSQL,
        &["mysql(engine = \"InnoDB\")", "mysql(charset = \"utf8mb4\", collate = \"utf8mb4_unicode_ci\")"],
        "What only MySQL and MariaDB have: the storage engine, and the character set and collation of columns that say none.",
    ),
    key(Place::Field, "skip", &["skip"], "No column for this field. `#[sqlx(skip)]` does the same."),
    key(
        Place::Field,
        "flatten",
        &["flatten", "flatten(prefix = \"home_\")"],
        "The columns of a struct that is `embedded`, with a prefix before their names or without. `#[sqlx(flatten)]` does the same.",
    ),
    key(
        Place::Field,
        "column",
        &["column = \"e_mail\""],
        "Name of the column. Default: as `#[sqlx(rename)]` says, else the field's name as `rename_all` writes it.",
    ),
    key(
        Place::Field,
        "type",
        &["type = \"text\"", "type = \"datetime(3)\"", "type = \"inet\""],
        "Logical type of the column, instead of the one that the Rust type has.",
    ),
    key(
        Place::Field,
        "native",
        &["native = \"inet\""],
        "SQL type for all dialects, as it is. That of one dialect is said as in `postgres(type = \"citext\")`.",
    ),
    key(
        Place::Field,
        "primary_key",
        &["primary_key"],
        "The primary key; on several fields, a key over all of them in the order of the fields.",
    ),
    key(
        Place::Field,
        "auto_increment",
        &[
            "auto_increment",
            "auto_increment(start = 1000)",
            "auto_increment(always, start = 1000, increment(number = \"-10\"))",
        ],
        "Numbered by the database: `AUTOINCREMENT`, `GENERATED BY DEFAULT AS IDENTITY`, `AUTO_INCREMENT`. With `always` an INSERT gives no number of its own; `always` and `increment` are for PostgreSQL, `start` for all but SQLite.",
    ),
    key(
        Place::Field,
        "generated",
        &["generated(\"b * 2\")", "generated(stored, \"b * 2\")", "generated(\"b * 2\", postgres = \"b + b\")"],
        "Computed by the database from other columns of the row, when it is read; with `stored` when it is written.",
    ),
    key(
        Place::Field,
        "unique",
        &[
            "unique",
            "unique(nulls_not_distinct, deferrable)",
            "unique(name = \"uq_email\", repair = \"DELETE FROM a WHERE a = 0\")",
        ],
        "A unique constraint on this column alone. The rest is as in `unique` on a model.",
    ),
    key(
        Place::Field,
        "index",
        &[
            "index",
            "index(desc, nulls_last, where = \"b > 0\")",
            "index(method(gin), ops = \"gin_trgm_ops\", only(postgres))",
            "index(name = \"ix_email\", prefix = 20, collate = \"C\", include(b))",
        ],
        "An index on this column alone. The rest is as in `index` on a model.",
    ),
    key(
        Place::Field,
        "check",
        &[
            "check(\"a > 0\")",
            "check(\"a > 0\", name = \"ck_positive\")",
            "check(postgres = \"a > 0\", repair = \"UPDATE x SET a = 1 WHERE a <= 0\")",
        ],
        "A check on this column, as SQL. May be given several times. The rest is as in `check` on a model.",
    ),
    key(
        Place::Field,
        "collate",
        &["collate = \"NOCASE\"", "collate(sqlite = \"NOCASE\", postgres = \"C\")"],
        "How texts are compared and sorted: for all dialects, or for those that are named.",
    ),
    key(
        Place::Field,
        SQLITE,
        &["sqlite(type = \"NUMERIC\")"],
        "The SQL type on SQLite, as it is, in place of `native` and the logical type.",
    ),
    key(
        Place::Field,
        POSTGRES,
        &["postgres(type = \"citext\")", "postgres(type = \"citext\"), native = \"text\""],
        "The SQL type on PostgreSQL, as it is, in place of `native` and the logical type.",
    ),
    key(
        Place::Field,
        MYSQL,
        &["mysql(type = \"mediumtext\")", "mysql(charset = \"ascii\")", "mysql(on_update(now))"],
        "What only MySQL and MariaDB have. `type`: the SQL type, as it is, in place of `native` and the logical type. `on_update(now)`: the column gets the time of every change of its row.",
    ),
    key(
        Place::Field,
        MARIADB,
        &["mariadb(type = \"uuid\"), mysql(type = \"char(36)\")"],
        "The SQL type on MariaDB, as it is, where it is another than that of `mysql`.",
    ),
    key(
        Place::Field,
        "default",
        &[
            "default = 0",
            "default = true",
            "default = \"new\"",
            "default = b\"\\x00\"",
            "default(now)",
            "default(number = \"-1.5\")",
            "default(sql = \"1 + 1\")",
            "default(sql = \"''\", postgres = \"gen_random_uuid()\")",
        ],
        "What the database puts where an INSERT gives nothing: a value that each dialect spells, the time, or SQL, used as it is, for all dialects or for those that are named.",
    ),
    key(
        Place::Field,
        "fill",
        &["fill = 0", "fill(now)", "fill(sql = \"lower(name)\")", "fill(postgres = \"lower(name)\")"],
        "The value for rows that exist when this column comes or becomes NOT NULL; SQL may name other columns of the row. It is no default: later rows give their own.",
    ),
    key(Place::Field, "max_length", &["max_length = 80"], "The most characters of a text, or bytes of a byte string."),
    key(
        Place::Field,
        "precision",
        &["precision = 10, scale = 2", "precision = 3"],
        "Digits of a decimal number in all; of a time, those after the second's point.",
    ),
    key(Place::Field, "scale", &["precision = 10, scale = 2"], "Digits of a decimal number after the point."),
    key(
        Place::Field,
        "references",
        &[
            "references(User::id)",
            "references(crate::users::User::id, on_delete(cascade), on_update(restrict), name = \"fk_user\")",
            "references(User::id, initially_deferred, repair = \"DELETE FROM a WHERE a = 0\")",
        ],
        "A foreign key to a field of another model. Actions: `no_action`, `restrict`, `cascade`, `set_null`, `set_default`. `deferrable` and `initially_deferred` say when it is checked, `match_full` that all of its columns are NULL or none, and `not_valid`, on PostgreSQL, that it says nothing of the rows that were there before it. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.",
    ),
    key(Place::Field, "comment", &["comment = \"For lists\""], "Comment of the column, instead of the doc comment."),
    key(
        Place::Field,
        "renamed_from",
        &["renamed_from = \"mail\""],
        "The column's former name: the next revision renames it instead of dropping one column and adding another.",
    ),
    key(
        Place::Enum,
        "crate",
        &["crate = \"db::schema_core\""],
        "Path of the crate `schema_core`, where it goes by another name: a renamed dependency, or a re-export of another crate.",
    ),
    key(
        Place::Enum,
        "type_name",
        &["type_name = \"status\""],
        "Name of the enum type. Default: as `#[sqlx(type_name)]` says, else the enum's name in snake case.",
    ),
    key(
        Place::Enum,
        "rename_all",
        &["rename_all = \"kebab-case\""],
        "How variants become values. Default: as `#[sqlx(rename_all)]` says, else snake case.",
    ),
    key(
        Place::Enum,
        "renamed_from",
        &["renamed_from = \"state\""],
        "The type's former name: the next revision renames it.",
    ),
    key(
        Place::Variant,
        "value",
        &["value = \"in progress\""],
        "The variant's value. Default: as `#[sqlx(rename)]` says, else its name as `rename_all` writes it.",
    ),
    key(
        Place::Variant,
        "renamed_from",
        &["renamed_from = \"in work\""],
        "The former value: the next revision renames it, in rows as well.",
    ),
    key(
        Place::Variant,
        "replaces",
        &["replaces = \"paused\"", "replaces(\"paused\", \"stopped\")"],
        "Values that this enum has no more: rows that have one of them get this one.",
    ),
    key(
        Place::Newtype,
        "type",
        &["type = \"varchar(80)\""],
        "Logical type of its columns, instead of the one that the inner type has.",
    ),
    key(
        Place::Newtype,
        "crate",
        &["crate = \"db::schema_core\""],
        "Path of the crate `schema_core`, where it goes by another name: a renamed dependency, or a re-export of another crate.",
    ),
];

/// The key `name` at `place`.
pub fn find(place: Place, name: &str) -> Option<&'static KeyWord> {
    KEYS.iter().find(|key| key.place == place && key.name == name)
}

/// All keys at `place`.
pub fn at(place: Place) -> impl Iterator<Item = &'static KeyWord> {
    KEYS.iter().filter(move |key| key.place == place)
}
