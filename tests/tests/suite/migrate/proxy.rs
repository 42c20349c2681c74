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

/// The packet of the client at which the connection is cut.
#[derive(Clone, Debug)]
pub(crate) enum At {
    /// The packet of this number, from 0.
    Packet(usize),
    /// The first that holds this text.
    Text(String),
}

/// A proxy for one URL.
pub(crate) struct Proxy {
    /// The URL that leads through it.
    pub(crate) url: String,
    packets: Arc<AtomicUsize>,
    cuts: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// Opens a proxy that cuts every connection at the client's packet `at` (from 0).
    pub(crate) async fn open(url: &str, cut: Cut, at: usize) -> Self {
        Self::open_at(url, cut, At::Packet(at)).await
    }

    /// Opens a proxy that cuts every connection at a packet of the client.
    pub(crate) async fn open_at(url: &str, cut: Cut, at: At) -> Self {
        let (front, back) = url.rsplit_once('@').expect("a user in the URL");
        let (server, database) = back.split_once('/').expect("a database in the URL");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let packets = Arc::new(AtomicUsize::new(0));
        let cuts = Arc::new(AtomicUsize::new(0));
        let (server, counter, cut_counter) = (server.to_owned(), packets.clone(), cuts.clone());
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.expect("the server");
                tokio::spawn(pass(client, server, cut, at.clone(), counter.clone(), cut_counter.clone()));
            }
        });
        Self { url: format!("{front}@127.0.0.1:{port}/{database}"), packets, cuts, task }
    }

    /// How many connections were cut.
    pub(crate) fn cuts(&self) -> usize {
        self.cuts.load(Ordering::SeqCst)
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

async fn pass(
    mut client: TcpStream,
    mut server: TcpStream,
    cut: Cut,
    at: At,
    packets: Arc<AtomicUsize>,
    cuts: Arc<AtomicUsize>,
) {
    let (mut from_client, mut from_server) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    let mut last = false;
    loop {
        tokio::select! {
            read = client.read(&mut from_client) => {
                let Ok(length @ 1..) = read else { return };
                let number = packets.fetch_add(1, Ordering::SeqCst);
                last = match &at {
                    At::Packet(at) => number == *at,
                    At::Text(text) => from_client[..length].windows(text.len()).any(|part| part == text.as_bytes()),
                };
                cuts.fetch_add(usize::from(last), Ordering::SeqCst);
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
