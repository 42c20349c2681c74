//! Three examples for the help of each command. A test runs them.

use clap::builder::StyledStr;

use super::STYLES;

/// What an example is for, and its command line.
type Example = (&'static str, &'static str);

/// The examples of each command; those of the tool itself have no name.
const ALL: [(&str, [Example; 3]); 18] = [
    (
        "",
        [
            ("Show where models, revisions and database stand", "cargo schema"),
            ("Create a revision from model changes", "cargo schema revision -m \"add phone\""),
            ("Apply pending revisions", "cargo schema upgrade"),
        ],
    ),
    (
        "init",
        [
            ("Set up a package for SQLite", "cargo schema init --dialect sqlite --path ../cargo-schema"),
            ("For two engines", "cargo schema init --dialect postgres@15,mysql --path ../cargo-schema"),
            ("One schema for a workspace", "cargo schema init --workspace --dialect sqlite --path ../cargo-schema"),
        ],
    ),
    (
        "adopt",
        [
            ("See what would be written", "cargo schema adopt sqlite:shop.db --path ../cargo-schema --dry-run"),
            ("Adopt a database", "cargo schema adopt sqlite:shop.db --path ../cargo-schema"),
            ("Adopt the project's database", "cargo schema adopt --models src/db.rs --path ../cargo-schema"),
        ],
    ),
    (
        "import",
        [
            ("See what would be written", "cargo schema import sqlx old --path ../cargo-schema --dry-run"),
            ("Import the migrations of sqlx", "cargo schema import sqlx old --path ../cargo-schema"),
            ("As a single revision", "cargo schema import sqlx old --baseline --path ../cargo-schema"),
        ],
    ),
    (
        "revision",
        [
            ("Create a revision from model changes", "cargo schema revision -m \"add phone\""),
            ("Add further changes to the last revision", "cargo schema revision --amend"),
            ("Create a revision for SQL of your own", "cargo schema revision --empty -m \"load countries\""),
        ],
    ),
    (
        "upgrade",
        [
            ("Apply all pending revisions", "cargo schema upgrade"),
            ("See what the next one would run", "cargo schema upgrade +1 --dry-run -v"),
            ("Print the SQL for a new database", "cargo schema upgrade --sql --from base"),
        ],
    ),
    (
        "downgrade",
        [
            ("Revert the last revision", "cargo schema downgrade -1"),
            ("See what reverting all would run", "cargo schema downgrade base --dry-run"),
            ("Revert all, and drop tables with rows", "cargo schema downgrade base --allow drop-table"),
        ],
    ),
    (
        "stamp",
        [
            ("Find and stamp the revision of a database", "cargo schema stamp --detect"),
            ("Stamp a revision, after a comparison", "cargo schema stamp create_users"),
            ("Forget the recorded history, and detect it", "cargo schema stamp --purge --detect --yes"),
        ],
    ),
    (
        "status",
        [
            ("Show where everything stands", "cargo schema status"),
            ("With all settings and their origins", "cargo schema status -v"),
            ("Of another database", "cargo schema status --database-url sqlite:shop.db"),
        ],
    ),
    (
        "history",
        [
            ("List the revisions", "cargo schema history"),
            ("Mark those that the database has", "cargo schema history --applied"),
            ("With their changes", "cargo schema history -v"),
        ],
    ),
    (
        "heads",
        [
            ("List head revisions", "cargo schema heads"),
            ("For a program", "cargo schema heads --format json"),
            ("Of a directory without a package", "cargo schema heads --migrations migrations"),
        ],
    ),
    (
        "show",
        [
            ("Show the last revision", "cargo schema show"),
            ("The one before it", "cargo schema show head-1"),
            ("By its slug", "cargo schema show create_users"),
        ],
    ),
    (
        "inspect",
        [
            ("Show the schema of the database", "cargo schema inspect"),
            ("Draw a diagram", "cargo schema inspect sqlite:shop.db --format mermaid"),
            ("Print models", "cargo schema inspect --format rust"),
        ],
    ),
    (
        "diff",
        [
            ("Compare the last revision with the models", "cargo schema diff head models"),
            ("Print SQL that brings the database to head", "cargo schema diff database head --sql"),
            ("Compare two databases", "cargo schema diff sqlite:shop.db sqlite:other.db"),
        ],
    ),
    (
        "check",
        [
            ("Find model changes without a revision", "cargo schema check"),
            ("Compare the database too", "cargo schema check --database"),
            ("For a program", "cargo schema check --format json"),
        ],
    ),
    (
        "doctor",
        [
            ("Check sources, setup and database", "cargo schema doctor"),
            ("Another database", "cargo schema doctor --database-url sqlite:other.db"),
            ("For a program", "cargo schema doctor --format json"),
        ],
    ),
    (
        "merge",
        [
            ("Merge multiple heads", "cargo schema merge"),
            ("With a message", "cargo schema merge -m \"merge the phone branch\""),
            ("For a program", "cargo schema merge --format json"),
        ],
    ),
    (
        "completions",
        [
            ("For bash", "cargo schema completions bash"),
            ("For zsh", "cargo schema completions zsh"),
            ("For fish", "cargo schema completions fish"),
        ],
    ),
];

/// The examples of a command, as the end of its help.
pub(super) fn of(command: &str) -> Option<StyledStr> {
    let (_, examples) = ALL.iter().find(|(name, _)| *name == command)?;
    let (header, literal) = (STYLES.get_header(), STYLES.get_literal());
    let mut text = format!("{header}Examples:{header:#}");
    for (what, line) in examples {
        text += &format!("\n  # {what}\n  {literal}{line}{literal:#}\n");
    }
    Some(StyledStr::from(text.trim_end().to_owned()))
}
