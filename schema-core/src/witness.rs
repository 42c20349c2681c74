//! What the derives' expansions are checked against: constant functions over the index that the build step wrote.
//!
//! The build step writes `OUT_DIR/schema/00.rs` … `63.rs`, each an array expression of [`Seen`]; every item lies in the
//! file that [`shard`] gives for its name, and all files always exist. The expansion of a derive includes one of them and
//! calls the functions here in constants, so every disagreement between build step and compiler is a compile error on the
//! struct or field.

/// How many index files there are.
pub const SHARDS: u8 = 64;

/// A model, enum or newtype as the build step saw it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Module path inside the crate and name: `models::User`, `User` at the root.
    pub path: &'static str,
    /// Hash of the definition's tokens.
    pub hash: u64,
    /// Fields with a column whose type the build step guessed.
    pub fields: &'static [SeenField],
    /// What is wrong with it as a whole, as text for the user; empty when all is well.
    pub verdict: &'static str,
}

/// A field as the build step saw it.
#[derive(Clone, Copy, Debug)]
pub struct SeenField {
    /// Name of the field.
    pub name: &'static str,
    /// The text form of the column type that its Rust type has (before `max_length` and the like).
    /// Empty when the attribute says the type and there is nothing to verify.
    pub ty: &'static str,
    /// Whether the column takes NULL.
    pub nullable: bool,
    /// What is wrong with it, as text for the user; empty when all is well.
    pub verdict: &'static str,
}

/// The index file in which the item called `name` (without `r#`) lies.
pub const fn shard(name: &str) -> u8 {
    (fnv1a(name.as_bytes()) % SHARDS as u64) as u8
}

/// 64-bit FNV-1a: stable across builds and platforms, unlike the hashers of std.
pub const fn fnv1a(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}
