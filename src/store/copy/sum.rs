//! A count and a checksum of records, in any order.

use sha2::{Digest as _, Sha256};

/// How many records there are, and the sum of their SHA-256 hashes as four numbers of 64 bits. Stores list records in
/// different orders, and a sum does not depend on the order. It shows faults, and does not protect against an attacker who can
/// write to a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub count: u64,
    hash: [u64; 4],
}

impl Sum {
    /// Adds an encoded record.
    pub fn add(&mut self, record: &[u8]) {
        let hash = Sha256::digest(record);
        let (words, _) = hash.as_chunks::<8>();
        for (sum, word) in self.hash.iter_mut().zip(words) {
            *sum = sum.wrapping_add(u64::from_be_bytes(*word));
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(records: &[&str]) -> Sum {
        let mut sum = Sum::default();
        records.iter().for_each(|record| sum.add(record.as_bytes()));
        sum
    }

    #[test]
    fn the_order_does_not_matter_and_each_record_does() {
        assert_eq!(sum(&["a", "b", "c"]), sum(&["c", "a", "b"]));
        let different: &[&[&str]] = &[&["a", "b"], &["a", "c"], &["a"], &["a", "b", "b"], &["a", "a", "a"], &["ab"]];
        for (at, one) in different.iter().enumerate() {
            for other in &different[at + 1..] {
                assert_ne!(sum(one), sum(other), "{one:?} {other:?}");
            }
        }
        // Two equal records do not cancel out.
        assert_ne!(sum(&["a", "a"]).hash, sum(&[]).hash);
    }
}
