#[derive(SchemaEnum)]
enum Pet {
    #[sqlx(rename = "cat")]
    Cat,
    #[sqlx(rename = "🦀")]
    Crab,
}

#[derive(Schema)]
#[schema(table = "owner")]
struct Owner {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(mysql(charset = "utf8mb3"))]
    pet: Pet,
}
