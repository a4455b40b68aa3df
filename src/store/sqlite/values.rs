//! The store's values in SQLite's columns.

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
        match <[u8; 32]>::column_result(value) {
            Err(FromSqlError::InvalidBlobSize { .. }) => Err(FromSqlError::Other("a hash of the wrong length".into())),
            other => other.map(Self),
        }
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

/// The columns of a row, one after the other: looking one up by name takes longer than reading it.
pub struct Columns<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl<'r, 's> Columns<'r, 's> {
    pub fn of(row: &'r Row<'s>) -> Self {
        Self { row, next: 0 }
    }

    /// The next column.
    pub fn get<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let at = self.next;
        self.next += 1;
        self.row.get(at)
    }

    /// A count from the next column.
    pub fn count(&mut self) -> rusqlite::Result<u64> {
        self.optional_count()?.ok_or_else(|| damaged("a count is missing", Type::Null))
    }

    /// A count from the next column, or `None` for NULL.
    pub fn optional_count(&mut self) -> rusqlite::Result<Option<u64>> {
        let count: Option<i64> = self.get()?;
        count.map(u64::try_from).transpose().map_err(|_| damaged("a negative count", Type::Integer))
    }

    /// An end from the next two columns, which are both there or neither.
    pub fn end(&mut self) -> rusqlite::Result<Option<End>> {
        match (self.get()?, self.get()?) {
            (Some(at), Some(reason)) => Ok(Some(End { at, reason })),
            (None, None) => Ok(None),
            _ => Err(damaged("an end without its time or its reason", Type::Null)),
        }
    }
}

/// The error for a column that holds what was never written there.
pub fn damaged(error: impl Into<Box<dyn Error + Send + Sync>>, kind: Type) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, kind, error.into())
}
