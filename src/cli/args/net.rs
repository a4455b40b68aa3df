//! The options of commands that fetch keys.

use clap::Args;

#[derive(Debug, Default, Clone, Args)]
pub struct NetArgs {
    /// Trust only the CA certificates in this PEM file; repeatable
    #[arg(long = "ca-cert", value_name = "FILE", help_heading = "Network")]
    pub ca_certs: Vec<String>,

    /// Do not fetch; use only cached key sets that have not expired
    #[arg(long, help_heading = "Network")]
    pub offline: bool,

    /// Accept a stale cached key set up to this long after it expired
    #[arg(long, value_name = "DURATION", help_heading = "Network")]
    pub allow_stale: Option<String>,
}
