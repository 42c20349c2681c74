#[derive(Schema)]
#[schema(table = "place")]
struct Place {
    #[schema(primary_key)]
    id: i64,
    #[schema(native(postgres = "point", mysql = "point", sqlite = "TEXT"))]
    shape: Option<String>,
    #[schema(native(postgres = "int2", mysql = "smallint"))]
    floor: i32,
}
