//! Definitions whose tokens the compiler and a reader of text see in different forms, yet with one hash; so this compiles.
#![deny(warnings)]
#![allow(unused_parens)]

/** Written
 *  as a block, with "quotes" and \n no escape. */
#[doc = "And as an attribute, with \"quotes\", a tab\t and \u{e9}."]
/// And as a line: é 日本.
#[derive(Clone, Debug)]
#[derive(schema_core::Schema)]
#[allow(dead_code)]
#[schema(index(r#match), table = r#"tok"ens"#,)]
pub(in crate) struct Tokens<> {
    #[schema(default(number = "-1_000"), primary_key)]
    pub(crate) id: i64,
    #[doc(hidden)]
    #[schema(default = 0xFFu8)]
    r#match: u8,
    //// Not a doc comment.
    #[schema(default = b"\x00\"")]
    bytes: ::std::option::Option<::std::vec::Vec<u8>>,
    #[schema(default = 'x')]
    text: std::borrow::Cow<'static, str>,
    #[schema(default = "a\
        b\u{41}")]
    array: [u8; 4 * 4],
    #[schema(default = 1.5e3f64)]
    paren: (f64),
    #[schema(r#type = "text")]
    pair: (u8, fn(&str) -> String),
}

#[derive(schema_core::SchemaEnum, Clone, Copy)]
#[repr(i8)]
#[allow(dead_code)]
enum TokensState {
    On = -1,
    Off = 1 << 2,
}

fn main() {
    use schema_core::Model as _;
    assert_eq!(Tokens::TABLE, r#"tok"ens"#);
}
