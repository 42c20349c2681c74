//! Wrong constraints, indexes and options of tables: each on its own words.

use schema_core::{Schema, SchemaEnum};

#[derive(Schema)]
#[schema(primary_key(first, nmae = "pk"), unique(first, nulls_not_distnct))]
#[schema(index(first descending), index(first prefix = 0), index(first with "="), index(sql(lower)))]
#[schema(index(first, nulls_not_distinct), index(first, method = gni), index(first desc, method = gin))]
#[schema(index(first, include(frist)), index(where = "first > 0"), index(first, only(oracle), with()))]
#[schema(check(name = "ck"), check(""), check("a", postgrs = "b"))]
#[schema(foreign_key(first, references = Constraints(first, second)), foreign_key(first), foreign_key(gone, references = Constraints(first)))]
#[schema(exclude(first), exclude(first with =), exclude(method = gist))]
#[schema(partition_by(first), strict = true, engine, with(fillfactor))]
struct Constraints {
    first: i64,
    second: i64,
}

#[derive(Schema)]
#[schema(without_rowid, partition_by(range(b), rest = "else"))]
struct ConstraintsFields {
    #[schema(primary_key, auto_increment(always, from = 3, increment = 0))]
    a: i64,
    #[schema(generated = "a", default = 0, fill = 0)]
    b: i64,
    #[schema(generated(sotred, "a"), auto_increment)]
    c: i64,
    #[schema(unique(deferable), index(name, desc = true, ops = gin), check(3))]
    d: i64,
    #[schema(on_update = 3, collate(postgre = "C"), charset)]
    e: String,
    #[schema(references(Constraints::first, on_delete = drop, match_ful, deferrable, deferrable))]
    f: i64,
    #[schema(auto_increment = 3, unique(name = "twice"), index = "twice")]
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
