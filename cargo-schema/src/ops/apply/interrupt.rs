//! Ctrl-C, SIGTERM and SIGHUP: once lets the running statement finish, twice ends it on the server and leaves.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
#[cfg(unix)]
use std::task::Poll;
use std::time::Duration;

use schema_core::connect::{Access, Connect, DatabaseUrl};
use schema_core::diagnostic::{Code, Diagnostic};

use crate::exit::Exit;
use crate::output::diagnostics::rendered;

/// Whether the user asked to stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt {
    asked: Arc<AtomicBool>,
    /// It asked twice: the process ends as soon as the server has given up.
    leaving: Arc<AtomicBool>,
    /// The connection that works, by the server's number; 0 while there is none.
    connection: Arc<AtomicI64>,
}

/// How long the server has to answer to the second signal.
const LIMIT: Duration = Duration::from_secs(5);

impl Interrupt {
    /// Listens from now on, for work on the database at `url`. To be called inside the runtime.
    pub(crate) fn listen(url: &DatabaseUrl) -> Self {
        let interrupt = Self::default();
        let (listener, url) = (interrupt.clone(), url.clone());
        tokio::spawn(async move {
            let mut signals = Signals::new();
            while signals.next().await {
                if listener.asked.swap(true, Ordering::SeqCst) {
                    listener.leaving.store(true, Ordering::SeqCst);
                    // A third one does not wait for the server.
                    tokio::select! {
                        () = end_on_server(&url, listener.connection.load(Ordering::SeqCst)) => {}
                        _ = signals.next() => {}
                    }
                    leave();
                }
            }
        });
        interrupt
    }

    /// The user pressed Ctrl-C, or the process was told to end.
    pub(crate) fn requested(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// Never comes back where the process is about to end: what its connection says of being ended is no failure.
    pub(crate) async fn wait_if_leaving(&self) {
        if self.leaving.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
    }

    /// The migrator works on this connection now.
    pub(crate) fn works_on(&self, connection: i64) {
        self.connection.store(connection, Ordering::SeqCst);
    }
}

/// What asks a process to stop. It listens all the time, so that no signal is lost between two.
#[cfg(unix)]
struct Signals(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        // The last one comes when the terminal is closed or its connection breaks.
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let mut listened = Vec::new();
        for kind in kinds {
            // Whoever starts it with `nohup` wants it to go on.
            if kind != SignalKind::hangup() || !is_ignored() {
                listened.extend(signal(kind).ok());
            }
        }
        Self(listened)
    }

    /// Waits for the next one. Gives `false` where there can be none.
    async fn next(&mut self) -> bool {
        std::future::poll_fn(|context| {
            let mut all_ended = true;
            for signal in &mut self.0 {
                match signal.poll_recv(context) {
                    Poll::Ready(Some(())) => return Poll::Ready(true),
                    Poll::Ready(None) => {}
                    Poll::Pending => all_ended = false,
                }
            }
            if all_ended { Poll::Ready(false) } else { Poll::Pending }
        })
        .await
    }
}

/// Whether SIGHUP is ignored from the start, as Linux tells.
#[cfg(unix)]
fn is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    // The first bit is that of signal 1.
    ignored.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).is_some_and(|set| set & 1 == 1)
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> Self {
        Self
    }

    async fn next(&mut self) -> bool {
        tokio::signal::ctrl_c().await.is_ok()
    }
}

/// Ends the connection that works: a server notices only at the end of a statement that its client has left, and a
/// statement that waits for a lock would keep others waiting, and run after all.
async fn end_on_server(url: &DatabaseUrl, connection: i64) {
    if connection == 0 {
        return;
    }
    let end = async {
        let mut session = url.into_session(Access::Read).await?;
        let ended = session.end_connection(connection).await?;
        session.close().await?;
        Ok::<bool, schema_core::connect::Error>(ended)
    };
    // There is no shell here: the one that there is belongs to the work that is being left.
    if !matches!(tokio::time::timeout(LIMIT, end).await, Ok(Ok(true))) {
        let message = format!("connection {connection} of the server may still be running");
        let said = Diagnostic::warning(Code::Interrupted, message).help("end it on the server");
        let _ = writeln!(anstream::stderr(), "{}", rendered(&said));
    }
}

/// The one way out that does not go through `main`.
#[expect(clippy::exit)]
fn leave() -> ! {
    std::process::exit(Exit::Interrupted as i32)
}
