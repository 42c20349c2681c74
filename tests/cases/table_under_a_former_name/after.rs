#[derive(Schema)]
struct Person {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
struct Account {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Person::id))]
    person: i64,
}

#[derive(Schema)]
struct Visit {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Account::id))]
    account: i64,
}
