//! The only place that writes: data to stdout; what is going on, warnings and errors to stderr.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};
use std::time::Duration;

use anstream::AutoStream;
use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use schema_core::diagnostic::Diagnostic;
use serde::Serialize;

use crate::cli::global::Color;
use crate::error::{Error, Parts};
use crate::exit::Exit;
use crate::output::visible::{visible, visible_json, visible_line};
use crate::output::{diagnostics, json};

const GOOD: Style = AnsiColor::Green.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

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

/// The user's terminal, or what stands for it. Text is made [`visible`] here, but for styles and for what programs read.
pub(crate) struct Shell {
    out: Box<dyn Write + Send>,
    err: Box<dyn Write + Send>,
    verbosity: Verbosity,
    interactive: bool,
    progress: Option<ProgressBar>,
    /// The first write that failed.
    unwritten: Option<Unwritten>,
    /// What the command writes at its end, where its output is for programs.
    json: Option<json::Pending>,
    /// What was said.
    said: Vec<Diagnostic>,
}

/// Output that nobody got.
#[derive(Debug)]
pub(crate) enum Unwritten {
    /// The disk is full, or the like.
    Failed(io::Error),
    /// A program that read data closed its end before the end of them.
    CutOff,
}

/// Who reads what is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// Somebody who reads data.
    Person,
    /// Something that reads data to the letter.
    Program,
    /// Somebody who watches.
    Watcher,
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
            unwritten: None,
            json: None,
            said: Vec::new(),
        }
    }

    /// The first write that failed, if one did.
    pub(crate) fn unwritten(&mut self) -> Option<Unwritten> {
        self.unwritten.take()
    }

    /// Whether somebody can be asked.
    pub(crate) fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Whether nothing but data, warnings and errors is written.
    pub(crate) fn is_quiet(&self) -> bool {
        self.verbosity == Verbosity::Quiet
    }

    pub(crate) fn is_verbose(&self) -> bool {
        self.verbosity == Verbosity::Verbose
    }

    /// A line of data. It stays one: names of databases may have line ends in them.
    pub(crate) fn data(&mut self, line: impl Display) {
        self.write(Reader::Person, &format!("{}\n", visible_line(&line.to_string())));
    }

    /// Data of several lines.
    pub(crate) fn lines(&mut self, lines: impl Display) {
        self.write(Reader::Person, &format!("{}\n", visible(&lines.to_string())));
    }

    /// A line of data that brings its styles with it. What it quotes was made [`visible`] before.
    pub(crate) fn styled(&mut self, line: impl Display) {
        self.write(Reader::Person, &format!("{line}\n"));
    }

    /// Data that a program reads to the letter, such as SQL. Only a terminal is shown escape sequences instead.
    pub(crate) fn verbatim(&mut self, line: impl Display) {
        if io::stdout().is_terminal() {
            self.lines(line);
        } else {
            self.write(Reader::Program, &format!("{line}\n"));
        }
    }

    /// Makes the output of `command` one JSON value, which [`Shell::end_json`] or [`Shell::fail_json`] writes.
    pub(crate) fn start_json(&mut self, command: Option<String>) {
        self.json = Some(json::Pending { command, ..json::Pending::default() });
    }

    /// Keeps the database of a command, for its JSON value.
    pub(crate) fn uses(&mut self, database: json::Database) {
        if let Some(json) = &mut self.json {
            json.database = Some(database);
        }
    }

    /// Keeps the result of a command, for its JSON value.
    pub(crate) fn json(&mut self, data: &impl Serialize) {
        if let Some(json) = &mut self.json {
            // Text, numbers, lists and structs are always JSON.
            json.data = Some(serde_json::to_value(data).unwrap_or_default());
        }
    }

    /// Writes the JSON value of a command that failed: the result that it had so far, and the error.
    pub(crate) fn fail_json(&mut self, error: &Error) {
        self.said.extend(error.related.iter().chain([&error.diagnostic]).cloned());
        self.end_json(error.exit);
    }

    /// Writes the JSON value of a command, if its output is one.
    pub(crate) fn end_json(&mut self, exit: Exit) {
        let Some(json) = self.json.take() else { return };
        let text = json.text(exit, &self.said);
        self.write(Reader::Program, &format!("{}\n", visible_json(&text)));
    }

    /// What was done: a verb, right-aligned as cargo has it, and what it was done to.
    pub(crate) fn status(&mut self, verb: &str, what: impl Display) {
        self.done(Verbosity::Normal, GOOD, verb, &what);
    }

    /// As [`Shell::status`], with `-v` only.
    pub(crate) fn verbose(&mut self, verb: &str, what: impl Display) {
        self.done(Verbosity::Verbose, NOTE, verb, &what);
    }

    /// A line under a status, in the column where its text began.
    pub(crate) fn detail(&mut self, text: impl Display) {
        if self.verbosity >= Verbosity::Normal {
            self.write(Reader::Watcher, &format!("{:13}{}\n", "", visible_line(&text.to_string())));
        }
    }

    /// What is said beside the data.
    pub(crate) fn say(&mut self, said: &Diagnostic) {
        self.said.push(said.clone());
        if self.verbosity >= Verbosity::Normal {
            self.write(Reader::Watcher, &format!("{}\n", diagnostics::rendered(said)));
        }
    }

    /// What is said of rows or values that are lost; `-q` does not silence it.
    pub(crate) fn say_loss(&mut self, said: &Diagnostic) {
        self.said.push(said.clone());
        self.write(Reader::Watcher, &format!("{}\n", diagnostics::rendered(said)));
    }

    /// What was found, as data.
    pub(crate) fn diagnostics(&mut self, said: &[Diagnostic]) {
        self.found(said);
        if !said.is_empty() && self.json.is_none() {
            let texts: Vec<String> = said.iter().map(diagnostics::rendered).collect();
            self.styled(texts.join("\n\n"));
        }
    }

    /// Keeps what was found, for the JSON value of a command that shows it to people in another way.
    pub(crate) fn found<'a>(&mut self, said: impl IntoIterator<Item = &'a Diagnostic>) {
        self.said.extend(said.into_iter().cloned());
    }

    /// An error with its report, causes and help; `-q` does not silence it.
    pub(crate) fn error(&mut self, error: &Error) {
        self.end_progress();
        let Parts { exit: _, diagnostic, related } = &**error;
        let Diagnostic { code: _, severity: _, message, spans, causes, help } = diagnostic;
        for problem in related {
            self.write(Reader::Watcher, &format!("{}\n\n", diagnostics::rendered(problem)));
        }
        if spans.first().is_some_and(|span| span.line > 0) {
            let shown = Diagnostic { causes: Vec::new(), help: None, ..diagnostic.clone() };
            self.write(Reader::Watcher, &format!("{}\n", diagnostics::rendered(&shown)));
        } else {
            self.label(BAD, "error", message);
            for span in spans {
                self.write(Reader::Watcher, &format!(" --> {}\n", visible(&span.place())));
            }
        }
        if !causes.is_empty() {
            let causes: String =
                causes.iter().map(|cause| format!("  {}\n", visible(cause).replace('\n', "\n  "))).collect();
            self.write(Reader::Watcher, &format!("\nCaused by:\n{causes}"));
        }
        if let Some(help) = help {
            self.write(Reader::Watcher, "\n");
            self.label(NOTE, "help", &help.text);
        }
    }

    /// The words of the argument parser, with their styles.
    pub(crate) fn rejected(&mut self, text: &str) {
        self.write(Reader::Watcher, &format!("{text}\n"));
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
            bar.set_message(visible(message).into_owned());
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

    fn done(&mut self, least: Verbosity, style: Style, verb: &str, what: &dyn Display) {
        if self.verbosity >= least {
            let what = what.to_string();
            self.write(Reader::Watcher, &format!("{style}{verb:>12}{style:#} {}\n", visible_line(&what)));
        }
    }

    fn label(&mut self, style: Style, label: &str, text: &str) {
        self.write(Reader::Watcher, &format!("{style}{label}{style:#}: {}\n", visible(text)));
    }

    /// Writes with the bar out of the way. What was asked for is done all the same when a write fails; [`Shell::unwritten`]
    /// tells in the end. A person who has read enough (`cargo schema history | head -1`) misses nothing.
    fn write(&mut self, reader: Reader, text: &str) {
        // What programs read goes past the stream that takes styles out.
        let mut raw = io::stdout();
        let stream: &mut dyn Write = match reader {
            Reader::Person => &mut self.out,
            Reader::Program => &mut raw,
            Reader::Watcher => &mut self.err,
        };
        let mut write = || stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
        let written = match &self.progress {
            Some(bar) => bar.suspend(write),
            None => write(),
        };
        match written {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                if reader == Reader::Program {
                    self.unwritten.get_or_insert(Unwritten::CutOff);
                }
            }
            Err(error) => {
                self.unwritten.get_or_insert(Unwritten::Failed(error));
            }
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
