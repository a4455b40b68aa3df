//! What each command answers under `--json`: the shapes that scripts rely on, as help and manual tell them. Members may be
//! added, never renamed; `tests/shapes.rs` holds every golden case's answer to what is written here.

/// The shapes, each under the command's name. `…` is any JSON; times are Unix seconds.
pub static SHAPES: &[(&str, &str)] = &[
    (
        "issue",
        r#"{"token":"…","header":{…},"payload":{…}}
A payload that is not JSON is a text, and "payload_encoding" says how it is
written: "text", or "base64url" where it is bytes."#,
    ),
    (
        "decode",
        r#"{"header":{…},"payload":{…},"signature":"…","verified":false,
 "status":{"state","as_of","expires_at","expires_in","not_before",
 "issued_at"},"sizes":{"token","header","payload","signature"},
 "notes":[{"code","message"}]}
"state" is "current", "expired", "not_yet_valid", "no_expiry", or null where
there are no claims. A payload that is not JSON is a text, and
"payload_encoding" says how it is written: "text" or "base64url"; an encrypted
one is null. --claim answers with the value alone, --part as without --json."#,
    ),
    (
        "verify",
        r#"{"valid":true,"errors":[{"code","message","hint","claim"}],
 "not_checked":["…"],"key":{"kid","alg","source"},"header":{…},
 "payload":{…},"as_of":0,"notes":["…"]}
A token that is not good is an answer like any other: "valid" is false, and
"errors" has every failure. "payload" and "key" are null unless the signature
was accepted; "payload_encoding" is as in decode. With --batch, one line a
token: {"line":1,"valid":true,"errors":[…],"kid":"…"}, and with --claims
"payload" where the signature was accepted."#,
    ),
    ("key generate", KEY),
    ("key import", KEYS),
    ("key list", KEYS),
    (
        "key show",
        r#"{"kid","state","alg","kty","crv","bits","private","origin","created_at",
 "retired_at","verify_until","verifies","thumbprint","algorithms":["…"],
 "file","jwk":{…}}
As in `key list`, and more: "file" has the private half, "jwk" the public one;
"thumbprint" and "jwk" are null for a secret."#,
    ),
    ("key export", WRITTEN),
    ("key convert", WRITTEN),
    (
        "key thumbprint",
        r#"{"thumbprint","kty","kid"}
For a set, a list of these."#,
    ),
    (
        "key rotate",
        r#"{"active":{…},"retired":{…}}
Each as in `key list`; "retired" is null where no key signed before."#,
    ),
    ("key activate", KEY),
    ("key retire", KEY),
    ("key remove", KEY),
    (
        "key jwks",
        r#"{"keys":[{…}]}
A JWK set (RFC 7517 section 5), with --json and without."#,
    ),
    (
        "key check",
        r#"{"sound":true,"keys":[{"sound","kid","kty","crv","bits","private",
 "thumbprint","algorithms":["…"],"errors":[{"code","message"}],
 "warnings":[{"code","message"}]}]}"#,
    ),
    ("algorithms", r#"[{"alg","kty","crv","summary","reference"}]"#),
    ("user add", USER),
    (
        "user list",
        r#"[{"name","roles":["…"],"scope","disabled","version","created_at",
 "revoked_at"}]
"version" is the token version, "revoked_at" when everything issued before was
revoked last."#,
    ),
    (
        "user show",
        r#"{"name","roles":["…"],"scope","disabled","version","created_at",
 "revoked_at","locked_until"}
As in `user list`; "locked_until" is there while too many failed logins keep
the user from another."#,
    ),
    ("user passwd", USER),
    ("user disable", USER),
    ("user enable", USER),
    ("user unlock", USER),
    ("user remove", USER),
    ("user role add", USER),
    ("user role remove", USER),
    ("user scope", USER),
    ("login", TOKENS),
    ("token", r#"{"access_token":"…","expires_in":900}"#),
    ("refresh", TOKENS),
    (
        "revoke",
        r#"{"revoked","id","already","until","version"}
"revoked" is "access_token", "session", "user", "jti" or "key". "until" and
"version" are there where they say something."#,
    ),
    ("logout", r#"{"session_id","user","already_ended"}"#),
    (
        "session list",
        r#"[{"session_id","user","client_id","scope","status","created_at",
 "refreshed_at","idle_expires_at","expires_at","generation","version",
 "ended_at","end_reason"}]
"status" is "live", "ended", "idle_expired" or "expired". "end_reason" is
"logout", "revoked", "reuse", "user_revoked", "password_changed",
"user_disabled", "user_removed", or null."#,
    ),
    (
        "session show",
        r#"{"session_id","user","client_id","scope","status","created_at",
 "refreshed_at","idle_expires_at","expires_at","generation","version",
 "ended_at","end_reason"}
As in `session list`."#,
    ),
    (
        "introspect",
        r#"{"active":true,…}
As RFC 7662 section 2.2 has it, with --json and without."#,
    ),
    (
        "events",
        r#"{"id","at","event","user","session_id","client_id","detail"}
One object a line, oldest first. "id" grows from each to the next; "event" is
"login", "login_refused", "refresh", "retry", "reuse", "revoke", "logout", or
the name of a change to users and keys."#,
    ),
    ("prune", r#"{"sessions","denied","failed_logins","events","sealed"}"#),
    (
        "doctor",
        r#"{"home","healthy":true,"findings":[{"code","message","mend"}],
 "checked":["…"],"not_checked":["…"]}
"code" is "exposed", "foreign", "unreadable", "left_behind", "lock_held",
"home", "config", "refresh_key", "ring", "key", "stray_key", "weak_key",
"expired_key", "no_active_key", "disagreement", "state", "state_damaged",
"state_not_writable", "clock", "session" or "dead_session"."#,
    ),
    (
        "demo",
        r#"{"step":1,"chapter","title","why","at","elapsed",
 "claims":{…},"request":{"method","path","headers":{…},"body"},
 "response":{"status","reason","headers":{…},"body"},
 "command","exit_code","problem"}
One line a step. "at" is the story's own time, "elapsed" the seconds since its
beginning. "claims" is what an access token says, in the step that looks into
one; "request" and "response" are null where nothing goes over the wire; a
"body" is JSON, or null. "command" does the same on the command line, and
exits with "exit_code". "problem" is null, or says what is not as it should be
in the last line."#,
    ),
    ("clock", CLOCK),
    ("clock advance", CLOCK),
    ("init", r#"{"home","replaced","kid","alg","config","sandbox"}"#),
    ("config get", r#"{"name","value","default","set","meaning"}"#),
    ("config set", r#"{"name","value","default","set","meaning"}"#),
    ("config unset", r#"{"name","value","default","set","meaning"}"#),
    ("config list", r#"[{"name","value","default","set","meaning"}]"#),
    ("config path", r#"{"path"}"#),
];

/// A key of the ring.
const CLOCK: &str = r#"{"now","offset","system_now"}
"now" is the time in the sandbox, "offset" how many seconds it is ahead."#;

const KEY: &str = r#"{"kid","state","alg","kty","crv","bits","private","origin","created_at",
 "retired_at","verify_until","verifies"}"#;

/// Keys of the ring.
const KEYS: &str = r#"[{"kid","state","alg","kty","crv","bits","private","origin","created_at",
 "retired_at","verify_until","verifies"}]"#;

/// A key that was written down.
const WRITTEN: &str = r#"The JWK or JWK set itself; for PEM and DER
{"format":"pem","private":false,"key":"…"}, with DER in base64."#;

/// A user.
const USER: &str = r#"{"name","roles":["…"],"scope","disabled","version","created_at",
 "revoked_at"}"#;

/// Two tokens, as RFC 6749 section 5.1 has them.
const TOKENS: &str = r#"{"access_token":"…","token_type":"Bearer","expires_in":900,
 "refresh_token":"…","refresh_expires_in":2592000,"scope":"…",
 "session_id":"…"}"#;

/// What any command answers that has no answer to give.
pub const FAILURE: &str = r#"{"error":{"code","message","hint","exit_code"}}"#;

/// The shape of a command's answer, where it has one.
pub fn of(command: &str) -> Option<&'static str> {
    SHAPES.iter().find(|(name, _)| *name == command).map(|(_, shape)| *shape)
}
