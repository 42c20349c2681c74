#[derive(Schema)]
#[schema(table = "teams")]
struct Team {
    #[schema(primary_key)]
    id: i64,
}

#[derive(Schema)]
#[schema(table = "users", index(name, name = "by_name"), unique(mail, name = "one_mail"), check("id > 0", name = "positive"))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80)]
    name: String,
    #[schema(max_length = 80)]
    mail: String,
    #[schema(references(Team::id, name = "of_team"))]
    team: Option<i64>,
}
