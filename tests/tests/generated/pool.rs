//! Databases that tests take in turns: to empty one takes less time than to make one.

use std::sync::Mutex;

use crate::support::{Database, Engine};

/// Those that nobody has.
static FREE: Mutex<Vec<Database>> = Mutex::new(Vec::new());

/// A database as the last test left it, which whoever takes it empties. One that a failed test had is not used again.
pub(crate) async fn take(engine: &Engine) -> Database {
    let free = {
        let mut free = FREE.lock().unwrap();
        let place = free.iter().position(|database| database.is_on(engine));
        place.map(|place| free.swap_remove(place))
    };
    match free {
        Some(database) => database,
        None => engine.database("pool").await,
    }
}

/// Gives databases back. No other session than the kept one may be open.
pub(crate) fn give_back(databases: impl IntoIterator<Item = Database>) {
    FREE.lock().unwrap().extend(databases);
}

/// Drops those that nobody has.
pub(crate) fn drop_all() {
    FREE.lock().unwrap().clear();
}
