#[derive(Schema)]
#[schema(table = "one", primary_key(id, name = "first"))]
struct One {
    id: i64,
}

#[derive(Schema)]
#[schema(table = "two", primary_key(id, name = "second"))]
struct Two {
    id: i64,
}

#[derive(Schema)]
#[schema(table = "old", primary_key(id, name = "third"))]
struct Old {
    id: i64,
}

#[derive(Schema)]
#[schema(table = "heir")]
struct Heir {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "giver", primary_key(id, name = "fourth"))]
#[schema(unique(code, name = "uq_code"))]
struct Giver {
    id: i64,
    code: i64,
}
