//! What the derives' expansions are checked against: constant functions over the index that the build step wrote.
//!
//! The build step writes `OUT_DIR/schema/00.rs` … `254.rs`, each an array expression of [`Seen`]; every item lies in the
//! file that [`shard`] gives for its name, and all files always exist. The expansion of a derive includes one of them and
//! calls the functions here in constants, so every disagreement between build step and compiler is a compile error on the
//! struct or field.

use crate::model::{Model, SqlType};

pub use schema_core_grammar::index::{SHARDS, fnv1a, shard};

/// A model, enum or newtype as the build step saw it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Module path inside the crate and name: `models::User`, `User` at the root.
    pub path: &'static str,
    /// Hash of the definition's tokens.
    pub hash: u64,
    /// Name of a model's table; empty for enums and newtypes.
    pub table: &'static str,
    /// Namespace of a model's table.
    pub namespace: Option<&'static str>,
    /// A model's fields that have a column, in order; the one field of a newtype, called `0`.
    pub fields: &'static [SeenField],
    /// What is wrong with it as a whole, as text for the user; empty when all is well.
    pub verdict: &'static str,
}

/// A field as the build step saw it.
#[derive(Clone, Copy, Debug)]
pub struct SeenField {
    /// Name of the field, without `r#`.
    pub name: &'static str,
    /// Name of its column.
    pub column: &'static str,
    /// The text form of the column type that its Rust type has (before `max_length` and the like; `decimal` without digits).
    /// Empty when the attribute says the type and there is nothing to verify.
    pub ty: &'static str,
    /// Whether the column takes NULL.
    pub nullable: bool,
    /// What `references(...)`, and each `foreign_key(...)` of the model that it is in, were resolved to.
    pub references: &'static [SeenReference],
    /// What is wrong with it, as text for the user; empty when all is well.
    pub verdict: &'static str,
}

/// The target of a foreign key as the build step resolved it.
#[derive(Clone, Copy, Debug)]
pub struct SeenReference {
    /// Name of the table.
    pub table: &'static str,
    /// Its namespace.
    pub namespace: Option<&'static str>,
    /// Name of the column there.
    pub column: &'static str,
}

/// The item of this name in this module that was seen as it is now; nothing if there is none, which [`check`] reports.
///
/// `module_path` is what `module_path!()` gives: with the crate before it, which does not count.
pub const fn find(index: &'static [Seen], module_path: &str, name: &str, hash: u64) -> Option<&'static Seen> {
    let mut at = 0;
    while at < index.len() {
        if index[at].hash == hash && is_path(index[at].path, module_path, name) {
            return Some(&index[at]);
        }
        at += 1;
    }
    None
}

/// Checks that the build step saw the item as it is now, and has nothing to say against it.
///
/// # Panics
/// With what is wrong and what to do, for the user to read as a compile error.
#[track_caller]
pub const fn check(index: &'static [Seen], module_path: &str, name: &str, hash: u64) {
    let Some(seen) = find(index, module_path, name, hash) else {
        let mut at = 0;
        while at < index.len() {
            if is_path(index[at].path, module_path, name) {
                Text::new()
                    .push("the build step read another `")
                    .push(name)
                    .push("` than the compiler: if building again does not help, a `#[cfg]` or an attribute macro makes them differ; write the definition out plainly")
                    .panic();
            }
            at += 1;
        }
        Text::new()
            .push("the build step has not seen `")
            .push(name)
            .push("` in `")
            .push(module_path)
            .push("`: it reads the source files that `mod` items lead to, and no items that a macro or a function makes; write the definition out in such a file")
            .panic();
    };
    if !seen.verdict.is_empty() {
        Text::new().push(seen.verdict).panic();
    }
}

/// Checks that the build step has nothing to say against a field.
///
/// # Panics
/// With what it says.
#[track_caller]
pub const fn check_field(seen: Option<&'static Seen>, field: &str) {
    if let Some(field) = find_field(seen, field)
        && !field.verdict.is_empty()
    {
        Text::new().push(field.verdict).panic();
    }
}

/// Checks that the field's type is what the build step took it for by its name.
///
/// # Panics
/// With both and what to write instead.
#[track_caller]
pub const fn check_type<T: SqlType>(seen: Option<&'static Seen>, field: &str) {
    let Some(field) = find_field(seen, field) else { return };
    let same = is_array(field.ty, T::DEPTH, T::TYPE);
    if field.ty.is_empty() || (same && field.nullable == T::NULLABLE) {
        return;
    }
    let text = Text::new()
        .push("the build step took this type for `")
        .push(field.ty)
        .push(null_words(field.nullable))
        .push("`, the compiler knows it as `")
        .push_array(T::DEPTH, T::TYPE)
        .push(null_words(T::NULLABLE));
    if T::NULLABLE && !field.nullable {
        text.push("`: write `Option<...>` out in the field").panic();
    }
    if same {
        text.push("`: write its full path").panic();
    }
    text.push("`: write its full path, or say `#[schema(type = \"").push_array(T::DEPTH, T::TYPE).push("\")]`").panic();
}

/// Checks that a reference leads to the table and column that the build step resolved it to.
///
/// # Panics
/// With both and what to do.
#[track_caller]
pub const fn check_reference<M: Model>(seen: Option<&'static Seen>, field: &str, target: &str) {
    let Some(field) = find_field(seen, field) else { return };
    let mut at = 0;
    while at < M::FIELDS.len() && !equal(M::FIELDS[at], target) {
        at += 1;
    }
    if at == M::FIELDS.len() {
        Text::new().push("the model has no field `").push(target).push("` with a column").panic();
    }
    if field.references.is_empty() {
        return;
    }
    let mut seen = 0;
    while seen < field.references.len() {
        let reference = &field.references[seen];
        let same_namespace = match (reference.namespace, M::NAMESPACE) {
            (Some(one), Some(other)) => equal(one, other),
            (None, None) => true,
            _ => false,
        };
        if same_namespace && equal(reference.table, M::TABLE) && equal(reference.column, M::COLUMNS[at]) {
            return;
        }
        seen += 1;
    }
    Text::new()
        .push("the build step took this for `")
        .push(field.references[0].table)
        .push(".")
        .push(field.references[0].column)
        .push("`, the compiler knows it as `")
        .push(M::TABLE)
        .push(".")
        .push(M::COLUMNS[at])
        .push("`: write the model's full path")
        .panic();
}

/// The name of a model's table: the one that was seen, else `otherwise`.
pub const fn table(seen: Option<&'static Seen>, otherwise: &'static str) -> &'static str {
    match seen {
        Some(seen) => seen.table,
        None => otherwise,
    }
}

/// The namespace of a model's table: the one that was seen, else `otherwise`.
pub const fn namespace(seen: Option<&'static Seen>, otherwise: Option<&'static str>) -> Option<&'static str> {
    match seen {
        Some(seen) => seen.namespace,
        None => otherwise,
    }
}

/// The name of a field's column: the one that was seen, else `otherwise`.
pub const fn column(seen: Option<&'static Seen>, field: &str, otherwise: &'static str) -> &'static str {
    match find_field(seen, field) {
        Some(field) => field.column,
        None => otherwise,
    }
}

const fn find_field(seen: Option<&'static Seen>, name: &str) -> Option<&'static SeenField> {
    let Some(seen) = seen else { return None };
    let mut at = 0;
    while at < seen.fields.len() {
        if equal(seen.fields[at].name, name) {
            return Some(&seen.fields[at]);
        }
        at += 1;
    }
    None
}

/// Whether `path` is `name` in `module_path` without its first segment.
const fn is_path(path: &str, module_path: &str, name: &str) -> bool {
    let (path, module, name) = (path.as_bytes(), module_path.as_bytes(), name.as_bytes());
    // The module's part behind the crate: empty, or `::models`.
    let mut start = 0;
    while start < module.len() && module[start] != b':' {
        start += 1;
    }
    let mut at = 0;
    let mut from = start + 2;
    while from < module.len() {
        if at >= path.len() || path[at] != module[from] {
            return false;
        }
        at += 1;
        from += 1;
    }
    if at > 0 {
        if at + 2 > path.len() || path[at] != b':' || path[at + 1] != b':' {
            return false;
        }
        at += 2;
    }
    if path.len() - at != name.len() {
        return false;
    }
    let mut letter = 0;
    while letter < name.len() {
        if path[at + letter] != name[letter] {
            return false;
        }
        letter += 1;
    }
    true
}

/// Whether `text` is `array(...)`, `depth` times, of `item`.
const fn is_array(text: &str, depth: u8, item: &str) -> bool {
    let (text, item, open, depth) = (text.as_bytes(), item.as_bytes(), ARRAY.as_bytes(), depth as usize);
    if text.len() != item.len() + depth * (open.len() + 1) {
        return false;
    }
    let start = depth * open.len();
    let mut at = 0;
    while at < text.len() {
        let expected = if at < start {
            open[at % open.len()]
        } else if at < start + item.len() {
            item[at - start]
        } else {
            b')'
        };
        if text[at] != expected {
            return false;
        }
        at += 1;
    }
    true
}

/// What the text form of an array starts with.
const ARRAY: &str = "array(";

const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn null_words(nullable: bool) -> &'static str {
    if nullable { " or NULL" } else { "" }
}

/// A message put together in a constant, where `format!` cannot be.
struct Text {
    bytes: [u8; 4096],
    length: usize,
}

impl Text {
    const fn new() -> Self {
        Self { bytes: [0; 4096], length: 0 }
    }

    /// Adds all of `text`; what has no room is cut at a letter's end.
    const fn push(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut end = text.len();
        if end > self.bytes.len() - self.length {
            end = self.bytes.len() - self.length;
            // A letter goes on with bytes 10xxxxxx.
            while end > 0 && text[end] & 0b1100_0000 == 0b1000_0000 {
                end -= 1;
            }
        }
        let mut at = 0;
        while at < end {
            self.bytes[self.length] = text[at];
            self.length += 1;
            at += 1;
        }
        self
    }

    /// Adds the text form of `depth` arrays around `item`.
    const fn push_array(mut self, depth: u8, item: &str) -> Self {
        let mut at = 0;
        while at < depth {
            self = self.push(ARRAY);
            at += 1;
        }
        self = self.push(item);
        while at > 0 {
            self = self.push(")");
            at -= 1;
        }
        self
    }

    #[track_caller]
    const fn panic(self) -> ! {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a message that is no text"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Seen, SeenField, SeenReference, Text, check, check_field, check_reference, check_type, find};
    use crate::model::{Column, Model};

    const INDEX: &[Seen] = &[
        Seen { path: "User", hash: 1, table: "user", namespace: None, fields: &[], verdict: "" },
        Seen { path: "models::User", hash: 2, table: "a", namespace: None, fields: &[], verdict: "wrong" },
        Seen {
            path: "models::User",
            hash: 3,
            table: "b",
            namespace: Some("n"),
            fields: &[
                SeenField { name: "id", column: "ID", ty: "i64", nullable: false, references: &[], verdict: "" },
                SeenField {
                    name: "other",
                    column: "other",
                    ty: "text",
                    nullable: true,
                    references: &[SeenReference { table: "other", namespace: None, column: "ID" }],
                    verdict: "`other` is in no revision",
                },
                SeenField {
                    name: "tags",
                    column: "tags",
                    ty: "array(array(text))",
                    nullable: false,
                    references: &[],
                    verdict: "",
                },
            ],
            verdict: "",
        },
    ];

    struct Other;

    impl Model for Other {
        type Columns = Column<Self>;
        const TABLE: &'static str = "other";
        const NAMESPACE: Option<&'static str> = None;
        const FIELDS: &'static [&'static str] = &["id"];
        const COLUMNS: &'static [&'static str] = &["ID"];
        fn columns() -> Column<Self> {
            Column::new("ID")
        }
    }

    #[test]
    fn items_are_found_by_path_and_hash() {
        for (module, hash, table) in [
            ("shop", 1, Some("user")),
            ("shop::models", 2, Some("a")),
            ("shop::models", 3, Some("b")),
            ("shop::models", 4, None),
            ("shop::model", 3, None),
            ("shop::models::old", 3, None),
            ("models", 3, None),
        ] {
            assert_eq!(find(INDEX, module, "User", hash).map(|seen| seen.table), table, "{module} {hash}");
        }
        assert!(find(INDEX, "shop", "Use", 1).is_none());
    }

    fn message(check: fn()) -> String {
        let caught = std::panic::catch_unwind(check).expect_err("nothing was wrong");
        *caught.downcast().expect("a panic with text")
    }

    #[test]
    fn disagreements_panic_with_what_to_do() {
        const SEEN: Option<&Seen> = find(INDEX, "shop::models", "User", 3);
        check(INDEX, "shop::models", "User", 3);
        assert_eq!(message(|| check(INDEX, "shop::models", "User", 2)), "wrong");
        assert!(message(|| check(INDEX, "shop", "User", 7)).starts_with("the build step read another `User`"));
        assert!(
            message(|| check(INDEX, "shop", "Role", 7)).starts_with("the build step has not seen `Role` in `shop`")
        );

        check_field(SEEN, "id");
        assert_eq!(message(|| check_field(SEEN, "other")), "`other` is in no revision");

        check_type::<i64>(SEEN, "id");
        check_type::<Option<String>>(SEEN, "other");
        assert_eq!(
            message(|| check_type::<Vec<u8>>(SEEN, "id")),
            "the build step took this type for `i64`, the compiler knows it as `bytes`: write its full path, or say `#[schema(type = \"bytes\")]`"
        );
        assert!(
            message(|| check_type::<Option<i64>>(SEEN, "id"))
                .ends_with("`i64 or NULL`: write `Option<...>` out in the field")
        );
        assert!(message(|| check_type::<String>(SEEN, "other")).ends_with("knows it as `text`: write its full path"));

        check_type::<Vec<Vec<Option<String>>>>(SEEN, "tags");
        assert_eq!(
            message(|| check_type::<Vec<String>>(SEEN, "tags")),
            "the build step took this type for `array(array(text))`, the compiler knows it as `array(text)`: write its full path, or say `#[schema(type = \"array(text)\")]`"
        );

        check_reference::<Other>(SEEN, "other", "id");
        assert_eq!(
            message(|| check_reference::<Other>(SEEN, "other", "no")),
            "the model has no field `no` with a column"
        );
    }

    #[test]
    fn long_messages_are_cut_at_letters() {
        let text = Text::new().push("é").push(&"x".repeat(4093)).push("é").push("!");
        assert!(std::str::from_utf8(&text.bytes[..text.length]).is_ok());
    }
}
