#[derive(Schema)]
#[schema(primary_key(tenant, id), unique(tenant, name), index(name, tenant))]
struct Account {
    tenant: i32,
    id: i32,
    #[schema(max_length = 40)]
    name: String,
}
