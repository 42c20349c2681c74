#[derive(Schema)]
struct Tally {
    c: Option<i32>,
    d: Option<i32>,
}
