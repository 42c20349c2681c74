#[derive(Schema)]
#[schema(table = "places")]
#[schema(index(path, method(gist), only(postgres)))]
struct Place {
    #[schema(primary_key)]
    id: i64,
    #[schema(type = "citext")]
    mail: Option<String>,
    #[schema(type = "ltree")]
    path: Option<String>,
    #[schema(type = "text")]
    label: Option<String>,
    #[schema(type = "hstore")]
    facts: Option<String>,
}
