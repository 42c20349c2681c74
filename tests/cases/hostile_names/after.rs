#[derive(SchemaEnum)]
#[schema(type_name = "of; DROP TABLE \"users\"")]
enum Kind {
    #[schema(value = "it's")]
    A,
    #[schema(value = "say \"hi\" \\ `now`")]
    B,
}

/// A comment that's "quoted" \ with -- dashes */ and /* stars.
#[derive(Schema)]
#[schema(table = "select \"from\" `where`; --", index(order, name = "the \"index\" of 'it'"))]
struct Hostile {
    #[schema(primary_key, column = "id; --", auto_increment)]
    id: i64,
    #[schema(column = "order", max_length = 20, unique(name = "uq'\"`"))]
    order: String,
    #[schema(column = "naïve 数")]
    number: Option<i32>,
    #[schema(default = "it's")]
    kind: Kind,
    #[schema(references(Hostile::id), column = "self\"`")]
    parent: Option<i64>,
}
