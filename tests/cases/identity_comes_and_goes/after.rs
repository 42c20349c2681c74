#[derive(Schema)]
#[schema(table = "ticket")]
struct Ticket {
    #[schema(primary_key, auto_increment)]
    id: i64,
    title: String,
}

#[derive(Schema)]
#[schema(table = "seat")]
struct Seat {
    #[schema(primary_key)]
    id: i64,
    title: String,
}
