//! Revoked tokens and keys, and the question that every verification asks.

use crate::base::Timestamp;
use crate::base::hex;
use crate::store::copy_mark::CopyState;
use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::{Digest, User};
use crate::store::step::{AccessQuery, Revocation, RevokeKey, RevokeToken};

use super::args::args;
use super::client::{Command, Reply};
use super::keys::FORGOTTEN;
use super::scripts;
use super::state::{RedisState, copy_mark, number};
use super::values::Damage;

impl RedisState {
    pub async fn revoke_token(&self, step: &RevokeToken) -> Result<bool> {
        let partition = Partition::of_hash(&step.key.0);
        let own = self.keys_of(partition);
        let id = hex::encode(&step.key.0);
        let keys = vec![own.denied_token(&id), own.denied()];
        // A token without an end is denied forever.
        let has_end = step.expires_at != Timestamp::MAX;
        let args = args![id, step.expires_at, has_end, step.reason, step.user, step.sid];
        let outcome = self.step(&step.op, partition, &scripts::REVOKE_TOKEN, keys, args).await?;
        Ok(outcome.tag == "1")
    }

    pub async fn revoke_key(&self, step: &RevokeKey) -> Result<bool> {
        let partition = Partition::of_name(&step.kid);
        let own = self.keys_of(partition);
        let keys = vec![own.revoked_key(&step.kid), own.revoked_keys()];
        let args = args![step.kid, step.reason];
        let outcome = self.step(&step.op, partition, &scripts::REVOKE_KEY, keys, args).await?;
        Ok(outcome.tag == "1")
    }

    fn read_denied_token(&self, key: &Digest) -> Command {
        Command::new("HGETALL").arg(self.keys_of(Partition::of_hash(&key.0)).denied_token(&hex::encode(&key.0)))
    }

    pub(super) fn read_revoked_key(&self, kid: &str) -> Command {
        Command::new("HGETALL").arg(self.keys_of(Partition::of_name(kid)).revoked_key(kid))
    }

    /// All is read together, in any order: revocation only grows. Only the user of a session that the query does not name is
    /// read afterwards.
    pub async fn access_state(&self, query: &AccessQuery) -> Result<Vec<Revocation>> {
        let session = query.sid.as_deref().map(|sid| self.read_session(sid));
        let read_partition = |key: &Digest| {
            let counters = self.keys_of(Partition::of_hash(&key.0)).counters();
            Command::new("HMGET").arg(counters).arg(FORGOTTEN).arg("mark").arg("commits")
        };
        let read_key_partition =
            |kid: &str| Command::new("HGET").arg(self.keys_of(Partition::of_name(kid)).counters()).arg("commits");
        let commands = [
            query.deny_key.as_ref().map(|key| self.read_denied_token(key)),
            query.kid.as_deref().map(|kid| self.read_revoked_key(kid)),
            session.clone().flatten(),
            query.user.as_deref().map(|user| self.read_user(user)),
            // Of the entry's partition, so that a prune at this moment is not missed, nor that the state was moved.
            query.deny_key.as_ref().map(read_partition),
            query.kid.as_deref().map(read_key_partition),
        ];
        let is_asked = commands.each_ref().map(Option::is_some);
        let commands: Vec<Command> = commands.into_iter().flatten().collect();
        if commands.is_empty() && session.is_none() {
            return Ok(Vec::new());
        }
        let mut replies = self.client.send(&commands).await?.into_iter();
        let [denied, key, found_session, named_user, partition, key_partition] =
            is_asked.map(|is_asked| if is_asked { replies.next() } else { None });
        let fields = |kind, reply: Option<Reply>| reply.map_or(Ok(None), |reply| self.fields(kind, reply));

        let mut found = Vec::new();
        let entry = fields("a denylist entry", denied)?.map(|entry| self.sound(entry.denylist_entry())).transpose()?;
        let mut forgotten_until = self.forgotten_until();
        if let (Some(kid), Some(commits)) = (&query.kid, key_partition) {
            self.refuse_lost(Partition::of_name(kid), &commits)?;
        }
        if let (Some(key), Some(partition)) = (&query.deny_key, partition) {
            let [forgotten, mark, commits] = self.exactly(partition.into_list())?;
            self.refuse_lost(Partition::of_hash(&key.0), &commits)?;
            forgotten_until = forgotten_until.max(self.sound(number(forgotten))?.map(Timestamp::from_millis));
            if let Reply::Bytes(mark) = mark {
                let mark = self.sound(copy_mark(&String::from_utf8_lossy(&mark)))?;
                if mark.state != CopyState::Copying {
                    return Err(mark.into());
                }
            }
        }
        found.extend(query.denial(entry, forgotten_until));
        if let Some(key) = fields("a revoked key", key)? {
            found.push(Revocation::Key { at: self.sound(key.key_revoked_at())? });
        }
        let named_user = fields("a user", named_user)?.map(|user| self.sound(user.user())).transpose()?;
        if session.is_none() {
            found.extend(named_user.into_iter().flat_map(|user| query.revocations_by(&user.standing())));
            return Ok(found);
        }
        let session = fields("a session", found_session)?.map(|session| self.sound(session.session()));
        let session = session.transpose()?;
        let is_of_user = |name: &str| query.user.as_deref().is_none_or(|asked| asked == name);
        let Some(session) = session.filter(|session| is_of_user(&session.user)) else {
            found.push(Revocation::SessionUnknown);
            return Ok(found);
        };
        let user = match named_user {
            Some(user) => user,
            None => self.user_of_session(&session.user).await?,
        };
        found.extend(session.end(&user).map(Revocation::SessionEnded));
        if query.user.is_some() {
            found.extend(query.revocations_by(&user.standing()));
        }
        Ok(found)
    }

    async fn user_of_session(&self, name: &str) -> Result<User> {
        let reply = self.client.send_one(self.read_user(name)).await?;
        let damage = || self.damaged(Damage::new("a session without its user"));
        self.sound(self.fields("a user", reply)?.ok_or_else(damage)?.user())
    }
}
