//! `cargo schema upgrade`.

use schema_core::revision::Target;

use super::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::apply::{self, Options, Way};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to: `head`, `heads`, `+1`, `head-1`, the beginning of an id, or a slug
    #[arg(default_value = "head", value_name = "REVISION")]
    target: String,
    /// Make the database if the server has none of this name
    #[arg(long, conflicts_with_all = ["sql", "dry_run"])]
    create: bool,
    #[command(flatten)]
    options: Options,
}

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    apply::run(context, &Target::parse(&args.target), &args.options, Way::Up { create: args.create }).await
}
