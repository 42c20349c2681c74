#[derive(Schema)]
struct Hen {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Egg::id))]
    from_egg: Option<i64>,
}

#[derive(Schema)]
struct Egg {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Hen::id))]
    from_hen: Option<i64>,
}

#[derive(Schema)]
struct Chick {
    #[schema(primary_key, references(Egg::id))]
    id: i64,
    #[schema(references(Chick::id, on_delete(set_null)))]
    after: Option<i64>,
}
