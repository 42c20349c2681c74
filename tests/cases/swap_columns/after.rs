#[derive(Schema)]
struct Point {
    #[schema(primary_key)]
    id: i64,
    #[schema(index)]
    y: i32,
    x: i32,
}
