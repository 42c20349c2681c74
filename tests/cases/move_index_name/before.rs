#[derive(Schema)]
#[schema(table = "users", index(name, name = "the_index"))]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
}

#[derive(Schema)]
struct Other { a: i32 }
