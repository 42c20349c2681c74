#[derive(Schema)]
#[schema(table = "place")]
struct Place {
    #[schema(primary_key)]
    id: i64,
    #[schema(native(postgres = "polygon", mysql = "geometry", sqlite = "BLOB"))]
    shape: Option<String>,
    #[schema(native(postgres = "int4", mysql = "int"))]
    floor: i32,
}
