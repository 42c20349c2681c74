#[derive(Schema)]
#[schema(table = "one", primary_key(id, name = "second"))]
struct One {
    id: i64,
}

#[derive(Schema)]
#[schema(table = "two", primary_key(id, name = "first"))]
struct Two {
    id: i64,
}

#[derive(Schema)]
#[schema(table = "heir", primary_key(id, name = "third"))]
struct Heir {
    id: i64,
}

#[derive(Schema)]
#[schema(table = "giver", primary_key(id, name = "fifth"))]
#[schema(unique(code, name = "fourth"))]
struct Giver {
    id: i64,
    code: i64,
}
