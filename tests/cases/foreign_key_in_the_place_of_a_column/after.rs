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
    #[schema(references(Mail::id))]
    mail_id: i64,
    #[schema(max_length = 19, unique)]
    note: String,
}
