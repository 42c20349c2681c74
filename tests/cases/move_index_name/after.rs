#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
}

#[derive(Schema)]
#[schema(index(a, name = "the_index"))]
struct Other { a: i32 }
