#[derive(Schema)]
#[schema(table = "teams")]
struct Team {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "users", index(name, name = "By_Name"), unique(mail, name = "ONE_MAIL"), check("id > 0", name = "Positive"))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
    #[schema(max_length = 80)]
    mail: String,
    #[schema(references(Team::id, name = "OF_TEAM"))]
    team: Option<i64>,
}
