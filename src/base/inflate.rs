//! Decompression of DEFLATE (RFC 1951).

use miniz_oxide::inflate;

/// The output of raw DEFLATE, at most `limit` bytes. Data that is cut short or damaged is decompressed as far as it goes.
pub fn raw(bytes: &[u8], limit: usize) -> Vec<u8> {
    inflate::decompress_to_vec_with_limit(bytes, limit).unwrap_or_else(|error| error.output)
}

/// The output of raw DEFLATE; `None` if the data is damaged, cut short, or has more than `limit` bytes of output.
pub fn whole(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    inflate::decompress_to_vec_with_limit(bytes, limit).ok()
}

/// The same as [`raw`] for DEFLATE with the header and checksum of zlib (RFC 1950).
pub fn zlib(bytes: &[u8], limit: usize) -> Vec<u8> {
    inflate::decompress_to_vec_zlib_with_limit(bytes, limit).unwrap_or_else(|error| error.output)
}
