//! The migrator on live databases. SQLite always; a server where `SCHEMA_TEST_POSTGRES`, `SCHEMA_TEST_MARIADB` or
//! `SCHEMA_TEST_MYSQL` names one (`cargo xtask test` starts them).

mod basic;
mod behind;
mod doubt;
mod faults;
mod functions;
mod isolation;
mod lock;
mod messages;
mod options;
mod proxy;
mod rebuild;
mod requests;
mod secrets;
mod session;
mod support;
mod traced;
mod untransactional;
