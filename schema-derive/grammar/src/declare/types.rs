//! Types as written.

use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{GenericArgument, PathArguments, Type};

use super::TypeRef;

/// What a type says by its tokens alone. Lifetimes do not count; a form that no column type can have is kept as text.
pub fn type_ref(ty: &Type) -> TypeRef {
    match ty {
        Type::Paren(inner) => type_ref(&inner.elem),
        // What a `macro_rules!` fragment is wrapped in.
        Type::Group(inner) => type_ref(&inner.elem),
        Type::Array(array) => TypeRef::Array(Box::new(type_ref(&array.elem))),
        Type::Slice(slice) => TypeRef::Array(Box::new(type_ref(&slice.elem))),
        Type::Path(path) if path.qself.is_none() => path_ref(&path.path).unwrap_or_else(|| other(ty)),
        _ => other(ty),
    }
}

fn other(ty: &Type) -> TypeRef {
    TypeRef::Other(ty.to_token_stream().to_string())
}

fn path_ref(path: &syn::Path) -> Option<TypeRef> {
    let mut segments: Vec<String> = path.leading_colon.iter().map(|_| String::new()).collect();
    let mut args = Vec::new();
    for (at, segment) in path.segments.iter().enumerate() {
        segments.push(segment.ident.unraw().to_string());
        match &segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(generics) if at + 1 == path.segments.len() => {
                for argument in &generics.args {
                    match argument {
                        GenericArgument::Lifetime(_) => {}
                        GenericArgument::Type(ty) => args.push(type_ref(ty)),
                        _ => return None,
                    }
                }
            }
            _ => return None,
        }
    }
    Some(TypeRef::Path { segments, args })
}

#[cfg(test)]
mod tests {
    use super::{TypeRef, type_ref};

    fn path(segments: &[&str], args: Vec<TypeRef>) -> TypeRef {
        TypeRef::Path { segments: segments.iter().map(|&name| name.to_owned()).collect(), args }
    }

    #[test]
    fn types_are_taken_as_written() {
        for (text, expected) in [
            ("String", path(&["String"], vec![])),
            ("(String)", path(&["String"], vec![])),
            ("::std::string::String", path(&["", "std", "string", "String"], vec![])),
            ("Option<Vec<u8>>", path(&["Option"], vec![path(&["Vec"], vec![path(&["u8"], vec![])])])),
            ("chrono::DateTime<Utc>", path(&["chrono", "DateTime"], vec![path(&["Utc"], vec![])])),
            ("Cow<'static, str>", path(&["Cow"], vec![path(&["str"], vec![])])),
            ("r#type::r#Kind", path(&["type", "Kind"], vec![])),
            ("[u8; 16]", TypeRef::Array(Box::new(path(&["u8"], vec![])))),
            ("(i32, i32)", TypeRef::Other("(i32 , i32)".to_owned())),
        ] {
            assert_eq!(type_ref(&syn::parse_str(text).unwrap()), expected, "{text}");
        }
    }
}
