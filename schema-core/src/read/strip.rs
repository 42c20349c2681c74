//! What the compiler does to attributes before a derive sees an item: `cfg_attr` is unfolded, what `cfg` excludes is gone.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Fields, Meta, Token};

use super::cfg::View;

/// Unfolds `cfg_attr` in `attributes`, and takes `cfg` out. Gives whether the item that they stand on is there.
pub(super) fn attributes(attributes: &mut Vec<Attribute>, view: View<'_>) -> bool {
    let mut there = true;
    let mut unfolded = Vec::with_capacity(attributes.len());
    for attribute in attributes.drain(..) {
        unfold(attribute, view, &mut unfolded, &mut there);
    }
    *attributes = unfolded;
    there
}

fn unfold(attribute: Attribute, view: View<'_>, into: &mut Vec<Attribute>, there: &mut bool) {
    let Meta::List(list) = &attribute.meta else { return into.push(attribute) };
    if list.path.is_ident("cfg") {
        *there &= view.holds(list.tokens.clone());
    } else if list.path.is_ident("cfg_attr") {
        for meta in conditional(list.tokens.clone(), view).unwrap_or_default() {
            unfold(Attribute { meta, ..attribute.clone() }, view, into, there);
        }
    } else {
        into.push(attribute);
    }
}

/// The attributes that `cfg_attr(tokens)` stands for.
fn conditional(tokens: TokenStream, view: View<'_>) -> syn::Result<Vec<Meta>> {
    let parser = |input: ParseStream<'_>| {
        let holds = view.predicate(input)?;
        let _: Option<Token![,]> = input.parse()?;
        let metas = Punctuated::<Meta, Token![,]>::parse_terminated(input)?;
        Ok(if holds { metas.into_iter().collect() } else { Vec::new() })
    };
    parser.parse2(tokens)
}

/// Strips a whole definition: its own attributes, and those of fields and variants. Gives whether it is there.
pub(super) fn definition(input: &mut DeriveInput, view: View<'_>) -> bool {
    let there = attributes(&mut input.attrs, view);
    match &mut input.data {
        Data::Struct(data) => fields(&mut data.fields, view),
        Data::Enum(data) => {
            retain(&mut data.variants, |variant| {
                fields(&mut variant.fields, view);
                attributes(&mut variant.attrs, view)
            });
        }
        Data::Union(data) => retain(&mut data.fields.named, |field| attributes(&mut field.attrs, view)),
    }
    there
}

fn fields(fields: &mut Fields, view: View<'_>) {
    let list = match fields {
        Fields::Named(fields) => &mut fields.named,
        Fields::Unnamed(fields) => &mut fields.unnamed,
        Fields::Unit => return,
    };
    retain(list, |field| attributes(&mut field.attrs, view));
}

fn retain<T, P: Default>(list: &mut Punctuated<T, P>, mut keep: impl FnMut(&mut T) -> bool) {
    for mut element in std::mem::take(list) {
        if keep(&mut element) {
            list.push(element);
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;

    use super::super::cfg::{Cfg, View};

    fn strip(text: &str, test: bool) -> Option<String> {
        let cfg = Cfg::from_rustc("unix").with_features(["on".to_owned()]);
        let mut input = syn::parse_str(text).unwrap();
        let there = super::definition(&mut input, View { cfg: &cfg, test });
        there.then(|| input.to_token_stream().to_string())
    }

    #[test]
    fn fields_variants_and_attributes_are_stripped() {
        let plain = |text: &str| strip(text, false).unwrap();
        assert_eq!(
            strip("#[cfg_attr(feature = \"on\", derive(A), cfg_attr(unix, x = 1))] struct S { #[cfg(windows)] a: u8, #[cfg(unix)] b: u8 }", false).unwrap(),
            plain("#[derive(A)] #[x = 1] struct S { b: u8, }"),
        );
        assert_eq!(strip("enum E { A, #[cfg(feature = \"off\")] B, C }", false).unwrap(), plain("enum E { A, C, }"));
        assert_eq!(strip("#[cfg(test)] struct S;", false), None);
        assert_eq!(strip("#[cfg(test)] struct S;", true).unwrap(), plain("struct S;"));
        assert_eq!(strip("#[cfg_attr(unix, cfg(windows))] struct S;", false), None);
    }
}
