//! Wrong constraints, indexes and options of tables: each on its own words.

use schema_core::{Schema, SchemaEnum};

#[derive(Schema)]
#[schema(primary_key(first, nmae = "pk"), unique(first, nulls_not_distnct))]
#[schema(index(first(descending)), index(first(prefix = 0)), index(first(op = "=")), index(sql(lower)))]
#[schema(index(first, nulls_not_distinct), index(first, method(gni)), index(first(desc), method(gin)))]
#[schema(index(first, include(frist)), index(where = "first > 0"), index(first, only(oracle), postgres(with())))]
#[schema(check(name = "ck"), check(""), check("a", postgrs = "b"))]
#[schema(foreign_key(first, references(Constraints(first, second))), foreign_key(first), foreign_key(gone, references(Constraints(first))))]
#[schema(exclude(first), exclude(first(op =)), exclude(method(gist)))]
#[schema(postgres(partition_by(first), with(fillfactor)), sqlite(strict = true), mysql(engine))]
struct Constraints {
    first: i64,
    second: i64,
}

#[derive(Schema)]
#[schema(sqlite(without_rowid), postgres(partition_by(range(b), partition(name = "rest", bounds = "else"))))]
struct ConstraintsFields {
    #[schema(primary_key, auto_increment(always, from = 3, increment = 0))]
    a: i64,
    #[schema(generated("a"), default = 0, fill = 0)]
    b: i64,
    #[schema(generated(sotred, "a"), auto_increment)]
    c: i64,
    #[schema(unique(deferable), index(name, desc = true, ops(gin)), check(3))]
    d: i64,
    #[schema(mysql(on_update(3), charset), collate(postgre = "C"))]
    e: String,
    #[schema(references(Constraints::first, on_delete(drop), match_ful, deferrable, deferrable))]
    f: i64,
    #[schema(auto_increment = 3, unique(name = "twice"), index(name = "twice"))]
    g: i64,
}

#[derive(SchemaEnum)]
#[schema(renamed_form = "x")]
enum ConstraintsState {
    #[schema(renamed_from = "on", replaces("off", 3))]
    On,
    #[schema(replaces("gone", "on"))]
    Off,
    #[schema(renamed_from = "gone")]
    Lost,
}

fn main() {}
