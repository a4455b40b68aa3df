//! What is sent to a server, and what it returns.

use std::sync::OnceLock;

use redis::Value;

/// A Lua script. The server knows it by the hash of its text, and is sent the text if it does not.
pub struct Script {
    text: &'static str,
    hashed: OnceLock<redis::Script>,
}

impl Script {
    pub const fn new(text: &'static str) -> Self {
        Self { text, hashed: OnceLock::new() }
    }

    pub(super) fn invocation(&self, keys: &[String], args: &[Vec<u8>]) -> redis::ScriptInvocation<'_> {
        let mut invocation = self.hashed.get_or_init(|| redis::Script::new(self.text)).prepare_invoke();
        invocation.key(keys).arg(args);
        invocation
    }
}

/// A command: its name and arguments.
#[derive(Debug, Clone)]
pub struct Command(Vec<Vec<u8>>);

impl Command {
    pub fn new(name: &str) -> Self {
        Self(vec![name.as_bytes().to_vec()])
    }

    pub(super) fn to_redis(&self) -> redis::Cmd {
        let mut command = redis::Cmd::new();
        self.0.iter().for_each(|part| _ = command.arg(part));
        command
    }

    #[must_use]
    pub fn arg(mut self, arg: impl AsRef<[u8]>) -> Self {
        self.0.push(arg.as_ref().to_vec());
        self
    }
}

/// What a server returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Nil,
    Number(i64),
    Bytes(Vec<u8>),
    List(Vec<Reply>),
}

impl Reply {
    /// The elements; none if it is not a list.
    pub fn into_list(self) -> Vec<Self> {
        match self {
            Self::List(list) => list,
            _ => Vec::new(),
        }
    }

    /// A number; zero if it is something else.
    pub fn number(&self) -> u64 {
        match self {
            Self::Number(number) => u64::try_from(*number).unwrap_or(0),
            _ => 0,
        }
    }
}

impl From<Value> for Reply {
    fn from(value: Value) -> Self {
        match value {
            Value::Int(number) => Self::Number(number),
            Value::Boolean(is) => Self::Number(i64::from(is)),
            Value::BulkString(bytes) => Self::Bytes(bytes),
            Value::SimpleString(text) => Self::Bytes(text.into_bytes()),
            Value::Okay => Self::Bytes(b"OK".to_vec()),
            Value::Array(values) | Value::Set(values) => Self::List(values.into_iter().map(Self::from).collect()),
            Value::Map(pairs) => {
                Self::List(pairs.into_iter().flat_map(|(key, value)| [key, value]).map(Self::from).collect())
            }
            _ => Self::Nil,
        }
    }
}
