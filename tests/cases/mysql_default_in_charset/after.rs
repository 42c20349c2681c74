#[derive(Schema)]
#[schema(table = "shop", mysql(charset = "latin1"))]
struct Shop {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 20, default = "né €‰")]
    city: String,
    #[schema(max_length = 20, mysql(charset = "utf8mb3"), default = "Łódź")]
    sign: String,
    #[schema(max_length = 20, mysql(charset = "utf8mb4"), default = "🦀")]
    crab: String,
}
