#[derive(Schema)]
#[schema(table = "reading", mysql(engine = "MyISAM", charset = "latin1"))]
struct Reading {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 20)]
    code: String,
    #[schema(max_length = 20, mysql(charset = "ascii"))]
    city: String,
}
