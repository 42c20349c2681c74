#[derive(Schema)]
struct Pair { a: i32, b: i32 }
