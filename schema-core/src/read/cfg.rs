//! `#[cfg(...)]`: what is set, and whether a predicate holds.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Ident, LitBool, LitStr, Token, parenthesized};

/// The configuration that a crate is compiled with: `unix`, `target_os = "linux"`, `feature = "chrono"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cfg {
    names: BTreeSet<String>,
    values: BTreeMap<String, BTreeSet<String>>,
}

impl Cfg {
    /// What cargo tells a build script, in `CARGO_CFG_*`.
    ///
    /// Cargo writes names in upper case; they are taken to be lower case, as all of the compiler's own are.
    pub fn from_build_env(vars: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut cfg = Self::default();
        for (key, value) in vars {
            let Some(name) = key.strip_prefix("CARGO_CFG_").map(str::to_lowercase) else { continue };
            if value.is_empty() {
                cfg.names.insert(name);
            } else {
                // `CARGO_CFG_UNIX` is empty, `CARGO_CFG_TARGET_FAMILY` a list.
                cfg.values.entry(name).or_default().extend(value.split(',').map(str::to_owned));
            }
        }
        cfg
    }

    /// Reads what `rustc --print cfg` writes: a name, or `name="value"`, on each line.
    pub fn from_rustc(text: &str) -> Self {
        let mut cfg = Self::default();
        for line in text.lines() {
            match line.split_once('=') {
                Some((name, value)) => cfg.set(name, value.trim_matches('"')),
                None => {
                    cfg.names.insert(line.to_owned());
                }
            }
        }
        cfg
    }

    /// The same with these features, and no other.
    #[must_use]
    pub fn with_features(mut self, features: impl IntoIterator<Item = String>) -> Self {
        self.values.insert("feature".to_owned(), features.into_iter().collect());
        self
    }

    /// The features that are set.
    pub fn features(&self) -> BTreeSet<String> {
        self.values.get("feature").cloned().unwrap_or_default()
    }

    fn set(&mut self, name: &str, value: &str) {
        self.values.entry(name.to_owned()).or_default().insert(value.to_owned());
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    fn has_value(&self, name: &str, value: &str) -> bool {
        self.values.get(name).is_some_and(|values| values.contains(value))
    }

    /// A text that differs for every configuration.
    pub(super) fn key(&self) -> String {
        format!("{:?}", (&self.names, &self.values))
    }
}

/// A configuration with or without `test`: one run of a build script serves both.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) cfg: &'a Cfg,
    pub(super) test: bool,
}

impl View<'_> {
    /// Whether the predicate in `tokens` holds; one that cannot be read does not, for rustc refuses it.
    pub(super) fn holds(self, tokens: TokenStream) -> bool {
        let parser = |input: ParseStream<'_>| {
            let holds = self.predicate(input)?;
            let _: Option<Token![,]> = input.parse()?;
            Ok(holds)
        };
        parser.parse2(tokens).unwrap_or(false)
    }

    /// Reads a predicate from the front of `input`.
    pub(super) fn predicate(self, input: ParseStream<'_>) -> syn::Result<bool> {
        if input.peek(LitBool) {
            return Ok(input.parse::<LitBool>()?.value);
        }
        let name = input.call(Ident::parse_any)?.unraw().to_string();
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            return Ok(self.cfg.has_value(&name, &input.parse::<LitStr>()?.value()));
        }
        if !input.peek(syn::token::Paren) {
            return Ok(if name == "test" { self.test } else { self.cfg.has(&name) });
        }
        let inside;
        parenthesized!(inside in input);
        let mut parts = Vec::new();
        while !inside.is_empty() {
            parts.push(self.predicate(&inside)?);
            if !inside.is_empty() {
                inside.parse::<Token![,]>()?;
            }
        }
        Ok(match name.as_str() {
            "all" => parts.iter().all(|part| *part),
            "any" => parts.iter().any(|part| *part),
            "not" => !parts.first().copied().unwrap_or(false),
            // `target(os = "linux")` and what may come.
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Cfg, View};

    #[test]
    fn predicates_are_evaluated() {
        let text = "unix\ntarget_os=\"linux\"\ntarget_family=\"unix\"\npanic=\"unwind\"\n";
        let cfg = Cfg::from_rustc(text).with_features(["chrono".to_owned(), "a-b".to_owned()]);
        for (predicate, normal, test) in [
            ("unix", true, true),
            ("windows", false, false),
            ("test", false, true),
            ("not(test)", true, false),
            ("feature = \"chrono\"", true, true),
            ("feature = \"a-b\"", true, true),
            ("feature = \"a_b\"", false, false),
            ("all(unix, feature = \"chrono\", not(windows),)", true, true),
            ("all(test, feature = \"chrono\")", false, true),
            ("any(test, target_os = \"linux\")", true, true),
            ("any()", false, false),
            ("all()", true, true),
            ("true", true, true),
            ("not(false)", true, true),
            ("set_by_another_build_script", false, false),
            ("all(", false, false),
        ] {
            let holds = |test| predicate.parse().is_ok_and(|tokens| View { cfg: &cfg, test }.holds(tokens));
            assert_eq!((holds(false), holds(true)), (normal, test), "{predicate}");
        }
    }

    #[test]
    fn build_scripts_are_told_in_variables() {
        let vars = [
            ("CARGO_CFG_UNIX", ""),
            ("CARGO_CFG_TARGET_OS", "linux"),
            ("CARGO_CFG_FEATURE", "a-b,default"),
            ("HOME", "/"),
        ];
        let cfg = Cfg::from_build_env(vars.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert!(cfg.has("unix") && cfg.has_value("target_os", "linux"));
        assert_eq!(cfg.features().into_iter().collect::<Vec<_>>(), ["a-b", "default"]);
    }
}
