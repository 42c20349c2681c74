#[derive(Schema)]
#[schema(table = "codes", index(code, unique, name = "codes_code"))]
struct Code {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 9)]
    code: String,
}
