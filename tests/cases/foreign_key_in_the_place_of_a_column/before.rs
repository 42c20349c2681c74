#[derive(Schema)]
#[schema(table = "mails")]
struct Mail {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 9)]
    mail: String,
    #[schema(max_length = 9)]
    note: String,
}
