//! The store's values as arguments of scripts.

use std::time::Duration;

use crate::base::{Secret, Timestamp};
use crate::store::record::Digest;

/// Longer than any lifetime that means something, and exact as a number of Lua.
const LONGEST: u128 = 1_000_000_000_000_000;

/// A value that a script can take.
pub trait Arg {
    fn to_arg(&self) -> Vec<u8>;
}

impl Arg for str {
    fn to_arg(&self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }
}

impl Arg for String {
    fn to_arg(&self) -> Vec<u8> {
        self.as_str().to_arg()
    }
}

impl Arg for Vec<u8> {
    fn to_arg(&self) -> Vec<u8> {
        self.clone()
    }
}

/// Nothing is empty.
impl<T: Arg> Arg for Option<T> {
    fn to_arg(&self) -> Vec<u8> {
        self.as_ref().map(Arg::to_arg).unwrap_or_default()
    }
}

impl Arg for u64 {
    fn to_arg(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }
}

impl Arg for u32 {
    fn to_arg(&self) -> Vec<u8> {
        u64::from(*self).to_arg()
    }
}

impl Arg for bool {
    fn to_arg(&self) -> Vec<u8> {
        u64::from(*self).to_arg()
    }
}

/// Milliseconds since the epoch.
impl Arg for Timestamp {
    fn to_arg(&self) -> Vec<u8> {
        self.millis().to_string().into_bytes()
    }
}

/// Milliseconds.
impl Arg for Duration {
    fn to_arg(&self) -> Vec<u8> {
        self.as_millis().min(LONGEST).to_string().into_bytes()
    }
}

impl Arg for Digest {
    fn to_arg(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

impl Arg for Secret {
    fn to_arg(&self) -> Vec<u8> {
        self.expose().to_vec()
    }
}

impl<T: Arg + ?Sized> Arg for &T {
    fn to_arg(&self) -> Vec<u8> {
        (**self).to_arg()
    }
}

macro_rules! args {
    ($($arg:expr),* $(,)?) => {
        vec![$($crate::store::redis::args::Arg::to_arg(&$arg)),*]
    };
}
pub(super) use args;
