#[derive(Schema)]
#[schema(table = "member", namespace = "case_from")]
struct Member {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80, unique, index)]
    mail: String,
    rank: Rank,
}

#[derive(SchemaEnum)]
enum Rank {
    Low,
    High,
}

#[derive(Schema)]
#[schema(table = "login")]
struct Login {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(Member::id))]
    member: i64,
}
