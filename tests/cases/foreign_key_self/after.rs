#[derive(Schema)]
#[schema(table = "person")]
struct Person {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Self::id, on_delete(cascade), on_update(cascade), name = "fk_boss"))]
    boss: Option<i64>,
    #[schema(references(Self::id, on_delete(set_null), name = "fk_friend"))]
    friend: Option<i64>,
    age: i64,
}
