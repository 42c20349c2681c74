#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 40, default(sql = "upper('cd')", mysql = "concat('c', 'd')"))]
    word: String,
    #[schema(default = 3)]
    number: i32,
    gone: i32,
}
