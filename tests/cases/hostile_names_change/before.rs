#[derive(Schema)]
#[schema(table = "a \"b\" `c`'d")]
struct Hostile {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(column = "x\"y`z'", max_length = 20, index(name = "i\"`'"))]
    order: Option<String>,
    gone: Option<i32>,
}
