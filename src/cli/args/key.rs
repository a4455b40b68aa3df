//! `tokctl key`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::core::keys::Format;

use super::as_of::AsOfArgs;
use super::net::NetArgs;

/// Make, keep, convert and check keys
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key generate --alg EdDSA
  tokctl key list
  tokctl key rotate                      sign with a new key from now on
  tokctl key jwks > jwks.json            what others need to verify
  tokctl key convert key.pem --format jwk --public
  tokctl key check key.pem               exits 11 where it is weak or unsound

SOURCE is a file (PEM, DER, JWK or JWKS, told by its content), `-`, `env:NAME`, a key of the ring, the URL of a
JWKS, or `issuer:URL`. An encrypted private key asks for its passphrase. A certificate gives its key, its dates and
chain unchecked; of a chain in one file the leaf is taken, wherever it stands.")]
pub struct KeyArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: KeyAction,
}

/// What `key` can do.
#[derive(Debug, Subcommand)]
pub enum KeyAction {
    /// Make a key and add it to the ring
    Generate(GenerateArgs),
    /// Add keys from a file to the ring
    Import(ImportArgs),
    /// List the keys of the ring
    #[command(after_help = "\
Examples:
  tokctl key list
  tokctl key list --json | jq -r '.[] | select(.state == \"active\").kid'

Active signs and verifies, published verifies, retired verifies until its time is up, revoked does neither.")]
    List(AsOfArgs),
    /// Show a key of the ring, without its private half
    #[command(after_help = "\
Examples:
  tokctl key show KID
  tokctl key show KID --json | jq .jwk")]
    Show(KidArgs),
    /// Write down a key of the ring
    Export(ExportArgs),
    /// Write down a key in another format; the ring has no part in it
    Convert(ConvertArgs),
    /// Print the thumbprint of a key (RFC 7638)
    #[command(after_help = "\
Examples:
  tokctl key thumbprint key.pem
  tokctl key thumbprint issuer:https://idp.example")]
    Thumbprint(SourceArgs),
    /// Sign with a new key, and retire the old one
    Rotate(RotateArgs),
    /// Sign with a key of the ring from now on
    #[command(after_help = "\
Examples:
  tokctl key activate KID

The key that signed before goes on verifying; `key retire` gives it an end.")]
    Activate(KidArgs),
    /// Let a key of the ring verify for a while yet, and then no more
    Retire(RetireArgs),
    /// Remove a key from the ring for good
    #[command(after_help = "\
Examples:
  tokctl key remove KID

Its private half is deleted, and tokens that it signed verify no more. The key that signs cannot be removed.")]
    Remove(KidArgs),
    /// Print the public keys as a JWK set
    #[command(after_help = "\
Examples:
  tokctl key jwks > jwks.json
  tokctl verify --key jwks.json TOKEN

Secrets are never in it, nor retired keys whose time is up, nor revoked ones.")]
    Jwks(AsOfArgs),
    /// Tell whether a key is sound and strong enough
    #[command(after_help = "\
Examples:
  tokctl key check key.pem
  tokctl key check https://idp.example/jwks.json --json

Exits 11 where a key is too weak or unsound: size, exponent, ROCA, points off the curve, halves that do not fit.")]
    Check(SourceArgs),
}

/// Options of `key generate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key generate --alg ES256
  tokctl key generate --alg RS256 --bits 3072 --kid 2026-11
  tokctl key activate \"$(tokctl key generate --alg EdDSA)\"

Prints the key's name. RSA keys have 2048 bits, secrets as many as the hash, unless --bits says otherwise.
A new key verifies at once; it signs after `key activate`, or by `key rotate` in one step.")]
pub struct GenerateArgs {
    /// What the key is to sign with; `tokctl algorithms` lists them
    #[arg(long, value_name = "ALG")]
    pub alg: String,

    /// What it is to be like.
    #[command(flatten)]
    pub make: MakeArgs,
}

/// What a new key is to be like.
#[derive(Debug, Args)]
pub struct MakeArgs {
    /// The key's name [default: its thumbprint]
    #[arg(long, value_name = "KID", allow_hyphen_values = true)]
    pub kid: Option<String>,

    /// The size of an RSA key (2048, 3072, 4096, 8192) or of a secret
    #[arg(long, value_name = "N")]
    pub bits: Option<usize>,
}

/// Options of `key import`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key import key.pem
  tokctl key import encrypted.pem --passphrase @passphrase.txt
  tokctl key import --alg PS256 --kid legacy rsa.pem
  tokctl key import jwks.json              every key of the set, all or none

Prints the names of the keys. A public key verifies and cannot sign. Weak and unsound keys are refused.")]
pub struct ImportArgs {
    /// Where it is.
    #[command(flatten)]
    pub source: SourceArgs,

    /// Use it with this algorithm alone
    #[arg(long, value_name = "ALG")]
    pub alg: Option<String>,

    /// The key's name [default: its own, or its thumbprint]
    #[arg(long, value_name = "KID", allow_hyphen_values = true)]
    pub kid: Option<String>,
}

/// Options of `key export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key export KID                                   the public key as PEM
  tokctl key export KID --format jwk --private --out key.jwk
  tokctl key export KID --encrypt --out key.pem          asks for a passphrase
  tokctl key export KID --private --out - | age -p > key.age

A private key goes to a terminal, or with --out to a new file that only you can read; `--out -` sends it down a pipe.")]
pub struct ExportArgs {
    /// The key's name
    #[arg(value_name = "KID", allow_hyphen_values = true)]
    pub kid: String,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "pem")]
    pub format: FormatArg,

    /// The private half, or the secret
    #[arg(long)]
    pub private: bool,

    /// Whether it is encrypted.
    #[command(flatten)]
    pub encrypt: EncryptArgs,

    /// Where it goes.
    #[command(flatten)]
    pub out: OutArgs,
}

/// Options of `key convert`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key convert key.pem --format jwk --public
  tokctl key convert key.jwk --format pem --out key.pem
  tokctl key convert key.jwk --format pem --encrypt --out key.pem
  tokctl key convert key.pem --format jwk --passphrase env:PASS --out key.jwk
  tokctl key convert key.der --format jwks --public > jwks.json

A private key stays one unless --public is given. It goes to a terminal, or with --out to a new file that only
you can read; `--out -` sends it down a pipe.")]
pub struct ConvertArgs {
    /// Where it is.
    #[command(flatten)]
    pub source: SourceArgs,

    /// How to write it
    #[arg(long, value_name = "FORMAT")]
    pub format: FormatArg,

    /// The public half of a private key
    #[arg(long, conflicts_with = "encrypt")]
    pub public: bool,

    /// Whether it is encrypted.
    #[command(flatten)]
    pub encrypt: EncryptArgs,

    /// Where it goes.
    #[command(flatten)]
    pub out: OutArgs,
}

/// Options of `key rotate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key rotate
  tokctl key rotate --alg EdDSA --keep 1h

The old key verifies until now plus the longest of access.ttl, refresh.idle and refresh.absolute, or plus --keep.
A key that fell into wrong hands is no case for this: `tokctl revoke --key KID`.")]
pub struct RotateArgs {
    /// What the new key is to sign with [default: the same as the old one]
    #[arg(long, value_name = "ALG")]
    pub alg: Option<String>,

    /// What it is to be like.
    #[command(flatten)]
    pub make: MakeArgs,

    /// How long the old key still verifies
    #[arg(long, value_name = "DURATION")]
    pub keep: Option<String>,
}

/// Options of `key retire`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key retire KID
  tokctl key retire KID --keep 1h        to end it sooner, or later

The key that signs cannot be retired: `key rotate` puts another in its place.")]
pub struct RetireArgs {
    /// Which key.
    #[command(flatten)]
    pub kid: KidArgs,

    /// How long it still verifies [default: the longest configured lifetime]
    #[arg(long, value_name = "DURATION")]
    pub keep: Option<String>,
}

/// A key of the ring, and a moment.
#[derive(Debug, Args)]
pub struct KidArgs {
    /// The key's name
    #[arg(value_name = "KID", allow_hyphen_values = true)]
    pub kid: String,
}

/// A key from anywhere.
#[derive(Debug, Args)]
pub struct SourceArgs {
    /// Where the key is
    #[arg(value_name = "SOURCE", allow_hyphen_values = true)]
    pub source: String,

    /// The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    #[arg(long, value_name = "SOURCE", allow_hyphen_values = true)]
    pub passphrase: Option<String>,

    /// How keys are fetched.
    #[command(flatten)]
    pub net: NetArgs,
}

/// Whether a private key is written under a passphrase.
#[derive(Debug, Args)]
pub struct EncryptArgs {
    /// Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER
    #[arg(long)]
    pub encrypt: bool,

    /// The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]
    #[arg(long, value_name = "SOURCE", requires = "encrypt", allow_hyphen_values = true)]
    pub new_passphrase: Option<String>,
}

/// Where a key is written.
#[derive(Debug, Args)]
pub struct OutArgs {
    /// Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A format, as `--format` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// PKCS#8 or SPKI as text
    Pem,
    /// PKCS#8 or SPKI as bytes
    Der,
    /// JSON Web Key
    Jwk,
    /// A set of JSON Web Keys
    Jwks,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Pem => Self::Pem,
            FormatArg::Der => Self::Der,
            FormatArg::Jwk => Self::Jwk,
            FormatArg::Jwks => Self::Jwks,
        }
    }
}
