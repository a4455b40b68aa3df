//! `decode --redact` prints no value of the token and no part of its signature, whatever the token.

#[path = "support/env.rs"]
mod env;
#[path = "support/recorder.rs"]
mod recorder;

use std::io;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use recorder::Recorder;
use tokctl::base::{FixedClock, SystemRandom, Timestamp, b64};
use tokctl::cli::env::Prompt;

struct NoTerminal;

impl Prompt for NoTerminal {
    fn secret(&mut self, _: &str) -> io::Result<String> {
        Err(io::Error::new(io::ErrorKind::NotFound, "no such device"))
    }
}

/// Everything that the command prints, on both streams.
fn redacted(token: &str, more: &[&str]) -> String {
    let output = Recorder::default();
    let clock = Arc::new(FixedClock::new(Timestamp::from_secs(1_795_510_800)));
    let mut env = env::empty(Path::new("/"), clock, Arc::new(SystemRandom), Box::new(NoTerminal));
    env.args.extend(["decode", "--redact", token].iter().chain(more).map(Into::into));
    env.stdout = Box::new(output.clone());
    env.stderr = Box::new(output.clone());
    tokctl::cli::run(&mut env);
    output.text()
}

/// Letters of which no word of the output has four in a row.
const SECRET: &str = "[QXZJKW]{4,12}";

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![SECRET.prop_map(|text| format!("{text:?}")), Just("false".to_owned())];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let name = "(sub|iss|aud|email|address|act|cnf|roles|scope|[QXZJKW@]{5,9}@)";
        let members = proptest::collection::vec((name, inner.clone()), 0..4).prop_map(|members| {
            let members: Vec<String> = members.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
            format!("{{{}}}", members.join(","))
        });
        let items = proptest::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(",")));
        prop_oneof![members, items]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_value_and_no_part_of_the_signature_is_printed(
        alg in prop_oneof![Just("\"ES256\"".to_owned()), value()],
        (kid, typ, payload, raw) in (value(), value(), value(), SECRET),
        is_json: bool,
    ) {
        let header = format!("{{\"alg\":{alg},\"kid\":{kid},\"typ\":{typ},\"zip\":{kid}}}");
        let payload = if is_json { payload } else { format!("text {raw}") };
        let signature = b64::encode(raw.repeat(16));
        let token = format!("{}.{}.{signature}", b64::encode(&header), b64::encode(&payload));
        prop_assert!(redacted(&token, &["--json"]).contains("\"redacted\":true"), "{header} {payload}");
        for more in [&[][..], &["--json"], &["-v"], &["--expires-after", "5m"]] {
            let shown = redacted(&token, more);
            for (at, _) in shown.char_indices() {
                let window: String = shown[at..].chars().take(4).collect();
                let is_secret = window.len() == 4 && window.chars().all(|c| "QXZJKW@".contains(c));
                prop_assert!(!is_secret, "{window:?} of {header} {payload} in {shown}");
                let part: String = shown[at..].chars().take(8).collect();
                prop_assert!(part.chars().count() < 8 || !signature.contains(&part), "{part:?} in {shown}");
            }
        }
    }
}
