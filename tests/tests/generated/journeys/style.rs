//! How a developer likes to write: of the many ways that mean the same, one for each thing, always the same one.

/// A taste. Another salt is another one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) salt: u64,
    /// Crates of the project: one, or two that share a schema.
    pub(crate) crates: usize,
}

/// A module of the project, in which models are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Home {
    Root,
    Models,
    Deep,
    Inline,
    Base,
    BaseThings,
}

impl Home {
    pub(crate) const ALL: [Self; 6] =
        [Self::Root, Self::Models, Self::Deep, Self::Inline, Self::Base, Self::BaseThings];

    /// Whether it is in the crate that the other one depends on.
    pub(crate) fn is_in_base(self) -> bool {
        matches!(self, Self::Base | Self::BaseThings)
    }

    /// Its path, seen from the module `from`.
    pub(crate) fn path(self, from: Self) -> &'static str {
        match (self, from.is_in_base()) {
            (Self::Root, _) | (Self::Base, true) => "crate",
            (Self::Models, _) => "crate::models",
            (Self::Deep, _) => "crate::models::deep",
            (Self::Inline, _) => "crate::inline",
            (Self::Base, false) => "base",
            (Self::BaseThings, true) => "crate::things",
            (Self::BaseThings, false) => "base::things",
        }
    }
}

impl Style {
    /// A number below `count` for a thing.
    pub(crate) fn below(&self, what: &str, count: usize) -> usize {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in self.salt.to_le_bytes().iter().chain(what.as_bytes()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        // The low bits of the last bytes say little by themselves.
        hash ^= hash >> 32;
        hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from((hash >> 33) % count as u64).expect("it is below count")
    }

    pub(crate) fn chance(&self, what: &str, percent: usize) -> bool {
        self.below(what, 100) < percent
    }

    /// Where a thing would like to be.
    pub(crate) fn home(&self, what: &str) -> Home {
        Home::ALL[self.below(&format!("home {what}"), if self.crates > 1 { 6 } else { 4 })]
    }
}
