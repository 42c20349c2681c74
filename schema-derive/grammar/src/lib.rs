//! The attribute grammar of `schema-core`: what `#[schema(...)]` says, and the vocabulary that it says it in.
//!
//! The derives, the build step, and the command line tool read models with it, so that they cannot disagree. It is a crate of its own
//! so that the derives compile beside the build step and not after it. Programs use `schema-core`, which re-exports the vocabulary; what
//! is here follows no promise of its own.

/// `Debug` of an error says what its `Display` says: it is what a `main` that returns it shows.
#[doc(hidden)]
#[macro_export]
macro_rules! debug_as_display {
    ($error:ty) => {
        impl std::fmt::Debug for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }
    };
}

#[cfg(feature = "parse")]
pub mod declare;
pub mod index;
pub mod schema;
