#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 40, default(sql = "lower('AB')", mysql = "concat('a', 'b')"))]
    word: String,
    #[schema(default(sql = "1 + 1"))]
    number: i32,
    #[schema(default(number = "-7"))]
    gone: i32,
}
