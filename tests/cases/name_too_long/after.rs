#[derive(Schema)]
struct Sample {
    #[schema(primary_key)]
    this_is_a_column_with_a_name_that_is_longer_than_any_server_would_take: i64,
}
