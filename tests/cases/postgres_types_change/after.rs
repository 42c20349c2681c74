#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    #[schema(type = "inet")]
    address: Option<String>,
    #[schema(type = "int8range")]
    span: Option<String>,
    #[schema(type = "array(i64)")]
    numbers: Option<String>,
    #[schema(type = "varbit(16)")]
    bits: Option<String>,
    #[schema(type = "json")]
    raw: Option<String>,
}
