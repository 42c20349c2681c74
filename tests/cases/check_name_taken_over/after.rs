#[derive(Schema)]
#[schema(table = "a", check("id > 0", name = "ck_positive"))]
struct A {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "b")]
struct B {
    #[schema(primary_key)]
    id: i64,
}
