//! tokctl: issue, decode, verify, refresh and revoke tokens in a terminal, offline.
//!
//! A directory of `src/` is a layer. It may use the layers named on its line, nothing above or beside it.
//! `tests/layers` checks this.
//!
//! | layer | level | uses | what it is |
//! |---|---|---|---|
//! | [`base`] | 0 | | `Secret`, `Timestamp` and `Clock`, `Random`, `Code` and `Fault`, strict base64url, hex and JSON, owner-only files and locks; `system/unix.rs` alone has Unix-only calls |
//! | [`jose`] | 1 | base | bytes and cryptography; no clock, no I/O |
//! | [`token`] | 2 | base, jose | what claims mean; pure, the current time is an argument |
//! | [`store`] | 2 | base | users, sessions and revocations, in whole atomic steps |
//! | [`home`] | 2 | base, jose | the home directory: configuration, key ring, saved session, cache, sandbox clock |
//! | [`net`] | 2 | base | fetching a URL, and the rules of where from; one file names the HTTP client |
//! | [`core`] | 3 | the above | what tokctl does, grouped by area; no printing, no arguments, no sockets |
//! | [`server`] | 4 | the above | HTTP: the routes, their defences, sockets; the rules are those of `core` |
//! | [`demo`] | 5 | the above | a client that walks through the flow against the server's router, in this process |
//! | [`cli`] | 6 | all of them | the command line: arguments, settings, reports, text and JSON |

#![forbid(unsafe_code)]

pub mod base;
pub mod cli;
pub mod core;
pub mod demo;
pub mod home;
pub mod jose;
pub mod net;
pub mod server;
pub mod store;
pub mod token;
