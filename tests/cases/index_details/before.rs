#[derive(Schema)]
#[schema(table = "article")]
#[schema(index(author(nulls_first), name = "ix_author", only(postgres)))]
#[schema(index(title, name = "ix_title", only(postgres)))]
#[schema(index(code, method(btree), name = "ix_code", only(postgres)))]
#[schema(index(author, include(title), name = "ix_covers", only(postgres)))]
#[schema(index(sql("lower(title)"), where = "author = 'a'", name = "ix_some", only(postgres, sqlite)))]
#[schema(index(tags, method(gin), name = "ix_tags", postgres(with(fastupdate = true)), only(postgres)))]
#[schema(index(code(collate = "C"), name = "ix_sorted", only(postgres)))]
#[schema(index(author , code, name = "ix_both"))]
struct Article {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    title: String,
    #[schema(max_length = 80)]
    author: String,
    #[schema(max_length = 20)]
    code: String,
    #[schema(postgres(type = "text[]"), sqlite(type = "TEXT"), mysql(type = "varchar(20)"), default = "{}")]
    tags: String,
}
