#[derive(Schema)]
#[schema(table = "article")]
#[schema(index(title(prefix = 10), name = "ix_start", only(mysql)))]
#[schema(index(body, method(fulltext), name = "ft_body", only(mysql)))]

struct Article {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    title: String,
    body: String,
    #[schema(mysql(type = "point"), default(mysql = "(ST_GeomFromText('POINT(1 1)'))"))]
    place: Vec<u8>,
}
