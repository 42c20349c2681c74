#[derive(Schema)]
#[schema(check("\"Name\" <> ''", mysql = "`Name` <> ''", mariadb = "`Name` <> ''", name = "ck_name"))]
struct Book {
    #[schema(primary_key)]
    id: i64,
    #[schema(column = "Name", max_length = 20)]
    name: Option<String>,
    #[schema(max_length = 20)]
    title: Option<String>,
}
