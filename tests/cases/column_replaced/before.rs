#[derive(Schema)]
#[schema(table = "people")]
struct Person {
    #[schema(primary_key)]
    id: i64,
    height: i32,
    address: String,
}

#[derive(Schema)]
#[schema(table = "shops")]
struct Shop {
    #[schema(primary_key)]
    id: i64,
    #[schema(check("address <> 'nowhere'"))]
    address: String,
}

#[derive(Schema)]
#[schema(table = "olds")]
struct Old {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Person::id))]
    person: i64,
}
