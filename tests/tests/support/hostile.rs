//! Names and texts that break what is glued together instead of quoted: for any test that makes names or values.

use schema_core::schema::Dialect;

/// A name, and the dialects that do not take it for a table, column, index, constraint or enum type.
type Refused = &'static [Dialect];

const NONE: Refused = &[];
const BY_MYSQL: Refused = &[Dialect::MYSQL, Dialect::MARIADB];
const BY_POSTGRES: Refused = &[Dialect::POSTGRES];
const BY_SQLITE: Refused = &[Dialect::SQLITE];
const BY_ALL: Refused = &Dialect::ALL;

/// 63 bytes and characters: the longest that every engine takes.
const LONGEST: &str = "n23456789_123456789_123456789_123456789_123456789_123456789_123";
/// 64 bytes and characters: MySQL takes it, PostgreSQL would cut it.
const LONGEST_OF_MYSQL: &str = "n23456789_123456789_123456789_123456789_123456789_123456789_1234";
/// 65 of them: only SQLite takes it.
const LONGER: &str = "n23456789_123456789_123456789_123456789_123456789_123456789_12345";
/// 63 bytes in 21 characters.
const LONGEST_WIDE: &str = "数数数数数数数数数数数数数数数数数数数数数";

/// Names with the dialects that refuse them. No two are one name to an engine that looks away from case.
pub(crate) const ALL_NAMES: &[(&str, Refused)] = &[
    // Quotes.
    ("it's", NONE),
    ("say \"hi\"", NONE),
    ("`now`", NONE),
    ("'\"`", NONE),
    ("\"", NONE),
    ("\"\"", NONE),
    ("'", NONE),
    ("''", NONE),
    ("`", NONE),
    ("[bracket]", NONE),
    ("]", NONE),
    ("“curly”", NONE),
    // Backslashes and line ends.
    ("back\\slash", NONE),
    ("\\", NONE),
    ("\\'", NONE),
    ("ends in \\", NONE),
    ("line\nfeed", NONE),
    ("carriage\r\nreturn", NONE),
    ("tab\there", NONE),
    ("bell\u{7}", NONE),
    ("next\u{85}line\u{2028}end", NONE),
    // SQL inside.
    ("; DROP TABLE users; --", NONE),
    ("a;b", NONE),
    ("--", NONE),
    ("-- cargo-schema: no-transaction", NONE),
    ("a--b", NONE),
    ("/* open", NONE),
    ("close */", NONE),
    ("/*! 50000 x */", NONE),
    ("#", NONE),
    ("$$", NONE),
    ("$tag$", NONE),
    ("$1", NONE),
    ("?", NONE),
    (":name", NONE),
    ("@variable", NONE),
    ("%", NONE),
    ("100%s", NONE),
    ("%20", NONE),
    ("{column}", NONE),
    ("{type}", NONE),
    ("{}", NONE),
    ("{0}", NONE),
    ("a,b", NONE),
    ("(", NONE),
    (")", NONE),
    ("f(x)", NONE),
    ("a=b", NONE),
    ("a|b", NONE),
    ("<html>&amp;", NONE),
    ("BEGIN", NONE),
    ("END", NONE),
    ("DELIMITER", NONE),
    // Dots and space.
    ("a.b", NONE),
    (".", NONE),
    ("a.", NONE),
    (".a", NONE),
    ("two words", NONE),
    (" leads", NONE),
    (" ", BY_MYSQL),
    ("trails ", BY_MYSQL),
    // Digits and signs in front.
    ("1", NONE),
    ("2nd", NONE),
    ("1e5", NONE),
    ("0x1F", NONE),
    ("-1", NONE),
    ("_", NONE),
    // Letters of the world.
    ("Größe", NONE),
    ("naïve 数", NONE),
    ("İstanbul ı", NONE),
    ("straße", NONE),
    ("e\u{301}", NONE),
    ("é", NONE),
    ("z\u{335}a\u{322}l\u{334}", NONE),
    ("שלום", NONE),
    ("\u{202e}rtl", NONE),
    ("zero\u{200b}width", NONE),
    ("no\u{a0}break", NONE),
    ("\u{feff}mark", NONE),
    ("emoji 🦀", BY_MYSQL),
    ("👩‍👩‍👧", BY_MYSQL),
    // Case.
    ("MixedCase", NONE),
    ("UPPER", NONE),
    // Words of the engines.
    ("select", NONE),
    ("from", NONE),
    ("where", NONE),
    ("order", NONE),
    ("group", NONE),
    ("user", NONE),
    ("key", NONE),
    ("keys", NONE),
    ("table", NONE),
    ("column", NONE),
    ("index", NONE),
    ("primary", NONE),
    ("unique", NONE),
    ("check", NONE),
    ("constraint", NONE),
    ("references", NONE),
    ("default", NONE),
    ("null", NONE),
    ("true", NONE),
    ("values", NONE),
    ("value", NONE),
    ("row", NONE),
    ("rows", NONE),
    ("rank", NONE),
    ("system", NONE),
    ("window", NONE),
    ("lateral", NONE),
    ("analyze", NONE),
    ("current_user", NONE),
    ("current_timestamp", NONE),
    ("int", NONE),
    ("interval", NONE),
    ("timestamp", NONE),
    ("returning", NONE),
    ("generated", NONE),
    ("strict", NONE),
    ("match", NONE),
    ("like", NONE),
    ("case", NONE),
    ("all", NONE),
    // Lengths.
    (LONGEST, NONE),
    (LONGEST_WIDE, NONE),
    (LONGEST_OF_MYSQL, BY_POSTGRES),
    (LONGER, &[Dialect::POSTGRES, Dialect::MYSQL, Dialect::MARIADB]),
    // What an engine keeps for itself.
    ("sqlite_things", BY_SQLITE),
    // No engine takes these.
    ("", BY_ALL),
    ("nul\0inside", BY_ALL),
    ("\0", BY_ALL),
];

/// Names that every engine takes, for anything.
pub(crate) const NAMES: &[&str] = &NAMES_OF_ALL;

/// Names that no engine takes; nothing may be sent to one.
pub(crate) const NO_NAMES: &[&str] = &["", "nul\0inside", "\0"];

/// Texts for values, defaults, comments and the values of enums, which every engine keeps as they are.
pub(crate) const TEXTS: &[&str] = &[
    "",
    " ",
    "  two spaces  ",
    "it's",
    "''",
    "'",
    "\"quoted\"",
    "`ticks`",
    "'\"`",
    "“curly” ‘quotes’",
    "\\",
    "\\\\",
    "\\'",
    "\\n",
    "\\0",
    "\\%",
    "\\u0041",
    "ends in \\",
    "line\nfeed",
    "carriage\r\nreturn",
    "alone\rreturn",
    "\n",
    "tab\t",
    "\u{1}\u{1b}\u{7f}",
    "\u{85}\u{2028}\u{2029}",
    "'; DROP TABLE users; --",
    "\"; DROP TABLE users; --",
    "`; DROP TABLE users; --",
    "a;b",
    ";",
    "-- not a comment",
    "-- cargo-schema: no-transaction",
    "# not a comment",
    "/* not a comment */",
    "/*",
    "*/",
    "/*!50000 x */",
    "$$",
    "$tag$",
    "$1",
    "?",
    ":name",
    "@variable",
    "%",
    "100%s",
    "%20",
    "{column}",
    "{type}",
    "{}",
    "{{}}",
    "E'x'",
    "x'00'",
    "0x00",
    "N'x'",
    "NULL",
    "null",
    "true",
    "now()",
    "CURRENT_TIMESTAMP",
    "DEFAULT",
    "1",
    "-1",
    "1e5",
    "a,b",
    "(a)",
    "{a,b}",
    "[1, 2]",
    "BEGIN",
    "END",
    "DELIMITER //",
    "<html>&amp;</html>",
    "Größe",
    "naïve 数",
    "İı ß",
    "e\u{301} é",
    "z\u{335}a\u{322}l\u{334}go",
    "שלום עולם",
    "\u{202e}rtl\u{202c}",
    "zero\u{200b}width\u{200d}",
    "no\u{a0}break",
    "\u{feff}mark",
    "\u{fffd}\u{ffff}",
    "emoji 🦀 👩‍👩‍👧 🏳️‍🌈",
    "\u{10ffff}",
];

/// Texts with a NUL, which PostgreSQL cannot keep and the others cut or hide: they are refused.
pub(crate) const NO_TEXTS: &[&str] = &["\0", "nul\0inside", "at the end\0"];

/// The names that `dialect` takes.
pub(crate) fn names(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    ALL_NAMES.iter().filter(move |(_, refused)| !refused.contains(&dialect)).map(|(name, _)| *name)
}

const COUNT: usize = {
    let (mut count, mut at) = (0, 0);
    while at < ALL_NAMES.len() {
        if ALL_NAMES[at].1.is_empty() {
            count += 1;
        }
        at += 1;
    }
    count
};

const NAMES_OF_ALL: [&str; COUNT] = {
    let (mut names, mut count, mut at) = ([""; COUNT], 0, 0);
    while at < ALL_NAMES.len() {
        if ALL_NAMES[at].1.is_empty() {
            names[count] = ALL_NAMES[at].0;
            count += 1;
        }
        at += 1;
    }
    names
};
