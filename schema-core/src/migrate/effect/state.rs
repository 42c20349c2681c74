//! Reads from the catalog what a statement changes.

use super::{Fact, Object, Part, Parts, Visible};
use crate::connect::{Error, ErrorKind, Session};
use crate::migrate::execution::Execution;
use crate::schema::Engines;
use sha2::{Digest, Sha256};

/// The definition of each object; `None` for one that is not there.
type Found = Vec<Option<String>>;

impl Visible {
    /// The objects as they are now; `None` where the catalog does not show them to who is connected.
    pub(super) async fn read(&self, session: &mut Session) -> Result<Option<Found>, Error> {
        let mut found = Vec::new();
        for object in &self.objects {
            match object.read(session).await {
                Ok(definition) => found.push(definition),
                Err(error) if error.kind() == ErrorKind::Refused => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(Some(found))
    }

    pub(super) fn digest(&self, found: &Found) -> String {
        let mut sum = Sha256::new();
        for definition in found {
            sum.update([u8::from(definition.is_some())]);
            sum.update(definition.as_deref().unwrap_or_default());
            sum.update([0]);
        }
        sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Returns `true` if all that is known to hold behind the statement does.
    pub(super) fn is_after(&self, execution: &dyn Execution, found: &Found) -> bool {
        let table = |at: usize| found[at].as_deref().map(|definition| execution.parts(definition));
        let holds = |fact: &Fact| match fact {
            Fact::There(at) => found[*at].is_some(),
            Fact::Gone(at) => found[*at].is_none(),
            Fact::Valid(at) => found[*at].as_deref().is_some_and(|it| it.starts_with("valid")),
            Fact::Part { table: at, part, there } => table(*at).is_some_and(|parts| parts.has(part) == *there),
            Fact::PrimaryKey(at, columns) => table(*at).is_some_and(|parts| parts.primary_key == *columns),
        };
        !self.after.is_empty() && self.after.iter().all(holds)
    }
}

impl Object {
    async fn read(&self, session: &mut Session) -> Result<Option<String>, Error> {
        let execution = session.dialect().engine().execution();
        let Some(sql) = execution.definition_query(self) else { return Ok(None) };
        match session.rows(&sql).await {
            Ok(rows) => Ok(rows.first().and_then(|row| execution.definition(self, row))),
            Err(error) if error.code().is_some_and(|code| execution.is_missing(code)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Parts {
    fn has(&self, part: &Part) -> bool {
        match part {
            Part::Column(name) => self.columns.contains(name),
            Part::Key(name) => self.keys.contains(name),
            Part::Constraint(name) => self.constraints.contains(name),
            Part::KeyOrConstraint(name) => self.keys.contains(name) || self.constraints.contains(name),
        }
    }
}
