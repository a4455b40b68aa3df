//! `tokctl header`

use clap::{Args, Subcommand};

use super::net::NetArgs;

/// Read, write and check Authorization headers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl header parse 'Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='
  curl -sv https://api.example/ 2>&1 | tokctl header parse
  curl -H \"$(tokctl header basic alice --password env:PASSWORD)\" URL
  tokctl header check --user alice --password env:PASSWORD @header.txt

The schemes are Basic (RFC 7617), Bearer (RFC 6750), Digest (RFC 7616) and DPoP (RFC 9449).")]
pub struct HeaderArgs {
    #[command(subcommand)]
    pub action: HeaderAction,
}

#[derive(Debug, Subcommand)]
pub enum HeaderAction {
    /// Show what a header contains: credentials, challenges or a proof
    Parse(ParseArgs),
    /// Write an Authorization header with user name and password (RFC 7617)
    Basic(BasicArgs),
    /// Write an Authorization header with a token (RFC 6750)
    Bearer(BearerArgs),
    /// Respond to a Digest challenge (RFC 7616)
    Digest(DigestArgs),
    /// Write a DPoP proof for a request (RFC 9449)
    Dpop(DpopArgs),
    /// Check credentials or a proof
    Check(Box<CheckArgs>),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl header parse 'WWW-Authenticate: Digest realm=\"a\", nonce=\"n\", Basic'
  tokctl header parse --show 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='
  tokctl header parse @curl.log

Of several lines, those that belong to authentication are shown. A token is decoded and not verified. \
Credentials of other schemes are hidden unless --show is given.")]
pub struct ParseArgs {
    /// Header lines or the value of one, `@FILE`, or `-` for standard input
    #[arg(value_name = "LINE")]
    pub line: Option<String>,

    /// Show passwords, and the credentials of schemes that are not decoded, such as Negotiate
    #[arg(long)]
    pub show: bool,

    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
}

/// Where a password comes from.
#[derive(Debug, Default, Args)]
pub struct PasswordArgs {
    /// Read the password from the first line of standard input
    #[arg(long, conflicts_with = "password")]
    pub password_stdin: bool,

    /// Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]
    #[arg(long, value_name = "SOURCE")]
    pub password: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl header basic alice                 prompts for the password
  pass show api | tokctl header basic alice --password-stdin
  curl -H \"$(tokctl header basic alice --password env:PASSWORD)\" URL")]
pub struct BasicArgs {
    /// The user name
    #[arg(value_name = "USER")]
    pub user: String,

    #[command(flatten)]
    pub password: PasswordArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  curl -H \"$(tokctl token | tokctl header bearer)\" URL
  tokctl header bearer @token.txt")]
pub struct BearerArgs {
    /// The token, `@FILE`, or `-` for standard input
    #[arg(value_name = "TOKEN")]
    pub token: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl header digest alice --uri /api --challenge @challenge.txt
  tokctl header digest alice --uri /api --method POST --nc 2 \\
      --challenge 'Digest realm=\"api\", nonce=\"n\", qop=\"auth\"'

Responds to the first supported challenge. Supported are MD5, SHA-256 and SHA-512-256, each also \
with -sess, with qop=auth or without qop, userhash, and user names in UTF-8.")]
pub struct DigestArgs {
    /// The user name
    #[arg(value_name = "USER")]
    pub user: String,

    /// The server's WWW-Authenticate header or its value, `@FILE`, or `-` for standard input
    #[arg(long, value_name = "SOURCE")]
    pub challenge: String,

    /// Request target: path and query, as in the request line
    #[arg(long, value_name = "URI")]
    pub uri: String,

    /// Method of the request
    #[arg(long, value_name = "METHOD", default_value = "GET")]
    pub method: String,

    /// Respond to the challenge with this algorithm
    #[arg(long, value_name = "HASH")]
    pub algorithm: Option<String>,

    /// How many requests have used the nonce, this one included
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub nc: u32,

    /// Client nonce [default: random]
    #[arg(long, value_name = "TEXT")]
    pub cnonce: Option<String>,

    #[command(flatten)]
    pub password: PasswordArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl header dpop --key dpop.pem --method POST --url https://as.example/token
  tokctl header dpop --key dpop.pem --url https://api.example/ --token @at.txt
  tokctl header dpop --key dpop.pem --url URL --token @at.txt | curl -H @- URL

With --token, the proof covers the token, and the Authorization header is printed, too.")]
pub struct DpopArgs {
    /// Private key of the client: file, `env:NAME`, `-`, or key ID in the home's ring
    #[arg(long, value_name = "SOURCE")]
    pub key: String,

    /// Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    #[arg(long, value_name = "SOURCE")]
    pub passphrase: Option<String>,

    /// Algorithm [default: the key's own]
    #[arg(long, value_name = "ALG")]
    pub alg: Option<String>,

    /// URL of the request; query and fragment are left out of the proof
    #[arg(long, value_name = "URL")]
    pub url: String,

    /// Method of the request
    #[arg(long, value_name = "METHOD", default_value = "GET")]
    pub method: String,

    /// Access token that is sent with the request, `@FILE`, or `-` for standard input
    #[arg(long, value_name = "TOKEN")]
    pub token: Option<String>,

    /// Nonce that the server sent in a DPoP-Nonce header
    #[arg(long, value_name = "NONCE")]
    pub nonce: Option<String>,

    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub at: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tokctl header check --user alice --password env:PASSWORD 'Basic YWxpY2U6eA=='
  tokctl header check --user alice --method POST --challenge @c.txt @auth.txt
  tokctl header check --key issuer:https://idp.example --aud api @auth.txt
  tokctl header check --url https://api.example/ --key idp.jwks @headers.txt

Basic and Digest need --user and a password. Bearer is verified as by `tokctl verify`, which has more options. A DPoP \
proof needs --url. With --key, --secret, --iss or --aud, its access token is verified, too, and must be bound to the key of \
the proof (cnf.jkt); otherwise the report says that it was NOT verified. Options of another scheme are an error.
Exits 17 for a wrong user or password, 11 for a signature, 14 for anything else that differs.")]
pub struct CheckArgs {
    /// Header lines or the value of one, `@FILE`, or `-` for standard input
    #[arg(value_name = "LINE")]
    pub line: Option<String>,

    /// Expected user name
    #[arg(long, value_name = "USER", help_heading = "Basic and Digest")]
    pub user: Option<String>,

    #[command(flatten, next_help_heading = "Basic and Digest")]
    pub password: PasswordArgs,

    /// Challenge that the Digest credentials respond to: a WWW-Authenticate header or its value, or `@FILE`
    #[arg(long, value_name = "SOURCE", help_heading = "Digest")]
    pub challenge: Option<String>,

    /// Expected request target of Digest [default: any]
    #[arg(long, value_name = "URI", help_heading = "Digest")]
    pub uri: Option<String>,

    /// Method of the request [default: GET]
    #[arg(long, value_name = "METHOD", help_heading = "Digest and DPoP")]
    pub method: Option<String>,

    /// URL of the request
    #[arg(long, value_name = "URL", help_heading = "DPoP")]
    pub url: Option<String>,

    /// Nonce that the server sent
    #[arg(long, value_name = "NONCE", help_heading = "DPoP")]
    pub nonce: Option<String>,

    /// How far `iat` of the proof may be from now [default: 1m]
    #[arg(long, value_name = "DURATION", help_heading = "DPoP")]
    pub max_age: Option<String>,

    /// Key: file, `env:NAME`, `-`, key ID in the home's ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable
    #[arg(long = "key", value_name = "SOURCE", help_heading = "Bearer and DPoP")]
    pub keys: Vec<String>,

    /// Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    #[arg(long, value_name = "SOURCE", requires = "keys", help_heading = "Bearer and DPoP")]
    pub passphrase: Option<String>,

    /// Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    #[arg(long, value_name = "SOURCE", help_heading = "Bearer and DPoP")]
    pub secret: Option<String>,

    /// Expected issuer; if repeated, any of them
    #[arg(long = "iss", value_name = "ISSUER", help_heading = "Bearer and DPoP")]
    pub issuers: Vec<String>,

    /// Expected audience; if repeated, any of them
    #[arg(long = "aud", value_name = "AUDIENCE", help_heading = "Bearer and DPoP")]
    pub audiences: Vec<String>,

    /// Use this time instead of the current time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "Bearer and DPoP")]
    pub at: Option<String>,

    #[command(flatten)]
    pub net: NetArgs,
}
