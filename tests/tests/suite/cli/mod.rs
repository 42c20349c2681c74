//! The tool as people and scripts run it: arguments, output, exit codes, files, and databases.

mod amend;
mod bad_input;
mod bodies;
mod careful;
mod configuration;
mod container;
mod database;
mod default_namespace;
mod diff;
mod doctor;
mod drift;
mod engines;
mod folded_names;
mod from_database;
#[cfg(unix)]
mod help;
#[cfg(unix)]
mod hints;
mod history_table;
mod import;
mod import_scripts;
mod init;
mod inspect;
#[cfg(unix)]
mod interrupt;
mod json;
mod manners;
mod merge;
mod models;
mod mysql;
mod mysql_catalogs;
mod odd_databases;
mod old_charsets;
#[cfg(unix)]
mod output;
mod pgbouncer;
mod postgres;
mod postgres_constraints;
mod questions;
mod revision;
mod revision_from_database;
mod running;
mod silent_server;
mod spelled_once;
mod sqlite;
mod sqlite_extension;
mod stamp;
mod status;
mod transcript;
mod values;
mod versions;
mod versions_lowered;
mod workspace;
