//! Random bytes for token IDs, refresh tokens and secrets.

use thiserror::Error;

/// The operating system returned no random bytes.
#[derive(Debug, Error)]
#[error("the operating system's random number generator failed: {0}")]
pub struct RandomError(String);

pub trait Random: Send + Sync {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError>;
}

/// The operating system's generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomError> {
        getrandom::fill(buffer).map_err(|e| RandomError(e.to_string()))
    }
}

pub fn bytes<const N: usize>(random: &dyn Random) -> Result<[u8; N], RandomError> {
    let mut buffer = [0; N];
    random.fill(&mut buffer)?;
    Ok(buffer)
}
