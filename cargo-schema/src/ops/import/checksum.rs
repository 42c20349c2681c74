//! The checksums that other tools note, to see whether a file was edited after it was applied.

use sha2::{Digest as _, Sha384};

/// sqlx: SHA-384 of the file, in hexadecimal digits.
pub(super) fn sqlx(text: &str) -> String {
    Sha384::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Flyway: CRC-32 of the lines without their ends, as a signed number.
pub(super) fn flyway(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut crc = u32::MAX;
    for byte in text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    (!crc).cast_signed().to_string()
}

/// refinery: SipHash-1-3 over name, version and text, for either width of versions.
pub(super) fn refinery(name: &str, version: i64, text: &str) -> Vec<String> {
    let hash = |version: &[u8]| {
        let mut bytes = Vec::with_capacity(name.len() + text.len() + 10);
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(0xff);
        bytes.extend_from_slice(version);
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0xff);
        sip_1_3(&bytes).to_string()
    };
    let narrow = i32::try_from(version).ok().map(|version| hash(&version.to_ne_bytes()));
    narrow.into_iter().chain([hash(&version.to_ne_bytes())]).collect()
}

/// SipHash-1-3 with a key of zeros.
fn sip_1_3(bytes: &[u8]) -> u64 {
    fn round(v: &mut [u64; 4]) {
        v[0] = v[0].wrapping_add(v[1]);
        v[1] = v[1].rotate_left(13) ^ v[0];
        v[0] = v[0].rotate_left(32);
        v[2] = v[2].wrapping_add(v[3]);
        v[3] = v[3].rotate_left(16) ^ v[2];
        v[0] = v[0].wrapping_add(v[3]);
        v[3] = v[3].rotate_left(21) ^ v[0];
        v[2] = v[2].wrapping_add(v[1]);
        v[1] = v[1].rotate_left(17) ^ v[2];
        v[2] = v[2].rotate_left(32);
    }
    // "somepseudorandomlygeneratedbytes"
    let mut v = [0x736f_6d65_7073_6575, 0x646f_7261_6e64_6f6d, 0x6c79_6765_6e65_7261, 0x7465_6462_7974_6573_u64];
    let mut take = |word: u64| {
        v[3] ^= word;
        round(&mut v);
        v[0] ^= word;
    };
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().for_each(|word| take(u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len().to_le_bytes()[0];
    take(u64::from_le_bytes(last));
    v[2] ^= 0xff;
    (0..3).for_each(|_| round(&mut v));
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};

    #[test]
    fn known_values() {
        // `printf 'SELECT 1;\n' | sha384sum`, `zlib.crc32(b"123456789")`.
        assert_eq!(sqlx("SELECT 1;\n").len(), 96);
        assert_eq!(flyway("1234\r\n56789\n"), "-873187034");
        // The standard library's hasher is the same one so far.
        for text in ["", "CREATE TABLE a (b int);", "sixteen bytes ...", "ä"] {
            let mut hasher = DefaultHasher::new();
            "name".hash(&mut hasher);
            7_i32.hash(&mut hasher);
            text.hash(&mut hasher);
            assert_eq!(refinery("name", 7, text)[0], hasher.finish().to_string());
        }
    }
}
