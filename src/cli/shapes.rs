//! The JSON that each command prints with `--json`, as documented in help and manual. `tests/shapes.rs` compares the output
//! of every golden case with it.

/// The shapes by command. `…` is any JSON; times are Unix seconds.
pub static SHAPES: &[(&str, &str)] = &[
    (
        "issue",
        r#"{"token":"…","header":{…},"payload":{…}}
A payload that is not JSON is a string; "payload_encoding" is then "text" or,
for binary data, "base64url". With --bad KIND:
{"kind","token","error","exit_code"}, and an array of these with --bad all.
With --against:
{"valid_status","attempts":[{"kind","reaction","status","problem"}]}.
"reaction" is "refused", "accepted" or "unclear", "status" is null if there
was no response, and "problem" says why."#,
    ),
    (
        "decode",
        r#"{"header":{…},"payload":{…},"signature":"…","verified":false,
 "status":{"state","as_of","expires_at","expires_in","not_before",
 "issued_at"},"sizes":{"token","header","payload","signature"},
 "notes":[{"code","message"}]}
"state" is "current", "expired", "not_yet_valid", "no_expiry",
"invalid_expiry" or "invalid_not_before" if "exp" or "nbf" is not a number,
or null if there are no claims. A payload that is not JSON is a string, with
"payload_encoding" "text" or "base64url"; an encrypted payload is null.
--claim prints only the value; --part is not affected by --json. With
--redact, also "redacted" (true) and "fingerprint" (null if the contents
could be guessed from it)."#,
    ),
    (
        "verify",
        r#"{"valid":true,"errors":[{"code","message","hint","claim"}],
 "not_checked":["…"],"key":{"kid","alg","source"},"header":{…},
 "payload":{…},"as_of":0,"notes":["…"]}
For an invalid token "valid" is false and "errors" lists every failure.
"payload" and "key" are null unless the signature was accepted;
"payload_encoding" is as in decode. With --second-opinion also
"second_opinion", "agrees" or "not_asked". With --explain also
"cause":{"code","message","hint"}, or null, and
"checks":[{"number","check","decided","expected","found","difference"}];
"decided" is "passed", "failed" or "not_checked"; "difference" is null or
{"expected","found"}, the indices of the first characters that differ. With
--batch, one line per token: {"line":1,"valid":true,"errors":[…],"kid":"…"},
and with --claims also "payload" if the signature was accepted."#,
    ),
    (
        "lint",
        r#"{"findings":[{"id","level","message","why","fix","reference","subject"}]}
"level" is "error", "warning" or "note"; "subject" is the claim or header
parameter, or null. With --sarif the output is SARIF 2.1.0."#,
    ),
    (
        "diff",
        r#"{"same":true,"verified":false,"header":[{"path","change","a","b","added",
 "removed","seconds"}],"payload":[…],"signature":{"same"},
 "notes":[{"code","message"}]}
"change" is "added", "removed", "changed" or "reordered"; "a" and "b" are the
values, absent if that token lacks the member. "added" and "removed" are
elements of an array or words of "scope". "seconds" is how much later a time
is in B. "path" is empty for a payload that differs as a whole."#,
    ),
    (
        "header parse",
        r#"{"headers":[{"name","kind","values":[{"scheme","token68","parameters":{…},
 "user","password","charset","token":{…},"problem":{…}}]}]}
"kind" is "credentials", "challenges" or "proof". "token68" is the word after
the scheme, "parameters" are the name-value pairs. Basic has "user",
"password" (null without --show) and "charset". "token" is a token as decode
shows it; "problem" is why it cannot be decoded. "hidden" is true for
credentials of another scheme that were left out; --show prints them."#,
    ),
    ("header basic", HEADERS),
    ("header bearer", HEADERS),
    ("header digest", HEADERS),
    ("header dpop", HEADERS),
    (
        "header check",
        r#"{"valid":true,"scheme":"…","errors":[{"code","message","hint","claim"}],
 "not_checked":["…"]}
For Bearer, as in verify, with "key", "header", "payload", "as_of" and
"notes" in place of "scheme". For DPoP with an access token also
"access_token_checked", whether its signature and claims were checked, and
"notes" about it, if any."#,
    ),
    ("key generate", KEY),
    ("key import", KEYS),
    ("key list", KEYS),
    (
        "key show",
        r#"{"kid","state","alg","kty","crv","bits","private","origin","issuer",
 "created_at","retired_at","verify_until","verifies","thumbprint",
 "algorithms":["…"],"file","jwk":{…}}
As in `key list`. "file" is the file with the private key, "jwk" the public
key. "thumbprint" and "jwk" are null for a secret."#,
    ),
    ("key export", WRITTEN),
    ("key convert", WRITTEN),
    (
        "key thumbprint",
        r#"{"thumbprint","kty","kid"}
For a set, an array of these."#,
    ),
    (
        "key rotate",
        r#"{"active":{…},"retired":{…}}
Each as in `key list`; "retired" is null if there was no signing key."#,
    ),
    ("key activate", KEY),
    ("key retire", KEY),
    ("key remove", KEY),
    (
        "key jwks",
        r#"{"keys":[{…}]}
A JWK set (RFC 7517 section 5), with and without --json."#,
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
        r#"[{"name","roles":["…"],"scope","claims":{…},"disabled","version",
 "created_at","revoked_at"}]
"version" is the token version. "revoked_at" is when everything issued to the
user was last revoked."#,
    ),
    (
        "user show",
        r#"{"name","roles":["…"],"scope","claims":{…},"disabled","version",
 "created_at","revoked_at","locked_until"}
As in `user list`; "locked_until" is present while the user is locked after
too many failed logins."#,
    ),
    ("user passwd", USER),
    ("user disable", USER),
    ("user enable", USER),
    ("user unlock", USER),
    ("user remove", USER),
    ("user role add", USER),
    ("user role remove", USER),
    ("user set", USER),
    ("login", TOKENS),
    ("token", r#"{"access_token":"…","expires_in":900}"#),
    ("refresh", TOKENS),
    (
        "revoke",
        r#"{"revoked","id","already","until","version"}
"revoked" is "access_token", "session", "user", "jti" or "key". "until" and
"version" are present if they apply."#,
    ),
    ("logout", r#"{"session_id","user","already_ended"}"#),
    (
        "session list",
        r#"[{"session_id","user","client_id","scope","status","created_at",
 "refreshed_at","idle_expires_at","expires_at","generation","version",
 "ended_at","end_reason","current"}]
"status" is "live", "ended", "idle_expired" or "expired". "end_reason" is
"logout", "revoked", "expired", "reuse", "state_restored", "user_revoked",
"password_changed", "user_disabled", "user_removed", or null. "current" is
true for the session saved in the home."#,
    ),
    (
        "session show",
        r#"{"session_id","user","client_id","scope","status","created_at",
 "refreshed_at","idle_expires_at","expires_at","generation","version",
 "ended_at","end_reason","current"}
As in `session list`."#,
    ),
    (
        "introspect",
        r#"{"active":true,…}
As defined in RFC 7662 section 2.2, with and without --json."#,
    ),
    (
        "events",
        r#"{"id","at","event","user","session_id","client_id","detail"}
One object per line, oldest first. "id" is unique and does not define an
order. "event" is "login", "login_refused", "refresh", "retry", "reuse",
"state_restored", "revoke", "logout", or the name of a change to users, keys
or settings."#,
    ),
    ("prune", r#"{"sessions","revocations","failed_logins","events","sealed"}"#),
    (
        "doctor",
        r#"{"home","healthy":true,"findings":[{"id","level","message","why","fix"}],
 "checked":["…"],"not_checked":["…"],"state":{"schema":1,"users":N,
 "sessions":N,"revoked_tokens":N,"revoked_keys":N,"events":N,"bytes":N}}
A "state" on a server has "servers":[{"version","role","memory_policy",
"append_only_file":true,"replicas":N}], and its "bytes" is null.
"healthy" is true without errors and warnings. "level" is "error", "warning"
or "note". "id" is "exposed", "foreign", "unreadable", "left-behind",
"lock-held", "home", "config", "refresh-key", "ring", "key", "stray-key",
"weak-key", "expired-key", "no-active-key", "disagreement", "state",
"state-damaged", "state-not-writable", "state-restored", "state-forgotten",
"state-copied", "state-mark", "user-name", "clock", "session" or
"ended-session"."#,
    ),
    (
        "serve",
        r#"{"urls":["…"],"home":"…","pid":0}
One line, when the server accepts connections. With --check
{"url","healthy":true}."#,
    ),
    (
        "demo",
        r#"{"step":1,"chapter","title","why","at","elapsed",
 "claims":{…},"request":{"method","path","headers":{…},"body"},
 "response":{"status","reason","headers":{…},"body"},
 "command","exit_code","problem"}
One line per step. "at" is the time in the demo, "elapsed" the seconds since
its start. "claims" are the claims of an access token, in the step that
decodes one. "request" and "response" are null for steps without HTTP; a
"body" is JSON or null. "command" is the equivalent command, which exits with
"exit_code". "problem" is null, or describes the unexpected result in the
last line."#,
    ),
    ("clock", CLOCK),
    ("clock advance", CLOCK),
    (
        "init",
        r#"{"home","replaced","kid","alg","config","sandbox"}
With --export: {"file","keys","public"}.
"kid" and "alg" are null in a home that only verifies."#,
    ),
    (
        "store copy",
        r#"{"from":"…","to":"…","records":{"users":N,"removed_users":N,"sessions":N,
 "revoked_tokens":N,"revoked_keys":N,"failed_logins":N,"events":N},
 "resumed":false}
With --abort: {"from","unlocked","removed"}; "removed" is the location of the
incomplete copy that was removed, or null. "records" is empty if an earlier
command had compared them."#,
    ),
    (
        "seed",
        r#"{"settings":[{"name","value","outcome"}],
 "keys":[{"kid","alg","state","outcome"}],
 "users":[{"name","outcome","changes":["…"]}]}
"outcome" is "added", "changed" or "unchanged". "changes" says what changed
of a user: "password", "roles", "scope" or "claims"."#,
    ),
    ("config get", r#"{"name","value","default","set","meaning"}"#),
    ("config set", r#"{"name","value","default","set","meaning"}"#),
    ("config unset", r#"{"name","value","default","set","meaning"}"#),
    ("config list", r#"[{"name","value","default","set","meaning"}]"#),
    ("config path", r#"{"path"}"#),
];

const CLOCK: &str = r#"{"now","offset","system_now"}
"now" is the time in the sandbox, "offset" how many seconds it is ahead."#;

const HEADERS: &str = r#"{"headers":[{"name":"Authorization","value":"…"}]}"#;

const KEY: &str = r#"{"kid","state","alg","kty","crv","bits","private","origin","issuer",
 "created_at","retired_at","verify_until","verifies"}"#;

const KEYS: &str = r#"[{"kid","state","alg","kty","crv","bits","private","origin","issuer",
 "created_at","retired_at","verify_until","verifies"}]"#;

const WRITTEN: &str = r#"The JWK or JWK set itself; for PEM and DER
{"format":"pem","private":false,"key":"…"}, with DER as base64."#;

const USER: &str = r#"{"name","roles":["…"],"scope","claims":{…},"disabled","version",
 "created_at","revoked_at"}"#;

/// RFC 6749 section 5.1.
const TOKENS: &str = r#"{"access_token":"…","token_type":"Bearer","expires_in":900,
 "refresh_token":"…","scope":"…","session_id":"…",
 "refresh_token_timeout":2592000,"authorization_expires_in":7776000}
All lifetimes are in seconds: "refresh_token_timeout" until the session must
be refreshed, "authorization_expires_in" until it ends in any case."#;

/// The shape of an error, for every command.
pub const FAILURE: &str = r#"{"error":{"code","message","hint","exit_code"}}"#;

pub fn of(command: &str) -> Option<&'static str> {
    SHAPES.iter().find(|(name, _)| *name == command).map(|(_, shape)| *shape)
}
