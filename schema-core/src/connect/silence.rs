//! A server that says nothing any more. How long a statement may take nobody knows, so a time limit is no answer; whether
//! the server still takes connections is one. Who has a clock may ask for that.

use super::{BoxFuture, Error};
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

/// Begins to watch a server; the future ends, with what to say, once the server is found to be silent.
pub type Watch = Arc<dyn Fn() -> BoxFuture<'static, Error> + Send + Sync>;

/// What `work` gives, unless the server is silent before that.
pub(super) async fn unless_silent<T>(mut work: BoxFuture<'_, T>, watch: Option<Watch>) -> Result<T, Error> {
    let Some(watch) = watch else { return Ok(work.await) };
    let mut silent = watch();
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Ok(value)),
        Poll::Pending => silent.as_mut().poll(context).map(Err),
    })
    .await
}
