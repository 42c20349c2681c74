#[derive(Schema)]
#[schema(table = "a")]
struct One {
    #[schema(primary_key)]
    id: i64,
    #[schema(unique)]
    code: i32,
}

#[derive(Schema)]
#[schema(table = "b")]
struct Two {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(One::id))]
    one: i64,
}
