//! The partitions in which there may be something. Lists and counts read only these.
//!
//! A process sets the bit of a partition before its first step in it.

use crate::store::partition::Partition;

const COUNT: u16 = 4096;

/// A set of partitions, as Redis keeps a bitmap.
#[derive(Debug, Clone, Default)]
pub struct Partitions(Vec<u8>);

impl Partitions {
    pub fn from_bitmap(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub fn contains(&self, partition: Partition) -> bool {
        let (byte, bit) = place(partition.number());
        self.0.get(byte).is_some_and(|byte| byte & bit != 0)
    }

    pub fn insert(&mut self, partition: Partition) {
        let (byte, bit) = place(partition.number());
        if self.0.len() <= byte {
            self.0.resize(byte + 1, 0);
        }
        self.0[byte] |= bit;
    }

    /// Adds all of `other`.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|partition| self.insert(partition));
    }

    pub fn iter(&self) -> impl Iterator<Item = Partition> + '_ {
        (0..COUNT).filter_map(Partition::from_number).filter(|partition| self.contains(*partition))
    }
}

/// The byte, and the bit in it: the first is the highest.
fn place(number: u16) -> (usize, u8) {
    (usize::from(number / 8), 0x80 >> (number % 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_in_the_order_of_redis() {
        // SETBIT key 7 1; SETBIT key 9 1
        let set = Partitions::from_bitmap(vec![0x01, 0x40]);
        assert_eq!(set.iter().map(Partition::number).collect::<Vec<_>>(), [7, 9]);
        let mut other = Partitions::default();
        other.insert(Partition::from_number(4095).unwrap());
        other.merge(&set);
        assert_eq!(other.iter().map(Partition::number).collect::<Vec<_>>(), [7, 9, 4095]);
    }
}
