#[derive(Schema)]
#[schema(table = "kinds")]
struct Kind {
    #[schema(primary_key)]
    id: i64,
    note: Option<i64>,
}

#[derive(Schema)]
#[schema(table = "news")]
struct New {
    #[schema(primary_key)]
    key: i64,
    #[schema(references(Kind::id))]
    of: i64,
}
