//! The feature `tracing`.

use super::support::{Database, migrator};
use schema_core::schema::Dialect;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};

/// Writes down what is logged by the migrator.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() != "duration" {
            let _ = write!(self.0, " {}={value:?}", field.name());
        }
    }
}

impl Log {
    fn is_ours(metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("schema_core")
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        Self::is_ours(metadata)
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut log = self.0.lock().expect("a log");
        let _ = write!(log, "{}", span.metadata().name());
        span.record(&mut Fields(&mut log));
        log.push('\n');
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut log = self.0.lock().expect("a log");
        let _ = write!(log, "{}", event.metadata().level());
        event.record(&mut Fields(&mut log));
        log.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_revision_is_a_span_and_a_statement_is_an_event() {
    let log = Log::default();
    let all = migrator(Dialect::SQLITE, &[("a", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);", "")]);
    let database = Database::new(Dialect::SQLITE).await.expect("a database");
    {
        let _guard = tracing::subscriber::set_default(log.clone());
        all.upgrade(&database.url).await.expect("upgraded");
    }
    let text = log.0.lock().expect("a log").clone();
    assert_eq!(
        text,
        "revision id=\"00000000000001\" slug=\"a\" direction=\"up\" statements=2\n\
         DEBUG message=revision started resumed_after=0\n\
         DEBUG message=statement finished statement=1 statements=2 sql=\"CREATE TABLE a (id integer)\"\n\
         DEBUG message=statement finished statement=2 statements=2 sql=\"INSERT INTO a VALUES (1)\"\n\
         INFO message=revision finished\n"
    );
}
