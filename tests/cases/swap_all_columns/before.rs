#[derive(Schema)]
struct Tally {
    a: i32,
    b: i32,
}
