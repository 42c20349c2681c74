#[derive(Schema)]
#[schema(table = "people")]
struct Person {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
}

#[derive(Schema)]
#[schema(table = "Users")]
struct User {
    #[schema(primary_key)]
    id: i64,
}
