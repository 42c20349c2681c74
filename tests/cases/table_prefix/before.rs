#[derive(Schema)]
#[schema(unique(mail), index(name, age), check("age >= 0"))]
struct Person {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    mail: String,
    #[schema(max_length = 80)]
    name: String,
    age: i32,
}

#[derive(Schema)]
struct Post {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Person::id))]
    author: i64,
}
