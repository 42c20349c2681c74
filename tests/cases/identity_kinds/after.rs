#[derive(Schema)]
#[schema(table = "ticket")]
struct Ticket {
    #[schema(primary_key, auto_increment(always, start = 1000, increment = 10))]
    id: i64,
    title: String,
}

#[derive(Schema)]
#[schema(table = "seat")]
struct Seat {
    #[schema(primary_key, auto_increment(start = 500))]
    id: i64,
    title: String,
}
