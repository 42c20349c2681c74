#[derive(Schema)]
#[schema(table = "shop", mysql(charset = "latin1"))]
struct Shop {
    #[schema(primary_key, auto_increment)]
    id: i64,
}
