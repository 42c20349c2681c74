#[derive(Schema)]
#[schema(table = "e \"f\" `g`'h")]
struct Hostile {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(column = "u\"v`w'", max_length = 30, index(name = "i\"`'"), default = "'\"`\\")]
    order: String,
    #[schema(column = "new\"`'")]
    new: Option<i32>,
}
