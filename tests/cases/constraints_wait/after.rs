#[derive(Schema)]
#[schema(table = "hotel", primary_key(country, number))]
struct Hotel {
    country: i64,
    number: i64,
    #[schema(unique(name = "uq_place", initially_deferred))]
    place: i64,
}

#[derive(Schema)]
#[schema(table = "stay", foreign_key(country, hotel, references(Hotel(country, number)), name = "fk_hotel", deferrable, match_full))]
struct Stay {
    #[schema(primary_key)]
    id: i64,
    country: Option<i64>,
    hotel: Option<i64>,
    #[schema(references(Self::id, name = "fk_next"))]
    next: Option<i64>,
}
