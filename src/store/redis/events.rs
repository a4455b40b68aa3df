//! Reading events. Each partition numbers its own, so a cursor holds a position in each: `2bd000000000007`, one after the other.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Deserialize;

use crate::base::Timestamp;
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::{Cursor, Event};
use crate::store::step::EventPage;

use super::client::Command;
use super::gather;
use super::state::RedisState;
use super::values::{Damage, RANK, Read, event_kind};

/// An event as the scripts write it, after its number and time.
#[derive(Deserialize)]
struct Stored {
    kind: String,
    user: Option<String>,
    sid: Option<String>,
    client: Option<String>,
    detail: Option<String>,
}

/// An event and its number in its partition.
pub(super) struct Numbered {
    /// As [`rank`](super::values::rank) writes it.
    pub number: String,
    pub event: Event,
}

impl RedisState {
    pub async fn events_after(&self, after: Option<&Cursor>, limit: usize) -> Result<EventPage> {
        let (found, next) = self.numbered_after(after, limit).await?;
        Ok(EventPage { events: found.into_iter().map(|(_, numbered)| numbered.event).collect(), next })
    }

    /// Events with their partitions, and the position after them.
    pub(super) async fn numbered_after(
        &self,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<(Vec<(Partition, Numbered)>, Cursor)> {
        let limit = limit.min(gather::LONGEST);
        let mut positions = positions(after);
        let partitions = self.partitions().await?;
        let start =
            |partition: &Partition| positions.get(partition).map_or("-".to_owned(), |number| format!("({number}~"));
        let read = |partition: &Partition| {
            let events = self.keys_of(*partition).events();
            Command::new("ZRANGEBYLEX").arg(events).arg(start(partition)).arg("+").arg("LIMIT").arg("0")
        };
        let time = |numbered: &Numbered| numbered.event.at;
        let mut each = gather::first_guess(limit, partitions.len());
        let merged = loop {
            let commands: Vec<Command> = partitions.iter().map(|at| read(at).arg(each.to_string())).collect();
            let lists = self.read_events(&partitions, &commands).await?;
            match gather::merge_by(lists, limit, each, time) {
                Some(merged) => break merged,
                None => each = each.saturating_mul(4).min(limit),
            }
        };
        let found: Vec<_> = merged.into_iter().map(|(at, numbered)| (partitions[at], numbered)).collect();
        positions.extend(found.iter().map(|(partition, numbered)| (*partition, numbered.number.clone())));
        Ok((found, cursor(&positions)))
    }

    pub async fn latest_events(&self, limit: usize) -> Result<EventPage> {
        let limit = limit.min(gather::LONGEST);
        let partitions = self.partitions().await?;
        let newest_first = |numbered: &Numbered| Reverse(numbered.event.at);
        let mut each = gather::first_guess(limit, partitions.len()).max(1);
        loop {
            let read = |partition: &Partition| {
                Command::new("ZREVRANGE").arg(self.keys_of(*partition).events()).arg("0").arg((each - 1).to_string())
            };
            let commands: Vec<Command> = partitions.iter().map(read).collect();
            let lists = self.read_events(&partitions, &commands).await?;
            let newest = |(partition, list): (&Partition, &Vec<Numbered>)| {
                list.first().map(|newest| (*partition, newest.number.clone()))
            };
            let positions: HashMap<Partition, String> = partitions.iter().zip(&lists).filter_map(newest).collect();
            match gather::merge_by(lists, limit, each, newest_first) {
                Some(mut merged) => {
                    merged.reverse();
                    return Ok(page(merged, &positions));
                }
                None => each = each.saturating_mul(4).min(limit),
            }
        }
    }

    async fn read_events(&self, partitions: &[Partition], commands: &[Command]) -> Result<Vec<Vec<Numbered>>> {
        let mut lists = Vec::with_capacity(commands.len());
        for (partition, list) in partitions.iter().zip(self.client.send(commands).await?) {
            let numbered = self.texts(list)?.iter().map(|member| numbered(*partition, member)).collect();
            lists.push(self.sound(numbered)?);
        }
        Ok(lists)
    }
}

fn page(events: Vec<(usize, Numbered)>, positions: &HashMap<Partition, String>) -> EventPage {
    EventPage { events: events.into_iter().map(|(_, numbered)| numbered.event).collect(), next: cursor(positions) }
}

fn cursor(positions: &HashMap<Partition, String>) -> Cursor {
    let mut positions: Vec<_> = positions.iter().collect();
    positions.sort_unstable();
    let next: String = positions.into_iter().map(|(partition, number)| format!("{partition}{number}")).collect();
    Cursor::new(next)
}

/// The positions in a cursor. One of another store has none, and starts over: reading from the beginning leaves out nothing.
fn positions(cursor: Option<&Cursor>) -> HashMap<Partition, String> {
    let text = cursor.map_or("", Cursor::as_str);
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) || !text.len().is_multiple_of(3 + RANK) {
        return HashMap::new();
    }
    let position = |at: usize| {
        let (partition, number) = text[at..at + 3 + RANK].split_at(3);
        Some((Partition::of_session(partition)?, number.to_owned()))
    };
    (0..text.len()).step_by(3 + RANK).filter_map(position).collect()
}

pub(super) fn numbered(partition: Partition, member: &str) -> Read<Numbered> {
    let damage = || Damage::new(format!("an event of the partition {partition} is malformed"));
    let (number, rest) = member.split_at_checked(RANK).ok_or_else(damage)?;
    let (time, event) = rest.split_at_checked(RANK).ok_or_else(damage)?;
    let at = i64::from_str_radix(time, 16).map_err(|_| damage())?;
    let Stored { kind, user, sid, client, detail } = serde_json::from_str(event).map_err(|_| damage())?;
    Ok(Numbered {
        number: number.to_owned(),
        event: Event {
            id: format!("{partition}-{}", number.trim_start_matches('0')),
            at: Timestamp::from_millis(at),
            kind: event_kind(&kind)?,
            user,
            sid,
            client,
            detail,
        },
    })
}

/// When the event that is this member of the index happened, and its number.
pub(super) fn time_and_number(member: &str) -> Option<(&str, &str)> {
    Some((member.get(RANK..2 * RANK)?, member.get(..RANK)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let both = "2bd000000000007fff00000000000a";
        let positions = positions(Some(&Cursor::new(both)));
        assert_eq!(positions[&Partition::of_name("alice")], "000000000007");
        assert_eq!(page(Vec::new(), &positions).next.as_str(), both);
        for other in ["", "12", "x", "2bd00000000000g"] {
            assert!(super::positions(Some(&Cursor::new(other))).is_empty(), "{other}");
        }
    }
}
