#[derive(Schema)]
#[schema(table = "reading", mysql(engine = "InnoDB", charset = "utf8mb4", collate = "utf8mb4_bin"))]
struct Reading {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 20)]
    code: String,
    #[schema(max_length = 20, mysql(charset = "utf8mb4"), collate(mysql = "utf8mb4_unicode_ci"))]
    city: String,
}
