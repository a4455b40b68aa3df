//! `tokctl key`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::core::keys::Format;

use super::as_of::AsOfArgs;
use super::net::NetArgs;

/// Generate, import, convert and check keys
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key generate --alg EdDSA
  tokctl key list
  tokctl key rotate                      switch to a new signing key
  tokctl key jwks > jwks.json            the public keys, for verifiers
  tokctl key convert key.pem --format jwk --public
  tokctl key check key.pem               exits 11 if the key is weak or unsound

SOURCE is a file (PEM, DER, JWK or JWKS, detected by content), `-`, `env:NAME`, a key ID in the ring (`kid:ID`), \
the URL of a JWKS, or `issuer:URL`. A word without a path separator or a suffix such as .pem is a key ID; for a file \
of that name, write ./NAME. tokctl prompts for the passphrase of an encrypted private key. A certificate is used only \
for its key: its dates and chain are not checked. Of a chain in one file, the leaf is used.")]
pub struct KeyArgs {
    #[command(subcommand)]
    pub action: KeyAction,
}

#[derive(Debug, Subcommand)]
pub enum KeyAction {
    /// Generate a key and add it to the ring
    Generate(GenerateArgs),
    /// Add keys from a file to the ring
    Import(ImportArgs),
    /// List the keys in the ring
    #[command(after_help = "\
Examples:
  tokctl key list
  tokctl key list --json | jq -r '.[] | select(.state == \"active\").kid'

An active key signs and verifies; a published key only verifies; a retired key verifies until its retirement period \
ends; a revoked key does neither. At a terminal, long IDs are shortened to a unique prefix, which `key show` accepts; \
other commands require the whole ID.")]
    List(AsOfArgs),
    /// Show a key in the ring, without its private key
    #[command(after_help = "\
Examples:
  tokctl key show KID
  tokctl key show KID --json | jq .jwk")]
    Show(KeyShowArgs),
    /// Export a key from the ring
    Export(ExportArgs),
    /// Convert a key to another format (does not touch the ring)
    Convert(ConvertArgs),
    /// Print a key's thumbprint (RFC 7638)
    #[command(after_help = "\
Examples:
  tokctl key thumbprint key.pem
  tokctl key thumbprint issuer:https://idp.example")]
    Thumbprint(SourceArgs),
    /// Switch to a new signing key and retire the old one
    Rotate(RotateArgs),
    /// Make a key in the ring the signing key
    #[command(after_help = "\
Examples:
  tokctl key activate KID

The previous signing key still verifies; `key retire` limits how long.")]
    Activate(KidArgs),
    /// Stop signing with a key; it keeps verifying until its retirement period ends
    Retire(RetireArgs),
    /// Remove a key from the ring permanently
    #[command(after_help = "\
Examples:
  tokctl key remove KID

Deletes the private key; tokens that it signed no longer verify. The signing key cannot be removed.")]
    Remove(KeyRemoveArgs),
    /// Print the public keys as a JWK set
    #[command(after_help = "\
Examples:
  tokctl key jwks > jwks.json
  tokctl verify --key jwks.json TOKEN

Does not contain secrets, revoked keys, or retired keys whose retirement period has ended.")]
    Jwks(AsOfArgs),
    /// Check whether a key is sound and strong enough
    #[command(after_help = "\
Examples:
  tokctl key check key.pem
  tokctl key check https://idp.example/jwks.json --json

Exits 11 if a key is too weak or unsound: size, exponent, ROCA, points off the curve, mismatched \
private and public keys.")]
    Check(SourceArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key generate                    an ES256 key
  tokctl key generate --alg RS256 --bits 3072 --kid 2026-11
  tokctl key activate \"$(tokctl key generate --alg EdDSA)\"

Prints the key ID. Without --bits, RSA keys have 2048 bits, and HMAC secrets are as long as the hash.
A new key verifies immediately; it signs after `key activate`. `key rotate` does both in one step.")]
pub struct GenerateArgs {
    /// The signature algorithm; `tokctl algorithms` lists them
    #[arg(long, value_name = "ALG", default_value = "ES256")]
    pub alg: String,

    #[command(flatten)]
    pub make: MakeArgs,
}

#[derive(Debug, Args)]
pub struct MakeArgs {
    /// The key ID [default: the thumbprint]
    #[arg(long, value_name = "KID")]
    pub kid: Option<String>,

    /// The size of an RSA key (2048, 3072, 4096, 8192) or of a secret
    #[arg(long, value_name = "N")]
    pub bits: Option<usize>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key import key.pem
  tokctl key import encrypted.pem --passphrase @passphrase.txt
  tokctl key import --alg PS256 --kid legacy rsa.pem
  tokctl key import jwks.json              all keys of the set, or none

Prints the key IDs. A public key can only verify. Weak and unsound keys are refused.")]
pub struct ImportArgs {
    #[command(flatten)]
    pub source: SourceArgs,

    /// Use the key only with this algorithm
    #[arg(long, value_name = "ALG")]
    pub alg: Option<String>,

    /// The key ID [default: the key's own, or its thumbprint]
    #[arg(long, value_name = "KID")]
    pub kid: Option<String>,

    /// Accept the public key for tokens of this issuer only
    #[arg(long, value_name = "URL")]
    pub iss: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key export KID                                   the public key as PEM
  tokctl key export KID --format jwk --private --out key.jwk
  tokctl key export KID --encrypt --out key.pem       prompts for a passphrase
  tokctl key export KID --private --out - | age -p > key.age

A private key is printed only to a terminal. --out writes it to a new file that only you can read; `--out -` writes to \
standard output even if it is a pipe.")]
pub struct ExportArgs {
    /// The key ID
    #[arg(value_name = "KID")]
    pub kid: String,

    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "pem")]
    pub format: FormatArg,

    /// Export the private key, or the secret
    #[arg(long)]
    pub private: bool,

    #[command(flatten)]
    pub encrypt: EncryptArgs,

    #[command(flatten)]
    pub out: OutArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key convert key.pem --format jwk --public
  tokctl key convert key.jwk --format pem --out key.pem
  tokctl key convert key.jwk --format pem --encrypt --out key.pem
  tokctl key convert key.pem --format jwk --passphrase env:PASS --out key.jwk
  tokctl key convert key.der --format jwks --public > jwks.json

Without --public a private key is written as a private key, and printed only to a terminal. --out writes it to a \
new file that only you can read; `--out -` writes to standard output even if it is a pipe.")]
pub struct ConvertArgs {
    #[command(flatten)]
    pub source: SourceArgs,

    /// Output format
    #[arg(long, value_name = "FORMAT")]
    pub format: FormatArg,

    /// Write only the public key of a private key
    #[arg(long, conflicts_with = "encrypt")]
    pub public: bool,

    #[command(flatten)]
    pub encrypt: EncryptArgs,

    #[command(flatten)]
    pub out: OutArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key rotate
  tokctl key rotate --alg EdDSA --keep 1h

The old key verifies for the longest of access.ttl, refresh.idle and refresh.absolute from now, or for --keep.
For a compromised key use `tokctl revoke --key KID`.")]
pub struct RotateArgs {
    /// The new key's algorithm [default: the old key's]
    #[arg(long, value_name = "ALG")]
    pub alg: Option<String>,

    #[command(flatten)]
    pub make: MakeArgs,

    /// How long the old key still verifies
    #[arg(long, value_name = "DURATION")]
    pub keep: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl key retire KID
  tokctl key retire KID --keep 1h        with another retirement period

The signing key cannot be retired; `key rotate` replaces it.")]
pub struct RetireArgs {
    #[command(flatten)]
    pub kid: KidArgs,

    /// How long the key still verifies [default: the longest configured lifetime]
    #[arg(long, value_name = "DURATION")]
    pub keep: Option<String>,
}

#[derive(Debug, Args)]
pub struct KeyRemoveArgs {
    /// The key ID
    #[arg(value_name = "KID")]
    pub kid: String,

    /// Do not ask for confirmation; required without a terminal
    #[arg(short, long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct KeyShowArgs {
    /// The key ID, or a unique prefix
    #[arg(value_name = "KID")]
    pub kid: String,
}

#[derive(Debug, Args)]
pub struct KidArgs {
    /// The key ID
    #[arg(value_name = "KID")]
    pub kid: String,
}

#[derive(Debug, Args)]
pub struct SourceArgs {
    /// File, `-`, `env:NAME`, key ID, JWKS URL or `issuer:URL`
    #[arg(value_name = "SOURCE")]
    pub source: String,

    /// Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    #[arg(long, value_name = "SOURCE")]
    pub passphrase: Option<String>,

    #[command(flatten)]
    pub net: NetArgs,
}

#[derive(Debug, Args)]
pub struct EncryptArgs {
    /// Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)
    #[arg(long)]
    pub encrypt: bool,

    /// Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]
    #[arg(long, value_name = "SOURCE", requires = "encrypt")]
    pub new_passphrase: Option<String>,
}

#[derive(Debug, Args)]
pub struct OutArgs {
    /// Write to a new file that only you can read; `-` for standard output, even if it is a pipe
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// PKCS#8 or SPKI, as text
    Pem,
    /// PKCS#8 or SPKI, as bytes
    Der,
    /// JSON Web Key
    Jwk,
    /// JSON Web Key set
    Jwks,
    /// A shared secret, as bytes
    Raw,
    /// A shared secret, in base64
    Base64,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Pem => Self::Pem,
            FormatArg::Der => Self::Der,
            FormatArg::Jwk => Self::Jwk,
            FormatArg::Jwks => Self::Jwks,
            FormatArg::Raw => Self::Raw,
            FormatArg::Base64 => Self::Base64,
        }
    }
}
