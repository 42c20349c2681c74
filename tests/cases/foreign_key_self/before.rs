#[derive(Schema)]
#[schema(table = "person")]
struct Person {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Self::id, on_delete(set_null), on_update(cascade), name = "fk_boss"))]
    boss: Option<i64>,
    age: i32,
}
