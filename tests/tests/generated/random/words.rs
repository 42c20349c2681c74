//! What a schema on one engine is made of: its types by their text form, and SQL in its spelling.

use schema_core::dialect::capabilities;
use schema_core::plan::Capabilities;
use schema_core::schema::{ColumnType, DefaultValue, Dialect, Literal, Schema, Spelling};

use super::dice::Dice;
use crate::support::hostile::TEXTS;

/// Types that every engine has in some way.
const COMMON: &[&str] = &[
    "i32",
    "bool",
    "i8",
    "i16",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "f64",
    "f32",
    "decimal(10,2)",
    "decimal(20,6)",
    "text",
    "varchar(60)",
    "varchar(20)",
    "char",
    "char(8)",
    "bytes",
    "bytes(40)",
    "binary(16)",
    "date",
    "time",
    "datetime",
    "timestamptz",
    "uuid",
    "json",
];

/// Types that need no extension on PostgreSQL.
const POSTGRES: &[&str] = &[
    "i24",
    "u24",
    "time(0)",
    "time(3)",
    "datetime(3)",
    "timestamptz(0)",
    "bit(8)",
    "varbit(8)",
    "interval",
    "inet",
    "cidr",
    "macaddr",
    "macaddr8",
    "tsvector",
    "tsquery",
    "xml",
    "money",
    "json_text",
    "int4range",
    "int8range",
    "numrange",
    "daterange",
    "tsrange",
    "tstzrange",
    "array(text)",
    "array(i32)",
    "array(varchar(20))",
    "array(timestamptz)",
    "year",
];
const MYSQL: &[&str] = &[
    "i24",
    "u24",
    "time(0)",
    "time(3)",
    "datetime(3)",
    "timestamptz(0)",
    "bit(8)",
    "year",
    "tinytext",
    "mediumtext",
    "plaintext",
    "tinyblob",
    "mediumblob",
    "plainblob",
    "inet",
    "macaddr",
];
const SQLITE: &[&str] = &[
    "i24",
    "time(0)",
    "datetime(3)",
    "interval",
    "year",
    "inet",
    "citext",
    "xml",
    "money",
    "json_text",
    "plaintext",
    "tinyblob",
];

/// The types of a dialect; enum types come beside them.
fn types(dialect: Dialect) -> Vec<&'static str> {
    let own = match dialect.name() {
        "sqlite" => SQLITE,
        "postgres" => POSTGRES,
        _ => MYSQL,
    };
    [COMMON, COMMON, own].concat()
}

/// A type as its text form says it.
pub(crate) fn ty(text: &str) -> ColumnType {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// Any type that the dialect has.
pub(crate) fn any_type(dialect: Dialect, dice: &mut Dice<'_>, schema: &Schema) -> ColumnType {
    if dice.chance(15)
        && let Some(name) = dice.pick(&schema.enums.keys().cloned().collect::<Vec<_>>())
    {
        let name = name.clone();
        return match dice.below(8) {
            0 => ColumnType::Set { name },
            1 if dialect == Dialect::POSTGRES => ColumnType::Array(Box::new(ColumnType::Enum { name })),
            _ => ColumnType::Enum { name },
        };
    }
    ty(dice.pick(&types(dialect)).expect("there are types"))
}

/// Kinds of types whose values can be made to become each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Bool,
    Number,
    Text,
    Bytes,
    Time,
    Uuid,
    Json,
    Enum,
    Other,
}

pub(crate) fn kind(ty: &ColumnType) -> Kind {
    match ty {
        ColumnType::Bool => Kind::Bool,
        ColumnType::Int { .. } | ColumnType::Float { .. } | ColumnType::Decimal { .. } => Kind::Number,
        ColumnType::Char | ColumnType::Text { .. } | ColumnType::FixedText { .. } => Kind::Text,
        ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } => Kind::Bytes,
        ColumnType::Date | ColumnType::Time { .. } | ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. } => {
            Kind::Time
        }
        ColumnType::Uuid => Kind::Uuid,
        ColumnType::Json => Kind::Json,
        ColumnType::Enum { .. } => Kind::Enum,
        ColumnType::Bits { .. }
        | ColumnType::Set { .. }
        | ColumnType::Array(_)
        | ColumnType::Vector { .. }
        | ColumnType::Special(_)
        | ColumnType::Native { .. } => Kind::Other,
    }
}

/// Whether it may stand in keys and indexes.
pub(crate) fn can_be_key(capabilities: &Capabilities, ty: &ColumnType) -> bool {
    (capabilities.key_problem)(ty).is_none() && !matches!(kind(ty), Kind::Json | Kind::Other)
}

/// A value that may be the default of a column, or what rows get.
pub(crate) fn literal(ty: &ColumnType, dice: &mut Dice<'_>, schema: &Schema) -> Option<DefaultValue> {
    let text = |text: &str| Some(DefaultValue::Literal(Literal::Text(text.to_owned())));
    let number = |number: &str| Some(DefaultValue::Literal(Literal::Number(number.to_owned())));
    match ty {
        ColumnType::Bool => Some(DefaultValue::Literal(Literal::Bool(dice.chance(50)))),
        ColumnType::Int { bits, unsigned: false } if *bits > 8 && dice.chance(20) => {
            Some(DefaultValue::Sql(Spelling::any("(1 + 1)")))
        }
        ColumnType::Int { unsigned: true, .. } => number(dice.pick(&["0", "7", "100"])?),
        ColumnType::Int { .. } => number(dice.pick(&["0", "7", "100", "-3"])?),
        ColumnType::Float { .. } => number(dice.pick(&["0", "0.5", "-2.25", "100"])?),
        ColumnType::Decimal { .. } => number(dice.pick(&["0", "1.50", "-0.25", "100"])?),
        ColumnType::Char => text(dice.pick(&["x", "'", "ß"])?),
        ColumnType::Text { max_length } => {
            let most = max_length.unwrap_or(60) as usize;
            let fits: Vec<&&str> = TEXTS.iter().filter(|text| text.chars().count() <= most).collect();
            if dice.chance(50) { text(dice.pick(&fits)?) } else { text(dice.pick(&["", "some", "it's"])?) }
        }
        ColumnType::FixedText { length } => {
            let most = *length as usize;
            text(dice.pick(&["", "some", "it's"])?.get(..most.min(4)).unwrap_or_default())
        }
        ColumnType::Bytes { .. } => {
            Some(DefaultValue::Literal(Literal::Bytes((*dice.pick(&["", "00", "c3a4ff"])?).to_owned())))
        }
        ColumnType::FixedBytes { length } => {
            Some(DefaultValue::Literal(Literal::Bytes(dice.pick(&["00", "c3", "ff"])?.repeat(*length as usize))))
        }
        ColumnType::Date => {
            if dice.chance(50) {
                Some(DefaultValue::Now)
            } else {
                text("2020-02-29")
            }
        }
        ColumnType::Time { .. } => {
            if dice.chance(50) {
                Some(DefaultValue::Now)
            } else {
                text("23:59:59")
            }
        }
        ColumnType::DateTime { .. } => {
            if dice.chance(50) {
                Some(DefaultValue::Now)
            } else {
                text("2020-02-29 23:59:59")
            }
        }
        ColumnType::TimestampTz { .. } => dice.chance(70).then_some(DefaultValue::Now),
        ColumnType::Uuid => text("6f1d7a3c-0000-4000-8000-00000000beef"),
        ColumnType::Json => text(dice.pick(&["{}", "[1, 2]"])?),
        ColumnType::Enum { name } => text(dice.pick(&schema.enums.get(name)?.values)?),
        _ => None,
    }
}

/// Types to which values of `old` can go and come back, as far as we know how to make such values.
pub(crate) fn convertible(dialect: Dialect, old: &ColumnType) -> Vec<ColumnType> {
    let capabilities = capabilities(dialect);
    let column = |ty: &ColumnType| schema_core::schema::Column::new("c", ty.clone());
    let there_and_back = |new: &ColumnType| {
        new != old
            && kind(new) != Kind::Other
            && kind(old) != Kind::Other
            && (capabilities.conversion)(&column(old), &column(new)).is_some()
            && (capabilities.conversion)(&column(new), &column(old)).is_some()
    };
    types(dialect).into_iter().map(ty).filter(there_and_back).collect()
}

/// A name in quotes.
pub(crate) fn quoted(dialect: Dialect, name: &str) -> String {
    let quote = if matches!(dialect.name(), "mysql" | "mariadb") { "`" } else { "\"" };
    format!("{quote}{}{quote}", name.replace(quote, &quote.repeat(2)))
}

/// Whether the engine keeps numbers of the type as texts, which spell the same number in more than one way.
pub(crate) fn is_text_of_number(dialect: Dialect, ty: &ColumnType) -> bool {
    dialect == Dialect::SQLITE && matches!(ty, ColumnType::Decimal { .. })
}

/// A condition that tame values, defaults and fills satisfy, over one or two of `columns`; none where nothing can be
/// said of them.
pub(crate) fn condition(dialect: Dialect, columns: &[(String, ColumnType)], dice: &mut Dice<'_>) -> Option<String> {
    let fit = |ty: &ColumnType| matches!(kind(ty), Kind::Number | Kind::Text) && !is_text_of_number(dialect, ty);
    let usable: Vec<_> = columns.iter().filter(|(_, ty)| fit(ty)).collect();
    let (name, ty) = dice.pick(&usable)?;
    let c = quoted(dialect, name);
    if kind(ty) == Kind::Text {
        return Some(match dice.below(5) {
            0 => format!("{c} <> 'zzz'"),
            1 => format!("length({c}) < 500"),
            2 => format!("{c} NOT IN ('x''y', '-- no', 'q;')"),
            3 => format!("lower({c}) <> 'zzz' AND {c} <> 'yyy'"),
            _ => format!("{c} IS NULL OR {c} <> 'zzz'"),
        });
    }
    let numbers: Vec<_> = usable.iter().filter(|(_, ty)| kind(ty) == Kind::Number).collect();
    let d = quoted(dialect, &dice.pick(&numbers)?.0);
    Some(match dice.below(6) {
        0 => format!("{c} >= -5"),
        1 => format!("{c} < 1000"),
        2 => format!("{c} BETWEEN -5 AND 1000"),
        3 => format!("{c} + {d} < 5000"),
        4 => format!("{c} > -10 OR {d} < 2000"),
        _ => format!("NOT ({c} = 999) AND ({d} IS NULL OR {d} <> 999)"),
    })
}

/// A value of a type that only some engines have; different ones for different rows where they fit a key.
pub(crate) fn own_value(dialect: Dialect, ty: &ColumnType, row: usize) -> Option<String> {
    let n = row + 1;
    let text = |text: String| Some(format!("'{text}'"));
    match ty {
        ColumnType::Bits { length, varying: false } => {
            let bits = format!("{:0>1$b}", n, *length as usize);
            Some(if dialect == Dialect::POSTGRES { format!("B'{bits}'") } else { format!("b'{bits}'") })
        }
        ColumnType::Bits { .. } => Some(format!("B'{n:b}'")),
        ColumnType::Array(of) if kind(of) == Kind::Number => text(format!("{{{n},NULL,-{n}}}")),
        ColumnType::Array(of) if kind(of) == Kind::Text => text(format!("{{\"it''s\",\"\",{n}}}")),
        ColumnType::Array(_) => text("{}".to_owned()),
        ColumnType::Set { .. } => text(if dialect == Dialect::POSTGRES { "{}" } else { "" }.to_owned()),
        ColumnType::Special(special) => text(match special.name() {
            "interval" => format!("{n} days"),
            "inet" => format!("10.0.0.{n}"),
            "cidr" => format!("10.0.{n}.0/24"),
            "macaddr" => format!("08:00:2b:01:02:0{n}"),
            "macaddr8" => format!("08:00:2b:01:02:03:04:0{n}"),
            "xml" => format!("<a b=\"{n}\"/>"),
            "money" => format!("{n}.50"),
            "year" => format!("202{n}"),
            "json_text" => format!("{{\"a\":  {n}}}"),
            "int4range" | "int8range" | "numrange" => format!("[{n},{})", n + 1),
            "daterange" => format!("[2020-01-0{n},2020-01-0{})", n + 1),
            "tsrange" | "tstzrange" => format!("[2020-01-0{n} 00:00:00,2020-01-0{} 00:00:00)", n + 1),
            "tinyblob" | "mediumblob" | "plainblob" if dialect == Dialect::SQLITE => return Some(format!("x'0{n}'")),
            _ => format!("word{n}"),
        }),
        _ => None,
    }
}
