//! A stream that remembers what was written to it.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

/// What was written, for all who have a copy.
#[derive(Clone, Default)]
pub struct Recorder(pub Arc<Mutex<Vec<u8>>>);

impl Recorder {
    /// What was written, as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Recorder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
