#[derive(Schema)]
struct Point {
    #[schema(primary_key)]
    id: i64,
    #[schema(index)]
    x: i32,
    y: i32,
}
