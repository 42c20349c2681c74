#[derive(Schema)]
#[schema(table = "stay")]
struct Stay {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Self::id, name = "fk_next", initially_deferred))]
    next: i64,
    nights: i64,
}
