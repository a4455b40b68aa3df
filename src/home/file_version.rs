//! The version in a file of the home. It is read first, because another version may have other members.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct FileVersion {
    pub version: u32,
}
