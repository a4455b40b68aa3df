//! What users of other tools type, and what it is called here.

/// Commands of other tools, and the command to use instead.
pub const COMMANDS: &[(&str, &str)] = &[
    ("encode", "issue"),
    ("sign", "issue"),
    ("create", "issue"),
    ("inspect", "decode"),
    ("show", "decode"),
    ("check", "verify"),
    ("validate", "verify"),
    ("whoami", "session show"),
    ("status", "session show"),
    ("ls", "key list"),
    ("jwks", "key jwks"),
    ("keygen", "key generate"),
    ("keypair", "key generate"),
    ("jwk", "key"),
    ("version", "--version"),
];

/// Groups of commands of other tools, such as `gh auth status` and `step crypto jwt sign`.
pub const GROUPS: [&str; 3] = ["jwt", "crypto", "auth"];

/// Subcommands of other tools, for the commands that have the second one.
pub const SUBCOMMANDS: &[(&str, &str)] = &[
    ("ls", "list"),
    ("delete", "remove"),
    ("rm", "remove"),
    ("create", "generate"),
    ("new", "generate"),
    ("create", "add"),
    ("new", "add"),
    ("inspect", "show"),
    ("get", "show"),
    ("update", "set"),
    ("edit", "set"),
    ("modify", "set"),
    ("scope", "set"),
    ("validate", "check"),
    ("verify", "check"),
];

/// How to revoke what a command is about.
pub const REVOKE: &[(&str, &str)] =
    &[("tokctl session", "--session ID"), ("tokctl key", "--key KID"), ("tokctl user", "--user NAME")];

/// Options of other tools, for the commands that have the second one.
pub const OPTIONS: &[(&str, &str)] = &[
    ("--jwks", "--key"),
    ("--jwks-uri", "--key"),
    ("--jwks-url", "--key"),
    ("--algorithm", "--alg"),
    ("--audience", "--aud"),
    ("--issuer", "--iss"),
    ("--subject", "--sub"),
    ("--lifetime", "--ttl"),
    ("--expires-in", "--ttl"),
    ("--custom", "--claim"),
    ("--expiration", "--exp"),
    ("--type", "--typ"),
    ("--user", "--sub"),
    ("--username", "--sub"),
    ("--expires", "--exp"),
    ("--expiry", "--exp"),
    ("--scopes", "--scope"),
    ("--format", "--json"),
    ("--output", "--out"),
    ("--output", "--json"),
    ("-o", "--out"),
    ("-o", "--json"),
    // Of jwt-cli.
    ("-A", "--alg"),
    ("-P", "--claim"),
    ("-S", "--secret"),
    ("-a", "--aud"),
    ("-e", "--exp"),
    ("-i", "--iss"),
    ("-j", "--json"),
    ("-k", "--key"),
    ("-n", "--nbf"),
    ("-s", "--sub"),
    ("-t", "--typ"),
    ("--ignore-exp", "--allow-expired"),
    ("--iso8601", "--date"),
    // Of web servers.
    ("--port", "--listen"),
    ("-p", "--listen"),
    ("--bind", "--listen"),
    // Of step.
    ("--password-file", "--passphrase"),
];
