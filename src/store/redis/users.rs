//! Users, and their versions, which only increase.

use crate::store::partition::Partition;
use crate::store::port::Result;
use crate::store::record::{Cursor, User};
use crate::store::step::{AddOutcome, ChangeOutcome, NewUser, UserChange, UserPage};

use super::args::args;
use super::client::Command;
use super::gather::Order;
use super::scripts;
use super::state::RedisState;
use super::values::{Fields, roles_json, user_fields};

impl RedisState {
    /// A user or tombstone, and what of it is not in a [`User`].
    async fn stored_user(&self, name: &str) -> Result<Option<(User, Fields)>> {
        let reply = self.client.send_one(self.read_user(name)).await?;
        let Some(fields) = self.fields("a user", reply)? else { return Ok(None) };
        Ok(Some((self.sound(fields.user())?, fields)))
    }

    pub async fn user(&self, name: &str) -> Result<Option<User>> {
        let stored = self.stored_user(name).await?.map(|(user, _)| user);
        Ok(stored.filter(|user| user.removed_at.is_none()))
    }

    /// A cursor is the name of the last user read.
    pub async fn users(&self, after: Option<&Cursor>, limit: usize) -> Result<UserPage> {
        let partitions = self.partitions().await?;
        let indexes: Vec<String> = partitions.iter().map(|partition| self.keys_of(*partition).users()).collect();
        let start = after.map_or("-".to_owned(), |cursor| format!("({}", cursor.as_str()));
        let names = self.gather(&indexes, limit, Order::Ascending, &start).await?;
        let next = names.last().filter(|_| names.len() >= limit).map(Cursor::new);
        let commands: Vec<Command> = names.iter().map(|name| self.read_user(name)).collect();
        let mut users = Vec::with_capacity(names.len());
        for reply in self.client.send(&commands).await? {
            if let Some(fields) = self.fields("a user", reply)? {
                users.push(self.sound(fields.user())?);
            }
        }
        // One may have been removed between the two reads.
        users.retain(|user| user.removed_at.is_none());
        Ok(UserPage { users, next })
    }

    pub async fn add_user(&self, step: &NewUser) -> Result<AddOutcome> {
        let partition = Partition::of_name(&step.name);
        let own = self.keys_of(partition);
        let keys = vec![own.user(&step.name), own.users(), own.removed_users()];
        let args = args![step.name, step.password, roles_json(&step.roles), step.scope, step.claims.to_string()];
        let mut outcome = self.step(&step.op, partition, &scripts::ADD_USER, keys, args).await?;
        match outcome.tag.as_str() {
            "exists" => Ok(AddOutcome::Exists),
            "added" => {
                let fields = self.fields("a user", outcome.next())?.ok_or_else(|| self.unexpected())?;
                Ok(AddOutcome::Added(Box::new(self.sound(fields.user())?)))
            }
            _ => Err(self.unexpected()),
        }
    }

    /// Reads the user, and writes it if it was not changed in between; else begins again.
    pub async fn change_user(&self, step: &UserChange) -> Result<ChangeOutcome> {
        let partition = Partition::of_name(&step.name);
        let own = self.keys_of(partition);
        loop {
            let stored = self.stored_user(&step.name).await?;
            let Some((before, fields)) = stored.filter(|(user, _)| user.removed_at.is_none()) else {
                return Ok(ChangeOutcome::Unknown);
            };
            let revision: u64 = self.sound(fields.number("revision"))?;
            let mut user = before.clone();
            let event = step.change.apply(&mut user, step.op.now);
            if user == before {
                return Ok(ChangeOutcome::Unchanged(Box::new(before)));
            }
            let (kind, detail) = event.map_or(("", None), |(kind, detail)| (kind.name(), detail));
            let keys = vec![own.user(&step.name), own.users(), own.removed_users()];
            let args = [args![step.name, revision, kind, detail], user_fields(&user)].concat();
            let outcome = self.step(&step.op, partition, &scripts::CHANGE_USER, keys, args).await?;
            match outcome.tag.as_str() {
                "done" => return Ok(ChangeOutcome::Changed(Box::new(user))),
                "changed_since" => {}
                _ => return Err(self.unexpected()),
            }
        }
    }
}
