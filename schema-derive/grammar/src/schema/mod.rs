//! The vocabulary of columns, constraints and indexes, without any engine, file or connection: what a model declares, and a part of
//! the schema of a database.

mod column;
mod dialect;
mod index;
mod key;
mod name;
mod options;
mod shared_map;
mod shared_vec;
mod special;
mod types;

pub use column::{Column, DefaultValue, Generated, Identity, Literal};
pub use dialect::{Dialect, DialectEngine, DialectNames, Spelling, UnknownDialect};
pub use index::{Index, IndexMethod, IndexPart, Nulls, PartOf};
pub use key::{Action, Check, Deferrable, Exclusion, ForeignKey, PrimaryKey, Unique};
pub use name::{TableName, constraint_name, fits, fitting};
pub use options::{Partition, PartitionBy, Partitioning, TableOptions};
pub use shared_map::SharedMap;
pub use shared_vec::SharedVec;
pub use special::Special;
pub use types::{ColumnType, UnknownType};
