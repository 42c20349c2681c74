//! A compact form of serde's values, for what the build step keeps between its runs.
//!
//! JSON takes three times as long in a build script, which is compiled without optimisation. Fields of structs are written
//! by their place, so the form fits one build of this crate only; whoever keeps it must see to that. It can be read without
//! knowing the type, which untagged enums need.

use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer as _, Visitor};
use serde::{Deserializer, Serialize, Serializer, ser};

/// Writes a value.
pub(crate) fn to_vec<T: Serialize>(value: &T) -> Vec<u8> {
    let mut writer = Writer { out: Vec::new() };
    // Nothing of ours refuses to be written; what is not written is read again from its source.
    match value.serialize(&mut writer) {
        Ok(()) => writer.out,
        Err(_) => Vec::new(),
    }
}

/// Reads what [`to_vec`] wrote; nothing if it is something else.
pub(crate) fn from_slice<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader { bytes };
    T::deserialize(&mut reader).ok().filter(|_| reader.bytes.is_empty())
}

const NOTHING: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const NUMBER: u8 = 3;
const NEGATIVE: u8 = 4;
const TEXT: u8 = 5;
const BYTES: u8 = 6;
const SOME: u8 = 7;
const LIST: u8 = 8;
const MAP: u8 = 9;
const STRUCT: u8 = 10;

/// What cannot be written or read.
#[derive(Debug)]
pub(crate) struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the kept data does not fit")
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Writer {
    out: Vec<u8>,
}

impl Writer {
    fn length(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.out.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.out.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.out.push(TEXT);
        self.length(text.len() as u64);
        self.out.extend_from_slice(text.as_bytes());
    }
}

/// Writes the fields of a struct by their places; those that are nothing are left out.
struct Fields<'a> {
    writer: &'a mut Writer,
    next: u8,
}

macro_rules! numbers {
    ($($name:ident $ty:ty),*) => {
        $(fn $name(self, number: $ty) -> Result<(), Unfit> {
            self.serialize_u64(number.into())
        })*
    };
}

macro_rules! signed {
    ($($name:ident $ty:ty),*) => {
        $(fn $name(self, number: $ty) -> Result<(), Unfit> {
            self.serialize_i64(number.into())
        })*
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Fields<'a>;

    numbers!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32);
    signed!(serialize_i8 i8, serialize_i16 i16, serialize_i32 i32);

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<(), Unfit> {
        self.out.push(if value { TRUE } else { FALSE });
        Ok(())
    }

    fn serialize_u64(self, number: u64) -> Result<(), Unfit> {
        self.out.push(NUMBER);
        self.length(number);
        Ok(())
    }

    fn serialize_i64(self, number: i64) -> Result<(), Unfit> {
        self.out.push(if number < 0 { NEGATIVE } else { NUMBER });
        self.length(number.unsigned_abs());
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unfit> {
        Err(Unfit)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unfit> {
        Err(Unfit)
    }

    fn serialize_char(self, c: char) -> Result<(), Unfit> {
        self.serialize_str(c.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Unfit> {
        self.text(text);
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Unfit> {
        self.out.push(BYTES);
        self.length(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unfit> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        self.out.push(SOME);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unfit> {
        self.out.push(NOTHING);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unfit> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unfit> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        self.serialize_map(Some(1))?.text(variant);
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Unfit> {
        self.out.push(LIST);
        self.length(length.ok_or(Unfit)? as u64);
        Ok(self)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Unfit> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, Unfit> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Unfit> {
        self.serialize_map(Some(1))?.text(variant);
        self.serialize_seq(Some(length))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, Unfit> {
        self.out.push(MAP);
        self.length(length.ok_or(Unfit)? as u64);
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a>, Unfit> {
        self.out.push(STRUCT);
        Ok(Fields { writer: self, next: 1 })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Fields<'a>, Unfit> {
        self.serialize_map(Some(1))?.text(variant);
        self.serialize_struct(name, length)
    }
}

macro_rules! elements {
    ($($of:ident $name:ident),*) => {
        $(impl ser::$of for &mut Writer {
            type Ok = ();
            type Error = Unfit;

            fn $name<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Unfit> {
                Ok(())
            }
        })*
    };
}

elements!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

macro_rules! fields {
    ($($of:ident),*) => {
        $(impl ser::$of for Fields<'_> {
            type Ok = ();
            type Error = Unfit;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Unfit> {
                let start = self.writer.out.len();
                self.writer.out.push(self.next);
                value.serialize(&mut *self.writer)?;
                if self.writer.out[start + 1..] == [NOTHING] {
                    self.writer.out.truncate(start);
                }
                self.next = self.next.checked_add(1).ok_or(Unfit)?;
                Ok(())
            }

            fn skip_field(&mut self, _: &'static str) -> Result<(), Unfit> {
                self.next = self.next.checked_add(1).ok_or(Unfit)?;
                Ok(())
            }

            fn end(self) -> Result<(), Unfit> {
                self.writer.out.push(0);
                Ok(())
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

struct Reader<'de> {
    bytes: &'de [u8],
}

impl<'de> Reader<'de> {
    fn byte(&mut self) -> Result<u8, Unfit> {
        let (first, rest) = self.bytes.split_first().ok_or(Unfit)?;
        self.bytes = rest;
        Ok(*first)
    }

    fn length(&mut self) -> Result<u64, Unfit> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unfit)
    }

    fn slice(&mut self) -> Result<&'de [u8], Unfit> {
        let length = usize::try_from(self.length()?).map_err(|_| Unfit)?;
        let (slice, rest) = self.bytes.split_at_checked(length).ok_or(Unfit)?;
        self.bytes = rest;
        Ok(slice)
    }

    fn text(&mut self) -> Result<&'de str, Unfit> {
        std::str::from_utf8(self.slice()?).map_err(|_| Unfit)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Unfit;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.byte()? {
            NOTHING => visitor.visit_unit(),
            FALSE => visitor.visit_bool(false),
            TRUE => visitor.visit_bool(true),
            NUMBER => visitor.visit_u64(self.length()?),
            NEGATIVE => visitor.visit_i64(0_i64.checked_sub_unsigned(self.length()?).ok_or(Unfit)?),
            TEXT => visitor.visit_borrowed_str(self.text()?),
            BYTES => visitor.visit_borrowed_bytes(self.slice()?),
            SOME => visitor.visit_some(self),
            LIST => {
                let left = self.length()?;
                visitor.visit_seq(Elements { reader: self, left })
            }
            MAP => {
                let left = self.length()?;
                visitor.visit_map(Elements { reader: self, left })
            }
            STRUCT => visitor.visit_map(Places { reader: self }),
            _ => Err(Unfit),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.byte()? {
            NOTHING => visitor.visit_none(),
            SOME => visitor.visit_some(self),
            _ => Err(Unfit),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        match self.byte()? {
            TEXT => visitor.visit_enum(self.text()?.into_deserializer()),
            MAP if self.length()? == 1 => visitor.visit_enum(self),
            _ => Err(Unfit),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// The elements of a list, or the keys and values of a map.
struct Elements<'a, 'de> {
    reader: &'a mut Reader<'de>,
    left: u64,
}

impl<'de> de::SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> de::MapAccess<'de> for Elements<'_, 'de> {
    type Error = Unfit;

    fn next_key_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        de::SeqAccess::next_element_seed(self, seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(&mut *self.reader)
    }
}

/// The fields of a struct.
struct Places<'a, 'de> {
    reader: &'a mut Reader<'de>,
}

impl<'de> de::MapAccess<'de> for Places<'_, 'de> {
    type Error = Unfit;

    fn next_key_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        match self.reader.byte()? {
            0 => Ok(None),
            place => seed.deserialize((u64::from(place) - 1).into_deserializer()).map(Some),
        }
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> de::EnumAccess<'de> for &mut Reader<'de> {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Unfit> {
        let variant = seed.deserialize(&mut *self)?;
        Ok((variant, self))
    }
}

impl<'de> de::VariantAccess<'de> for &mut Reader<'de> {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        Err(Unfit)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_any(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::{from_slice, to_vec};
    use crate::declare::{Position, TypeRef};
    use crate::schema::{Column, ColumnType, DefaultValue, Dialect, EnumType, Literal, Schema, Spelling, Table};

    #[test]
    fn values_come_back() {
        let spelling = Spelling { any: None, per_dialect: [(Dialect::MYSQL, "x".to_owned())].into() };
        let otherwise = Some(Box::new(ColumnType::Decimal { precision: 3, scale: 1 }));
        let mut table = Table::new("a.b");
        table.columns.push(Column::new("a", ColumnType::Native { spelling: spelling.clone(), otherwise }));
        table.columns.push(Column { default: Some(DefaultValue::Sql(spelling)), ..Column::new("b", ColumnType::Json) });
        let text = DefaultValue::Literal(Literal::Text("ü".repeat(200)));
        table.columns.push(Column { nullable: true, default: Some(text), ..Column::new("c", ColumnType::Bool) });
        let mut schema = Schema::default();
        schema.insert_table(table);
        schema.insert_enum(EnumType { name: "e".into(), values: vec!["x".into(), String::new()] });
        let bytes = to_vec(&schema);
        assert_eq!(from_slice::<Schema>(&bytes), Some(schema));
        for end in 0..bytes.len() {
            assert_eq!(from_slice::<Schema>(&bytes[..end]), None);
        }

        let ty = TypeRef::Path { segments: vec![String::new()], args: vec![TypeRef::Other("(A , B)".into())] };
        let values =
            (u64::MAX, i64::MIN, -1_i8, 'x', Some(Some(Position { line: 1, column: 300 })), (), None::<u8>, ty);
        assert_eq!(from_slice(&to_vec(&values)), Some(values));
    }
}
