#[derive(Schema)]
#[schema(table = "place")]
struct Place {
    #[schema(primary_key)]
    id: i64,
    #[schema(postgres(type = "point"), mysql(type = "point"), sqlite(type = "TEXT"))]
    shape: Option<String>,
    #[schema(postgres(type = "int2"), mysql(type = "smallint"))]
    floor: i32,
}
