//! Where errors point to.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use schema_core_grammar::declare::Problem;

/// The spans of the first and the last token.
pub(crate) fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens.to_token_stream().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    let last = spans.last().unwrap_or(first);
    (first, last)
}

/// `function::<parameter>(arguments);` of the witness, of which rustc says that it stands at `place`, all of its tokens.
pub(crate) fn call_at(
    place: &impl ToTokens,
    function: &str,
    parameter: Option<&dyn ToTokens>,
    arguments: TokenStream,
) -> TokenStream {
    let (first, last) = ends(place);
    let function = Ident::new(function, first);
    // An expression's span goes from the first of its tokens' places to the last.
    let parameter = parameter.map(|parameter| quote_spanned!(first=> ::<#parameter>));
    let function = quote_spanned!(first=> __schema_core::witness::#function #parameter);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(last);
    quote!(#function #arguments;)
}

/// The error of rustc that says `problem`, underlining all of its tokens.
pub(crate) fn compile_error(problem: &Problem) -> TokenStream {
    let Problem { kind: _, span, end, message } = problem;
    let start = quote_spanned!(*span=> ::core::compile_error!);
    let mut braces = Group::new(Delimiter::Brace, quote_spanned!(*end=> #message));
    braces.set_span(*end);
    let mut tokens = start;
    tokens.extend([TokenTree::Group(braces)]);
    tokens
}
