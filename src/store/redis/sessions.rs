//! Opening, rotating, reading and ending sessions.

use crate::base::{Secret, Timestamp, hex};
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::{Cursor, EndReason, EventKind, Session, SessionStatus, SessionView, User};
use crate::store::step::{
    EndOutcome, EndSession, IssuedSession, Login, LoginOutcome, RefreshQuery, RefreshState, Rotate, RotateOutcome,
    SessionPage, SessionQuery,
};

use super::args::args;
use super::client::{Command, Reply};
use super::gather::{self, Order};
use super::scripts;
use super::state::{Outcome, RedisState};
use super::values::{Damage, Fields, after_rank};

impl RedisState {
    pub async fn login(&self, step: &Login) -> Result<LoginOutcome> {
        let now = step.op.now;
        let partition = Partition::of_name(&step.user);
        let own = self.keys_of(partition);
        let throttles = self.keys_of(step.throttle.partition);
        let throttle = hex::encode(&step.throttle.name.0);
        let keys = vec![
            own.session(&step.sid),
            own.user(&step.user),
            own.sessions(),
            own.sessions_of(&step.user),
            throttles.throttle(&throttle),
            throttles.throttles(),
        ];
        let args = args![
            step.sid,
            step.user,
            step.version,
            step.client,
            step.scope,
            step.hash,
            now.saturating_add(step.idle),
            now.saturating_add(step.absolute),
            step.absolute,
            throttle,
        ];
        let mut outcome = self.step(&step.op, partition, &scripts::LOGIN, keys, args).await?;
        match outcome.tag.as_str() {
            "refused" => Ok(LoginOutcome::Refused),
            "opened" => {
                let (session, user) = self.session_and_user(&mut outcome)?;
                let access_expires_at = session.access_end(now, step.access_ttl);
                Ok(LoginOutcome::Opened(Box::new(IssuedSession { session, user, access_expires_at })))
            }
            _ => Err(self.unexpected()),
        }
    }

    pub async fn rotate(&self, step: &Rotate) -> Result<RotateOutcome> {
        let now = step.op.now;
        let Some(partition) = partition_of(&step.sid, &step.user) else { return Ok(RotateOutcome::Unknown) };
        let own = self.keys_of(partition);
        let keys = vec![own.session(&step.sid), own.grace(&step.sid), own.user(&step.user)];
        let args = args![
            step.user,
            step.generation,
            step.presented,
            step.successor,
            now.saturating_add(step.idle),
            step.grace,
            now.saturating_add(step.grace),
            step.sealed,
            step.access_jti,
            now.floor_secs().saturating_add(step.access_ttl),
        ];
        let mut outcome = self.step(&step.op, partition, &scripts::ROTATE, keys, args).await?;
        let user = step.user.clone();
        match outcome.tag.as_str() {
            "rotated" => {
                let (session, user) = self.session_and_user(&mut outcome)?;
                let access_expires_at = session.access_end(now, step.access_ttl);
                Ok(RotateOutcome::Rotated(Box::new(IssuedSession { session, user, access_expires_at })))
            }
            "retried" => {
                let (session, user) = self.session_and_user(&mut outcome)?;
                let [sealed, jti, end] = self.exactly(outcome.values.collect())?;
                let (Reply::Bytes(sealed), Reply::Bytes(jti)) = (sealed, jti) else { return Err(self.unexpected()) };
                let end = self.sound(super::state::number(end))?.ok_or_else(|| self.unexpected())?;
                let access_expires_at = Timestamp::from_millis(end);
                Ok(RotateOutcome::Retried {
                    issued: Box::new(IssuedSession { session, user, access_expires_at }),
                    sealed: Secret::new(sealed),
                    access_jti: String::from_utf8(jti).map_err(|_| self.unexpected())?,
                })
            }
            "reused" => Ok(RotateOutcome::Reused { user, already_ended: is_set(&outcome.next()) }),
            "ahead" => Ok(RotateOutcome::Ahead { user, already_ended: is_set(&outcome.next()) }),
            "unknown" => Ok(RotateOutcome::Unknown),
            "refused" => {
                let (session, user) = self.session_and_user(&mut outcome)?;
                match session.status(&user, now) {
                    SessionStatus::Ended(end) => Ok(RotateOutcome::Revoked(end)),
                    SessionStatus::Expired => Ok(RotateOutcome::Expired { at: session.expires_at }),
                    SessionStatus::IdleExpired => Ok(RotateOutcome::IdleExpired { at: session.idle_expires_at }),
                    SessionStatus::Live => Err(self.unexpected()),
                }
            }
            _ => Err(self.unexpected()),
        }
    }

    pub async fn end_session(&self, step: &EndSession) -> Result<EndOutcome> {
        let Some(partition) = partition_of(&step.sid, &step.user) else { return Ok(EndOutcome::Unknown) };
        let own = self.keys_of(partition);
        let keys = vec![own.session(&step.sid), own.grace(&step.sid), own.user(&step.user)];
        let kind = if step.reason == EndReason::Logout { EventKind::Logout } else { EventKind::Revoke };
        let args = args![step.user, step.reason.name(), kind.name()];
        let mut outcome = self.step(&step.op, partition, &scripts::END_SESSION, keys, args).await?;
        match outcome.tag.as_str() {
            "ended" => Ok(EndOutcome::Ended(Box::new(self.session_and_user(&mut outcome)?.0))),
            "already" => {
                let (session, user) = self.session_and_user(&mut outcome)?;
                let status = session.status(&user, step.op.now);
                Ok(EndOutcome::AlreadyEnded(Box::new(session), status))
            }
            "unknown" => Ok(EndOutcome::Unknown),
            _ => Err(self.unexpected()),
        }
    }

    fn session_and_user(&self, outcome: &mut Outcome) -> Result<(Session, User)> {
        let session = self.fields("a session", outcome.next())?.ok_or_else(|| self.unexpected())?;
        let user = self.fields("a user", outcome.next())?.ok_or_else(|| self.unexpected())?;
        Ok((self.sound(session.session())?, self.sound(user.user())?))
    }

    pub(super) fn fields(&self, kind: &'static str, reply: Reply) -> Result<Option<Fields>> {
        self.sound(Fields::read(kind, reply))
    }

    /// The command that reads a session; `None` if there is none with such an ID.
    pub(super) fn read_session(&self, sid: &str) -> Option<Command> {
        let partition = Partition::of_session(sid)?;
        Some(Command::new("HGETALL").arg(self.keys_of(partition).session(sid)))
    }

    pub(super) fn read_user(&self, name: &str) -> Command {
        Command::new("HGETALL").arg(self.keys_of(Partition::of_name(name)).user(name))
    }

    /// Sessions and their users, as far as there are sessions with these IDs.
    async fn read_sessions(&self, sids: &[&str]) -> Result<Vec<(Fields, Session, User)>> {
        let commands: Vec<Command> = sids.iter().filter_map(|sid| self.read_session(sid)).collect();
        let mut sessions = Vec::with_capacity(commands.len());
        for reply in self.client.send(&commands).await? {
            if let Some(fields) = self.fields("a session", reply)? {
                let session = self.sound(fields.session())?;
                sessions.push((fields, session));
            }
        }
        let commands: Vec<Command> = sessions.iter().map(|(_, session)| self.read_user(&session.user)).collect();
        let users = self.client.send(&commands).await?;
        let with_user = |((fields, session), reply)| {
            let user = self.fields("a user", reply)?;
            let user = user.ok_or_else(|| self.damaged(Damage::new("a session without its user")))?;
            Ok((fields, session, self.sound(user.user())?))
        };
        sessions.into_iter().zip(users).map(with_user).collect()
    }

    pub async fn session(&self, sid: &str, now: Timestamp) -> Result<Option<SessionView>> {
        let found = self.read_sessions(&[sid]).await?.pop();
        Ok(found.map(|(_, session, user)| view(session, &user, now)))
    }

    pub async fn refresh_state(&self, query: &RefreshQuery) -> Result<RefreshState> {
        let Some((fields, session, user)) = self.read_sessions(&[&query.sid]).await?.pop() else {
            return Ok(RefreshState::Unknown);
        };
        let status = session.status(&user, query.now);
        let current = session.generation;
        Ok(if query.generation < current {
            RefreshState::Rotated(Box::new(session), status)
        } else if query.generation == current && query.presented == self.sound(fields.digest("hash"))? {
            RefreshState::Current(Box::new(session), status)
        } else {
            RefreshState::Unknown
        })
    }

    /// By the end of the absolute lifetime, which is the order of the logins as long as the setting is the same.
    pub async fn sessions(&self, query: &SessionQuery) -> Result<SessionPage> {
        let indexes = match &query.user {
            Some(name) => vec![self.keys_of(Partition::of_name(name)).sessions_of(name)],
            None => self.partitions().await?.into_iter().map(|partition| self.keys_of(partition).sessions()).collect(),
        };
        let after = query.after.as_ref().map_or("+".to_owned(), |cursor| format!("({}", cursor.as_str()));
        let members = self.gather(&indexes, query.limit, Order::Descending, &after).await?;
        let next = members.last().filter(|_| members.len() >= query.limit).map(Cursor::new);
        let sids: Vec<&str> = members.iter().filter_map(|member| after_rank(member)).collect();
        let found = self.read_sessions(&sids).await?;
        let sessions = found.into_iter().map(|(_, session, user)| view(session, &user, query.now)).collect();
        Ok(SessionPage { sessions, next })
    }

    /// The first `limit` members of sorted sets from `start` on, as if the sets were one.
    pub(super) async fn gather(
        &self,
        indexes: &[String],
        limit: usize,
        order: Order,
        start: &str,
    ) -> Result<Vec<String>> {
        let limit = limit.min(gather::LONGEST);
        let mut each = gather::first_guess(limit, indexes.len());
        loop {
            let command = |index: &String| match order {
                Order::Ascending => Command::new("ZRANGEBYLEX").arg(index).arg(start).arg("+"),
                Order::Descending => Command::new("ZREVRANGEBYLEX").arg(index).arg(start).arg("-"),
            };
            let count = each.to_string();
            let limited = |command: Command| command.arg("LIMIT").arg("0").arg(&count);
            let commands: Vec<Command> = indexes.iter().map(command).map(limited).collect();
            let lists = self.client.send(&commands).await?;
            let lists = lists.into_iter().map(|list| self.texts(list)).collect::<Result<_>>()?;
            match gather::merge(lists, limit, each, order) {
                Some(members) => return Ok(members.into_iter().map(|(_, member)| member).collect()),
                None => each = each.saturating_mul(4).min(limit),
            }
        }
    }

    pub(super) fn texts(&self, list: Reply) -> Result<Vec<String>> {
        let text = |reply| match reply {
            Reply::Bytes(bytes) => String::from_utf8(bytes).ok(),
            _ => None,
        };
        let texts: Option<_> = list.into_list().into_iter().map(text).collect();
        texts.ok_or_else(|| self.damaged(Damage::new("an index is not a sorted set of UTF-8 strings")))
    }
}

fn view(session: Session, user: &User, now: Timestamp) -> SessionView {
    SessionView { status: session.status(user, now), session }
}

/// The partition of a session, if it can be one of this user.
fn partition_of(sid: &str, user: &str) -> Option<Partition> {
    Partition::of_session(sid).filter(|partition| *partition == Partition::of_name(user))
}

fn is_set(reply: &Reply) -> bool {
    *reply == Reply::Bytes(b"1".to_vec())
}
