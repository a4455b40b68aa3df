//! A home with a user, and a clock to move.

use std::time::Duration;

use tokctl::base::{Code, Fault, FixedClock, Object, Secret, SystemRandom, Timestamp};
use tokctl::core::Context;
use tokctl::core::sessions::authenticate_refresh::authenticate;
use tokctl::core::sessions::introspect::{IntrospectionResponse, introspect};
use tokctl::core::sessions::login::{LoginRequest, login};
use tokctl::core::sessions::refresh;
use tokctl::core::sessions::session_issuer::Tokens;
use tokctl::core::tokens::local_verifier::LocalVerifier;
use tokctl::core::users::password;
use tokctl::home::Home;
use tokctl::store::step::{AddOutcome, Change, ChangeOutcome, NewUser, UserChange};
use tokctl::store::{Store, User};
use tokctl::token::Policy;
use tokctl::token::verify::Verdict;

pub const PASSWORD: &str = "correct horse";

pub struct TestHome {
    _dir: tempfile::TempDir,
    pub home: Home,
    pub clock: FixedClock,
}

impl TestHome {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = FixedClock::new(Timestamp::from_secs(1_800_000_000));
        let home = Home::open_or_create(&dir.path().join("home"), &clock, &SystemRandom).unwrap().home;
        let test = Self { _dir: dir, home, clock };
        test.add_user("alice");
        test
    }

    /// A home with other settings.
    pub fn with(settings: &[(&str, &str)]) -> Self {
        let test = Self::new();
        for (name, value) in settings {
            test.home.change_config(|config| config.set(name, value)).unwrap();
        }
        test
    }

    pub fn context(&self) -> Context<'_> {
        Context::new(&self.clock, &SystemRandom, Some(&self.home))
    }

    pub fn store(&self) -> Box<dyn Store + '_> {
        self.context().open_store().unwrap()
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    pub fn add_user(&self, name: &str) {
        let step = NewUser {
            name: name.to_owned(),
            password: password::hash(&secret(PASSWORD), &SystemRandom).unwrap(),
            roles: vec!["EDITOR".to_owned()],
            scope: "read write".to_owned(),
            claims: Object::new(),
            op: self.context().operation().unwrap(),
        };
        assert!(matches!(self.store().add_user(&step).unwrap(), AddOutcome::Added(_)));
    }

    pub fn change(&self, change: Change) -> User {
        let step = UserChange { op: self.context().operation().unwrap(), name: "alice".to_owned(), change };
        match self.store().change_user(&step).unwrap() {
            ChangeOutcome::Changed(user) => *user,
            other => panic!("{other:?}"),
        }
    }

    pub fn log_in_as(&self, name: &str, typed: &str) -> Result<Tokens, Fault> {
        let request = LoginRequest { user: name.to_owned(), password: secret(typed) };
        login(&self.context(), self.store().as_ref(), request)
    }

    pub fn log_in(&self) -> Tokens {
        self.log_in_as("alice", PASSWORD).unwrap()
    }

    pub fn refresh(&self, token: &Secret) -> Result<Tokens, Fault> {
        let presented = authenticate(&self.context(), token)?;
        refresh::refresh(&self.context(), self.store().as_ref(), presented)
    }

    /// What speaks against an access token of the home.
    pub fn judge(&self, token: &Secret) -> Vec<Code> {
        let issuer = self.home.settings().unwrap().issuer;
        self.judge_as(token, &issuer)
    }

    /// What speaks against a token of `issuer`.
    pub fn judge_as(&self, token: &Secret, issuer: &str) -> Vec<Code> {
        let own = LocalVerifier::open(&self.context()).unwrap();
        let policy = Policy { issuers: vec![issuer.to_owned()], ..own.policy() };
        let verdict = own.verify(token.expose_str().unwrap(), &policy, self.context().now()).unwrap();
        verdict.faults().iter().map(|fault| fault.code).collect()
    }

    /// The claims of a good access token.
    pub fn claims(&self, token: &Secret) -> Object<'static> {
        let own = LocalVerifier::open(&self.context()).unwrap();
        let verdict = own.verify(token.expose_str().unwrap(), &own.policy(), self.context().now()).unwrap();
        match &verdict {
            Verdict::Valid(verified) => verified.signed().claims().unwrap().clone(),
            other => panic!("{other:?}"),
        }
    }

    pub fn introspected(&self, token: &Secret) -> Option<Object<'static>> {
        match introspect(&self.context(), token, self.context().now()).unwrap().response {
            IntrospectionResponse::Active(members) => Some(members),
            IntrospectionResponse::Inactive { active } => {
                assert!(!active);
                None
            }
        }
    }
}

pub fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

pub fn code<T: std::fmt::Debug>(result: Result<T, Fault>) -> Code {
    result.unwrap_err().code
}
