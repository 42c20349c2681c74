#[derive(Schema)]
#[schema(table = "stay", exclude(sql("int4range(first, last)", op = "&&"), name = "ex_stay"))]
pub struct Stay {
    #[schema(primary_key)]
    pub id: i64,
    pub first: i32,
    pub last: i32,
}
