//! Taking a database over as it is: models that declare what it has, and a schema that equals it.

mod declare;
mod idle;
mod merge;
mod module;
mod package;

pub(crate) use declare::declare;
pub(crate) use idle::make_way;
pub(crate) use merge::{Sides, merge};
pub(crate) use package::{Files, Package};

use schema_core::connect::Session;
use schema_core::diagnostic::Code;
use schema_core::dialect::{self, Introspection};
use schema_core::diff::Change;
use schema_core::read::Metadata;
use schema_core::schema::Schema;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::codegen::Models;
use crate::project::database::not_compared;

/// A database as models declare it.
pub(crate) struct Adopted<'a> {
    /// What it has.
    found: &'a Introspection,
    /// What its models declare; to the database it is the same.
    pub(crate) declared: Schema,
}

impl<'a> Adopted<'a> {
    /// Compares what `models` declare, in a package with the keys `metadata`, with what they were written from.
    pub(crate) async fn new(
        session: &mut Session,
        found: &'a Introspection,
        models: &Models,
        metadata: &Metadata,
    ) -> Result<Self> {
        let declared = declare(&models.source, metadata)?;
        Self::declared(session, found, declared).await
    }

    /// The same, for SQL as the database spells it: whether the other dialects of the project read it alike is not asked.
    pub(crate) async fn as_spelled(
        session: &mut Session,
        found: &'a Introspection,
        models: &Models,
        metadata: &Metadata,
    ) -> Result<Self> {
        let mut own = metadata.clone();
        own.releases.retain(|release| release.dialect == session.dialect());
        let mut declared = declare(&models.source, &own)?;
        declared.dialects = metadata.dialects();
        Self::declared(session, found, declared).await
    }

    async fn declared(session: &mut Session, found: &'a Introspection, declared: Schema) -> Result<Self> {
        let adopted = Self { found, declared };
        adopted
            .require_equal(
                session,
                &adopted.declared,
                "models cannot declare the whole schema of the \
            database",
            )
            .await?;
        Ok(adopted)
    }

    /// Refuses a schema that is not what the database of `session` has.
    pub(crate) async fn require_equal(&self, session: &mut Session, schema: &Schema, what: &str) -> Result<()> {
        let compared = dialect::compare_through(session, schema, &self.found.schema).await;
        refuse(&compared.map_err(|error| not_compared(&error))?, what)
    }
}

fn refuse(differences: &[Change], what: &str) -> Result<()> {
    if differences.is_empty() {
        return Ok(());
    }
    let mut error = Error::new(Exit::Models, Code::AdoptionDiffers, what).cause("changes needed to match:");
    error.diagnostic.causes.extend(differences.iter().map(|change| format!("{} {change}", change.symbol())));
    Err(error.hint("nothing was written; change the database, or write the revision by hand"))
}
