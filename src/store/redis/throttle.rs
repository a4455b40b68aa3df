//! Failed logins.

use crate::base::{Timestamp, hex};
use crate::store::port::Result;
use crate::store::record::{CLOCK_SKEW, Throttle, ThrottleKey};
use crate::store::step::{Attempt, AttemptOutcome, LockPolicy, RefuseLogin, Unlock};

use super::args::args;
use super::client::Command;
use super::scripts;
use super::state::{RedisState, event_args, number};

impl RedisState {
    pub async fn throttle(&self, key: &ThrottleKey) -> Result<Option<Throttle>> {
        let command = Command::new("HGETALL").arg(self.keys_of(key.partition).throttle(&hex::encode(&key.name.0)));
        let fields = self.fields("failed logins", self.client.send_one(command).await?)?;
        fields.map(|fields| self.sound(fields.throttle())).transpose()
    }

    pub async fn attempt(&self, step: &Attempt) -> Result<AttemptOutcome> {
        let own = self.keys_of(step.key.partition);
        let id = hex::encode(&step.key.name.0);
        let LockPolicy { attempts, first, longest, forget, pending } = step.policy;
        let keys = vec![own.throttle(&id), own.throttles()];
        let args = args![id, attempts, first, longest, forget, pending, CLOCK_SKEW];
        let mut outcome = self.step(&step.op, step.key.partition, &scripts::ATTEMPT, keys, args).await?;
        match outcome.tag.as_str() {
            "allowed" => Ok(AttemptOutcome::Allowed),
            "locked" => {
                let until = self.sound(number(outcome.next()))?.ok_or_else(|| self.unexpected())?;
                Ok(AttemptOutcome::Locked { until: Timestamp::from_millis(until) })
            }
            _ => Err(self.unexpected()),
        }
    }

    pub async fn refuse_login(&self, step: &RefuseLogin) -> Result<()> {
        let keys = vec![self.keys_of(step.key.partition).throttle(&hex::encode(&step.key.name.0))];
        let args = [args![step.was_allowed], event_args(&step.event)].concat();
        self.step(&step.op, step.key.partition, &scripts::REFUSE_LOGIN, keys, args).await.map(drop)
    }

    pub async fn unlock(&self, step: &Unlock) -> Result<bool> {
        let own = self.keys_of(step.key.partition);
        let id = hex::encode(&step.key.name.0);
        let keys = vec![own.throttle(&id), own.throttles()];
        let args = args![id, step.user];
        let outcome = self.step(&step.op, step.key.partition, &scripts::UNLOCK, keys, args).await?;
        Ok(outcome.tag == "1")
    }
}
