use super::*;
use crate::cli::verbs;

fn refused(args: &[&str]) -> Option<Fault> {
    let args: Vec<OsString> = std::iter::once(&"tokctl").chain(args).map(Into::into).collect();
    let mut root = verbs::documented();
    root.build();
    verbs::documented().try_get_matches_from(&args).err().map(|error| fault(&error, &root, &args))
}

/// Every command without subcommands, as the words that name it.
fn leaves(command: &Command, path: &[String], found: &mut Vec<Vec<String>>) {
    let inner: Vec<&Command> = command.get_subcommands().filter(|inner| inner.get_name() != "help").collect();
    if inner.is_empty() {
        found.push(path.to_vec());
    }
    for command in inner {
        leaves(command, &[path, &[command.get_name().to_owned()]].concat(), found);
    }
}

#[test]
fn every_command_reports_a_mistyped_option() {
    let mut all = Vec::new();
    leaves(&verbs::documented(), &[], &mut all);
    assert!(all.len() > 30, "{all:?}");
    for path in all {
        for position in 0..=2 {
            let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
            args.extend(["one", "two"].iter().take(position));
            args.push("--typoed");
            let fault = refused(&args).unwrap_or_else(|| panic!("{args:?} was accepted"));
            let is_extra = fault.message.starts_with("unexpected argument");
            let is_value =
                fault.message.contains("\"one\" is not valid") || fault.message.starts_with("unknown command");
            assert!(
                fault.message == "unknown option '--typoed'" || position > 0 && (is_extra || is_value),
                "{args:?}: {}",
                fault.message
            );
        }
    }
}

#[test]
fn habits_from_other_tools_get_the_right_command() {
    for (args, hint) in [
        (&["encode"][..], "use `tokctl issue`"),
        (&["validate", "x"], "use `tokctl verify`"),
        (&["whoami"], "use `tokctl session show`"),
        (&["status"], "use `tokctl session show`"),
        (&["auth", "status"], "use `tokctl session show`"),
        (&["auth", "login"], "use `tokctl login`"),
        (&["auth", "token"], "use `tokctl token`"),
        (&["auth"], "see `tokctl --help`"),
        (&["jwt", "encode", "--secret", "x"], "use `tokctl issue`"),
        (&["jwt", "decode", "x"], "use `tokctl decode`"),
        (&["crypto", "jwt", "sign"], "use `tokctl issue`"),
        (&["crypto", "jwt", "inspect", "--insecure"], "use `tokctl decode`"),
        (&["crypto", "jwt", "verify"], "use `tokctl verify`"),
        (&["crypto", "jwk", "create", "a", "b"], "use `tokctl key`"),
        (&["crypto", "keypair", "a", "b"], "use `tokctl key generate`"),
        (&["crypto", "key", "format", "a"], "see `tokctl key --help`"),
        (&["serve", "--port", "80"], "use --listen"),
        (&["serve", "--tls-cert", "x"], "see `tokctl serve --help`"),
        (&["key", "convert", "x"], "usage: tokctl key convert [OPTIONS] --format"),
        (&["issue", "--user", "alice"], "use --sub"),
        (&["issue", "-o", "x.txt"], "use --out"),
        (&["key", "list", "-o", "json"], "use --json"),
        (&["key", "list", "--format", "json"], "use --json"),
        (&["verify", "--insecure", "a.b.c"], "`tokctl decode` shows a token without"),
        (&["serve", "-p", "80"], "use --listen"),
        (&["verify", "Bearer", "a.b.c"], "put quotes around the header"),
        (&["decode", "Authorization:", "Bearer", "a.b.c"], "put quotes around the header"),
        (&["header", "parse", "Basic", "QTpC"], "put quotes around the header"),
        (&["decode", "a.b.c", "a.b.c"], "usage: tokctl decode"),
        (&["issue", "{\"a\":1}"], "pass claims with --claims JSON"),
        (&["config", "access.ttl"], "use `tokctl config get NAME` or"),
        (&["config", "access.ttl=5m"], "use `tokctl config get NAME` or"),
        (&["config", "acces"], "see `tokctl config --help`"),
        (&["key", "ls"], "use `tokctl key list`"),
        (&["key", "rm", "x"], "use `tokctl key remove`"),
        (&["user", "delete", "x"], "use `tokctl user remove`"),
        (&["user", "create", "x"], "use `tokctl user add`"),
        (&["verify", "--jwks", "https://a.example/jwks"], "use --key"),
        (&["verify", "--jwks-uri=https://a.example/jwks"], "use --key"),
        (&["isue"], "did you mean issue?"),
        (&["decode", "--secret", "x"], "decode needs no key; `tokctl verify --secret …` checks"),
        (&["issue", "--lifetime", "1h"], "use --ttl"),
        (&["issue", "--custom", "a=b"], "use --claim"),
        (&["session", "revoke", "x"], "use `tokctl revoke --session ID`"),
        (&["key", "revoke", "x"], "use `tokctl revoke --key KID`"),
        (&["user", "logout", "x"], "use `tokctl revoke --user NAME`"),
        (&["version"], "use `tokctl --version`"),
        (&["help", "nosuch"], "see `tokctl --help`"),
    ] {
        let fault = refused(args).unwrap();
        assert!(fault.hint.as_deref().unwrap_or_default().starts_with(hint), "{args:?}: {fault:?}");
    }
}

#[test]
fn a_negative_value_is_not_an_option() {
    for (args, name) in
        [(&["config", "set", "access.ttl", "-5m"][..], "access.ttl"), (&["verify", "--leeway", "-5s", "x"], "--leeway")]
    {
        let expected = format!("{name}: the value must not be negative");
        assert_eq!(refused(args).unwrap().message, expected, "{args:?}");
    }
}

#[test]
fn a_flag_with_a_value_is_reported() {
    assert_eq!(refused(&["decode", "--json=1", "x"]).unwrap().message, "--json takes no value");
    assert!(refused(&["decode", "-vv", "x"]).is_none() && refused(&["decode", "-q", "-q", "x"]).is_none());
}

#[test]
fn an_option_with_a_long_dash_is_reported() {
    let fault = |arg: &str| long_dash(&["tokctl".into(), "login".into(), arg.into()]);
    assert!(fault("\u{2014}password-stdin").unwrap().hint.unwrap().starts_with("write --password-stdin"));
    assert!(fault("--password-stdin").is_none() && fault("a\u{2014}b").is_none());
}

#[test]
fn no_secret_is_quoted() {
    const PEM: &str = "-----BEGIN PRIVATE KEY----- MC4CAQAwBQYDK2VwBCIEIDV -----END PRIVATE KEY-----";
    const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";
    for secret in [PEM, TOKEN, "K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols=", "-K7gNU3sdo_OL0wNhqoVWhr3g6s1xYv72ol"] {
        for args in [
            &[secret][..],
            &["key", "list", secret],
            &["key", secret],
            &["login", "alice", secret],
            &["issue", secret],
            &["verify", "one", secret],
            &["completions", secret],
            &["issue", "--count", secret],
            &["decode", "--date", secret],
        ] {
            let fault = refused(args).unwrap();
            let text = format!("{} {}", fault.message, fault.hint.unwrap_or_default());
            for part in secret.split(['.', ' ']).filter(|part| part.len() > 8) {
                assert!(!text.contains(part), "{args:?}: {text}");
            }
        }
    }
    let fault = refused(&["login", "alice", "hunter2"]).unwrap();
    assert!(!format!("{fault:?}").contains("hunter2"));
}
