//! The keys of `#[schema(...)]` as modules, so that an editor shows their documentation where they stand. A test
//! writes this file from `declare/keys.rs`.

/// Keys on a model.
pub mod model {
    /// Name of the table. Default: the struct's name in snake case.
    ///
    /// `#[schema(table = "users")]`
    pub mod table {}

    /// PostgreSQL schema (elsewhere: database) that the table lies in. Default: the connection's.
    ///
    /// `#[schema(namespace = "auth")]`
    pub mod namespace {}

    /// The table's former name: the next revision renames it instead of dropping one table and creating another.
    ///
    /// `#[schema(renamed_from = "people")]`
    pub mod renamed_from {}

    /// No table, but columns of every model that flattens it. Of other keys on the struct, those for constraints and indexes and `rename_all` may stand beside it.
    ///
    /// `#[schema(embedded)]`
    pub mod embedded {}

    /// How fields become column names. Default: as `#[sqlx(rename_all)]` says, else as they are written.
    ///
    /// `#[schema(rename_all = "camelCase")]`
    pub mod rename_all {}

    /// The fields of a primary key, in its order. A name is kept by PostgreSQL. `prefix` takes only so many characters or bytes from the start of a field; on MySQL and MariaDB.
    ///
    /// `#[schema(primary_key(first, second))]`, `#[schema(primary_key(first, name = "pk_users"))]`, `#[schema(primary_key(first(prefix = 20), second))]`
    pub mod primary_key {}

    /// A unique constraint over several fields, in its order; may be given several times. With `nulls_not_distinct` two NULLs are one value (PostgreSQL from version 15 on); `deferrable` and `initially_deferred` say when it is checked. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.
    ///
    /// `#[schema(unique(first, second))]`, `#[schema(unique(first, name = "uq_first"))]`, `#[schema(unique(first, second, nulls_not_distinct, initially_deferred))]`, `#[schema(unique(first, repair = "DELETE FROM a WHERE first = 0"))]`
    pub mod unique {}

    /// An index over fields and expressions, in its order; may be given several times. In the list of each of them: `desc`, `nulls_first`, `nulls_last`, `ops`, `collate`, `prefix`. Methods: `btree`, `hash`, `gin`, `gist`, `brin`, `spgist`, `fulltext`, `spatial`. `only` names the dialects that have it; storage parameters stand in `postgres(with(...))`. `repair`, where it is `unique`, is the statement that fixes existing rows first; `repair(none)` says that they need none.
    ///
    /// `#[schema(index(first, second))]`, `#[schema(index(first, name = "ix_first"))]`, `#[schema(index(first(desc, nulls_last), second))]`, `#[schema(index(sql("lower(first)", desc), unique))]`, `#[schema(index(first, unique, where = "second > 0", repair = "DELETE FROM a WHERE first = 0"))]`, `#[schema(index(first, where = "second > 0"))]`, `#[schema(index(first(ops = "gin_trgm_ops"), method(gin), only(postgres)))]`, `#[schema(index(first(prefix = 20)))]`, `#[schema(index(first(collate = "C"), include(second), postgres(with(fillfactor = 70)), comment = "For lists"))]`
    pub mod index {}

    /// A check over several columns, as SQL: for all dialects, or for those that are named; the others have none. May be given several times. On PostgreSQL, `no_inherit` keeps it from tables that inherit, and `not_valid` does not check existing rows. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.
    ///
    /// `#[schema(check("first < second"))]`, `#[schema(check("first < second", name = "ck_order"))]`, `#[schema(check(postgres = "first <> second", repair = "UPDATE a SET second = first + 1"))]`, `#[schema(check("first < second", no_inherit, not_valid))]`
    pub mod check {}

    /// A foreign key of several fields to as many of another model; may be given several times. The rest is as in `references` on a field.
    ///
    /// `#[schema(foreign_key(first, second, references(Other(x, y))))]`, `#[schema(foreign_key(first, references(crate::others::Other(x)), on_delete(cascade), name = "fk_other"))]`, `#[schema(foreign_key(first, second, references(Other(x, y)), initially_deferred, match_full))]`
    pub mod foreign_key {}

    /// An exclusion constraint, on PostgreSQL: no two rows for which all operators hold. Its method is `gist` if nothing is said. May be given several times. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.
    ///
    /// `#[schema(exclude(first(op = "="), second(op = "&&")))]`, `#[schema(exclude(first(op = "="), sql("int4range(first, second)", op = "&&"), where = "second > 0", name = "ex_first"))]`, `#[schema(exclude(first(op = "="), method(spgist), initially_deferred))]`
    pub mod exclude {}

    /// Comment of the table, instead of the doc comment.
    ///
    /// `#[schema(comment = "For lists")]`
    pub mod comment {}

    /// What only SQLite has. `strict`: columns hold values of their type only. `without_rowid`: the primary key is the table.
    ///
    /// `#[schema(sqlite(strict))]`, `#[schema(sqlite(without_rowid), primary_key(first))]`
    pub mod sqlite {}

    /// What only PostgreSQL has. `unlogged`: without write-ahead log, so faster, and empty after a crash. `with`: storage parameters. `partition_by`: rows are spread over partitions by `range`, `list` or `hash` of fields. Partitions follow with their names and bounds; unmanaged ones are left alone.
    ///
    /// `#[schema(postgres(tablespace = "fast", unlogged))]`, `#[schema(postgres(with(fillfactor = 70, autovacuum_enabled = false)))]`, `#[schema(postgres(partition_by(range(first))))]`, `#[schema(postgres(partition_by(range(first), partition(name = "low", bounds = "FOR VALUES FROM (0) TO (100)"))))]`, `#[schema(postgres(partition_by(list(first), partition(name = "odd one", bounds = "FOR VALUES IN (1, 3)"))))]`, `#[schema(postgres(partition_by(hash(first, second))))]`
    pub mod postgres {}

    /// What only MySQL and MariaDB have: the storage engine, and the character set and collation of columns that say none.
    ///
    /// `#[schema(mysql(engine = "InnoDB"))]`, `#[schema(mysql(charset = "utf8mb4", collate = "utf8mb4_unicode_ci"))]`
    pub mod mysql {}
}

/// Keys on a field.
pub mod field {
    /// No column for this field. `#[sqlx(skip)]` does the same.
    ///
    /// `#[schema(skip)]`
    pub mod skip {}

    /// The columns of a struct that is `embedded`, with a prefix before their names or without. `#[sqlx(flatten)]` does the same.
    ///
    /// `#[schema(flatten)]`, `#[schema(flatten(prefix = "home_"))]`
    pub mod flatten {}

    /// Name of the column. Default: as `#[sqlx(rename)]` says, else the field's name as `rename_all` writes it.
    ///
    /// `#[schema(column = "e_mail")]`
    pub mod column {}

    /// Logical type of the column, instead of the one that the Rust type has.
    ///
    /// `#[schema(type = "text")]`, `#[schema(type = "datetime(3)")]`, `#[schema(type = "inet")]`
    pub mod r#type {}

    /// SQL type for all dialects, as it is. That of one dialect is said as in `postgres(type = "citext")`.
    ///
    /// `#[schema(native = "inet")]`
    pub mod native {}

    /// The primary key; on several fields, a key over all of them in the order of the fields.
    ///
    /// `#[schema(primary_key)]`
    pub mod primary_key {}

    /// Numbered by the database: `AUTOINCREMENT`, `GENERATED BY DEFAULT AS IDENTITY`, `AUTO_INCREMENT`. With `always` an INSERT gives no number of its own; `always` and `increment` are for PostgreSQL, `start` for all but SQLite.
    ///
    /// `#[schema(auto_increment)]`, `#[schema(auto_increment(start = 1000))]`, `#[schema(auto_increment(always, start = 1000, increment(number = "-10")))]`
    pub mod auto_increment {}

    /// Computed by the database from other columns of the row, when it is read; with `stored` when it is written.
    ///
    /// `#[schema(generated("b * 2"))]`, `#[schema(generated(stored, "b * 2"))]`, `#[schema(generated("b * 2", postgres = "b + b"))]`
    pub mod generated {}

    /// A unique constraint on this column alone. The rest is as in `unique` on a model.
    ///
    /// `#[schema(unique)]`, `#[schema(unique(nulls_not_distinct, deferrable))]`, `#[schema(unique(name = "uq_email", repair = "DELETE FROM a WHERE a = 0"))]`
    pub mod unique {}

    /// An index on this column alone. The rest is as in `index` on a model.
    ///
    /// `#[schema(index)]`, `#[schema(index(desc, nulls_last, where = "b > 0"))]`, `#[schema(index(method(gin), ops = "gin_trgm_ops", only(postgres)))]`, `#[schema(index(name = "ix_email", prefix = 20, collate = "C", include(b)))]`
    pub mod index {}

    /// A check on this column, as SQL. May be given several times. The rest is as in `check` on a model.
    ///
    /// `#[schema(check("a > 0"))]`, `#[schema(check("a > 0", name = "ck_positive"))]`, `#[schema(check(postgres = "a > 0", repair = "UPDATE x SET a = 1 WHERE a <= 0"))]`
    pub mod check {}

    /// How texts are compared and sorted: for all dialects, or for those that are named.
    ///
    /// `#[schema(collate = "NOCASE")]`, `#[schema(collate(sqlite = "NOCASE", postgres = "C"))]`
    pub mod collate {}

    /// The SQL type on SQLite, as it is, in place of `native` and the logical type.
    ///
    /// `#[schema(sqlite(type = "NUMERIC"))]`
    pub mod sqlite {}

    /// The SQL type on PostgreSQL, as it is, in place of `native` and the logical type.
    ///
    /// `#[schema(postgres(type = "citext"))]`, `#[schema(postgres(type = "citext"), native = "text")]`
    pub mod postgres {}

    /// What only MySQL and MariaDB have. `type`: the SQL type, as it is, in place of `native` and the logical type. `on_update(now)`: the column gets the time of every change of its row.
    ///
    /// `#[schema(mysql(type = "mediumtext"))]`, `#[schema(mysql(charset = "ascii"))]`, `#[schema(mysql(on_update(now)))]`
    pub mod mysql {}

    /// The SQL type on MariaDB, as it is, where it is another than that of `mysql`.
    ///
    /// `#[schema(mariadb(type = "uuid"), mysql(type = "char(36)"))]`
    pub mod mariadb {}

    /// What the database puts where an INSERT gives nothing: a value that each dialect spells, the time, or SQL, used as it is, for all dialects or for those that are named.
    ///
    /// `#[schema(default = 0)]`, `#[schema(default = true)]`, `#[schema(default = "new")]`, `#[schema(default = b"\x00")]`, `#[schema(default(now))]`, `#[schema(default(number = "-1.5"))]`, `#[schema(default(sql = "1 + 1"))]`, `#[schema(default(sql = "''", postgres = "gen_random_uuid()"))]`
    pub mod default {}

    /// The value for rows that exist when this column comes or becomes NOT NULL; SQL may name other columns of the row. It is no default: later rows give their own.
    ///
    /// `#[schema(fill = 0)]`, `#[schema(fill(now))]`, `#[schema(fill(sql = "lower(name)"))]`, `#[schema(fill(postgres = "lower(name)"))]`
    pub mod fill {}

    /// The most characters of a text, or bytes of a byte string.
    ///
    /// `#[schema(max_length = 80)]`
    pub mod max_length {}

    /// Digits of a decimal number in all; of a time, those after the second's point.
    ///
    /// `#[schema(precision = 10, scale = 2)]`, `#[schema(precision = 3)]`
    pub mod precision {}

    /// Digits of a decimal number after the point.
    ///
    /// `#[schema(precision = 10, scale = 2)]`
    pub mod scale {}

    /// A foreign key to a field of another model. Actions: `no_action`, `restrict`, `cascade`, `set_null`, `set_default`. `deferrable` and `initially_deferred` say when it is checked, `match_full` that all of its columns are NULL or none, and `not_valid`, on PostgreSQL, that it says nothing of the rows that were there before it. `repair` is the statement that fixes existing rows first; `repair(none)` says that they need none.
    ///
    /// `#[schema(references(User::id))]`, `#[schema(references(crate::users::User::id, on_delete(cascade), on_update(restrict), name = "fk_user"))]`, `#[schema(references(User::id, initially_deferred, repair = "DELETE FROM a WHERE a = 0"))]`
    pub mod references {}

    /// Comment of the column, instead of the doc comment.
    ///
    /// `#[schema(comment = "For lists")]`
    pub mod comment {}

    /// The column's former name: the next revision renames it instead of dropping one column and adding another.
    ///
    /// `#[schema(renamed_from = "mail")]`
    pub mod renamed_from {}
}

/// Keys on an enum.
pub mod enumeration {
    /// Name of the enum type. Default: as `#[sqlx(type_name)]` says, else the enum's name in snake case.
    ///
    /// `#[schema(type_name = "status")]`
    pub mod type_name {}

    /// How variants become values. Default: as `#[sqlx(rename_all)]` says, else snake case.
    ///
    /// `#[schema(rename_all = "kebab-case")]`
    pub mod rename_all {}

    /// The type's former name: the next revision renames it.
    ///
    /// `#[schema(renamed_from = "state")]`
    pub mod renamed_from {}
}

/// Keys on a variant.
pub mod variant {
    /// The variant's value. Default: as `#[sqlx(rename)]` says, else its name as `rename_all` writes it.
    ///
    /// `#[schema(value = "in progress")]`
    pub mod value {}

    /// The former value: the next revision renames it, in rows as well.
    ///
    /// `#[schema(renamed_from = "in work")]`
    pub mod renamed_from {}

    /// Values that this enum has no more: rows that have one of them get this one.
    ///
    /// `#[schema(replaces = "paused")]`, `#[schema(replaces("paused", "stopped"))]`
    pub mod replaces {}
}

/// Keys on a newtype.
pub mod newtype {
    /// Logical type of its columns, instead of the one that the inner type has.
    ///
    /// `#[schema(type = "varchar(80)")]`
    pub mod r#type {}
}
