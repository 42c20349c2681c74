//! The feature `tracing`: a span for each revision, and an event for each statement.

use super::{Event, Step};

/// Logs an event.
#[cfg(feature = "tracing")]
pub(super) fn event(event: &Event<'_>) {
    match event {
        Event::Waiting { holder } => {
            let holder = holder.map(tracing::field::display);
            tracing::info!(holder, "waiting for another upgrade");
        }
        Event::RevisionStarted { step } => tracing::debug!(resumed_after = step.resumed_after, "revision started"),
        Event::NotResumable { lacking, .. } => tracing::warn!(%lacking, "revision cannot be resumed in the middle"),
        Event::StatementFinished { step, number, sql } => {
            tracing::debug!(statement = number, statements = step.statements, sql, "statement finished");
        }
        Event::RevisionFinished { duration, .. } => tracing::info!(?duration, "revision finished"),
        Event::LockLeft { holder } => {
            let holder = holder.map(tracing::field::display);
            tracing::warn!(holder, "lock could not be released");
        }
        Event::Connected { .. } | Event::Checkpoint => {}
    }
}

#[cfg(not(feature = "tracing"))]
pub(super) const fn event(_: &Event<'_>) {}

/// Runs `work` in the span of a revision.
#[cfg(feature = "tracing")]
pub(super) fn in_span<F: Future>(step: &Step<'_>, work: F) -> impl Future<Output = F::Output> + use<F> {
    use tracing::Instrument as _;

    let Step { id, slug, direction, statements, .. } = *step;
    work.instrument(tracing::info_span!("revision", id, slug, direction = direction.name(), statements))
}

#[cfg(not(feature = "tracing"))]
pub(super) fn in_span<F: Future>(_: &Step<'_>, work: F) -> F {
    work
}
