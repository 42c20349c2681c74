#[derive(Schema)]
#[schema(table = "account", unique(tenant, mail, name = "uq_mail"))]
struct Account {
    #[schema(primary_key)]
    id: i64,
    tenant: i64,
    #[schema(max_length = 80)]
    mail: Option<String>,
}
