//! The hash of a definition, by which the derive knows that the build step saw the same one.
//!
//! Only what both sees alike counts. The derive gets its input after cfg-stripping and without the `#[derive]` that called it; a build script reads text. So these do not count: white space, spans, visibility,
//! and every attribute but `schema`, `sqlx` and doc comments.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Lit, Meta};

/// The hash of a struct's, enum's or union's tokens: 64-bit FNV-1a.
pub fn tokens(input: &DeriveInput) -> u64 {
    let DeriveInput { attrs, vis: _, ident, generics, data } = input;
    let mut hash = Hash::new();
    hash.attributes(attrs);
    hash.text(&ident.to_string());
    hash.stream(generics.to_token_stream());
    hash.stream(generics.where_clause.to_token_stream());
    match data {
        Data::Struct(data) => {
            hash.text("struct");
            hash.fields(&data.fields);
        }
        Data::Enum(data) => {
            hash.text("enum");
            for variant in &data.variants {
                hash.attributes(&variant.attrs);
                hash.text(&variant.ident.to_string());
                hash.fields(&variant.fields);
                hash.stream(variant.discriminant.as_ref().map(|(_, value)| value).to_token_stream());
            }
        }
        Data::Union(data) => {
            hash.text("union");
            hash.fields(&Fields::Named(data.fields.clone()));
        }
    }
    hash.0
}

struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// A text and its end, so that `ab` `c` and `a` `bc` differ.
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn stream(&mut self, stream: TokenStream) {
        for token in stream {
            match token {
                // Both have its text as it is in the source, but rustc reads CRLF as LF.
                TokenTree::Literal(literal) => self.text(&literal.to_string().replace("\r\n", "\n")),
                TokenTree::Ident(ident) => self.text(&ident.to_string()),
                TokenTree::Punct(punct) => self.text(punct.as_char().encode_utf8(&mut [0; 4])),
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => {
                            self.stream(group.stream());
                            continue;
                        }
                    };
                    self.text(open);
                    self.stream(group.stream());
                    self.text(close);
                }
            }
        }
    }

    fn attributes(&mut self, attrs: &[Attribute]) {
        for attr in attrs {
            if attr.path().is_ident("doc") {
                // rustc hands doc comments over as one kind of string literal, proc-macro2 as another.
                if let Some(text) = doc_text(attr) {
                    self.text("doc");
                    self.text(&text);
                }
            } else if attr.path().is_ident("schema") || attr.path().is_ident("sqlx") {
                self.stream(attr.meta.to_token_stream());
            }
        }
    }

    fn fields(&mut self, fields: &Fields) {
        let kind = match fields {
            Fields::Named(_) => "{",
            Fields::Unnamed(_) => "(",
            Fields::Unit => ";",
        };
        self.text(kind);
        for field in fields {
            self.attributes(&field.attrs);
            self.stream(field.ident.to_token_stream());
            self.stream(field.ty.to_token_stream());
            self.text(",");
        }
    }
}

/// The text of `/// text` or `#[doc = "text"]`; nothing for `#[doc(hidden)]` and `#[doc = include_str!(...)]`.
fn doc_text(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attr.meta else { return None };
    let Expr::Lit(literal) = &pair.value else { return None };
    let Lit::Str(text) = &literal.lit else { return None };
    Some(text.value().replace("\r\n", "\n"))
}

/// The doc comment of an item, without the space that starts each line; nothing if there is none.
pub(super) fn comment(attrs: &[Attribute]) -> Option<String> {
    let texts = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(doc_text);
    let lines: Vec<String> = texts
        .flat_map(|text| text.split('\n').map(str::to_owned).collect::<Vec<_>>())
        .map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned())
        .collect();
    let comment = lines.join("\n").trim().to_owned();
    (!comment.is_empty()).then_some(comment)
}
