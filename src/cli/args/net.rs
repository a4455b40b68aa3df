//! The options of commands that take keys from the network.

use clap::Args;

/// How keys are fetched.
#[derive(Debug, Default, Args)]
pub struct NetArgs {
    /// Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable
    #[arg(long = "ca-cert", value_name = "FILE", help_heading = "Network")]
    pub ca_certs: Vec<String>,

    /// Fetch nothing: use what was fetched before, while it is good
    #[arg(long, help_heading = "Network")]
    pub offline: bool,

    /// Where nothing newer can be had, use what was fetched before for this long past its time
    #[arg(long, value_name = "DURATION", help_heading = "Network")]
    pub allow_stale: Option<String>,
}
