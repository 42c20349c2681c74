#[derive(Schema)]
#[schema(table = "counter")]
struct Counter {
    #[schema(primary_key)]
    id: u64,
    tiny: u8,
    small: i16,
    plain: u32,
    wide: u64,
    #[schema(type = "u24")]
    medium: i32,
}
