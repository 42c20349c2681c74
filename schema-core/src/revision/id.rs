//! What revisions and their files are called.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Graph;
use crate::schema::Dialect;

/// The id for a revision made at `now`: the UTC time as `YYYYMMDDHHMMSS`, or the first second after it that no revision
/// of `graph` has.
pub fn new_id(now: SystemTime, graph: &Graph) -> String {
    let mut at = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    loop {
        let id = timestamp(at);
        if graph.get(&id).is_none() {
            return id;
        }
        at += 1;
    }
}

/// Seconds since 1970 as `YYYYMMDDHHMMSS` in UTC.
fn timestamp(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Count from 1 March of the year 0, so that a leap day is the last day of its year.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}{month:02}{day:02}{:02}{:02}{:02}", rest / 3_600, rest / 60 % 60, rest % 60)
}

/// The readable half of a folder's name for a message: lower-case ASCII letters and digits, words joined by `_`, at most
/// 50 characters. A message without any gives `revision`; words that are targets of their own get `_revision` behind them.
pub fn slug(message: &str) -> String {
    let mut slug = String::new();
    for word in message.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let longer = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if longer > 50 && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('_');
        }
        slug.extend(word.chars().take(50).map(|c| c.to_ascii_lowercase()));
    }
    match slug.as_str() {
        "" => "revision".to_owned(),
        "head" | "heads" | "base" => slug + "_revision",
        _ => slug,
    }
}

/// The name of a script's file: `up.sql`, or `up.sqlite.sql` with a dialect.
pub fn script_name(direction: &str, dialect: Option<Dialect>) -> String {
    dialect.map_or_else(|| format!("{direction}.sql"), |dialect| format!("{direction}.{dialect}.sql"))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;
    use crate::revision::Node;

    #[test]
    fn timestamps() {
        assert_eq!(timestamp(0), "19700101000000");
        assert_eq!(timestamp(951_782_400), "20000229000000");
        assert_eq!(timestamp(1_709_251_199), "20240229235959");
        assert_eq!(timestamp(1_709_251_200), "20240301000000");
        assert_eq!(timestamp(4_102_444_799), "20991231235959");
    }

    #[test]
    fn ids_are_unique() {
        let taken = |id: &str| Node { id: id.into(), slug: "s".into(), parents: vec![] };
        let graph = Graph::new([taken("20240229235959"), taken("20240301000000")]).unwrap();
        assert_eq!(new_id(UNIX_EPOCH + Duration::from_secs(1_709_251_199), &graph), "20240301000001");
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("Add users.bio, quickly!"), "add_users_bio_quickly");
        assert_eq!(slug("  "), "revision");
        assert_eq!(slug("größe"), "gr_e");
        assert_eq!(slug("head"), "head_revision");
        assert_eq!(slug(&"word ".repeat(20)), "word_word_word_word_word_word_word_word_word_word");
        assert_eq!(slug(&"x".repeat(80)).len(), 50);
    }
}
