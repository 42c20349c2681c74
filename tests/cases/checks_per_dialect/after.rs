#[derive(Schema)]
#[schema(table = "users")]
#[schema(check("born < died OR died IS NULL", name = "ck_life"))]
#[schema(check(postgres = "name ~ '^a'", mysql = "name REGEXP '^a'", name = "ck_name"))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 20)]
    name: String,
    born: i32,
    died: Option<i32>,
    #[schema(check("age > 0 AND age < 150", name = "ck_age"), fill = 30)]
    age: i32,
}
