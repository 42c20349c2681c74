#[derive(Schema)]
#[schema(table = "kinds")]
struct Kind {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "items")]
struct Item {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Kind::id, not_valid))]
    kind: i64,
    #[schema(check("size > 0", name = "ck_size", not_valid))]
    size: i32,
}
