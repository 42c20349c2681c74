#[derive(Schema)]
#[schema(table = "page")]
#[schema(primary_key(site, address(prefix = 20)))]
struct Page {
    site: i32,
    address: String,
}

#[derive(Schema)]
#[schema(table = "note")]
#[schema(primary_key(heading(prefix = 5)))]
struct Note {
    #[schema(max_length = 60, renamed_from = "title")]
    heading: String,
    count: Option<i32>,
}
