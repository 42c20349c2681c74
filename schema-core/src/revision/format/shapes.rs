//! What stands in a table of the file for each part of a schema. Each takes its part apart, so that the compiler names what is new.

use std::sync::Arc;

use toml::de::DeValue;

use super::values::{plain_type, scalar, table};
#[cfg(feature = "introspect")]
use super::writer::{self, Writer};
use super::{Form, ManifestError, Node, Shape, Value, reader};
use crate::schema::{
    Check, Column, ColumnType, DefaultValue, Dialect, EnumType, Exclusion, ForeignKey, Generated, Identity, Index,
    IndexMethod, IndexPart, Literal, PartOf, Partition, PartitionBy, Partitioning, PrimaryKey, SharedMap, SharedVec,
    Spelling, Table, TableOptions, Unique,
};

/// What is described is an inline table.
impl<T: Shape + Clone> Value for T {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let mut shape = T::blank();
        table(node, |reader| shape.describe(reader))?;
        Ok(shape)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        Writer::of(self).inline()
    }
}

impl Shape for EnumType {
    fn blank() -> Self {
        Self { name: String::new(), values: Vec::new() }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { name, values } = self;
        form.need("name", name);
        form.need("values", values);
    }
}

impl Shape for Table {
    fn blank() -> Self {
        Self::new("")
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self {
            name,
            comment,
            columns,
            primary_key,
            uniques,
            indexes,
            foreign_keys,
            checks,
            exclusions,
            options,
            partitioning,
        } = self;
        form.need("name", name);
        form.may("comment", comment);
        form.need("columns", columns);
        form.may("primary_key", primary_key);
        form.may("uniques", uniques);
        form.may("indexes", indexes);
        form.may("foreign_keys", foreign_keys);
        form.may("checks", checks);
        form.may("exclusions", exclusions);
        form.may("options", options);
        form.may("partitioning", partitioning);
    }
}

impl Shape for Column {
    fn blank() -> Self {
        Self::new("", ColumnType::Bool)
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { name, ty, nullable, default, identity, generated, collation, charset, on_update_now, comment } =
            self;
        form.need("name", name);
        form.need("type", ty);
        form.may("null", nullable);
        form.may("default", default);
        form.may("identity", identity);
        form.may("generated", generated);
        form.may("collation", collation);
        form.may("charset", charset);
        form.may("on_update_now", on_update_now);
        form.may("comment", comment);
    }
}

impl Shape for TableOptions {
    fn blank() -> Self {
        Self::default()
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { strict, without_rowid, engine, charset, collation, tablespace, unlogged, parameters } = self;
        form.may("strict", strict);
        form.may("without_rowid", without_rowid);
        form.may("engine", engine);
        form.may("charset", charset);
        form.may("collation", collation);
        form.may("tablespace", tablespace);
        form.may("unlogged", unlogged);
        form.may("parameters", parameters);
    }
}

impl Shape for Partitioning {
    fn blank() -> Self {
        Self { by: PartitionBy::Range, columns: Vec::new(), partitions: SharedMap::new() }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { by, columns, partitions } = self;
        form.need("by", by);
        form.need("columns", columns);
        form.may("partitions", partitions);
    }
}

impl Shape for Partition {
    fn blank() -> Self {
        Self { name: String::new(), bounds: String::new() }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { name, bounds } = self;
        form.need("name", name);
        form.need("bounds", bounds);
    }
}

impl Shape for Unique {
    fn blank() -> Self {
        Self::new("", [""; 0])
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { name, columns, nulls_not_distinct, deferrable } = self;
        form.need("name", name);
        form.need("columns", columns);
        form.may("nulls_not_distinct", nulls_not_distinct);
        form.may("deferrable", deferrable);
    }
}

impl Shape for Index {
    fn blank() -> Self {
        Self::default()
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { name, parts, unique, method, include, predicate, nulls_not_distinct, parameters, comment, only } =
            self;
        form.need("name", name);
        form.need("columns", parts);
        form.may("unique", unique);
        form.may("method", method);
        form.may("include", include);
        form.may("predicate", predicate);
        form.may("nulls_not_distinct", nulls_not_distinct);
        form.may("parameters", parameters);
        form.may("comment", comment);
        form.may("only", only);
    }
}

impl Shape for ForeignKey {
    fn blank() -> Self {
        Self::new("", [""; 0], "", [""; 0])
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self {
            name,
            columns,
            references_table,
            references_columns,
            on_delete,
            on_update,
            deferrable,
            match_full,
            not_valid,
        } = self;
        form.need("name", name);
        form.need("columns", columns);
        form.need("references", references_table);
        form.need("references_columns", references_columns);
        form.may("on_delete", on_delete);
        form.may("on_update", on_update);
        form.may("deferrable", deferrable);
        form.may("match_full", match_full);
        form.may("not_valid", not_valid);
    }
}

impl Shape for Check {
    fn blank() -> Self {
        Self::new("", Spelling::default())
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { name, expression, no_inherit, not_valid } = self;
        form.need("name", name);
        form.need("expression", expression);
        form.may("no_inherit", no_inherit);
        form.may("not_valid", not_valid);
    }
}

impl Shape for Exclusion {
    fn blank() -> Self {
        Self {
            name: String::new(),
            method: IndexMethod::Gist,
            elements: Vec::new(),
            predicate: None,
            deferrable: Default::default(),
        }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        let Self { name, method, elements, predicate, deferrable } = self;
        form.need("name", name);
        form.need("method", method);
        form.need("elements", elements);
        form.may("predicate", predicate);
        form.may("deferrable", deferrable);
    }
}

/// A key, beside the table that has it.
pub(super) fn primary_key<F: Form>(key: &mut PrimaryKey, form: &mut F) {
    let PrimaryKey { name, columns, prefixes } = key;
    form.may("name", name);
    form.need("columns", columns);
    form.may("prefixes", prefixes);
}

/// A list of columns, or a table where there is more to it.
impl Value for PrimaryKey {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        if node.get_ref().is_array() {
            return Ok(Self::new(Vec::<String>::read(node)?));
        }
        let mut key = Self::default();
        table(node, |reader| primary_key(&mut key, reader))?;
        Ok(key)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        if *self == Self::new(&self.columns) {
            return self.columns.write();
        }
        let mut writer = Writer::default();
        primary_key(&mut self.clone(), &mut writer);
        writer.inline()
    }
}

fn identity<F: Form>(identity: &mut Identity, form: &mut F) {
    let Identity { always, start, increment } = identity;
    form.may("always", always);
    form.may("start", start);
    form.may("increment", increment);
}

/// `true`, or a table where there is more to it.
impl Value for Identity {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        let mut read = Self::default();
        if !matches!(node.get_ref(), DeValue::Boolean(true)) {
            table(node, |reader| identity(&mut read, reader))?;
            if read == Self::default() {
                return Err(ManifestError::new("write `true` for an identity with nothing special", span));
            }
        }
        Ok(read)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        if *self == Self::default() {
            return true.to_string();
        }
        let mut writer = Writer::default();
        identity(&mut self.clone(), &mut writer);
        writer.inline()
    }
}

/// SQL in a table that may have other keys: `sql` for all dialects, and one key for each dialect with its own.
fn spelled<F: Form>(spelling: &mut Spelling, form: &mut F) {
    form.may("sql", &mut spelling.any);
    for dialect in Dialect::ALL {
        let mut text = spelling.per_dialect.remove(&dialect);
        form.may(dialect.name(), &mut text);
        spelling.per_dialect.extend(text.map(|text| (dialect, text)));
    }
}

/// Refuses a table that has to have SQL and has none.
fn some_sql(spelling: Spelling, span: std::ops::Range<usize>) -> Result<Spelling, ManifestError> {
    if spelling.is_empty() {
        return Err(ManifestError::new("it has no SQL: write `sql`, or the name of a dialect", span));
    }
    Ok(spelling)
}

/// A text for all dialects, or a table.
impl Value for Spelling {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        if let DeValue::String(text) = node.get_ref() {
            return Ok(Self::any(text.as_ref()));
        }
        let mut spelling = Self::default();
        table(node, |reader| spelled(&mut spelling, reader))?;
        some_sql(spelling, span)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        match &self.any {
            Some(text) if self.per_dialect.is_empty() => text.write(),
            _ => {
                let mut writer = Writer::default();
                spelled(&mut self.clone(), &mut writer);
                writer.inline()
            }
        }
    }
}

/// SQL and whether its value is kept.
impl Value for Generated {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        let mut generated = Self { expression: Spelling::default(), stored: false };
        table(node, |reader| {
            spelled(&mut generated.expression, reader);
            reader.may("stored", &mut generated.stored);
        })?;
        Ok(Self { expression: some_sql(generated.expression, span)?, ..generated })
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        let Self { mut expression, mut stored } = self.clone();
        let mut writer = Writer::default();
        spelled(&mut expression, &mut writer);
        writer.may("stored", &mut stored);
        writer.inline()
    }
}

/// The name of a type that every engine has, or a table with the SQL of one that some engine has.
impl Value for ColumnType {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        if node.get_ref().is_str() {
            return plain_type(node);
        }
        let (mut spelling, mut otherwise) = (Spelling::default(), None::<Self>);
        table(node, |reader| {
            spelled(&mut spelling, reader);
            reader.may("otherwise", &mut otherwise);
        })?;
        Ok(Self::Native { spelling: some_sql(spelling, span)?, otherwise: otherwise.map(Box::new) })
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        let Self::Native { spelling, otherwise } = self else { return writer::string(&self.to_string()) };
        let mut writer = Writer::default();
        spelled(&mut spelling.clone(), &mut writer);
        writer.may("otherwise", &mut otherwise.as_deref().cloned());
        writer.inline()
    }
}

/// A scalar of TOML, or a table: `number` beyond 64 bits, `bytes`, `now`, or SQL.
impl Value for DefaultValue {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        if let Some(literal) = scalar(node.get_ref()) {
            return Ok(Self::Literal(literal));
        }
        let (mut number, mut bytes, mut now, mut sql) = (None, None, false, Spelling::default());
        table(node, |reader| {
            reader.may("number", &mut number);
            reader.may("bytes", &mut bytes);
            reader.may("now", &mut now);
            spelled(&mut sql, reader);
        })?;
        match (number, bytes, now, sql.is_empty()) {
            (Some(digits), None, false, true) => Ok(Self::Literal(Literal::Number(digits))),
            (None, Some(digits), false, true) => Ok(Self::Literal(Literal::Bytes(digits))),
            (None, None, true, true) => Ok(Self::Now),
            (None, None, false, false) => Ok(Self::Sql(sql)),
            _ => Err(ManifestError::new("a value is one of `number`, `bytes`, `now = true` and `sql`", span)),
        }
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        let mut writer = Writer::default();
        match self {
            Self::Literal(Literal::Bool(value)) => return value.write(),
            Self::Literal(Literal::Text(text)) => return text.write(),
            Self::Literal(Literal::Number(digits)) if super::values::as_scalar(digits) => return digits.clone(),
            Self::Literal(Literal::Number(digits)) => writer.need("number", &mut digits.clone()),
            Self::Literal(Literal::Bytes(digits)) => writer.need("bytes", &mut digits.clone()),
            Self::Now => writer.need("now", &mut true),
            Self::Sql(sql) => spelled(&mut sql.clone(), &mut writer),
        }
        writer.inline()
    }
}

fn part<F: Form>(part: &mut IndexPart, form: &mut F) {
    let IndexPart { of, descending, nulls, operator_class, collation, prefix } = part;
    let (mut column, mut sql) = match of {
        PartOf::Column(name) => (Some(name.clone()), Spelling::default()),
        PartOf::Expression(sql) => (None, sql.clone()),
    };
    form.may("column", &mut column);
    spelled(&mut sql, form);
    *of = match column {
        // Both is nothing that can be: the reader sees it by that.
        Some(_) if !sql.is_empty() => PartOf::Expression(Spelling::default()),
        Some(name) => PartOf::Column(name),
        None => PartOf::Expression(sql),
    };
    form.may("descending", descending);
    form.may("nulls", nulls);
    form.may("operator_class", operator_class);
    form.may("collation", collation);
    form.may("prefix", prefix);
}

/// The name of a column, or a table where there is more to it.
impl Value for IndexPart {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        if node.get_ref().is_str() {
            return Ok(Self::column(String::read(node)?));
        }
        let mut read = Self::expression(Spelling::default());
        table(node, |reader| part(&mut read, reader))?;
        if read.of == PartOf::Expression(Spelling::default()) {
            return Err(ManifestError::new("a part of an index is a `column` or `sql`", span));
        }
        Ok(read)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        if let Some(name) = self.column_name().filter(|_| self.is_plain()) {
            return writer::string(name);
        }
        let mut writer = Writer::default();
        part(&mut self.clone(), &mut writer);
        writer.inline()
    }
}

impl<T: Shape + Clone> Value for SharedVec<T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        reader::list(node)?.into_iter().map(T::read).collect()
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        writer::line_each(self.iter())
    }
}

/// What has its name in it.
pub(super) trait Named: Shape + Clone {
    /// Its name.
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($shape:ident),*) => {$(
        impl Named for $shape {
            fn name(&self) -> &str {
                &self.name
            }
        }
    )*};
}

named!(Unique, Index, ForeignKey, Check, Exclusion, Partition);

impl<T: Named> Value for SharedMap<String, T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let mut map = Self::new();
        for node in reader::list(node)? {
            let span = node.span();
            let thing = T::read(node)?;
            let name = thing.name().to_owned();
            if map.contains_key(&name) {
                return Err(ManifestError::new(format!("`{name}` is there twice"), span));
            }
            map.insert(name, thing);
        }
        Ok(map)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        writer::line_each(self.values())
    }
}

/// What `shared` holds, to be described.
pub(super) fn inner<T: Clone>(shared: &mut Arc<T>) -> &mut T {
    Arc::make_mut(shared)
}
