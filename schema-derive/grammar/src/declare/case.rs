//! Ways to write a name.

use super::Case;

impl Case {
    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 8] = [
        Self::Lower,
        Self::Upper,
        Self::Camel,
        Self::Pascal,
        Self::Snake,
        Self::ScreamingSnake,
        Self::Kebab,
        Self::ScreamingKebab,
    ];

    /// The case that attributes call `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.name() == name)
    }

    /// What attributes call it; the name shows it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lower => "lowercase",
            Self::Upper => "UPPERCASE",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Snake => "snake_case",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            Self::Kebab => "kebab-case",
            Self::ScreamingKebab => "SCREAMING-KEBAB-CASE",
        }
    }

    /// Writes `name`, a Rust name in any case, in this one. Gives what sqlx gives, so that both name a column alike.
    pub fn apply(self, name: &str) -> String {
        let name = name.strip_prefix("r#").unwrap_or(name);
        let joined = |separator: &str, word: fn(&str) -> String| {
            words(name).into_iter().map(word).collect::<Vec<_>>().join(separator)
        };
        match self {
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Pascal => joined("", capitalized),
            Self::Snake => joined("_", str::to_lowercase),
            Self::ScreamingSnake => joined("_", str::to_uppercase),
            Self::Kebab => joined("-", str::to_lowercase),
            Self::ScreamingKebab => joined("-", str::to_uppercase),
            Self::Camel => {
                let words = words(name).into_iter().enumerate();
                words.map(|(at, word)| if at == 0 { word.to_lowercase() } else { capitalized(word) }).collect()
            }
        }
    }
}

/// A Rust name in snake case: `HTTPLog` gives `http_log`.
pub fn snake_case(name: &str) -> String {
    Case::Snake.apply(name)
}

/// A snake-case English noun in the plural: its last word is changed. Rules, and the exceptions that tables meet most
/// often; `table = "..."` is for the others.
pub fn plural(name: &str) -> String {
    const IRREGULAR: [(&str, &str); 8] = [
        ("person", "people"),
        ("child", "children"),
        ("man", "men"),
        ("woman", "women"),
        ("foot", "feet"),
        ("tooth", "teeth"),
        ("mouse", "mice"),
        ("goose", "geese"),
    ];
    const SAME: [&str; 8] = ["data", "equipment", "information", "metadata", "money", "news", "series", "species"];
    let (head, last) = name.rsplit_once('_').map_or(("", name), |(head, last)| (&name[..head.len() + 1], last));
    if SAME.contains(&last) {
        return name.to_owned();
    }
    if let Some((_, many)) = IRREGULAR.iter().find(|(one, _)| *one == last) {
        return format!("{head}{many}");
    }
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| last.ends_with(end));
    match last.strip_suffix('y') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{head}{stem}ies"),
        _ if sibilant => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars.flat_map(char::to_lowercase)).collect()
}

/// Splits at everything that is neither letter nor digit, where a lower-case letter is followed by an upper-case one, and before the last capital of several when a lower-case letter follows (`XMLHttp`). Digits belong to the word before them.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        let mut start = 0;
        // Whether the last letter was upper case; digits leave it as it was.
        let mut upper = None;
        let mut chars = part.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_uppercase() {
                let next_lower = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
                let boundary = match upper {
                    Some(false) => true,
                    Some(true) => next_lower,
                    None => false,
                };
                if boundary && at > start {
                    words.push(&part[start..at]);
                    start = at;
                }
                upper = Some(true);
            } else if c.is_lowercase() {
                upper = Some(false);
            }
        }
        if start < part.len() {
            words.push(&part[start..]);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Case, plural, snake_case};

    #[test]
    fn cases_write_names() {
        let written = |name: &str| Case::ALL.map(|case| case.apply(name));
        assert_eq!(
            written("user_name"),
            ["user_name", "USER_NAME", "userName", "UserName", "user_name", "USER_NAME", "user-name", "USER-NAME"]
        );
        assert_eq!(
            written("InProgress"),
            [
                "inprogress",
                "INPROGRESS",
                "inProgress",
                "InProgress",
                "in_progress",
                "IN_PROGRESS",
                "in-progress",
                "IN-PROGRESS"
            ]
        );
    }

    #[test]
    fn snake_case_finds_words() {
        for (name, snake) in [
            ("User", "user"),
            ("UserRole", "user_role"),
            ("HTTPLog", "http_log"),
            ("XMLHttpRequest", "xml_http_request"),
            ("Md5Hash", "md5_hash"),
            ("OAuth2Token", "o_auth2_token"),
            ("Ipv4", "ipv4"),
            ("V2", "v2"),
            ("r#type", "type"),
            ("_hidden__name_", "hidden_name"),
            ("Straße", "straße"),
            ("ÄpfelKorb", "äpfel_korb"),
        ] {
            assert_eq!(snake_case(name), snake);
        }
    }

    #[test]
    fn case_names_are_exact() {
        for case in Case::ALL {
            assert_eq!(Case::parse(case.name()), Some(case));
        }
        assert_eq!(Case::parse("snakecase"), None);
    }

    #[test]
    fn plurals() {
        for (one, many) in [
            ("user", "users"),
            ("category", "categories"),
            ("day", "days"),
            ("box", "boxes"),
            ("branch", "branches"),
            ("address", "addresses"),
            ("sales_person", "sales_people"),
            ("order_metadata", "order_metadata"),
            ("y", "ys"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
