#[derive(SchemaEnum)]
#[schema(name = "of; DROP TABLE \"users\"")]
enum Kind {
    #[schema(rename = "it's")]
    A,
    #[schema(rename = "say \"hi\" \\ `now`")]
    B,
}

/// A comment that's "quoted" \ with -- dashes */ and /* stars.
#[derive(Schema)]
#[schema(table = "select \"from\" `where`; --", index(order, name = "the \"index\" of 'it'"))]
struct Hostile {
    #[schema(primary_key, column = "id; --", auto_increment)]
    id: i64,
    #[schema(column = "order", max_length = 20, unique = "uq'\"`")]
    order: String,
    #[schema(column = "naïve 数")]
    number: Option<i32>,
    #[schema(default = "it's")]
    kind: Kind,
    #[schema(references(Hostile::id), column = "self\"`")]
    parent: Option<i64>,
}
