#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    #[schema(type = "varchar(43)")]
    address: Option<String>,
    #[schema(type = "int4range")]
    span: Option<String>,
    #[schema(type = "array(i32)")]
    numbers: Option<String>,
    #[schema(type = "bit(8)")]
    bits: Option<String>,
    #[schema(type = "json_text")]
    raw: Option<String>,
}
