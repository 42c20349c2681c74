//! A door between a client and a server that is slammed at a chosen packet.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// When the connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The server never sees the packet.
    Before,
    /// The server gets the packet; nobody waits for what it makes of it.
    During,
    /// The server has answered the packet; the client never sees that.
    After,
}

/// A proxy for one URL.
pub(crate) struct Proxy {
    /// The URL that leads through it.
    pub(crate) url: String,
    packets: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// Opens a proxy that cuts every connection at the client's packet `at` (from 0).
    pub(crate) async fn open(url: &str, cut: Cut, at: usize) -> Self {
        let (front, back) = url.rsplit_once('@').expect("a user in the URL");
        let (server, database) = back.split_once('/').expect("a database in the URL");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let packets = Arc::new(AtomicUsize::new(0));
        let (server, counter) = (server.to_owned(), packets.clone());
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.expect("the server");
                tokio::spawn(pass(client, server, cut, at, counter.clone()));
            }
        });
        Self { url: format!("{front}@127.0.0.1:{port}/{database}"), packets, task }
    }

    /// Whether a packet was cut.
    pub(crate) fn was_cut(&self, at: usize) -> bool {
        self.packets.load(Ordering::SeqCst) > at
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(mut client: TcpStream, mut server: TcpStream, cut: Cut, at: usize, packets: Arc<AtomicUsize>) {
    let (mut from_client, mut from_server) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    let mut last = false;
    loop {
        tokio::select! {
            read = client.read(&mut from_client) => {
                let Ok(length @ 1..) = read else { return };
                last = packets.fetch_add(1, Ordering::SeqCst) == at;
                if last && cut == Cut::Before {
                    return;
                }
                if server.write_all(&from_client[..length]).await.is_err() || (last && cut == Cut::During) {
                    return;
                }
            }
            read = server.read(&mut from_server) => {
                let Ok(length @ 1..) = read else { return };
                if last || client.write_all(&from_server[..length]).await.is_err() {
                    return;
                }
            }
        }
    }
}
