//! What one source file says, as far as models are concerned: cfg-stripped, and before any name is resolved.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::ops::Range;

use serde::{Deserialize, Serialize};
use syn::ext::IdentExt as _;
use syn::parse::{Parse as _, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Expr, Lit, Meta, Path, Token};

use super::cfg::{Cfg, View};
use super::ddl::RuntimeDdl;
use super::lex::{self, Unclosed};
use super::place::{Flaw, Lines};
use super::scan::{self, Kind, RawItem};
use super::{strip, uses};
use crate::declare::{self, Alias, Collector, EnumDecl, Model, Newtype, Position, ProblemKind};

/// One of our derives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Derive {
    /// `Schema`.
    Model,
    /// `SchemaEnum`.
    Enum,
    /// `SchemaType`.
    Newtype,
}

/// The names that our derives go by in a crate: their own, and those that `use ... as` gives them.
pub(super) type Names = BTreeMap<String, Derive>;

/// The derives' own names.
pub(super) fn own_names() -> Names {
    [("Schema", Derive::Model), ("SchemaEnum", Derive::Enum), ("SchemaType", Derive::Newtype)]
        .map(|(name, derive)| (name.to_owned(), derive))
        .into()
}

/// When an item is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum When {
    /// In every build (with or without `test`), or in every one that is no test.
    #[default]
    Always,
    /// Under `cfg(test)` only.
    Test,
    /// Not in this configuration.
    Never,
}

/// A module or file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Outline {
    pub(super) when: When,
    pub(super) mods: Vec<Mod>,
    pub(super) uses: Vec<Use>,
    /// Types and traits without a derive of ours; what they are does not matter, that they take the name does.
    pub(super) types: Vec<String>,
    pub(super) aliases: Vec<Alias>,
    pub(super) items: Vec<Item>,
    /// `include!("...")`.
    pub(super) includes: Vec<String>,
    /// Where an item is not finished, in a file that can be read all the same.
    pub(super) broken: Option<Position>,
    /// In the outline of a file, where that was asked for: where the program makes tables by itself.
    pub(super) ddl: Vec<RuntimeDdl>,
}

/// A module declared in a module.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Mod {
    pub(super) name: String,
    pub(super) when: When,
    /// `#[path = "..."]`.
    pub(super) path: Option<String>,
    /// What is in its braces; `None` if it has a file of its own.
    pub(super) inline: Option<Outline>,
}

/// One name that a `use` brings in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Use {
    /// The path as written; a leading `::` is an empty first segment.
    pub(super) path: Vec<String>,
    /// The name that it gets; `None` for `*`.
    pub(super) name: Option<String>,
}

/// An item with a derive of ours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Item {
    /// Where its text starts in the file; all positions in it count from there.
    pub(super) base: Position,
    /// Hash of its text.
    pub(super) text: u64,
    pub(super) when: When,
    /// The derive as it is written.
    pub(super) derive: Vec<String>,
    pub(super) name: String,
    /// Nothing when it does not parse, and never did.
    pub(super) declared: Option<Declared>,
    /// Its hash under `cfg(test)`, where that is another one.
    pub(super) test_hash: Option<u64>,
    /// What the grammar says against it.
    pub(super) flaws: Vec<Flaw>,
    /// Whether it does not parse now, and `declared` is what it last said.
    pub(super) half_typed: bool,
}

/// What an item declares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Declared {
    Model(Box<Model>),
    Enum(EnumDecl),
    Newtype(Newtype),
}

/// Reads the text of a file. `old` is what the file said before: items with the same text are taken from there.
pub(super) fn read(text: &str, cfg: &Cfg, names: &Names, old: Option<&Outline>) -> Result<Outline, Unclosed> {
    let mut known = BTreeMap::new();
    if let Some(old) = old {
        collect(old, &mut known);
    }
    let reader = Reader { text, lines: Lines::new(text), cfg, names, known };
    reader.module(0..text.len())
}

fn collect<'a>(outline: &'a Outline, into: &mut BTreeMap<&'a str, Vec<&'a Item>>) {
    for item in &outline.items {
        into.entry(&item.name).or_default().push(item);
    }
    for inline in outline.mods.iter().filter_map(|it| it.inline.as_ref()) {
        collect(inline, into);
    }
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines<'a>,
    cfg: &'a Cfg,
    names: &'a Names,
    known: BTreeMap<&'a str, Vec<&'a Item>>,
}

impl Reader<'_> {
    fn module(&self, range: Range<usize>) -> Result<Outline, Unclosed> {
        let found = scan::items(self.text, range)?;
        let mut outline = Outline::default();
        for inner in found.inner.iter().filter(|text| text.contains("cfg")) {
            let parsed = parsed(inner, Attribute::parse_inner).unwrap_or_default();
            outline.when = later(outline.when, self.when(&parsed).0);
        }
        for item in &found.items {
            self.item(item, &mut outline)?;
        }
        outline.broken = outline.broken.or(found.broken.map(|at| self.lines.position(at)));
        Ok(outline)
    }

    fn item(&self, item: &RawItem<'_>, outline: &mut Outline) -> Result<(), Unclosed> {
        let attributes = &self.text[item.attributes.clone()];
        if item.kind == Kind::Type
            && attributes.contains("derive")
            && self.names.keys().any(|name| attributes.contains(name.as_str()))
            && let Some(read) = self.definition(item)
        {
            if read.when != When::Never {
                outline.items.push(read);
            }
            return Ok(());
        }
        if item.kind == Kind::Type
            && attributes.contains("derive")
            && let Some(read) = self.misspelled(item)
        {
            outline.items.push(read);
            return Ok(());
        }
        let (when, attributes) = if attributes.contains("cfg") || attributes.contains("path") {
            self.when(&parsed(attributes, Attribute::parse_outer).unwrap_or_default())
        } else {
            (When::Always, Vec::new())
        };
        if when == When::Never {
            return Ok(());
        }
        let name = item.name.to_owned();
        match item.kind {
            Kind::Mod | Kind::InlineMod => {
                let inline = match item.kind {
                    Kind::InlineMod => Some(self.module(item.inside.clone())?),
                    _ => None,
                };
                outline.broken = outline.broken.or(inline.as_ref().and_then(|inline| inline.broken));
                outline.mods.push(Mod { name, when, path: path_of(&attributes), inline });
            }
            Kind::Use => uses::tree(&self.text[item.inside.clone()], &mut outline.uses),
            Kind::ExternCrate => uses::extern_crate(&self.text[item.inside.clone()], &mut outline.uses),
            Kind::Alias => match parsed(&self.text[item.attributes.start..item.end], syn::ItemType::parse) {
                Some(alias) if alias.generics.params.is_empty() => {
                    outline.aliases.push(Alias { name, target: declare::type_ref(&alias.ty) });
                }
                _ => outline.types.push(name),
            },
            Kind::Type | Kind::Trait => outline.types.push(name),
            Kind::Include => {
                if let Ok(path) = syn::parse_str::<syn::LitStr>(&self.text[item.inside.clone()]) {
                    outline.includes.push(path.value());
                }
            }
            Kind::Other => {}
        }
        Ok(())
    }

    /// When an item with these attributes is there, and its attributes without conditions.
    fn when(&self, attributes: &[Attribute]) -> (When, Vec<Attribute>) {
        let mut normal = attributes.to_vec();
        if strip::attributes(&mut normal, View { cfg: self.cfg, test: false }) {
            return (When::Always, normal);
        }
        let mut test = attributes.to_vec();
        let there = strip::attributes(&mut test, View { cfg: self.cfg, test: true });
        (if there { When::Test } else { When::Never }, test)
    }

    /// Reads a struct or enum whose attributes hold a name of our derives; gives nothing if it derives none of them.
    fn definition(&self, raw: &RawItem<'_>) -> Option<Item> {
        let text = &self.text[raw.attributes.start..raw.end];
        let hash = text_hash(text.as_bytes());
        let base = self.lines.position(raw.attributes.start);
        let known = self.known.get(raw.name).map(Vec::as_slice).unwrap_or_default();
        if let Some(same) = known.iter().find(|item| item.text == hash && !item.half_typed) {
            return Some(Item { base, ..(*same).clone() });
        }
        let Some(input) = parsed(text, DeriveInput::parse) else {
            let last = known.first().map(|item| (*item).clone());
            let empty = Item {
                base,
                text: hash,
                when: When::Always,
                derive: Vec::new(),
                name: raw.name.to_owned(),
                declared: None,
                test_hash: None,
                flaws: Vec::new(),
                half_typed: true,
            };
            return Some(Item { base, text: hash, half_typed: true, ..last.unwrap_or(empty) });
        };
        let normal = self.stripped(&input, false);
        // Without the word, nothing can differ under `cfg(test)`.
        let test = if text.contains("test") { self.stripped(&input, true) } else { None };
        let (when, input, derive) = match (normal, &test) {
            (Some((input, derive)), _) => (When::Always, input, derive),
            (None, Some((input, derive))) => (When::Test, input.clone(), derive.clone()),
            (None, None) => return None,
        };
        let kind = self.names.get(derive.last()?)?;
        let mut problems = Collector::new();
        let declared = match kind {
            Derive::Model => declare::parse_model(&input, &mut problems).map(|model| Declared::Model(Box::new(model))),
            Derive::Enum => declare::parse_enum(&input, &mut problems).map(Declared::Enum),
            Derive::Newtype => declare::parse_newtype(&input, &mut problems).map(Declared::Newtype),
        };
        let test_hash = test.and_then(|(test, _)| {
            let hash = declare::hash::tokens(&test);
            (hash != declare::hash::tokens(&input)).then_some(hash)
        });
        slips(&input, &mut problems);
        let flaws = problems.finish().iter().map(Flaw::new).collect();
        let name = raw.name.to_owned();
        Some(Item { base, text: hash, when, derive, name, declared, test_hash, flaws, half_typed: false })
    }

    /// A struct or enum with a derive that is one of ours but for a slip. The compiler would say so, and never comes to it where
    /// a build script stops the build. Whether somebody else has a derive of that name is seen when names are resolved.
    fn misspelled(&self, raw: &RawItem<'_>) -> Option<Item> {
        let text = &self.text[raw.attributes.clone()];
        let (when, attributes) = self.when(&parsed(text, Attribute::parse_outer)?);
        let right = |name: &String| self.names.keys().find(|it| declare::is_slip(name, it));
        let derive = derives(&attributes).into_iter().find(|path| path.len() == 1 && right(&path[0]).is_some())?;
        let mut problems = Collector::new();
        let attribute =
            attributes.iter().find(|attribute| derives(std::slice::from_ref(attribute)).contains(&derive))?;
        let message = format!("there is no derive `{}`: did you mean `{}`?", derive[0], right(&derive[0])?);
        problems.report(ProblemKind::UnknownAttribute, attribute, message);
        (when != When::Never).then(|| Item {
            base: self.lines.position(raw.attributes.start),
            text: text_hash(text.as_bytes()),
            when,
            derive,
            name: raw.name.to_owned(),
            declared: None,
            test_hash: None,
            flaws: problems.finish().iter().map(Flaw::new).collect(),
            half_typed: false,
        })
    }

    /// The definition and its derive of ours, if both are there with or without `test`.
    fn stripped(&self, input: &DeriveInput, test: bool) -> Option<(DeriveInput, Vec<String>)> {
        let mut input = input.clone();
        let there = strip::definition(&mut input, View { cfg: self.cfg, test });
        let derive = derives(&input.attrs)
            .into_iter()
            .find(|path| path.last().is_some_and(|name| self.names.contains_key(name)));
        derive.filter(|_| there).map(|derive| (input, derive))
    }
}

/// Reports attributes that are ours but for a slip.
fn slips(input: &DeriveInput, problems: &mut Collector) {
    let mut look = |attributes: &[Attribute]| {
        for attribute in attributes {
            let name = attribute.path().get_ident().map(ToString::to_string).unwrap_or_default();
            if declare::is_slip(&name, "schema") {
                problems.report(
                    ProblemKind::UnknownAttribute,
                    attribute,
                    format!("there is no attribute `{name}`: did you mean `schema`?"),
                );
            }
        }
    };
    look(&input.attrs);
    match &input.data {
        Data::Struct(it) => it.fields.iter().for_each(|field| look(&field.attrs)),
        Data::Enum(it) => it.variants.iter().for_each(|variant| look(&variant.attrs)),
        Data::Union(_) => {}
    }
}

/// Parses `text`, unless it nests so deep that a stack may not do.
fn parsed<P: Parser>(text: &str, parser: P) -> Option<P::Output> {
    if lex::nests_deep(text) { None } else { parser.parse_str(text).ok() }
}

/// The stricter of two conditions.
fn later(one: When, other: When) -> When {
    match (one, other) {
        (When::Never, _) | (_, When::Never) => When::Never,
        (When::Test, _) | (_, When::Test) => When::Test,
        _ => When::Always,
    }
}

/// All paths in `#[derive(...)]`.
fn derives(attributes: &[Attribute]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let parser = |input: ParseStream<'_>| Punctuated::<Path, Token![,]>::parse_terminated(input);
        for path in attribute.parse_args_with(parser).into_iter().flatten() {
            let leading = path.leading_colon.iter().map(|_| String::new());
            found.push(leading.chain(path.segments.iter().map(|segment| segment.ident.unraw().to_string())).collect());
        }
    }
    found
}

/// The value of `#[path = "..."]`.
fn path_of(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find(|attribute| attribute.path().is_ident("path")).and_then(|attribute| match &attribute.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(path) => Some(path.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}

/// A hash for texts that are compared within one cache. Std's is compiled with optimisation whatever the build.
pub(super) fn text_hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
