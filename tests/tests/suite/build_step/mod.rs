//! The build step and the witness in real cargo builds of small packages.

mod cases;
mod modes;
mod package;
mod workspace;
