#[derive(Schema)]
#[schema(table = "counter")]
struct Counter {
    #[schema(primary_key)]
    id: u64,
    tiny: i8,
    small: u16,
    plain: i32,
    wide: u32,
    #[schema(type = "i24")]
    medium: i32,
}
