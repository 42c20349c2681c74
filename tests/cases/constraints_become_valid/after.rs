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
    #[schema(references(Kind::id))]
    kind: i64,
    #[schema(check("size > 0", name = "ck_size", repair = "UPDATE items SET size = 1 WHERE size <= 0"))]
    size: i32,
}
