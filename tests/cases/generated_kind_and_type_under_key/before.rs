#[derive(Schema)]
#[schema(table = "item")]
struct Item {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 19)]
    name: String,
    #[schema(generated("substr(name, 1, 9)"), max_length = 9, unique(name = "uq_short"), index(name = "ix_short"))]
    short: Option<String>,
}
