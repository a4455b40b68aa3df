//! `store copy`: moving the state to another store. What the marks mean is in [`crate::store::copy`].

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde::Serialize;

use crate::base::shown::shell_word;
use crate::base::{Code, Fault, files, hex, random};
use crate::store::copy::{self, Area, Kept, Position, RecordPage, Sum, Transfer};
use crate::store::record::Cursor;
use crate::store::{Absent, CopyMark, CopyState, Identity, Location, Meta, Opening, StoreError};

use crate::core::Context;
use crate::core::users::throttle;

use super::open::ADMISSION_INTERVAL;

/// What a copy did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CopyReport {
    pub from: String,
    pub to: String,
    /// The records that both stores have, compared.
    pub records: BTreeMap<Area, u64>,
    /// Whether an earlier command began the copy.
    pub resumed: bool,
}

/// What ending a copy did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbortReport {
    pub from: String,
    /// Whether the source was read-only, and is not any more.
    pub unlocked: bool,
    /// The incomplete copy that was removed.
    pub removed: Option<String>,
}

/// How far a copy is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Each record is read three times: to copy it, and in both stores to compare it.
    pub done: u64,
    pub total: u64,
}

/// A store and its metadata.
type Opened<'a> = (Box<dyn Transfer + 'a>, Meta);

/// A copy that can go on.
struct Copy<'a> {
    from: &'a Location,
    to: &'a Location,
    source: Box<dyn Transfer + 'a>,
    /// That of the source.
    mark: CopyMark,
    kept: Kept,
    progress: Progress,
    watch: &'a mut dyn FnMut(Progress),
}

/// Moves the state from one store to another, or continues a copy that was interrupted.
pub fn copy(
    context: &Context<'_>,
    from: &Location,
    to: &Location,
    watch: &mut dyn FnMut(Progress),
) -> Result<CopyReport, Fault> {
    let context = Context { store: Some(from), ..context.clone() };
    if is_same(from, to)? {
        return Err(Fault::new(Code::Usage, "FROM and TO name the same store"));
    }
    let settings = context.settings()?;
    let kept = Kept {
        now: context.now(),
        events: settings.events_keep,
        failed_logins: throttle::policy(settings).forget.max(throttle::policy(settings).longest),
    };
    let source = context.open_source(from)?;
    let meta = source.meta()?;
    let found = open_destination(to, &kept)?;
    let resumed = meta.copy.is_some();
    let mark = match (&meta.copy, &found) {
        (None, None) => {
            begin(&context, source.as_ref(), to).map_err(|fault| interrupted(source.as_ref(), from, to, fault))?
        }
        (Some(mark), None) if mark.state == CopyState::Copying && mark.other == to.argument() => mark.clone(),
        (Some(mark), Some((_, other))) if is_other_half(mark, other) => mark.clone(),
        (Some(mark), Some((destination, other))) if is_finished(mark, &meta, other) => {
            // A failover may have brought marks of partitions back, or the command was killed.
            if !destination.replace_mark(None, None)? {
                return Err(StoreError::CopyEnded.into());
            }
            return Ok(CopyReport { resumed, ..report(from, to, BTreeMap::new()) });
        }
        (None, Some((_, other))) => return Err(refused_destination(from, to, &meta, other)),
        (Some(_), Some((_, other))) if half_of(&meta, other).is_some() => {
            return Err(refused_destination(from, to, &meta, other));
        }
        (Some(mark), _) => return Err(StoreError::from(mark.clone()).into()),
    };
    let mut copy = Copy { from, to, source, mark, kept, progress: Progress { done: 0, total: 0 }, watch };
    let records =
        copy.run(&context, &meta, found).map_err(|fault| interrupted(copy.source.as_ref(), from, to, fault))?;
    copy.source.close_copy()?;
    Ok(CopyReport { resumed, ..report(from, to, records) })
}

/// Ends a copy: removes the incomplete destination, if it is named, and lets the source be used again. A source that was moved is
/// used again only if its destination was never opened, or if `is_lost` says that it is gone.
pub fn abort(
    context: &Context<'_>,
    from: &Location,
    to: Option<&Location>,
    is_lost: bool,
) -> Result<AbortReport, Fault> {
    let context = Context { store: Some(from), ..context.clone() };
    let source = context.open_source(from)?;
    let meta = source.meta()?;
    let kept = Kept { now: context.now(), events: Duration::ZERO, failed_logins: Duration::ZERO };
    let found = match to.map(|to| open_destination(to, &kept)).transpose() {
        Ok(found) => found.flatten(),
        // Also if it cannot be reached.
        Err(_) if is_lost => None,
        Err(fault) => {
            let moved = meta.copy.as_ref().filter(|mark| mark.state == CopyState::Moved);
            return Err(moved.map_or(fault.clone(), |mark| or_lost(fault, mark, from)));
        }
    };
    let half = found.as_ref().and_then(|(_, other)| half_of(&meta, other));
    match &meta.copy {
        Some(mark) if matches!(mark.state, CopyState::Incomplete | CopyState::Removed) => {
            return Err(StoreError::from(mark.clone()).into());
        }
        Some(mark) if mark.state == CopyState::Moved && half.is_none() => {
            let is_absent = found.is_none() && to.is_some_and(|to| to.argument() == mark.other);
            if !is_absent || !is_lost {
                return Err(moved(mark, from, is_absent));
            }
        }
        _ => {}
    }
    let destination = match (found, half, to) {
        (Some(_), None, Some(to)) => {
            let message = format!("{to} is not an incomplete copy of {from}: nothing was changed");
            return Err(Fault::new(Code::Store, message));
        }
        (Some((destination, _)), Some(half), _) => Some((destination, half)),
        _ => None,
    };
    let replace = |store: &dyn Transfer, expected: Option<&CopyMark>, mark: Option<&CopyMark>| -> Result<(), Fault> {
        if store.replace_mark(expected, mark)? { Ok(()) } else { Err(StoreError::CopyEnded.into()) }
    };
    // First the destination, which then is never opened; last its records, so that the source can be used if that fails.
    let mut removed_mark = None;
    if let Some((destination, half)) = &destination {
        removed_mark = Some(if half.state == CopyState::Removed {
            half.clone()
        } else {
            let mark = half.of_next(random_id(&context)?).with(CopyState::Removed);
            replace(destination.as_ref(), Some(half), Some(&mark))?;
            mark
        });
    }
    // A copy that still ran may have marked it as moved before that.
    let mark_now = if removed_mark.is_some() { source.meta()?.copy } else { None };
    let mark = mark_now.filter(|now| meta.copy.as_ref().is_some_and(|mark| mark.id == now.id)).or(meta.copy);
    // Also without a mark: another such command may have been killed before it was done.
    replace(source.as_ref(), mark.as_ref(), None)?;
    source.close_copy()?;
    let mut removed = None;
    if let (Some((destination, _)), Some(mark), Some(to)) = (destination, removed_mark, to) {
        destination.discard(&mark)?;
        removed = Some(to.argument());
    }
    Ok(AbortReport { from: from.argument(), unlocked: mark.is_some(), removed })
}

/// The refusal to use a source again that was moved.
fn moved(mark: &CopyMark, from: &Location, is_absent: bool) -> Fault {
    let fault = Fault::from(StoreError::from(mark.clone()));
    if !is_absent {
        return fault;
    }
    or_lost(fault.context("no state found at the destination").hint("restore it"), mark, from)
}

/// The fault of a destination that cannot be used, with what to do if it is lost.
fn or_lost(fault: Fault, mark: &CopyMark, from: &Location) -> Fault {
    let (from, to) = (word(from), shell_word(&mark.other));
    let hint = fault.hint.as_ref().map(|hint| format!("{hint}; ")).unwrap_or_default();
    fault.hint(format!(
        "{hint}only if it is lost for good, use the source again, as it was when it was moved, with `tokctl store copy --abort \
         --lost {from} {to}`"
    ))
}

/// The mark of a destination that is the other half of the source's copy, or of one that was ended.
fn half_of(source: &Meta, destination: &Meta) -> Option<CopyMark> {
    let is_destination = |mark: &&CopyMark| matches!(mark.state, CopyState::Incomplete | CopyState::Removed);
    let mark = destination.copy.as_ref().filter(is_destination)?;
    let is_half = match &source.copy {
        Some(own) => own.id == mark.id,
        None => source.identity.id == destination.identity.id,
    };
    is_half.then(|| mark.clone())
}

fn report(from: &Location, to: &Location, records: BTreeMap<Area, u64>) -> CopyReport {
    CopyReport { from: from.argument(), to: to.argument(), records, resumed: false }
}

/// Whether both name one file, or are written the same.
fn is_same(from: &Location, to: &Location) -> Result<bool, Fault> {
    let identity = |path: &Path| files::identity(path).ok().flatten();
    Ok(match (from.path(), to.path()) {
        (Some(one), Some(other)) => one == other || identity(one).is_some_and(|found| identity(other) == Some(found)),
        _ => from.argument() == to.argument(),
    })
}

/// The destination with its metadata; `None` if there is nothing yet.
fn open_destination<'a>(to: &Location, kept: &Kept) -> Result<Option<Opened<'a>>, Fault> {
    match to.open_for_copy(Absent::Refuse, destination_opening(kept)) {
        Ok(store) => {
            let meta = store.meta()?;
            Ok(Some((store, meta)))
        }
        Err(StoreError::Absent { path }) if path.parent().is_some_and(|parent| !parent.is_dir()) => {
            let message = format!("{} cannot be created: its directory does not exist", path.display());
            Err(Fault::new(Code::Io, message).hint("create the directory first"))
        }
        Err(StoreError::Absent { .. } | StoreError::NotCreated(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn destination_opening(kept: &Kept) -> Opening<'static> {
    Opening { events_kept: Some(kept.events), ..Opening::default() }
}

/// Whether the marks are those of one copy.
fn is_other_half(mark: &CopyMark, destination: &Meta) -> bool {
    let other = destination.copy.as_ref();
    other.is_some_and(|other| other.state == CopyState::Incomplete && other.id == mark.id)
}

/// Whether the source was moved to this destination, which is in use.
fn is_finished(mark: &CopyMark, source: &Meta, destination: &Meta) -> bool {
    mark.state == CopyState::Moved && destination.copy.is_none() && destination.identity.id == source.identity.id
}

fn refused_destination(from: &Location, to: &Location, source: &Meta, found: &Meta) -> Fault {
    match &found.copy {
        Some(_) if half_of(source, found).is_some() => {
            let message = format!("{to} holds an incomplete copy, which was ended");
            let abort = format!("tokctl store copy --abort {} {}", word(from), word(to));
            Fault::new(Code::Store, message).hint(format!("remove it with `{abort}`"))
        }
        mark => {
            let what = match mark.as_ref().map(|mark| (mark.state, &mark.other)) {
                None => "a state".to_owned(),
                Some((CopyState::Moved, other)) => format!("a state that was moved to {other}"),
                Some((CopyState::Copying, other)) => format!("a state that is being copied to {other}"),
                Some((CopyState::Incomplete | CopyState::Removed, other)) => format!("an incomplete copy of {other}"),
            };
            Fault::new(Code::Store, format!("{to} already holds {what}: expected an empty destination"))
                .hint("name another file, or another key prefix with ?prefix=TEXT")
        }
    }
}

fn random_id(context: &Context<'_>) -> Result<String, Fault> {
    Ok(hex::encode(&random::bytes::<16>(context.random)?))
}

fn word(location: &Location) -> String {
    shell_word(&location.argument())
}

/// Marks the source: from now on it does not change.
fn begin(context: &Context<'_>, source: &dyn Transfer, to: &Location) -> Result<CopyMark, Fault> {
    let mark = CopyMark {
        state: CopyState::Copying,
        id: random_id(context)?,
        run: 0,
        writer: String::new(),
        other: to.argument(),
        since: context.now().millis(),
    };
    if source.replace_mark(None, Some(&mark))? { Ok(mark) } else { Err(StoreError::CopyEnded.into()) }
}

impl<'a> Context<'a> {
    /// The source of a copy: the state of this home, as new as the home remembers.
    fn open_source(&self, from: &Location) -> Result<Box<dyn Transfer + 'a>, Fault> {
        let opened = from.open_for_copy(Absent::Refuse, self.opening());
        let source = opened.map_err(|error| match error {
            StoreError::Absent { .. } | StoreError::NotCreated(_) => {
                Fault::from(error).hint("check FROM, which must be the store of this home")
            }
            error => error.into(),
        })?;
        let meta = source.meta()?;
        let foreign = |fault: Fault| fault.hint("name the home that the state belongs to with --home");
        self.refuse_foreign(&meta).map_err(foreign)?;
        match self.went_back(source.as_ref(), &meta)? {
            Some((seen, found)) => Err(self.restored(seen, found)),
            None => Ok(source),
        }
    }
}

impl<'a> Copy<'a> {
    /// From any row of the table of marks to the last.
    fn run(
        &mut self,
        context: &Context<'_>,
        meta: &Meta,
        found: Option<Opened<'_>>,
    ) -> Result<BTreeMap<Area, u64>, Fault> {
        let (destination, found) = match found {
            Some(found) => found,
            None => self.create(context, meta)?,
        };
        let destination = destination.as_ref();
        let incomplete = self.take_over(context, destination, &found)?;
        let mut records = BTreeMap::new();
        // A command that was paused in between goes no further.
        let position = destination.position(&incomplete)?;
        if self.mark.state == CopyState::Copying || position.area.is_some() {
            // Of a server, also each partition.
            if !self.source.replace_mark(Some(&self.mark), Some(&self.mark))? {
                return Err(StoreError::CopyEnded.into());
            }
            self.count()?;
            self.advance(0);
            self.copy_records(context, destination, &incomplete)?;
            records = self.compare(context, destination, &incomplete)?;
            destination.confirm(&incomplete)?;
        }
        let moved = self.mark.with(CopyState::Moved);
        if !self.source.replace_mark(Some(&self.mark), Some(&moved))? {
            return Err(StoreError::CopyEnded.into());
        }
        self.source.confirm(&moved)?;
        // A server that uses the source has noticed the mark by then, and nothing is revoked here before that.
        thread::sleep(2 * ADMISSION_INTERVAL);
        destination.finish(&incomplete, &self.source.final_meta()?)?;
        Ok(records)
    }

    /// The destination, as it is created by the first of several commands.
    fn create(&self, context: &Context<'_>, meta: &Meta) -> Result<Opened<'a>, Fault> {
        let incomplete = CopyMark { state: CopyState::Incomplete, other: self.from.argument(), ..self.mark.clone() };
        // A file does not follow the settings of its home; a store on a server must be of its issuer.
        let identity = Identity { issuer: context.settings()?.issuer.clone(), ..meta.identity.clone() };
        let absent = Absent::Receive(&identity, &incomplete);
        let destination = self.to.open_for_copy(absent, destination_opening(&self.kept))?;
        let found = destination.meta()?;
        Ok((destination, found))
    }

    /// Gives the destination the mark of this command: no other can write to it any more.
    fn take_over(&self, context: &Context<'_>, destination: &dyn Transfer, found: &Meta) -> Result<CopyMark, Fault> {
        let found =
            found.copy.as_ref().filter(|found| found.state == CopyState::Incomplete && found.id == self.mark.id);
        let found = found.ok_or(StoreError::CopyEnded)?;
        let own = found.of_next(random_id(context)?);
        if destination.replace_mark(Some(found), Some(&own))? { Ok(own) } else { Err(StoreError::CopyEnded.into()) }
    }

    fn count(&mut self) -> Result<(), Fault> {
        let stats = self.source.stats()?;
        let records = stats.users + stats.sessions + stats.denied + stats.revoked_keys + stats.throttles + stats.events;
        self.progress.total = 3 * records;
        Ok(())
    }

    fn advance(&mut self, records: usize) {
        self.progress.done += records as u64;
        self.progress.total = self.progress.total.max(self.progress.done);
        (self.watch)(self.progress);
    }

    fn copy_records(
        &mut self,
        context: &Context<'_>,
        destination: &dyn Transfer,
        incomplete: &CopyMark,
    ) -> Result<(), Fault> {
        let mut position = destination.position(incomplete)?;
        let page = self.source.page().max(destination.page());
        while let Position { area: Some(area), after } = &position {
            self.kept.now = context.now();
            let (area, after) = (*area, after.clone().map(Cursor::new));
            let RecordPage { records, next } = self.source.records(area, after.as_ref(), page)?;
            position = Position::after(area, next.as_ref());
            destination.put(incomplete, &records, &position, &self.kept)?;
            self.advance(records.len());
        }
        Ok(())
    }

    /// Compares the counts and checksums of both stores. If they differ, the next copy starts over.
    fn compare(
        &mut self,
        context: &Context<'_>,
        destination: &dyn Transfer,
        incomplete: &CopyMark,
    ) -> Result<BTreeMap<Area, u64>, Fault> {
        let mut records = BTreeMap::new();
        for area in Area::ALL {
            // A server still has what ends from now on, for an hour.
            self.kept.now = context.now();
            let expected = self.sum(None, *area)?;
            let found = self.sum(Some(destination), *area)?;
            if found != expected {
                destination.clear(incomplete)?;
                let (found, expected) = (found.count, expected.count);
                let problem =
                    if found == expected { "with other content".to_owned() } else { format!("of {expected}") };
                let message =
                    format!("the copy differs from the source: it has {found} {} {problem}", label(*area, found));
                return Err(Fault::new(Code::Store, message));
            }
            records.insert(*area, found.count);
        }
        Ok(records)
    }

    fn sum(&mut self, destination: Option<&dyn Transfer>, area: Area) -> Result<Sum, Fault> {
        let (kept, mut read) = (self.kept, Vec::new());
        let store = destination.unwrap_or(self.source.as_ref());
        let sum = copy::sum(store, area, kept.now, &kept, &mut |records| read.push(records))?;
        read.into_iter().for_each(|records| self.advance(records));
        Ok(sum)
    }
}

/// The fault of a copy that did not finish, with what to do about it.
fn interrupted(source: &dyn Transfer, from: &Location, to: &Location, fault: Fault) -> Fault {
    // Another command may be at work.
    if fault == StoreError::CopyEnded.into() {
        return fault;
    }
    let (from, to) = (word(from), word(to));
    let again = format!("run `tokctl store copy {from} {to}` again to continue");
    let what = match source.meta().map(|meta| meta.copy.map(|mark| mark.state)) {
        Ok(Some(CopyState::Copying)) => format!(
            "the source stays read-only: {again}, or `tokctl store copy --abort {from} {to}` to use the source again"
        ),
        Ok(Some(CopyState::Moved)) => again,
        Ok(_) => return fault,
        Err(_) => format!("the source may stay read-only: {again}, or `tokctl store copy --abort {from} {to}`"),
    };
    let hint = fault.hint.as_ref().map_or_else(|| what.clone(), |hint| format!("{hint}; {what}"));
    fault.hint(hint)
}

/// What so many records of an area are called.
pub fn label(area: Area, count: u64) -> &'static str {
    let (one, several) = match area {
        Area::Users => ("user", "users"),
        Area::RemovedUsers => ("removed user", "removed users"),
        Area::Sessions => ("session", "sessions"),
        Area::RevokedTokens => ("revoked token", "revoked tokens"),
        Area::RevokedKeys => ("revoked key", "revoked keys"),
        Area::FailedLogins => ("record of failed logins", "records of failed logins"),
        Area::Events => ("event", "events"),
    };
    if count == 1 { one } else { several }
}
