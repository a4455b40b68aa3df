//! tokctl: issue, decode, verify, refresh and revoke tokens in a terminal, offline.
//!
//! A folder of `src/` is a layer. It may use the layers named on its line, nothing above or beside it; `tests/layers.rs`
//! holds everybody to that.
//!
//! | layer | level | what it is |
//! |---|---|---|
//! | [`base`] | 0 | `Secret`, `Timestamp` and `Clock`, `Random`, `Code`, strict base64url and JSON |
//! | [`jose`] | 1 | bytes and cryptography; no clock, no I/O. Uses base |
//! | [`store`] | 2 | remembering; does not know what a JWT is. Uses base |

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod base;
pub mod store;
