//! `cargo schema upgrade`.

use schema_core::revision::Target;

use crate::cli::upgrade::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::apply::{self, Way};

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    apply::run(context, &Target::parse(&args.target), &args.options, Way::Up { create: args.create }).await
}
