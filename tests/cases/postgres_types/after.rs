#[derive(Schema)]
#[schema(table = "sample")]
struct Sample {
    #[schema(primary_key)]
    id: i64,
    words: Option<Vec<String>>,
    grid: Option<Vec<Vec<i32>>>,
    #[schema(type = "int4range")]
    span: Option<String>,
    #[schema(type = "tstzrange")]
    times: Option<String>,
    #[schema(type = "inet")]
    address: Option<String>,
    #[schema(type = "cidr")]
    network: Option<String>,
    #[schema(type = "macaddr")]
    card: Option<String>,
    #[schema(type = "tsvector")]
    terms: Option<String>,
    #[schema(type = "xml")]
    page: Option<String>,
    #[schema(type = "money")]
    price: Option<String>,
    #[schema(type = "bit(8)")]
    bits: Option<String>,
    #[schema(type = "varbit(8)")]
    some_bits: Option<String>,
    #[schema(type = "interval")]
    pause: Option<String>,
    #[schema(type = "json_text")]
    raw: Option<String>,
}
