//! The licences and duplicate versions of all packages held against `deny.toml`, where cargo-deny is not installed.
//!
//! Quicker and smaller than cargo-deny: it sees the packages that this machine builds, and what their manifests say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::{Result, cargo, output};

/// Whether every package has a licence that `deny.toml` allows, and every second version is one that it lists.
pub(crate) fn check() -> Result<()> {
    println!("xtask: licences and duplicate versions against deny.toml (cargo-deny is not installed)");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deny.toml");
    let rules = std::fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let allowed = list(&rules, "allow");
    let skipped = list(&rules, "skip");
    let tree = ["tree", "--workspace", "--all-features", "--edges", "normal,build,dev", "--prefix", "none"];
    let tree = output(cargo(&tree).args(["--format", "{p}|{l}"]))?;

    let mut problems = BTreeSet::new();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in tree.lines().map(|line| line.trim_end_matches(" (*)")).filter(|line| !line.is_empty()) {
        let (package, licence) = line.split_once('|').ok_or_else(|| format!("`cargo tree` says {line:?}"))?;
        let mut words = package.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let version = version.trim_start_matches('v');
        versions.entry(name).or_default().insert(version);
        if !Expression::holds(licence, &allowed) {
            problems.insert(format!("{name} {version}: its licence `{licence}` is not allowed"));
        }
    }
    for (name, versions) in versions {
        let listed = |version: &&&str| {
            skipped.iter().filter_map(|skip| skip.split_once('@')).any(|(skip, prefix)| {
                skip == name && (**version == prefix || version.starts_with(&format!("{prefix}.")))
            })
        };
        let left: Vec<&str> = versions.iter().filter(|version| !listed(version)).copied().collect();
        if left.len() > 1 {
            problems.insert(format!("{name}: versions {} beside each other", left.join(" and ")));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.into_iter().collect::<Vec<_>>().join("\n")) }
}

/// The quoted text of each line of the list called `name`.
fn list(toml: &str, name: &str) -> Vec<String> {
    let head = format!("{name} = [");
    let lines = toml.lines().skip_while(|line| *line != head).skip(1).take_while(|line| *line != "]");
    lines
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split('"').nth(1))
        .map(str::to_owned)
        .collect()
}

/// A licence expression of SPDX, read from its words.
struct Expression<'a> {
    words: std::iter::Peekable<std::vec::IntoIter<&'a str>>,
    allowed: &'a [String],
}

impl<'a> Expression<'a> {
    /// Whether `text` can be met with licences of `allowed` alone.
    fn holds(text: &'a str, allowed: &'a [String]) -> bool {
        // Old manifests write `MIT/Apache-2.0`.
        let words: Vec<&str> = text
            .split_inclusive(['(', ')', ' ', '/'])
            .flat_map(|word| {
                let end = word.len() - usize::from(word.ends_with(['(', ')', ' ', '/']));
                [
                    &word[..end],
                    match &word[end..] {
                        "/" => "OR",
                        rest => rest.trim(),
                    },
                ]
            })
            .filter(|word| !word.is_empty())
            .collect();
        let mut expression = Self { words: words.into_iter().peekable(), allowed };
        expression.any() && expression.words.next().is_none()
    }

    fn any(&mut self) -> bool {
        let mut holds = self.all();
        while self.words.next_if_eq(&"OR").is_some() {
            holds |= self.all();
        }
        holds
    }

    fn all(&mut self) -> bool {
        let mut holds = self.one();
        while self.words.next_if_eq(&"AND").is_some() {
            holds &= self.one();
        }
        holds
    }

    fn one(&mut self) -> bool {
        match self.words.next() {
            Some("(") => {
                let holds = self.any();
                self.words.next() == Some(")") && holds
            }
            // An exception only ever gives more rights.
            Some(licence) => {
                if self.words.next_if_eq(&"WITH").is_some() {
                    self.words.next();
                }
                self.allowed.iter().any(|allowed| allowed == licence)
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Expression, list};

    #[test]
    fn expressions_are_read_as_spdx_means_them() {
        let allowed = ["MIT".to_owned(), "Apache-2.0".to_owned()];
        for text in ["MIT", "MIT/GPL-3.0", "GPL-3.0 OR MIT", "MIT AND Apache-2.0", "Apache-2.0 WITH LLVM-exception"] {
            assert!(Expression::holds(text, &allowed), "{text}");
        }
        for text in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR GPL-3.0) AND GPL-3.0", "MIT MIT", "(MIT"] {
            assert!(!Expression::holds(text, &allowed), "{text}");
        }
    }

    #[test]
    fn lists_are_found() {
        let toml = "[a]\nallow = [\n    # \"no\"\n    \"MIT\",\n]\nskip = [\n    { crate = \"syn@2\" },\n]\n";
        assert_eq!(list(toml, "allow"), ["MIT"]);
        assert_eq!(list(toml, "skip"), ["syn@2"]);
    }
}
