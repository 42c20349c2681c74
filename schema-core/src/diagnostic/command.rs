//! Commands that are named to the user: values until they are shown.

use std::fmt;

/// A command that a user can run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The words that call the program: `cargo schema`.
    program: &'static [&'static str],
    arguments: Vec<Argument>,
}

/// An argument of a [`Command`].
#[derive(Clone, Debug, PartialEq, Eq)]
enum Argument {
    /// Quoted if a shell would not read it as one word.
    Word(String),
    /// A text in words, always in quotes.
    Text(String),
    /// What the user has to fill in: `<url>`.
    Placeholder(&'static str),
}

impl Command {
    /// `cargo schema` with `arguments`: the name of the command comes first.
    pub fn schema<T: Into<String>>(arguments: impl IntoIterator<Item = T>) -> Self {
        Self::new(&["cargo", "schema"]).args(arguments)
    }

    /// `program` without arguments.
    pub const fn new(program: &'static [&'static str]) -> Self {
        Self { program, arguments: Vec::new() }
    }

    /// The same command of another program.
    #[must_use]
    pub fn of(self, program: &'static [&'static str]) -> Self {
        Self { program, ..self }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn arg(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(Argument::Word(argument.into()));
        self
    }

    /// The same with more arguments.
    #[must_use]
    pub fn args<T: Into<String>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| Argument::Word(argument.into())));
        self
    }

    /// The same with a text in words as an argument.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.arguments.push(Argument::Text(text.into()));
        self
    }

    /// The same with an argument that the user has to fill in: `<url>`.
    #[must_use]
    pub fn placeholder(mut self, name: &'static str) -> Self {
        self.arguments.push(Argument::Placeholder(name));
        self
    }

    /// The same with its words as `show` writes them.
    #[must_use]
    pub fn map(mut self, show: impl Fn(&str) -> String) -> Self {
        for argument in &mut self.arguments {
            if let Argument::Word(text) | Argument::Text(text) = argument {
                *text = show(text);
            }
        }
        self
    }

    /// The first argument, which names the command of the program.
    pub fn name(&self) -> Option<&str> {
        self.arguments.first().map(|argument| match argument {
            Argument::Word(text) | Argument::Text(text) => text.as_str(),
            Argument::Placeholder(name) => name,
        })
    }
}

/// `cargo schema` with these arguments.
impl<const N: usize> From<[&str; N]> for Command {
    fn from(arguments: [&str; N]) -> Self {
        Self::schema(arguments)
    }
}

/// As a shell reads it.
impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.program.join(" "))?;
        for argument in &self.arguments {
            match argument {
                Argument::Word(word) => write!(f, " {}", shell_word(word))?,
                // A prompt of Windows knows no other quotes.
                Argument::Text(text) if !text.contains(['"', '$', '`', '\\', '!']) => write!(f, " \"{text}\"")?,
                Argument::Text(text) => write!(f, " {}", shell_word(text))?,
                Argument::Placeholder(name) => write!(f, " <{name}>")?,
            }
        }
        Ok(())
    }
}

/// A word as a shell reads it.
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._:=-/,@%+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, shell_word};

    #[test]
    fn words_are_quoted_where_a_shell_would_read_more() {
        for (word, expected) in [
            ("sqlite:other.db", "sqlite:other.db"),
            ("postgres://me@h:5432/shop", "postgres://me@h:5432/shop"),
            ("postgres://h/shop?sslmode=require&a=b", "'postgres://h/shop?sslmode=require&a=b'"),
            ("my migrations", "'my migrations'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(word), expected);
        }
    }

    #[test]
    fn a_command_is_shown_as_a_shell_reads_it() {
        let command = Command::schema(["revision", "-m"]).text("add bio").args(["--rename", "a b:c"]);
        assert_eq!(command.to_string(), "cargo schema revision -m \"add bio\" --rename 'a b:c'");
        assert_eq!(command.name(), Some("revision"));
        let stamp = Command::schema(["stamp"]).placeholder("revision").of(&["cargo-schema"]);
        assert_eq!(stamp.to_string(), "cargo-schema stamp <revision>");
        assert_eq!(Command::schema(["revision", "-m"]).text("a $b").to_string(), "cargo schema revision -m 'a $b'");
    }
}
