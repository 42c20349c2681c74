#[derive(Schema)]
#[schema(table = "item")]
struct Item {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 19)]
    name: String,
    #[schema(generated(stored, "name"), max_length = 19, unique(name = "uq_short"), index(name = "ix_short"))]
    short: Option<String>,
}
