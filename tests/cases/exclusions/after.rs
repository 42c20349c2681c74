#[derive(Schema)]
#[schema(table = "stay")]

#[schema(exclude(sql("int4range(first, last)", op = "&&"), where = "room > 1", name = "ex_span"))]
#[schema(exclude(place(op = "="), method(hash), initially_deferred, name = "ex_place", repair = "UPDATE stay SET place = id"))]
struct Stay {
    #[schema(primary_key)]
    id: i64,
    room: i32,
    place: i64,
    first: i32,
    last: i32,
}
