#[derive(Schema)]
#[schema(table = "place")]
struct Place {
    #[schema(primary_key)]
    id: i64,
    #[schema(postgres(type = "polygon"), mysql(type = "geometry"), sqlite(type = "BLOB"))]
    shape: Option<String>,
    #[schema(postgres(type = "int4"), mysql(type = "int"))]
    floor: i32,
}
