#[derive(Schema)]
#[schema(table = "stay")]
#[schema(exclude(sql("int4range(first, last)", op = "&&"), name = "ex_gone"))]
#[schema(exclude(sql("int4range(first, last)", op = "&&"), where = "room > 0", name = "ex_span"))]

struct Stay {
    #[schema(primary_key)]
    id: i64,
    room: i32,
    place: i64,
    first: i32,
    last: i32,
}
