#[derive(Schema)]
#[schema(table = "places")]
struct Place {
    #[schema(primary_key)]
    id: i64,
    #[schema(type = "text")]
    mail: Option<String>,
    #[schema(type = "ltree")]
    path: Option<String>,
    #[schema(type = "citext")]
    label: Option<String>,
}
