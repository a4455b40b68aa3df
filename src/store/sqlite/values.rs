//! Our values in SQLite's columns.

use std::error::Error;

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};

use crate::base::{Secret, Timestamp};
use crate::store::record::{Digest, End, EndReason, EventKind};

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.millis().into())
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self::from_millis)
    }
}

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 32]>::column_result(value).map(Self)
    }
}

impl ToSql for Secret {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(self.expose())))
    }
}

impl FromSql for Secret {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_blob().map(Self::from)
    }
}

/// Enums that are stored by name.
macro_rules! named {
    ($($type:ident)+) => {$(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.name().into())
            }
        }

        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let name = value.as_str()?;
                Self::from_name(name).ok_or_else(|| FromSqlError::Other(format!("unknown name {name:?}").into()))
            }
        }
    )+};
}

named!(EndReason EventKind);

/// A count for a column. SQLite's integers end at 2^63 - 1.
pub fn int(count: u64) -> rusqlite::Result<i64> {
    i64::try_from(count).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// A page size for a `LIMIT`.
pub fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// A count from a column.
pub fn count(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    u64::try_from(row.get::<_, i64>(column)?).map_err(|error| damaged(error, Type::Integer))
}

/// An end from two columns, which are both there or neither.
pub fn end(row: &Row<'_>, at: &str, reason: &str) -> rusqlite::Result<Option<End>> {
    match (row.get(at)?, row.get(reason)?) {
        (Some(at), Some(reason)) => Ok(Some(End { at, reason })),
        (None, None) => Ok(None),
        _ => Err(damaged(format!("{at} without {reason} or the other way round"), Type::Null)),
    }
}

/// The error for a column that holds what was never written there.
pub fn damaged(error: impl Into<Box<dyn Error + Send + Sync>>, kind: Type) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, kind, error.into())
}
