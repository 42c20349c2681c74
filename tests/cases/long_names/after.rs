#[derive(Schema)]
struct ALongNameOfATableThatNearlyFillsWhatPostgresqlAllows {
    #[schema(primary_key)]
    id: i64,
    #[schema(unique, max_length = 9)]
    a_long_name_of_a_column_in_it: String,
    #[schema(index, references(ALongNameOfATableThatNearlyFillsWhatPostgresqlAllows::id))]
    another_long_name_of_a_column_in_it: Option<i64>,
}

#[derive(Schema)]
struct ALongNameOfATableThatNearlyFillsWhatPostgresqlTakes {
    #[schema(primary_key)]
    id: i64,
}
