#[derive(SchemaEnum)]
#[repr(i16)]
enum Rank {
    Low = 1,
    Middle = 2,
    High = 3,
}

#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    age: i32,
    #[schema(renamed_from = "level")]
    order: Rank,
}
