//! The only place that writes: data to stdout; what is going on, warnings and errors to stderr.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use anstream::AutoStream;
use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::{Error, Parts};

const GOOD: Style = AnsiColor::Green.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const WARN: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How much to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    /// Data and errors.
    Quiet,
    /// What is done, too.
    Normal,
    /// How, too.
    Verbose,
}

/// The user's terminal, or what stands for it.
pub(crate) struct Shell {
    out: Box<dyn Write + Send>,
    err: Box<dyn Write + Send>,
    verbosity: Verbosity,
    interactive: bool,
    progress: Option<ProgressBar>,
}

impl Shell {
    /// The process's own streams.
    pub(crate) fn new(color: Color, verbosity: Verbosity) -> Self {
        let choice = match color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Self {
            out: Box::new(AutoStream::new(io::stdout(), choice)),
            err: Box::new(AutoStream::new(io::stderr(), choice)),
            verbosity,
            interactive: io::stdin().is_terminal() && io::stderr().is_terminal(),
            progress: None,
        }
    }

    /// Whether somebody can be asked.
    pub(crate) fn is_interactive(&self) -> bool {
        self.interactive
    }

    pub(crate) fn is_verbose(&self) -> bool {
        self.verbosity == Verbosity::Verbose
    }

    /// A line of data.
    pub(crate) fn data(&mut self, line: impl Display) {
        Self::write(self.progress.as_ref(), &mut self.out, &format!("{line}\n"));
    }

    /// Data that another program reads to the letter, such as SQL: where no terminal would obey them, control characters in
    /// names stay as they are.
    pub(crate) fn verbatim(&mut self, line: impl Display) {
        let mut stdout = io::stdout();
        if stdout.is_terminal() {
            self.data(line);
        } else {
            Self::write(self.progress.as_ref(), &mut stdout, &format!("{line}\n"));
        }
    }

    /// What was done: a verb, right-aligned as cargo has it, and what it was done to.
    pub(crate) fn status(&mut self, verb: &str, what: impl Display) {
        self.say(Verbosity::Normal, GOOD, verb, &what);
    }

    /// As [`Shell::status`], with `-v` only.
    pub(crate) fn verbose(&mut self, verb: &str, what: impl Display) {
        self.say(Verbosity::Verbose, NOTE, verb, &what);
    }

    /// A line under a status, in the column where its text began.
    pub(crate) fn detail(&mut self, text: impl Display) {
        if self.verbosity >= Verbosity::Normal {
            for line in text.to_string().lines() {
                Self::write(self.progress.as_ref(), &mut self.err, &format!("{:13}{line}\n", ""));
            }
        }
    }

    pub(crate) fn warn(&mut self, text: impl Display) {
        if self.verbosity >= Verbosity::Normal {
            self.label(WARN, "warning", &text.to_string());
        }
    }

    /// An error with its report, causes and hint; `-q` does not silence it.
    pub(crate) fn error(&mut self, error: &Error) {
        self.end_progress();
        let Parts { exit: _, message, place, causes, hint, report } = &**error;
        if let Some(report) = report {
            Self::write(None, &mut self.err, &format!("{}\n\n", report.trim_end()));
        }
        self.label(BAD, "error", message);
        if let Some(place) = place {
            Self::write(None, &mut self.err, &format!(" --> {place}\n"));
        }
        if !causes.is_empty() {
            let causes: String = causes.iter().map(|cause| format!("  {}\n", cause.replace('\n', "\n  "))).collect();
            Self::write(None, &mut self.err, &format!("\nCaused by:\n{causes}"));
        }
        if let Some(hint) = hint {
            Self::write(None, &mut self.err, "\n");
            self.label(NOTE, "hint", hint);
        }
    }

    /// Starts a bar of `total` steps on a terminal; elsewhere nothing.
    pub(crate) fn start_progress(&mut self, total: u64) {
        if self.verbosity == Verbosity::Quiet || total < 2 {
            return;
        }
        let style = ProgressStyle::with_template("{prefix:>12.cyan.bold} [{bar:25}] {pos}/{len}: {wide_msg}");
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        self.progress = Some(bar);
    }

    /// Shows what the bar is at.
    pub(crate) fn progress(&mut self, prefix: &str, message: &str) {
        if let Some(bar) = &self.progress {
            bar.set_prefix(prefix.to_owned());
            bar.set_message(message.to_owned());
        }
    }

    /// One step of the bar is done.
    pub(crate) fn advance_progress(&mut self) {
        if let Some(bar) = &self.progress {
            bar.inc(1);
        }
    }

    /// Takes the bar away.
    pub(crate) fn end_progress(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
    }

    fn say(&mut self, least: Verbosity, style: Style, verb: &str, what: &dyn Display) {
        if self.verbosity >= least {
            let line = format!("{style}{verb:>12}{style:#} {what}\n");
            Self::write(self.progress.as_ref(), &mut self.err, &line);
        }
    }

    fn label(&mut self, style: Style, label: &str, text: &str) {
        Self::write(self.progress.as_ref(), &mut self.err, &format!("{style}{label}{style:#}: {text}\n"));
    }

    /// Writes with the bar out of the way. Nobody is left to be told when a stream is closed (`cargo schema history |
    /// head -1`), and what was asked for is done all the same.
    fn write(progress: Option<&ProgressBar>, stream: &mut dyn Write, text: &str) {
        let mut write = || {
            let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
        };
        match progress {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

/// A time as people read it: `0.04s`, `12.3s`, `3m 20s`.
pub(crate) fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 10.0 {
        format!("{seconds:.2}s")
    } else if seconds < 60.0 {
        format!("{seconds:.1}s")
    } else {
        format!("{}m {:02}s", time.as_secs() / 60, time.as_secs() % 60)
    }
}

/// `1 revision`, `2 revisions`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

impl Color {
    /// What cargo's own variable asks for.
    pub(crate) fn from_environment() -> Self {
        match std::env::var("CARGO_TERM_COLOR").as_deref() {
            Ok("always") => Self::Always,
            Ok("never") => Self::Never,
            _ => Self::Auto,
        }
    }
}

impl From<Color> for clap::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}
