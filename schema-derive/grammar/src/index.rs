//! The files of the index in which the build step says what it saw, and in which the derives look.

/// How many index files there are. Each expansion reads one of them, so that many small ones keep a crate of a thousand
/// models quick to compile.
pub const SHARDS: u8 = 255;

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
