#[derive(Schema)]
#[schema(index(author, views(desc)))]
#[schema(index(sql("lower(title)"), only(postgres, sqlite)))]
#[schema(index(author, where = "deleted IS NULL", name = "ix_live", only(postgres, sqlite)))]
#[schema(index(title, unique, nulls_not_distinct, include(views), postgres(with(fillfactor = 70)), name = "ux_title", only(postgres)))]
#[schema(index(title(prefix = 10), name = "ix_start", only(mysql)))]
#[schema(index(title, method(fulltext), name = "ft_title", only(mysql)))]
struct Article {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    title: String,
    #[schema(max_length = 80)]
    author: String,
    #[schema(index(desc, nulls_last, comment = "The most read first"))]
    views: i32,
    deleted: Option<chrono::NaiveDateTime>,
}
