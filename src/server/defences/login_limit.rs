//! Failed logins by address, in memory: guessing one password for many names is slowed down, too.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;
use std::time::Duration;

use crate::base::Timestamp;
use crate::base::sync::lock;

/// So many failures within [`WINDOW`] lock an address for the rest of it.
const MAX_FAILURES: u32 = 100;

const WINDOW: Duration = Duration::from_secs(60);

/// The most addresses that are remembered.
const MAX_ADDRESSES: usize = 10_000;

#[derive(Debug, Default)]
pub struct LoginLimit(Mutex<HashMap<IpAddr, AddressFailures>>);

#[derive(Debug, Clone, Copy)]
struct AddressFailures {
    count: u32,
    since: Timestamp,
}

impl AddressFailures {
    fn end(self) -> Timestamp {
        self.since.saturating_add(WINDOW)
    }

    /// A clock that was set back ends the window, too.
    fn is_over(self, now: Timestamp) -> bool {
        self.since > now || self.end() <= now
    }
}

impl LoginLimit {
    /// When this address may log in again, if it may not at the time `now`.
    pub fn locked_until(&self, address: IpAddr, now: Timestamp) -> Option<Timestamp> {
        let failures = lock(&self.0).get(&network(address)).copied();
        failures.filter(|failures| failures.count >= MAX_FAILURES && !failures.is_over(now)).map(AddressFailures::end)
    }

    pub fn clear(&self) {
        lock(&self.0).clear();
    }

    pub fn count_failure(&self, address: IpAddr, now: Timestamp) {
        let mut addresses = lock(&self.0);
        if addresses.len() >= MAX_ADDRESSES {
            addresses.retain(|_, failures| !failures.is_over(now));
            // More addresses than that within a minute: the limit starts again.
            if addresses.len() >= MAX_ADDRESSES {
                addresses.clear();
            }
        }
        let failures = addresses.entry(network(address)).or_insert(AddressFailures { count: 0, since: now });
        if failures.is_over(now) {
            *failures = AddressFailures { count: 0, since: now };
        }
        failures.count = failures.count.saturating_add(1);
    }
}

/// A client chooses its address freely within an IPv6 network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_800_000_000);

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_is_locked_for_the_rest_of_the_minute() {
        let limit = LoginLimit::default();
        let later = |seconds| NOW.saturating_add(Duration::from_secs(seconds));
        for _ in 1..MAX_FAILURES {
            limit.count_failure(address("192.0.2.1"), NOW);
        }
        assert_eq!(limit.locked_until(address("192.0.2.1"), NOW), None);
        limit.count_failure(address("::ffff:192.0.2.1"), later(59));
        assert_eq!(limit.locked_until(address("192.0.2.1"), later(59)), Some(later(60)));
        assert_eq!(limit.locked_until(address("192.0.2.2"), later(59)), None);
        assert_eq!(limit.locked_until(address("192.0.2.1"), later(60)), None);
        limit.count_failure(address("192.0.2.1"), later(60));
        assert_eq!(limit.locked_until(address("192.0.2.1"), later(60)), None);
        assert_eq!(limit.locked_until(address("192.0.2.1"), Timestamp::from_secs(0)), None, "the clock was set back");
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_together() {
        let limit = LoginLimit::default();
        for host in 0..MAX_FAILURES {
            limit.count_failure(address(&format!("2001:db8::{host:x}")), NOW);
        }
        assert!(limit.locked_until(address("2001:db8::ffff"), NOW).is_some());
        assert!(limit.locked_until(address("2001:db8:0:1::"), NOW).is_none());
    }

    #[test]
    fn the_memory_is_bounded() {
        let limit = LoginLimit::default();
        for number in 0..30_000u32 {
            limit.count_failure(IpAddr::V4(number.into()), NOW);
            assert!(lock(&limit.0).len() <= MAX_ADDRESSES);
        }
    }
}
