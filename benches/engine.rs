//! What a signature costs with and without everything around it: `cargo bench --bench engine`.
//!
//! For each algorithm, signing and verifying, on one thread and on two: the cryptographic library alone on keys prepared
//! once; jsonwebtoken's `encode` and `decode`; and this program's own pipeline on prepared keys, strict reading, claim
//! checks and fresh token ids included. They take turns of some 20 ms each.

mod measure;
mod raw;

use std::hint::black_box;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use jsonwebtoken::{DecodingKey, EncodingKey, Validation};
use measure::{Times, take_turns};
use raw::{Signed, Signer, Verifier};
use tokctl::base::json::{self, Duplicates};
use tokctl::base::{Clock as _, SystemClock, SystemRandom};
use tokctl::core::tokens::issue::{IssueRequest, PreparedToken};
use tokctl::jose::alg::KeyType;
use tokctl::jose::key::{Form, Key, Material};
use tokctl::jose::{Algorithm, SigningKey, Strength, generate, pem};
use tokctl::token::issue::TokenSpec;
use tokctl::token::key_issuer::KeyIssuer;
use tokctl::token::keyset::{Candidate, KeySet};
use tokctl::token::parser::{Parsed, TokenParser};
use tokctl::token::policy::Policy;

const ALGORITHMS: [&str; 8] = ["HS256", "RS256", "PS256", "ES256", "EdDSA", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];
const ROUNDS: usize = 25;
const TURN: Duration = Duration::from_millis(20);
/// So many different tokens, one after the other.
const TOKENS: usize = 64;
/// With header and signature, a token of some 450 bytes under HS256.
const CLAIMS: &str = r#"{"iss":"https://auth.example","sub":"3f1c7a52-user","aud":"api","client_id":"web-frontend","sid":"0f9d3ce1a2b4","ver":3,"scope":"read write profile","roles":["EDITOR","AUDITOR"],"email":"someone@somewhere.example"}"#;

/// Does its work for so many tokens.
type Worker<'a> = Box<dyn FnMut(usize) + 'a>;
/// Makes a thread's own worker.
type Maker<'a> = &'a (dyn Fn() -> Worker<'a> + Sync);

fn main() {
    // `cargo bench --bench engine -- ES256` measures that alone; cargo adds an option of its own.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    for threads in [1, 2] {
        let title = format!("{threads} thread{}", if threads == 1 { "" } else { "s" });
        println!("{title:<16} {:>18} {:>18} {:>18} {:>8} {:>8}", "raw", "jsonwebtoken", "tokctl", "of raw", "faster");
        for name in ALGORITHMS.into_iter().filter(|name| wanted.iter().all(|wanted| name.contains(wanted.as_str()))) {
            let bench = Bench::new(name);
            bench.verify(threads);
            bench.sign(threads);
        }
        println!();
    }
    println!("Nanoseconds a token and thread: medians of {ROUNDS} turns each, in brackets the fastest tenth's.");
    println!("of raw: the share of the raw library's speed. faster: how many times jsonwebtoken's speed.");
}

struct Bench {
    name: &'static str,
    key: Key,
    alg: Algorithm,
    tokens: Vec<String>,
}

impl Bench {
    fn new(name: &'static str) -> Self {
        let alg = Algorithm::from_name(name).expect("a known algorithm");
        let bits = if alg.key_type() == KeyType::Rsa { 2048 } else { 256 };
        let material = generate(alg.key_type(), bits, &SystemRandom).expect("a key");
        let key = Key::new(material, Form::Raw);
        let mut tokens = Vec::new();
        let signing = SigningKey::new(&key, alg, Strength::Required).expect("a key");
        issue(&signing, TOKENS, |lines| tokens.extend(String::from_utf8_lossy(lines).lines().map(str::to_owned)));
        Self { name, key, alg, tokens }
    }

    fn verify(&self, threads: usize) {
        let verifier = Verifier::new(&self.key, self.name);
        let signed: Vec<Signed> = self.tokens.iter().map(|token| Signed::of(token)).collect();
        let raw: Maker<'_> = &|| Box::new(|count| signed.iter().cycle().take(count).for_each(|s| verifier.verify(s)));

        let decoding = self.theirs().map(|(alg, _, key)| {
            let mut validation = Validation::new(alg);
            validation.set_audience(&["api"]);
            validation.set_issuer(&["https://auth.example"]);
            (validation, key)
        });
        let decode = |token: &String| {
            let (validation, key) = decoding.as_ref().expect("their algorithm");
            black_box(jsonwebtoken::decode::<serde_json::Value>(token, key, validation).expect("good"));
        };
        let theirs: Maker<'_> = &|| Box::new(|count| self.tokens.iter().cycle().take(count).for_each(decode));

        let candidate =
            Candidate { key: self.key.clone(), source: String::new(), any_kid: true, issuer: KeyIssuer::Any };
        let keys = Arc::new(KeySet::new(vec![candidate], Vec::new(), Strength::Required));
        let (policy, now) = (
            &Policy {
                issuers: vec!["https://auth.example".into()],
                audiences: vec!["api".into()],
                ..Policy::default()
            },
            SystemClock.now(),
        );
        let ours: Maker<'_> = &|| {
            let mut parser = TokenParser::new(Arc::clone(&keys));
            let mut verify_one = move |token: &String| {
                let accepted = parser.parse(token).and_then(Parsed::check_signature).expect("valid");
                assert!(black_box(accepted.check_claims(policy, now, None)).is_valid());
            };
            Box::new(move |count| self.tokens.iter().cycle().take(count).for_each(&mut verify_one))
        };
        compare(&format!("{} verify", self.name), threads, raw, decoding.is_some().then_some(theirs), ours);
    }

    fn sign(&self, threads: usize) {
        let signer = Signer::new(&self.key, self.name);
        let signed: Vec<Signed> = self.tokens.iter().map(|token| Signed::of(token)).collect();
        let sign = |signed: &Signed| signer.sign(&signed.message);
        let raw: Maker<'_> = &|| Box::new(|count| signed.iter().cycle().take(count).for_each(sign));

        let encoding = self.theirs().map(|(alg, key, _)| (jsonwebtoken::Header::new(alg), key));
        let claims: serde_json::Value = serde_json::from_str(CLAIMS).expect("claims");
        let encode = |_| {
            let (header, key) = encoding.as_ref().expect("their algorithm");
            black_box(jsonwebtoken::encode(header, &claims, key).expect("a token"));
        };
        let theirs: Maker<'_> = &|| Box::new(|count| (0..count).for_each(encode));

        let signing = SigningKey::new(&self.key, self.alg, Strength::Required).expect("a key");
        let ours: Maker<'_> = &|| Box::new(|count| issue(&signing, count, |lines| _ = black_box(lines)));
        compare(&format!("{} sign", self.name), threads, raw, encoding.is_some().then_some(theirs), ours);
    }

    /// The same for jsonwebtoken, unless it does not know the algorithm.
    fn theirs(&self) -> Option<(jsonwebtoken::Algorithm, EncodingKey, DecodingKey)> {
        let alg = self.name.parse().ok()?;
        if let Material::Oct(secret) = &self.key.material {
            let secret = secret.expose();
            return Some((alg, EncodingKey::from_secret(secret), DecodingKey::from_secret(secret)));
        }
        let pem = |private| pem::to_pem(&self.key, private).expect("PEM");
        let (private, public) = (pem(true), pem(false));
        let (private, public) = (private.expose(), public.expose());
        let keys = match &self.key.material {
            Material::Rsa(_) => (EncodingKey::from_rsa_pem(private), DecodingKey::from_rsa_pem(public)),
            Material::Ec(_) => (EncodingKey::from_ec_pem(private), DecodingKey::from_ec_pem(public)),
            _ => (EncodingKey::from_ed_pem(private), DecodingKey::from_ed_pem(public)),
        };
        Some((alg, keys.0.expect("a private key"), keys.1.expect("a public key")))
    }
}

/// Issues `count` tokens as `issue --count` does.
fn issue(key: &SigningKey, count: usize, mut sink: impl FnMut(&[u8]) + Send) {
    let claims = json::parse_object(CLAIMS.as_bytes(), Duplicates::Refuse).expect("claims").into_owned();
    let spec = TokenSpec { claims, typ: Some("at+jwt".into()), ..TokenSpec::default() };
    let request = IssueRequest { spec, count: count as u64, detached: false, deny_warnings: false };
    let issue = PreparedToken::prepare(request, key, SystemClock.now()).expect("a token");
    let sink = |lines: &[u8]| {
        sink(lines);
        Ok(())
    };
    issue.sign_lines(key, &SystemRandom, 1, sink).expect("tokens");
}

fn compare(name: &str, threads: usize, raw: Maker<'_>, theirs: Option<Maker<'_>>, ours: Maker<'_>) {
    let mut count = 1;
    while turn(raw, threads, count) < TURN / 2 {
        count *= 2;
    }
    let timed = |maker: Maker<'_>| turn(maker, threads, count);
    let mut their_turn = || theirs.map_or(Duration::ZERO, timed);
    let [raw, theirs_times, ours] = take_turns(ROUNDS, [&mut || timed(raw), &mut their_turn, &mut || timed(ours)]);
    let nanos = |time: Duration| time.as_secs_f64() * 1e9 / count as f64;
    let shown = |times: &Times| format!("{:.0} ({:.0})", nanos(times.median()), nanos(times.low()));
    let (other, faster) = match theirs {
        Some(_) => (shown(&theirs_times), format!("{:.2}", theirs_times.ratio_to(&ours))),
        None => ("-".to_owned(), "-".to_owned()),
    };
    let (a, c, share) = (shown(&raw), shown(&ours), 100.0 * raw.ratio_to(&ours));
    println!("{name:<16} {a:>18} {other:>18} {c:>18} {share:>7.1}% {faster:>8}");
}

/// How long it takes for each of the threads to do `count` tokens.
fn turn(maker: Maker<'_>, threads: usize, count: usize) -> Duration {
    let start = Barrier::new(threads);
    std::thread::scope(|scope| {
        let work = || {
            let mut worker = maker();
            // Preparation for the first token does not count toward the others.
            worker(1);
            start.wait();
            let began = Instant::now();
            worker(count);
            began.elapsed()
        };
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().map(|handle| handle.join().expect("no panic")).max().unwrap_or_default()
    })
}
