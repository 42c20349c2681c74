#[derive(Schema)]
#[schema(table = "items")]
struct Item {
    #[schema(primary_key)]
    id: i64,
    #[schema(check("size IS NOT NULL", name = "ck_size", no_inherit, not_valid))]
    size: i32,
}
