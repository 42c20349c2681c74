#[derive(Schema)]
#[schema(table = "a")]
struct A {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "b", check("id > 0", name = "ck_positive"))]
struct B {
    #[schema(primary_key)]
    id: i64,
}
