#[derive(Schema)]
#[schema(table = "people")]
struct Person {
    #[schema(primary_key)]
    id: i64,
    height: i64,
}

#[derive(Schema)]
#[schema(table = "shops")]
struct Shop {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "addresses")]
struct Address {
    #[schema(primary_key)]
    key: i64,
    #[schema(references(Person::id))]
    person: Option<i64>,
    address: String,
}
