//! Marks revisions as applied without running them.

use super::apply::locked;
use super::goal::Goal;
use super::history::{Place, Record, Table};
use super::revision::{Catalog, Direction};
use super::{Ahead, Error, ErrorKind};
use crate::connect::Session;
use crate::revision::{Node, Target};

/// See [`super::Migrator::stamp`].
pub(super) async fn stamp(
    session: &mut Session,
    catalog: &Catalog<'_>,
    (place, ahead): (Place, Ahead),
    target: &Target,
) -> Result<Vec<Node>, Error> {
    let table = Table::of(session, place).await?;
    if !table.exists(session).await? {
        for statement in table.set_up() {
            session.execute(&statement).await?;
        }
    }
    session.begin().await.map_err(locked)?;
    let marked = mark(session, &table, catalog, (target, ahead)).await;
    match marked {
        Ok(_) => session.commit().await?,
        Err(_) => session.rollback().await?,
    }
    marked
}

async fn mark(
    session: &mut Session,
    table: &Table,
    catalog: &Catalog<'_>,
    (target, ahead): (&Target, Ahead),
) -> Result<Vec<Node>, Error> {
    let history = table.read(session).await?;
    // Without its record, the version that has such a revision would apply it again.
    let is_unknown = |record: &&Record| catalog.get(&record.id).is_none();
    if let Some(record) = history.records.values().find(is_unknown).filter(|_| ahead == Ahead::Refuse) {
        return Err(ErrorKind::Unknown { revision: record.name() }.into());
    }
    let goal = Goal::new(catalog, &history, target, Direction::Up)?;
    let wanted = catalog.graph.closure(goal.tips.iter().map(String::as_str));
    let is_left = |record: &&Record| !wanted.contains(record.id.as_str()) && !is_unknown(record);
    for record in history.records.values().filter(is_left) {
        session.execute(&table.delete(&record.id)).await?;
    }
    let nodes: Vec<Node> = catalog.graph.iter().filter(|node| wanted.contains(node.id.as_str())).cloned().collect();
    for node in &nodes {
        let item = catalog.item(&node.id)?;
        match history.records.get(&node.id) {
            Some(record) if record.is_applied() && record.checksum == item.checksum => {}
            Some(_) => {
                session.execute(&table.accept(item)).await?;
            }
            None => {
                session.execute(&table.insert_stamped(item)).await?;
            }
        }
    }
    Ok(nodes)
}

/// See [`super::Migrator::unstamp`].
pub(super) async fn unstamp(session: &mut Session, place: Place, id: &str) -> Result<bool, Error> {
    let table = Table::of(session, place).await?;
    Ok(table.exists(session).await? && session.execute(&table.delete(id)).await? > 0)
}

/// See [`super::Migrator::purge`].
pub(super) async fn purge(session: &mut Session, place: Place) -> Result<Vec<Record>, Error> {
    let table = Table::of(session, place).await?;
    let history = table.read(session).await?;
    session.begin().await.map_err(locked)?;
    for record in history.records.values() {
        if let Err(error) = session.execute(&table.delete(&record.id)).await {
            session.rollback().await?;
            return Err(error.into());
        }
    }
    session.commit().await?;
    Ok(history.records.into_values().collect())
}
