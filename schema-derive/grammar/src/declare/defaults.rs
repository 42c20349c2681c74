//! Values of `default` and `fill`: literals, the time, numbers that are no literals, and SQL.

use syn::Lit;

use super::Collector;
use super::ProblemKind;
use super::entry::{Body, Entry, Inner, parts};
use super::nearest::did_you_mean;
use super::values::only_word;
use crate::schema::{DefaultValue, Dialect, Literal, Spelling};

impl Entry {
    /// `default = 0`, `default(now)`, `default(number = "-1.5")`, `default(sql = "...", postgres = "...")`.
    pub(super) fn default_value(self, problems: &mut Collector) -> Option<DefaultValue> {
        let name = self.name();
        let list = match self.body {
            Body::List(list) => list,
            Body::Value(tokens) => {
                let first = tokens.clone().into_iter().next().map(|token| token.to_string()).unwrap_or_default();
                let literal = syn::parse2::<Lit>(tokens.clone()).ok().filter(|_| !first.starts_with('-'));
                let value = literal.as_ref().and_then(value_of);
                if value.is_none() {
                    let message = match first.as_str() {
                        minus if minus.starts_with('-') => {
                            let digits = tokens.to_string().replace(' ', "");
                            format!("a negative number is written `{name}(number = {digits:?})`")
                        }
                        "now" => format!("`{name} = now()` is written `{name}(now)`"),
                        _ => format!(
                            "`{name}` is a number, a text, bytes, `true` or `false`; the time is written `{name}(now)`, \
                             and SQL `{name}(sql = \"...\")`"
                        ),
                    };
                    problems.report(ProblemKind::InvalidAttributeValue, &tokens, message);
                }
                return value.map(DefaultValue::Literal);
            }
            Body::Nothing => {
                problems.report(
                    ProblemKind::AttributeSyntax,
                    &self.key,
                    format!("`{name}` wants a value: write `{name} = 0`, or `{name}(sql = \"...\")` for SQL"),
                );
                return None;
            }
        };
        if only_word(&list).is_some_and(|word| word == "now") {
            return Some(DefaultValue::Now);
        }
        if let Ok(literal) = syn::parse2::<Lit>(list.clone()) {
            let message = format!("`{name}({list})` is written `{name} = {list}`, and SQL `{name}(sql = \"...\")`");
            problems.report(ProblemKind::AttributeSyntax, &literal, message);
            return None;
        }
        let mut number = None;
        let entry = Self { key: self.key.clone(), body: Body::List(list) };
        let sql = entry.spelled_by_name(&["number"], problems, |entry, problems| number = entry.digits(problems));
        match (number, sql) {
            (None, sql) => sql.map(DefaultValue::Sql),
            (Some(digits), None) => Some(DefaultValue::Literal(Literal::Number(digits))),
            (Some(_), Some(_)) => {
                let message = format!("`{name}` is a number or SQL, not both");
                problems.report(ProblemKind::ConflictingAttributes, &self.key, message);
                None
            }
        }
    }

    /// `number = "-1.5"`: what rustfmt would not format as a literal.
    pub(super) fn digits(self, problems: &mut Collector) -> Option<String> {
        let text = self.text(problems)?;
        let digits = text.value();
        let positive = digits.strip_prefix('-').unwrap_or(&digits);
        let literal =
            syn::parse_str::<Lit>(positive).ok().filter(|_| positive.starts_with(|it: char| it.is_ascii_digit()));
        let is_number = literal.is_some_and(|literal| match literal {
            Lit::Int(number) => number.suffix().is_empty(),
            Lit::Float(number) => number.suffix().is_empty(),
            _ => false,
        });
        if !is_number {
            let message = format!("`{digits}` is not a number");
            problems.report(ProblemKind::InvalidAttributeValue, &text, message);
        }
        is_number.then(|| digits.replace('_', ""))
    }

    /// `key(sql = "...", postgres = "...")`, beside `keys` that `take` takes. Nothing if one of those is all that is there.
    fn spelled_by_name(
        self,
        keys: &'static [&'static str],
        problems: &mut Collector,
        mut take: impl FnMut(Self, &mut Collector),
    ) -> Option<Spelling> {
        let name = self.name();
        let Body::List(list) = self.body else { return None };
        let mut spelling = Spelling::default();
        let mut inner = Inner::new("", keys);
        let mut others = false;
        for part in parts(list, problems) {
            let Some(entry) = Self::parse(part, problems) else { continue };
            let (key, called) = (entry.key.clone(), entry.name());
            others |= inner.knows(&called);
            let twice = format!("`{called}` is given twice");
            if inner.knows(&called) {
                if inner.admits(&entry, problems) {
                    take(entry, problems);
                }
            } else if called == "sql" {
                let Some(text) = entry.text(problems) else { continue };
                if spelling.any.replace(text.value()).is_some() {
                    problems.report(ProblemKind::RepeatedAttribute, &key, twice);
                }
            } else if let Ok(dialect) = called.parse::<Dialect>() {
                let Some(text) = entry.text(problems) else { continue };
                if spelling.per_dialect.insert(dialect, text.value()).is_some() {
                    problems.report(ProblemKind::RepeatedAttribute, &key, twice);
                }
            } else {
                let dialects = Dialect::ALL.map(Dialect::name);
                let known = ["now", "sql"].into_iter().chain(keys.iter().copied()).chain(dialects);
                let near = did_you_mean(&called, known.clone());
                let known: Vec<&str> = known.collect();
                let near = if near.is_empty() { format!(": there are `{}`", known.join("`, `")) } else { near };
                problems.report(
                    ProblemKind::UnknownAttribute,
                    &key,
                    format!("unknown key `{called}` in `{name}`{near}"),
                );
                others = true;
            }
        }
        if spelling.is_empty() {
            if !others && problems.is_empty() {
                problems.report(ProblemKind::InvalidAttributeValue, &self.key, format!("`{name}` is empty"));
            }
            return None;
        }
        Some(spelling)
    }
}

/// The value of a literal that a column can have.
fn value_of(literal: &Lit) -> Option<Literal> {
    Some(match literal {
        Lit::Int(number) => Literal::Number(number.base10_digits().to_owned()),
        Lit::Float(number) => Literal::Number(number.base10_digits().to_owned()),
        Lit::Bool(value) => Literal::Bool(value.value()),
        Lit::Str(text) => Literal::Text(text.value()),
        Lit::Char(text) => Literal::Text(text.value().to_string()),
        Lit::ByteStr(bytes) => Literal::Bytes(bytes.value().iter().map(|byte| format!("{byte:02x}")).collect()),
        _ => return None,
    })
}
