#[derive(Schema)]
#[schema(primary_key(b, a))]
struct Pair { a: i32, b: i32 }
