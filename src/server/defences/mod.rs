//! What stands before every route. A loopback address is not a security boundary: any page in a browser can send requests to
//! it.

pub mod cors;
pub mod hosts;
pub mod login_limit;
pub mod origin;
pub mod proxies;
