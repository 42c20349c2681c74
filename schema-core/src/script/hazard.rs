//! Hazards as comment lines of a script: `-- hazard[drop-column]: loses the values of users.age`.

use std::fmt;

/// What a statement may do to existing rows, as a script says it above the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HazardLine {
    /// The code, such as `drop-column`; `None` on a line that gives none, as older scripts have it.
    pub code: Option<String>,
    /// What may happen, on one line.
    pub message: String,
}

impl HazardLine {
    /// A line with a code. Line ends in the message become spaces.
    pub fn new(code: impl Into<String>, message: &str) -> Self {
        Self { code: Some(code.into()), message: one_line(message) }
    }

    /// Reads a comment line without its marks; `None` if it names no hazard.
    pub(super) fn read(comment: &str) -> Option<Self> {
        let rest = comment.strip_prefix("hazard")?;
        let (code, message) = match rest.strip_prefix('[') {
            Some(rest) => {
                let (code, message) = rest.split_once("]:")?;
                let is_code = !code.is_empty() && code.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
                (Some(is_code.then(|| code.to_owned())?), message)
            }
            None => (None, rest.strip_prefix(':')?),
        };
        let message = message.trim();
        (!message.is_empty()).then(|| Self { code, message: message.to_owned() })
    }
}

/// The line without its comment marks.
impl fmt::Display for HazardLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "hazard[{code}]: {}", self.message),
            None => write!(f, "hazard: {}", self.message),
        }
    }
}

/// A text that stays inside one line comment.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c }).collect()
}
