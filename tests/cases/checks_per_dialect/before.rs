#[derive(Schema)]
#[schema(table = "users")]
#[schema(check("born < died OR died IS NULL", name = "ck_life"))]
#[schema(check(postgres = "name ~ '^a'", sqlite = "name GLOB 'a*'", name = "ck_name"))]
struct User {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 20)]
    name: String,
    born: i32,
    died: Option<i32>,
}
