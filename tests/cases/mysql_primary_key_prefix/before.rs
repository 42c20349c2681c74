#[derive(Schema)]
#[schema(table = "page")]
#[schema(primary_key(site, address(prefix = 10)))]
struct Page {
    site: i32,
    address: String,
}

#[derive(Schema)]
#[schema(table = "note")]
#[schema(primary_key(title(prefix = 5)))]
struct Note {
    #[schema(max_length = 40)]
    title: String,
}
