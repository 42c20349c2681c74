//! Ctrl-C: once lets the running statement finish, twice leaves at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit::Exit;

/// Whether the user asked to stop.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. To be called inside the runtime.
    pub(crate) fn listen() -> Self {
        let interrupt = Self::default();
        let flag = interrupt.clone();
        tokio::spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                if flag.0.swap(true, Ordering::SeqCst) {
                    leave();
                }
            }
        });
        interrupt
    }

    /// The user pressed Ctrl-C.
    pub(crate) fn requested(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// The one way out that does not go through `main`: the statement that runs is the server's to give up when the
/// connection closes.
#[expect(clippy::exit)]
fn leave() -> ! {
    std::process::exit(Exit::Interrupted as i32)
}
