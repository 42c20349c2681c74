#[derive(Schema)]
#[schema(table = "codes", index(code, unique, name = "codes_code"), index(short, unique, name = "codes_short"))]
struct Code {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 9)]
    code: String,
    short: Option<i32>,
}

#[derive(Schema)]
#[schema(table = "uses", index(own, unique, name = "uses_own"))]
struct Use {
    #[schema(primary_key)]
    id: i64,
    #[schema(max_length = 9, references(Code::code), index)]
    code: String,
    #[schema(references(Code::short), index)]
    short: Option<i32>,
    own: Option<i32>,
    #[schema(references(Use::own), index)]
    other: Option<i32>,
}
