//! The day in README.md, run as it stands there: each command in its turn, each output compared.

use crate::support::shop::{Run, Shop, workspace};

/// A fenced block: what stands behind the fence, and its lines.
struct Block<'a> {
    kind: &'a str,
    lines: Vec<&'a str>,
}

fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let lines = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { kind, lines });
        }
    }
    blocks
}

/// The words of a command, as a shell takes them apart at spaces and double quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// Cargo shows its own progress too; of its output, the lines that the README shows have to come in that order.
fn assert_within(shown: &[String], run: &Run) {
    let mut all = run.stderr.lines();
    for line in shown {
        assert!(all.any(|other| other.trim_end() == line), "`{line}` is not in its place in\n{}", run.all());
    }
    assert_eq!(run.code != 0, !shown.is_empty(), "{}", run.all());
}

#[test]
fn the_day_goes_as_it_is_told() {
    let readme = std::fs::read_to_string(workspace().join("README.md")).unwrap();
    let day = readme.split("\n## ").find(|section| section.starts_with("Quick start")).unwrap();
    let shop = Shop::bare();
    // As `cargo new` leaves a package.
    shop.keep_in_git();
    shop.write(".gitignore", "/target\n");
    let mut commands = 0;
    for block in blocks(day) {
        match (block.kind, block.lines.first()) {
            ("rust", Some(first)) => {
                let file = first.strip_prefix("// ").expect("the first line names the file");
                shop.write(file, &block.lines.join("\n"));
            }
            ("sql", _) => {
                let first = &shop.revisions()[0];
                let up = std::fs::read_to_string(first.join("up.sql")).unwrap();
                assert_eq!(up.trim_end(), block.lines.join("\n"));
            }
            ("console", _) => {
                let starts = (0..block.lines.len()).filter(|at| block.lines[*at].starts_with("$ ")).collect::<Vec<_>>();
                for (at, start) in starts.iter().enumerate() {
                    let end = starts.get(at + 1).copied().unwrap_or(block.lines.len());
                    let shown = &block.lines[start + 1..end];
                    commands += usize::from(command(&shop, &block.lines[*start][2..], shown));
                }
            }
            _ => {}
        }
    }
    assert!(commands > 10, "only {commands} commands were run");
}

/// Runs one command, but for those that only bring the tool and the package here; gives whether it did.
fn command(shop: &Shop, command: &str, shown: &[&str]) -> bool {
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let shown: Vec<String> =
        shop.level(shown.join("\n").as_bytes()).lines().map(|line| line.trim_end().to_owned()).collect();
    match words.as_slice() {
        ["cargo", "install" | "new", ..] | ["cd", ..] => return false,
        ["cargo", "schema", args @ ..] => {
            let run = shop.schema(args);
            let output = run.stdout.clone() + &run.stderr;
            assert_eq!(output.lines().map(str::trim_end).collect::<Vec<_>>(), shown, "`{command}`: {}", run.all());
        }
        ["cargo", "build"] => assert_within(&shown, &shop.cargo(&["build"])),
        _ => panic!("the README has a command that this test does not know: `{command}`"),
    }
    true
}
