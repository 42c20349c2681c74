//! The column type that a Rust type has, by its name.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;

use super::taken::TakenType;
use crate::declare::TypeRef;
use crate::model::KNOWN_TYPES;
use crate::read::{Found, ItemId, Meaning, ModuleId, Read};
use crate::schema::ColumnType;

/// What a type was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) ty: TakenType,
    /// Whether it takes NULL.
    pub(super) nullable: bool,
    /// The only numbers that it stores, where it is an enum of numbers.
    pub(super) numbers: Option<Vec<i64>>,
    /// The feature of this crate that knows the type.
    feature: Option<&'static str>,
}

/// Types as the sources declare them.
pub(super) struct Types<'a> {
    read: &'a Read,
    known: Vec<Known>,
    touched: RefCell<BTreeSet<(usize, PathBuf)>>,
    features: RefCell<BTreeSet<(usize, &'static str)>>,
}

/// An entry of [`KNOWN_TYPES`], taken apart.
struct Known {
    origin: &'static str,
    name: &'static str,
    argument: Option<&'static str>,
    ty: TakenType,
}

/// How deep aliases, newtypes and options may lie in each other: beyond is a circle, which the compiler refuses.
const DEEPEST: usize = 32;

impl<'a> Types<'a> {
    pub(super) fn new(read: &'a Read) -> Self {
        let known = KNOWN_TYPES.iter().map(|(rust, text)| {
            let (path, argument) = match rust.split_once('<') {
                Some((path, rest)) => (path, rest.strip_suffix('>')),
                None => (*rust, None),
            };
            let origin = path.split_once("::").map_or("", |(origin, _)| origin);
            let name = path.rsplit_once("::").map_or(path, |(_, name)| name);
            // Its text is that of a column type, but for the decimal without digits.
            let ty = text.parse().map_or(TakenType::DECIMAL, |ty: ColumnType| ty.into());
            Known { origin, name, argument, ty }
        });
        Self { read, known: known.collect(), touched: RefCell::default(), features: RefCell::default() }
    }

    /// Files of other packages that types were found in, by the package that asked.
    pub(super) fn touched(&self) -> BTreeSet<(usize, PathBuf)> {
        self.touched.borrow().clone()
    }

    /// The features of this crate that types in use need, by package.
    pub(super) fn features(&self) -> BTreeSet<(usize, &'static str)> {
        self.features.borrow().clone()
    }

    /// Says that a column of `package` has the type that was guessed.
    pub(super) fn take(&self, package: usize, guess: &Guess) {
        self.features.borrow_mut().extend(guess.feature.map(|feature| (package, feature)));
    }

    fn touch<T>(&self, module: ModuleId, found: &Found<T>) {
        let package = self.read.package_of(module);
        if package != found.package {
            self.touched.borrow_mut().insert((package, found.file.clone()));
        }
    }

    /// The type that `ty` has in `module`.
    ///
    /// # Errors
    /// Its name as written, in backticks, when nothing is known of it.
    pub(super) fn guess(&self, module: ModuleId, ty: &TypeRef) -> Result<Guess, String> {
        self.guess_within(module, ty, DEEPEST).ok_or_else(|| format!("`{}`", written(ty)))
    }

    /// Whether `ty` is an `Option`, whatever is in it.
    pub(super) fn is_option(&self, module: ModuleId, ty: &TypeRef) -> bool {
        self.option_of(module, ty, DEEPEST).is_some()
    }

    /// The struct that `ty` is, by its place among the models.
    pub(super) fn model(&self, module: ModuleId, ty: &TypeRef) -> Option<usize> {
        self.model_within(module, ty, DEEPEST)
    }

    fn model_within(&self, module: ModuleId, ty: &TypeRef, deep: usize) -> Option<usize> {
        let deep = deep.checked_sub(1)?;
        let TypeRef::Path { segments, .. } = ty else { return None };
        match self.read.resolve(module, segments) {
            Meaning::Item(ItemId::Model(at)) => {
                self.touch(module, &self.read.models[at]);
                Some(at)
            }
            Meaning::Alias(module, alias) => self.model_within(module, &alias.target, deep),
            _ => None,
        }
    }

    fn option_of<'t>(&self, module: ModuleId, ty: &'t TypeRef, deep: usize) -> Option<std::borrow::Cow<'t, TypeRef>> {
        let TypeRef::Path { segments, args } = ty else { return None };
        match self.read.resolve(module, segments) {
            Meaning::Extern(path) if is_std(&path, "Option") => args.first().map(std::borrow::Cow::Borrowed),
            Meaning::Glob(_) if segments.len() == 1 && segments[0] == "Option" => {
                args.first().map(std::borrow::Cow::Borrowed)
            }
            Meaning::Alias(module, alias) if deep > 0 => {
                self.option_of(module, &alias.target, deep - 1).map(|inner| std::borrow::Cow::Owned(inner.into_owned()))
            }
            _ => None,
        }
    }

    fn guess_within(&self, module: ModuleId, ty: &TypeRef, deep: usize) -> Option<Guess> {
        let deep = deep.checked_sub(1)?;
        let plain = |ty: TakenType| Some(Guess { ty, nullable: false, numbers: None, feature: None });
        let (segments, args) = match ty {
            TypeRef::Array(element) => {
                let text = format!("[{}]", self.argument(module, element));
                return plain(self.find("", &text, None)?.clone());
            }
            TypeRef::Path { segments, args } => (segments, args),
            TypeRef::Other(_) => return None,
        };
        match self.read.resolve(module, segments) {
            Meaning::Item(ItemId::Enum(at)) => {
                let found = &self.read.enums[at];
                self.touch(module, found);
                match &found.value.repr {
                    Some(ty) => Some(Guess {
                        ty: ty.clone().into(),
                        nullable: false,
                        numbers: found.value.numbers(),
                        feature: None,
                    }),
                    None => plain(ColumnType::Enum { name: found.value.type_name() }.into()),
                }
            }
            Meaning::Item(ItemId::Newtype(at)) => {
                let found = &self.read.newtypes[at];
                self.touch(module, found);
                match &found.value.column_type {
                    Some(ty) => plain(ty.clone().into()),
                    None => self.guess_within(found.module, &found.value.inner, deep),
                }
            }
            Meaning::Alias(module, alias) => self.guess_within(module, &alias.target, deep),
            Meaning::Extern(path) => self.foreign(module, &path, args, deep),
            Meaning::Glob(globs) => {
                let name = segments.last()?;
                let prelude =
                    self.foreign(module, std::slice::from_ref(name), args, deep).filter(|_| segments.len() == 1);
                prelude.or_else(|| {
                    globs.iter().find_map(|glob| {
                        let path: Vec<String> = glob.iter().chain([name]).cloned().collect();
                        self.foreign(module, &path, args, deep)
                    })
                })
            }
            Meaning::Item(ItemId::Model(_)) | Meaning::Module(_) | Meaning::Opaque => None,
        }
    }

    /// A type of another crate, or a bare name that nothing declares.
    fn foreign(&self, module: ModuleId, path: &[String], args: &[TypeRef], deep: usize) -> Option<Guess> {
        if is_std(path, "Option") {
            let inner = self.guess_within(module, args.first()?, deep)?;
            return Some(Guess { nullable: true, ..inner });
        }
        let (origin, name) = origin(path)?;
        let mut argument = args.first().map(|argument| self.argument(module, argument));
        // Another name may have the argument in it.
        if argument.is_none() && path.last().is_some_and(|last| last != name) {
            argument = Some(String::new());
        }
        if (origin, name) == ("std", "Vec") && argument.as_deref() != Some("u8") {
            let item = self.guess_within(module, args.first()?, deep)?;
            return Some(Guess { ty: item.ty.array(), numbers: None, ..item });
        }
        let ty = self.find(origin, name, argument.as_deref())?.clone();
        Some(Guess { ty, nullable: false, numbers: None, feature: feature(origin) })
    }

    /// A type argument as [`KNOWN_TYPES`] writes it.
    fn argument(&self, module: ModuleId, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Array(element) => format!("[{}]", self.argument(module, element)),
            TypeRef::Path { segments, .. } => match self.read.resolve(module, segments) {
                Meaning::Alias(module, alias) => self.argument(module, &alias.target),
                Meaning::Extern(path) => path.last().cloned().unwrap_or_default(),
                Meaning::Glob(_) => segments.last().cloned().unwrap_or_default(),
                _ => String::new(),
            },
            TypeRef::Other(_) => String::new(),
        }
    }

    fn find(&self, origin: &str, name: &str, argument: Option<&str>) -> Option<&TakenType> {
        let fits = |known: &&Known| {
            known.origin == origin
                && known.name == name
                && match known.argument {
                    None => true,
                    Some("T") => argument.is_some(),
                    wanted => wanted == argument,
                }
        };
        self.known.iter().find(fits).map(|known| &known.ty)
    }
}

/// What `schema` says on a field of a well-known type that has no column type of its own here: what sqlx stores it as. Of a
/// wrong guess, nothing comes but a hint.
pub(super) fn advice(ty: &TypeRef) -> Option<String> {
    let (ty, depth) = advised(ty)?;
    // No engine but PostgreSQL has it, nor arrays.
    if ty == "timetz" {
        return Some(format!("postgres(type = \"{ty}{}\")", "[]".repeat(depth)));
    }
    Some(format!("type = \"{}{ty}{}\"", "array(".repeat(depth), ")".repeat(depth)))
}

/// The column type of the items, and how many arrays they lie in.
fn advised(ty: &TypeRef) -> Option<(&'static str, usize)> {
    let TypeRef::Path { segments, args } = ty else { return None };
    let name = segments.last()?.as_str();
    let argument = args.first().and_then(|argument| match argument {
        TypeRef::Path { segments, .. } => segments.last().map(String::as_str),
        _ => None,
    });
    let ty = match (name, argument) {
        ("Option", _) => return args.first().and_then(advised),
        ("Vec", _) => return args.first().and_then(advised).map(|(ty, depth)| (ty, depth + 1)),
        ("BigDecimal", _) => "decimal(38,10)",
        (
            "IpNetwork" | "Ipv4Network" | "Ipv6Network" | "IpNet" | "Ipv4Net" | "Ipv6Net" | "Ipv4Addr" | "Ipv6Addr",
            _,
        ) => "inet",
        ("MacAddress" | "MacAddr" | "MacAddr6", _) => "macaddr",
        ("PgInterval" | "Duration" | "TimeDelta" | "Span" | "SignedDuration", _) => "interval",
        ("PgMoney", _) => "money",
        ("PgLTree", _) => "ltree",
        ("PgHstore", _) => "hstore",
        ("PgCiText" | "CiString", _) => "citext",
        ("BitVec", _) => "varbit(64)",
        ("PgTimeTz", _) => "timetz",
        ("PgRange", Some("i32")) => "int4range",
        ("PgRange", Some("i64")) => "int8range",
        ("PgRange", Some("Decimal" | "BigDecimal")) => "numrange",
        ("PgRange", Some("NaiveDate" | "Date")) => "daterange",
        ("PgRange", Some("NaiveDateTime" | "PrimitiveDateTime")) => "tsrange",
        ("PgRange", Some("DateTime" | "OffsetDateTime" | "Timestamp")) => "tstzrange",
        ("Timestamp", _) => "timestamptz",
        ("DateTime", None) => "datetime",
        ("Date", None) => "date",
        ("Time", None) => "time",
        ("Ulid", _) => "uuid",
        ("Url", _) => "text",
        _ => return None,
    };
    Some((ty, 0))
}

/// The feature for the types of a crate.
fn feature(origin: &str) -> Option<&'static str> {
    Some(match origin {
        "chrono" => "chrono",
        "time" => "time",
        "uuid" => "uuid",
        "serde_json" => "json",
        "rust_decimal" => "rust_decimal",
        "sqlx" => "sqlx-types",
        _ => return None,
    })
}

fn is_std(path: &[String], name: &str) -> bool {
    origin(path) == Some(("std", name))
}

/// The crate and the name that [`KNOWN_TYPES`] has for a path, which may lead through a re-export.
fn origin(path: &[String]) -> Option<(&str, &str)> {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    Some(match names.as_slice() {
        [name @ ("String" | "Vec" | "Box" | "Option")] => ("std", name),
        [name] => ("", name),
        ["std" | "core", "primitive", name] => ("", name),
        ["std" | "core" | "alloc", .., name] => ("std", name),
        ["sqlx", "types", "Uuid"] => ("uuid", "Uuid"),
        ["sqlx", "types", "Decimal"] => ("rust_decimal", "Decimal"),
        ["sqlx", "types", "JsonValue"] => ("serde_json", "Value"),
        ["sqlx", "types", origin, .., name] => (origin, name),
        ["sea_orm", "prelude", name] | ["sea_orm", "entity", "prelude", name] => sea_orm(name)?,
        [origin, .., name] => (origin, name),
        [] => return None,
    })
}

/// What SeaORM's prelude gives another name, or the same.
fn sea_orm(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "Uuid" => ("uuid", "Uuid"),
        "Json" => ("serde_json", "Value"),
        "Decimal" => ("rust_decimal", "Decimal"),
        "Date" | "ChronoDate" => ("chrono", "NaiveDate"),
        "Time" | "ChronoTime" => ("chrono", "NaiveTime"),
        "DateTime" | "ChronoDateTime" => ("chrono", "NaiveDateTime"),
        "DateTimeUtc" | "DateTimeWithTimeZone" | "DateTimeLocal" => ("chrono", "DateTime"),
        "ChronoDateTimeUtc" | "ChronoDateTimeWithTimeZone" | "ChronoDateTimeLocal" => ("chrono", "DateTime"),
        "TimeDate" => ("time", "Date"),
        "TimeTime" => ("time", "Time"),
        "TimeDateTime" => ("time", "PrimitiveDateTime"),
        "TimeDateTimeWithTimeZone" => ("time", "OffsetDateTime"),
        _ => return None,
    })
}

/// A type as it is written.
pub(super) fn written(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Path { segments, args } => {
            let mut text = segments.join("::");
            if !args.is_empty() {
                text.push_str(&format!("<{}>", args.iter().map(written).collect::<Vec<_>>().join(", ")));
            }
            text
        }
        TypeRef::Array(element) => format!("[{}; _]", written(element)),
        TypeRef::Other(text) => text.clone(),
    }
}
