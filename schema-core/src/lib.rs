//! The stages of cargo-schema, one module each, in the order in which a change of a model passes through them.
//!
//! | stage | in | out | feature |
//! |---|---|---|---|
//! | [`schema`] | | the vocabulary: tables, columns, keys, types | |
//! | [`diff`] | two schemas, answers | changes and open questions | |
//! | [`revision`] | folders of revisions | their order, and the schema at each | files: `build` |

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod diff;
pub mod revision;
pub mod schema;
