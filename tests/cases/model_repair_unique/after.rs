#[derive(Schema)]
struct Account {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 80, unique(repair = "DELETE FROM account WHERE id NOT IN (SELECT id FROM (SELECT max(id) AS id FROM account GROUP BY email) AS kept)"))]
    email: String,
}
