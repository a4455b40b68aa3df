//! One list from the sorted sets of many partitions.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::iter::Peekable;
use std::vec::IntoIter;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

/// No page is longer: 2,147,483,647 members, which Redis can count.
pub const LONGEST: usize = i32::MAX as usize;

/// How many members to read of each of `sets`, if `limit` are wanted in all: a few more than the average.
pub fn first_guess(limit: usize, sets: usize) -> usize {
    (limit / sets.max(1)).saturating_mul(2).saturating_add(4).min(limit)
}

/// The first `limit` members of `lists` in order, each with the position of its list. `None` if a list may go on before the
/// last of them: it has `each` members, and all are among them.
pub fn merge(lists: Vec<Vec<String>>, limit: usize, each: usize, order: Order) -> Option<Vec<(usize, String)>> {
    match order {
        Order::Ascending => merge_by(lists, limit, each, String::clone),
        Order::Descending => merge_by(lists, limit, each, |member| Reverse(member.clone())),
    }
}

/// [`merge`] by a key, the lowest first. The order within a list is kept.
pub fn merge_by<T, K: Ord>(
    lists: Vec<Vec<T>>,
    limit: usize,
    each: usize,
    key: impl Fn(&T) -> K,
) -> Option<Vec<(usize, T)>> {
    let may_go_on: Vec<bool> = lists.iter().map(|list| list.len() >= each && each < limit).collect();
    let mut lists: Vec<_> = lists.into_iter().map(|list| list.into_iter().peekable()).collect();
    let first = |(at, list): (usize, &mut Peekable<IntoIter<T>>)| Some(Reverse((key(list.peek()?), at)));
    // The next of each list.
    let mut heads: BinaryHeap<_> = lists.iter_mut().enumerate().filter_map(first).collect();
    let mut merged = Vec::new();
    while merged.len() < limit {
        let Some(Reverse((_, at))) = heads.pop() else { break };
        merged.extend(lists[at].next().map(|next| (at, next)));
        match lists[at].peek() {
            Some(next) => heads.push(Reverse((key(next), at))),
            None if may_go_on[at] && merged.len() < limit => return None,
            None => {}
        }
    }
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(lists: &[&str]) -> Vec<Vec<String>> {
        lists.iter().map(|list| list.chars().map(String::from).collect()).collect()
    }

    fn merged(given: &[&str], limit: usize, each: usize, order: Order) -> Option<String> {
        merge(lists(given), limit, each, order).map(|members| members.into_iter().map(|(_, member)| member).collect())
    }

    #[test]
    fn lists_are_merged_in_order() {
        assert_eq!(merged(&["adg", "be", "", "c"], 10, 9, Order::Ascending).as_deref(), Some("abcdeg"));
        assert_eq!(merged(&["gda", "eb", "", "c"], 4, 9, Order::Descending).as_deref(), Some("gedc"));
        assert_eq!(merged(&[], 4, 4, Order::Ascending).as_deref(), Some(""));
    }

    #[test]
    fn a_list_that_may_go_on_must_be_read_further() {
        // The first list may hold a c.
        assert_eq!(merged(&["ab", "d"], 4, 2, Order::Ascending), None);
        assert_eq!(merged(&["ab", "d"], 2, 2, Order::Ascending).as_deref(), Some("ab"));
        assert_eq!(merged(&["ae", "bd"], 3, 2, Order::Ascending).as_deref(), Some("abd"));
        assert_eq!(merged(&["ae", "bd"], 4, 2, Order::Ascending), None);
    }

    #[test]
    fn the_order_within_a_list_is_kept() {
        let merged = merge_by(vec![vec![5, 1], vec![3]], 3, 9, |number| *number).unwrap();
        assert_eq!(merged, [(1, 3), (0, 5), (0, 1)]);
    }
}
