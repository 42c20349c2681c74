//! References that lead elsewhere than the build step thinks, or nowhere.

//@ table ReferencesOther: others

use schema_core::Schema;

#[derive(Schema)]
struct ReferencesOther {
    #[schema(primary_key)]
    id: i64,
    #[schema(skip)]
    skipped: i64,
}

struct ReferencesPlain {
    id: i64,
}

#[derive(Schema)]
struct References {
    id: i64,
    #[schema(references(ReferencesOther::id))]
    elsewhere: i64,
    #[schema(references(crate::ReferencesOther::skipped))]
    skipped: i64,
    #[schema(references(ReferencesPlain::id))]
    plain: i64,
    #[schema(references(ReferencesNothing::id))]
    nothing: i64,
    #[schema(references(Self::idd))]
    own: i64,
}

fn main() {}
