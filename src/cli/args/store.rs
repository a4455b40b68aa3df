//! `tokctl store`

use clap::{Args, Subcommand};

/// Move the state to another store
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl store copy state.db redis://db.example
  tokctl store copy redis://db.example state.db
  tokctl store copy --abort state.db       use the source again")]
pub struct StoreArgs {
    #[command(subcommand)]
    pub action: StoreAction,
}

#[derive(Debug, Subcommand)]
pub enum StoreAction {
    /// Move users, sessions, revocations and events from one store to another
    #[command(after_help = "\
Examples:
  tokctl store copy ~/.local/share/tokctl/state.db redis://db.example
  tokctl store copy redis://db.example state.db
  tokctl store copy --abort state.db
  tokctl store copy --abort state.db redis://db.example

The destination must be empty. While the copy runs, the source can be read, but nothing in it can change: `tokctl serve` \
refuses logins and refreshes with status 503. In the end the records of both stores are compared, and the source is refused \
from then on. Use the new state with --store.

If the copy is interrupted, run the same command again. To use the source again instead, end the copy with --abort; with TO, \
the incomplete destination is also removed. A source that was moved can be used again only if TO is lost, with --lost: what \
happened after the move is lost, too, revocations included.

Events get new IDs if they are copied from a file to a server, or back.")]
    Copy(CopyArgs),
}

#[derive(Debug, Args)]
pub struct CopyArgs {
    /// End a copy, and use the source again
    #[arg(long)]
    pub abort: bool,

    /// The state was moved to TO, and TO does not exist any more
    #[arg(long, requires_all = ["abort", "to"])]
    pub lost: bool,

    /// The store of this home: an SQLite file or a redis:// URL
    #[arg(value_name = "FROM")]
    pub from: String,

    /// The new store, which must be empty
    #[arg(value_name = "TO", required_unless_present = "abort")]
    pub to: Option<String>,
}
