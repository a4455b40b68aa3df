//! Digest authentication (RFC 7616), with `qop=auth` or, as in RFC 2069, without `qop`.

use zeroize::Zeroizing;

use crate::base::named::named_enum;
use crate::base::{Code, Fault, Secret, hex, percent};
use crate::jose::crypto;

use super::grammar::{AuthValue, is_quotable, quoted};

named_enum! {
    pub enum DigestAlgorithm {
        Md5 = "MD5",
        Md5Sess = "MD5-sess",
        Sha256 = "SHA-256",
        Sha256Sess = "SHA-256-sess",
        Sha512_256 = "SHA-512-256",
        Sha512_256Sess = "SHA-512-256-sess",
    }
}

impl DigestAlgorithm {
    /// The algorithm of this name, in any case; MD5 if none is named (RFC 7616 section 3.3).
    fn of(name: Option<&str>) -> Option<Self> {
        let name = name.unwrap_or("MD5");
        Self::ALL.iter().copied().find(|alg| alg.name().eq_ignore_ascii_case(name))
    }

    const fn is_session(self) -> bool {
        matches!(self, Self::Md5Sess | Self::Sha256Sess | Self::Sha512_256Sess)
    }

    /// What a client may compute instead, because it takes SHA-512/256 for SHA-256.
    const fn mistaken(self) -> Option<Self> {
        match self {
            Self::Sha512_256 => Some(Self::Sha256),
            Self::Sha512_256Sess => Some(Self::Sha256Sess),
            Self::Md5 | Self::Md5Sess | Self::Sha256 | Self::Sha256Sess => None,
        }
    }

    /// The hash of `parts` with colons between, in hexadecimal. That of a password is as good as the password.
    fn hash(self, parts: &[&[u8]]) -> Zeroizing<String> {
        let text = Zeroizing::new(parts.join(&b':'));
        Zeroizing::new(match self {
            Self::Md5 | Self::Md5Sess => hex::encode(&crypto::md5(&text)),
            Self::Sha256 | Self::Sha256Sess => hex::encode(&crypto::sha256(&text)),
            Self::Sha512_256 | Self::Sha512_256Sess => hex::encode(&crypto::sha512_256(&text)),
        })
    }
}

/// What a server asks for (RFC 7616 section 3.3).
#[derive(Debug, Clone, PartialEq)]
pub struct DigestChallenge {
    pub realm: String,
    pub nonce: String,
    pub opaque: Option<String>,
    pub algorithm: DigestAlgorithm,
    /// Whether the algorithm was named; then the response names it, too.
    is_algorithm_named: bool,
    /// Whether `qop` is asked for, which is `auth`; if not, the response is that of RFC 2069.
    has_qop: bool,
    /// The nonce of the request was too old; its password was right.
    pub stale: bool,
    /// The server wants the hash of the user name.
    pub userhash: bool,
}

/// The only supported quality of protection: `auth-int` covers a body, which is not known here.
const QOP: &str = "auth";

impl DigestChallenge {
    pub fn read(value: &AuthValue) -> Result<Self, Fault> {
        let required = |name: &str| {
            let missing = || Fault::new(Code::Malformed, format!("the Digest challenge has no {name}"));
            value.param(name).map(str::to_owned).ok_or_else(missing)
        };
        let is_true = |name| value.param(name).is_some_and(|text: &str| text.eq_ignore_ascii_case("true"));
        let algorithm = DigestAlgorithm::of(value.param("algorithm"));
        let algorithm = algorithm.ok_or_else(|| unsupported("algorithm", value.param("algorithm")))?;
        let qop = value.param("qop");
        if let Some(list) = qop
            && !list.split(',').any(|qop| qop.trim().eq_ignore_ascii_case(QOP))
        {
            return Err(unsupported("qop", qop));
        }
        Ok(Self {
            realm: required("realm")?,
            nonce: required("nonce")?,
            opaque: value.param("opaque").map(str::to_owned),
            algorithm,
            is_algorithm_named: value.param("algorithm").is_some(),
            has_qop: qop.is_some(),
            stale: is_true("stale"),
            userhash: is_true("userhash"),
        })
    }
}

fn unsupported(name: &str, found: Option<&str>) -> Fault {
    let supported: Vec<&str> = match name {
        "qop" => vec![QOP],
        _ => DigestAlgorithm::ALL.iter().map(|alg| alg.name()).collect(),
    };
    let found = found.unwrap_or_default();
    Fault::new(Code::AlgorithmRefused, format!("unsupported Digest {name} {found:?}"))
        .hint(format!("supported: {}", supported.join(", ")))
}

/// The challenge among `values` that `credentials` respond to: one with the same algorithm if possible, else the first.
pub fn answered(values: &[AuthValue], credentials: &AuthValue) -> Result<DigestChallenge, Fault> {
    let algorithm = DigestAlgorithm::of(credentials.param("algorithm"));
    choose(values, algorithm).or_else(|_| choose(values, None))
}

/// The first challenge with a supported algorithm, or with `algorithm`; a server lists what it prefers first.
pub fn choose(values: &[AuthValue], algorithm: Option<DigestAlgorithm>) -> Result<DigestChallenge, Fault> {
    let mut digests = values.iter().filter(|value| value.is("Digest")).map(DigestChallenge::read).peekable();
    if digests.peek().is_none() {
        let schemes: Vec<&str> = values.iter().map(|value| value.scheme.as_str()).collect();
        let message = format!("the server does not offer Digest; it offers {}", schemes.join(", "));
        return Err(Fault::new(Code::NotFound, message));
    }
    let mut first_fault = None;
    for challenge in digests {
        match challenge {
            Ok(challenge) if algorithm.is_none_or(|wanted| wanted == challenge.algorithm) => return Ok(challenge),
            Ok(_) => {}
            Err(fault) => _ = first_fault.get_or_insert(fault),
        }
    }
    let not_offered = || Fault::new(Code::NotFound, "the server does not offer Digest with this algorithm");
    Err(first_fault.unwrap_or_else(not_offered))
}

/// A request to authenticate.
#[derive(Debug, Clone, Copy)]
pub struct DigestRequest<'a> {
    pub method: &'a str,
    /// The request target, as in the request line.
    pub uri: &'a str,
    /// How many requests have used the nonce, this one included.
    pub count: u32,
    /// Random text of the client.
    pub cnonce: &'a str,
}

/// What the response is computed from (RFC 7616 section 3.4).
struct ResponseInput<'a> {
    algorithm: DigestAlgorithm,
    /// Not hashed.
    user: &'a str,
    realm: &'a str,
    password: &'a Secret,
    nonce: &'a str,
    /// Client nonce and count in hexadecimal; absent without `qop`.
    client: Option<(&'a str, &'a str)>,
    cnonce: &'a str,
    method: &'a str,
    uri: &'a str,
}

impl ResponseInput<'_> {
    fn response(&self) -> Zeroizing<String> {
        let hash = |parts: &[&[u8]]| self.algorithm.hash(parts);
        let nonce = self.nonce.as_bytes();
        let mut first = hash(&[self.user.as_bytes(), self.realm.as_bytes(), self.password.expose()]);
        if self.algorithm.is_session() {
            first = hash(&[first.as_bytes(), nonce, self.cnonce.as_bytes()]);
        }
        let second = hash(&[self.method.as_bytes(), self.uri.as_bytes()]);
        match self.client {
            Some((count, cnonce)) => {
                let qop = QOP.as_bytes();
                hash(&[first.as_bytes(), nonce, count.as_bytes(), cnonce.as_bytes(), qop, second.as_bytes()])
            }
            None => hash(&[first.as_bytes(), nonce, second.as_bytes()]),
        }
    }
}

/// The credentials that respond to `challenge`.
pub fn answer(
    challenge: &DigestChallenge,
    user: &str,
    password: &Secret,
    request: &DigestRequest<'_>,
) -> Result<String, Fault> {
    let texts = [user, request.uri, request.cnonce];
    if !texts.into_iter().all(is_quotable) {
        return Err(Fault::new(Code::Usage, "user name, URI and client nonce must not contain control characters"));
    }
    let count = format!("{:08x}", request.count);
    let response = ResponseInput {
        algorithm: challenge.algorithm,
        user,
        realm: &challenge.realm,
        password,
        nonce: &challenge.nonce,
        client: challenge.has_qop.then_some((count.as_str(), request.cnonce)),
        cnonce: request.cnonce,
        method: request.method,
        uri: request.uri,
    }
    .response();
    let username = match () {
        () if challenge.userhash => quoted("username", &userhash(challenge.algorithm, user, &challenge.realm)),
        () if user.is_ascii() => quoted("username", user),
        // RFC 8187: a quoted string holds no other characters.
        () => format!("username*=UTF-8''{}", percent::encode(user, b"")),
    };
    let mut params = vec![username, quoted("realm", &challenge.realm), quoted("uri", request.uri)];
    if challenge.is_algorithm_named {
        params.push(format!("algorithm={}", challenge.algorithm));
    }
    params.push(quoted("nonce", &challenge.nonce));
    if challenge.has_qop {
        params.extend([format!("nc={count}"), quoted("cnonce", request.cnonce), format!("qop={QOP}")]);
    } else if challenge.algorithm.is_session() {
        params.push(quoted("cnonce", request.cnonce));
    }
    params.push(quoted("response", &response));
    params.extend(challenge.opaque.as_deref().map(|opaque| quoted("opaque", opaque)));
    if challenge.userhash {
        params.push("userhash=true".to_owned());
    }
    Ok(format!("Digest {}", params.join(", ")))
}

/// RFC 7616 section 3.4.4.
fn userhash(algorithm: DigestAlgorithm, user: &str, realm: &str) -> Zeroizing<String> {
    algorithm.hash(&[user.as_bytes(), realm.as_bytes()])
}

/// The user name in `username*` (RFC 8187 section 3.2.1); `None` if it is not in UTF-8.
fn extended_value(text: &str) -> Option<String> {
    let (charset, rest) = text.split_once('\'')?;
    let (_, encoded) = rest.split_once('\'')?;
    String::from_utf8(percent::decode_strict(encoded)?).ok().filter(|_| charset.eq_ignore_ascii_case("UTF-8"))
}

/// The user of credentials, unless it is hashed.
pub fn username(credentials: &AuthValue) -> Option<String> {
    match credentials.param("username*") {
        Some(extended) => extended_value(extended),
        None => credentials.param("username").map(str::to_owned),
    }
}

/// What credentials are compared with.
#[derive(Debug, Clone, Copy)]
pub struct ExpectedCredentials<'a> {
    pub user: &'a str,
    pub password: &'a Secret,
    pub method: &'a str,
    /// The request target; any if `None`.
    pub uri: Option<&'a str>,
    /// The challenge that was sent; without it, the credentials' own realm and nonce are taken.
    pub challenge: Option<&'a DigestChallenge>,
}

/// Everything that is wrong with credentials; empty if they are right. Fails if they are malformed.
pub fn check(credentials: &AuthValue, expected: &ExpectedCredentials<'_>) -> Result<Vec<Fault>, Fault> {
    let required = |name: &str| {
        let missing = || Fault::new(Code::Malformed, format!("the Digest credentials have no {name}"));
        credentials.param(name).ok_or_else(missing)
    };
    let (realm, nonce, uri, response) =
        (required("realm")?, required("nonce")?, required("uri")?, required("response")?);
    let algorithm = DigestAlgorithm::of(credentials.param("algorithm"));
    let algorithm = algorithm.ok_or_else(|| unsupported("algorithm", credentials.param("algorithm")))?;
    let cnonce = credentials.param("cnonce").unwrap_or_default();
    let client = match credentials.param("qop") {
        None => None,
        Some(qop) if qop.eq_ignore_ascii_case(QOP) => Some((required("nc")?, required("cnonce")?)),
        Some(qop) => return Err(unsupported("qop", Some(qop))),
    };
    if let Some((count, _)) = client
        && (count.len() != 8 || !count.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return Err(Fault::new(Code::Malformed, "nc must be eight hexadecimal digits (RFC 7616 §3.4)"));
    }
    let mut faults = Vec::new();
    let mut refuse = |code, message: String| faults.push(Fault::new(code, message));
    if let Some(challenge) = expected.challenge {
        compare_with_challenge(credentials, challenge, algorithm, &mut refuse);
    }
    if expected.uri.is_some_and(|expected| expected != uri) {
        refuse(Code::WrongClaim, "the uri does not match the request target".to_owned());
    }
    let is_hashed = credentials.param("userhash").is_some_and(|text| text.eq_ignore_ascii_case("true"));
    let is_user = |algorithm| {
        if !is_hashed {
            return username(credentials).is_some_and(|found| found == expected.user);
        }
        let hash = userhash(algorithm, expected.user, realm);
        credentials.param("username").is_some_and(|found| found.eq_ignore_ascii_case(&hash))
    };
    let is_response = |algorithm, method| {
        let (user, password) = (expected.user, expected.password);
        let input = ResponseInput { algorithm, user, realm, password, nonce, client, cnonce, method, uri };
        Secret::from(input.response().as_bytes()) == Secret::from(response.to_ascii_lowercase())
    };
    let message = match (is_user(algorithm), is_response(algorithm, expected.method)) {
        (true, true) => return Ok(faults),
        (false, _) => "the user name does not match",
        (true, false) => "the response does not match this password, method and uri",
    };
    let fault = Fault::new(Code::LoginRefused, message);
    let other_method = METHODS.iter().copied().find(|method| is_user(algorithm) && is_response(algorithm, *method));
    let mistaken = algorithm.mistaken().filter(|other| is_user(*other) && is_response(*other, expected.method));
    faults.push(if let Some(method) = other_method {
        fault.hint(format!("it is the response for the method {method}; pass it with --method"))
    } else if let Some(other) = mistaken {
        fault.hint(format!(
            "the client computed {other} instead of {algorithm}, as old versions of curl do; offer it {other}"
        ))
    } else {
        fault
    });
    Ok(faults)
}

/// Methods that are tried to explain a response that does not match.
const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

fn compare_with_challenge(
    credentials: &AuthValue,
    challenge: &DigestChallenge,
    algorithm: DigestAlgorithm,
    refuse: &mut impl FnMut(Code, String),
) {
    if credentials.param("nonce") != Some(challenge.nonce.as_str()) {
        let message = "the nonce does not match the challenge, so it may be stale: respond to the new challenge";
        refuse(Code::WrongNonce, message.to_owned());
    }
    for (name, sent) in [("realm", Some(challenge.realm.as_str())), ("opaque", challenge.opaque.as_deref())] {
        if credentials.param(name) != sent {
            refuse(Code::WrongClaim, format!("{name} does not match the challenge"));
        }
    }
    if algorithm != challenge.algorithm {
        refuse(Code::WrongClaim, format!("the algorithm is {algorithm}, not {}", challenge.algorithm));
    }
    if credentials.param("qop").is_none() && challenge.has_qop {
        refuse(Code::WrongClaim, "the challenge asks for qop, the credentials have none".to_owned());
    }
}

#[cfg(test)]
mod tests;
