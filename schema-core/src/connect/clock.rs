//! A time limit that needs no runtime: the migrator knows none. A thread waits as long as what it limits.

use super::Error;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;

/// What the thread and the future share.
#[derive(Default)]
struct Shared {
    is_over: bool,
    waker: Option<Waker>,
}

/// What `work` gives, unless `limit` is over before that.
pub(super) async fn within<T>(
    limit: Option<Duration>,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let Some(limit) = limit else { return work.await };
    let shared = Arc::new(Mutex::new(Shared::default()));
    // Ends the thread when it is dropped.
    let (until, ended) = channel::<()>();
    let of_thread = shared.clone();
    let wait = move || {
        if ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            let mut shared = of_thread.lock().unwrap_or_else(PoisonError::into_inner);
            shared.is_over = true;
            if let Some(waker) = shared.waker.take() {
                waker.wake();
            }
        }
    };
    if std::thread::Builder::new().name("connect-timeout".to_owned()).spawn(wait).is_err() {
        return work.await;
    }
    let mut work = pin!(work);
    let result = poll_fn(|context| {
        if let Poll::Ready(result) = work.as_mut().poll(context) {
            return Poll::Ready(result);
        }
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        if shared.is_over {
            return Poll::Ready(Err(Error::no_answer(limit)));
        }
        shared.waker = Some(context.waker().clone());
        Poll::Pending
    });
    let result = result.await;
    drop(until);
    result
}
