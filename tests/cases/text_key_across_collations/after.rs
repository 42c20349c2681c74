#[derive(Schema)]
#[schema(table = "p", mysql(collate = "utf8mb4_bin"))]
struct P {
    #[schema(primary_key, max_length = 9)]
    code: String,
}

#[derive(Schema)]
#[schema(table = "k")]
struct K {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 9, references(P::code))]
    p: String,
}
