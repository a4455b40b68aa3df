module completions {

  def "nu-complete tokctl color" [] {
    [ "auto" "always" "never" ]
  }

  # Issue, decode, verify, refresh and revoke tokens in a terminal, offline
  export extern tokctl [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete tokctl issue alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokctl issue kind" [] {
    [ "all" "expired" "not-yet-valid" "bad-signature" "changed-payload" "wrong-key" "alg-none" "alg-none-case" "alg-confusion" "embedded-key" "empty-signature" "zero-signature" "wrong-issuer" "wrong-audience" "missing-exp" "unknown-crit" "truncated" ]
  }

  def "nu-complete tokctl issue color" [] {
    [ "auto" "always" "never" ]
  }

  # Sign a token
  export extern "tokctl issue" [
    --key: string             # Signing key: file, `env:NAME`, `-`, or key ID in the home's ring [default: the ring's active key]
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --secret: string          # Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    --alg: string@"nu-complete tokctl issue alg" # Algorithm [default: the key's own, that of --like, or the usual one: RS256 for RSA, HS256 for a secret]
    --kid: string             # `kid` in the header [default: the key's own]
    --allow-weak-key          # For debugging: accept an HMAC secret that is too short
    --sub: string             # Subject
    --iss: string             # Issuer [default with a key of the ring: the setting `issuer`]
    --aud: string             # Audience; repeatable, several make an array [default with a key of the ring: the setting `audience`]
    --scope: string           # Scope; repeatable, joined by spaces
    --role: string            # Role; repeatable, always an array
    --jti: string             # Token ID [default: random]
    --claim: string           # Any claim: `name=text` or `name:=JSON`; dots make nested objects, `\.` is a literal dot; repeatable
    --claims: string          # JSON object of claims: literal JSON, `@FILE`, or `-` for standard input
    --ttl: string             # Lifetime [default: the setting `access.ttl`, 15m]
    --exp: string             # Expiry time
    --nbf: string             # Not valid before this time
    --iat: string             # Time of issue [default: now]
    --no-exp                  # Issue a token without expiry
    --at: string              # Use this time instead of the current time
    --like: string            # Start from another token's header and claims, with new times and a new ID
    --keep-times              # With --like: keep its `iat`, `exp`, `nbf` and `jti`
    --payload: string         # Sign arbitrary bytes instead of claims: `@FILE`, or `-` for standard input
    --header: string          # Header parameter: `name=text` or `name:=JSON`; repeatable
    --typ: string             # `typ` in the header [default: JWT]
    --detached                # Omit the payload from the token (RFC 7515 appendix F)
    --count: string           # Number of tokens to print, one per line, each with its own ID
    --out: path               # Write to a new file that only you can read; `-` for standard output
    --bad: string@"nu-complete tokctl issue kind" # Print a deliberately invalid token, for testing verifiers: a kind, or `all`
    --against: string         # Send each invalid token to this URL, after a valid one; exit 18 if the server accepts any
    --in: string              # Where the server reads the token: `header`, `cookie:NAME` or `query:NAME` [default: header]
    --expect: string          # Statuses that count as a refusal [default: 401,403]
    --allow-remote            # Allow a URL that is not on this computer; it must use https
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --deny-warnings           # Treat warnings as errors (exit 18)
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl issue color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl decode part" [] {
    [ "header" "payload" "signature" ]
  }

  def "nu-complete tokctl decode fail_if" [] {
    [ "expired" "not-yet-valid" ]
  }

  def "nu-complete tokctl decode color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a token's contents without verifying it
  export extern "tokctl decode" [
    --part: string@"nu-complete tokctl decode part" # Print only this part
    --claim: string           # Print only the value of this claim; dots select members of nested objects
    --redact                  # Remove the signature and mask personal values, so that the output is safe to share
    --keep: string            # Claim or header parameter that --redact does not mask; repeatable
    --expires-after: string   # Exit 12 if the token expires within this duration, such as `5m`
    --fail-if: string@"nu-complete tokctl decode fail_if" # Exit 12 if the token has expired, or 13 if it is not valid yet; repeatable
    --date: string            # Time zone of times: `utc`, `local` or an offset such as `+02:00`
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl decode color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl verify algorithms" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokctl verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Verify a token's signature and claims
  export extern "tokctl verify" [
    --key: string             # Key: file, `env:NAME`, `-`, key ID in the home's ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --secret: string          # Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    --alg: string@"nu-complete tokctl verify algorithms" # Accept only this algorithm; repeatable
    --allow-weak-key          # For debugging: accept short HMAC secrets, and RSA keys of 1024 bits or more
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --offline                 # Do not fetch; use only cached key sets that have not expired
    --allow-stale: string     # Accept a stale cached key set up to this long after it expired
    --iss: string             # Expected issuer; if repeated, any of them
    --aud: string             # Expected audience; if repeated, any of them
    --sub: string             # Expected subject
    --typ: string             # Expected `typ` in the header
    --scope: string           # Required scope; if repeated, all of them
    --role: string            # Required role; if repeated, all of them
    --require: string         # Claim that must be present; dots select members of nested objects; repeatable or comma-separated
    --claim: string           # Claim that must have this value: `name=text`, `name:=JSON`, or `name~=PATTERN` with `*` and `?`; dots select members of nested objects; repeatable
    --leeway: string          # Tolerated clock difference, at most 3650d [default: 0s]
    --max-age: string         # Maximum age since `iat`
    --expires-after: string   # Minimum remaining lifetime
    --at: string              # Use this time instead of the current time
    --allow-expired           # Accept an expired token
    --allow-missing-exp       # Accept a token without `exp`
    --signature-only          # Check only the signature; any payload is accepted
    --explain                 # List every check with what was expected and found, and search for the cause of a bad signature
    --second-opinion          # Ask jsonwebtoken about the signature, too; a disagreement is an error (exit 1)
    --detached-payload: string # Payload of a detached token: `@FILE`, or `-` for standard input
    --batch: string           # Verify one token per line, in parallel, in order; `-` for standard input
    --claims                  # With --batch --json: include the claims of each verified token
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl verify color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl lint level" [] {
    [ "note" "warning" "error" ]
  }

  def "nu-complete tokctl lint fail_on" [] {
    [ "note" "warning" "error" ]
  }

  def "nu-complete tokctl lint color" [] {
    [ "auto" "always" "never" ]
  }

  # Find mistakes in a token, without its key
  export extern "tokctl lint" [
    --level: string@"nu-complete tokctl lint level" # Show only findings at or above this level; others do not count for --fail-on
    --fail-on: string@"nu-complete tokctl lint fail_on" # Exit 18 for findings at or above this level
    --wordlist: string        # Also try each line of this file as the HMAC secret
    --key: string             # Also check a key or set that verifies the token: a file, `env:NAME`, `-`, key ID, URL or `issuer:URL`
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --sarif                   # Print SARIF 2.1.0, for GitHub code scanning
    --sarif-uri: string       # File that SARIF results refer to, relative to the repository; by default the FILE of `@FILE`
    --at: string              # Use this time instead of the current time
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --offline                 # Do not fetch; use only cached key sets that have not expired
    --allow-stale: string     # Accept a stale cached key set up to this long after it expired
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl lint color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl diff color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what differs between two tokens
  export extern "tokctl diff" [
    --exit-code               # Exit 18 if the tokens differ
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl diff color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    a: string                 # The first token, `@FILE`, or `-` for standard input
    b?: string                # The second token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl header color" [] {
    [ "auto" "always" "never" ]
  }

  # Read, write and check Authorization headers
  export extern "tokctl header" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl header color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl header parse color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what a header contains: credentials, challenges or a proof
  export extern "tokctl header parse" [
    --show                    # Show passwords, and the credentials of schemes that are not decoded, such as Negotiate
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl header parse color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    line?: string             # Header lines or the value of one, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl header basic color" [] {
    [ "auto" "always" "never" ]
  }

  # Write an Authorization header with user name and password (RFC 7617)
  export extern "tokctl header basic" [
    --password-stdin          # Read the password from the first line of standard input
    --password: string        # Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl header basic color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    user: string              # The user name
  ]

  def "nu-complete tokctl header bearer color" [] {
    [ "auto" "always" "never" ]
  }

  # Write an Authorization header with a token (RFC 6750)
  export extern "tokctl header bearer" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl header bearer color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl header digest color" [] {
    [ "auto" "always" "never" ]
  }

  # Respond to a Digest challenge (RFC 7616)
  export extern "tokctl header digest" [
    --challenge: string       # The server's WWW-Authenticate header or its value, `@FILE`, or `-` for standard input
    --uri: string             # Request target: path and query, as in the request line
    --method: string          # Method of the request
    --algorithm: string       # Respond to the challenge with this algorithm
    --nc: string              # How many requests have used the nonce, this one included
    --cnonce: string          # Client nonce [default: random]
    --password-stdin          # Read the password from the first line of standard input
    --password: string        # Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl header digest color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    user: string              # The user name
  ]

  def "nu-complete tokctl header dpop alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokctl header dpop color" [] {
    [ "auto" "always" "never" ]
  }

  # Write a DPoP proof for a request (RFC 9449)
  export extern "tokctl header dpop" [
    --key: string             # Private key of the client: file, `env:NAME`, `-`, or key ID in the home's ring
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --alg: string@"nu-complete tokctl header dpop alg" # Algorithm [default: the key's own]
    --url: string             # URL of the request; query and fragment are left out of the proof
    --method: string          # Method of the request
    --token: string           # Access token that is sent with the request, `@FILE`, or `-` for standard input
    --nonce: string           # Nonce that the server sent in a DPoP-Nonce header
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl header dpop color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl header check color" [] {
    [ "auto" "always" "never" ]
  }

  # Check credentials or a proof
  export extern "tokctl header check" [
    --user: string            # Expected user name
    --password-stdin          # Read the password from the first line of standard input
    --password: string        # Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]
    --challenge: string       # Challenge that the Digest credentials respond to: a WWW-Authenticate header or its value, or `@FILE`
    --uri: string             # Expected request target of Digest [default: any]
    --method: string          # Method of the request [default: GET]
    --url: string             # URL of the request
    --nonce: string           # Nonce that the server sent
    --max-age: string         # How far `iat` of the proof may be from now [default: 1m]
    --key: string             # Key: file, `env:NAME`, `-`, key ID in the home's ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --secret: string          # Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    --iss: string             # Expected issuer; if repeated, any of them
    --aud: string             # Expected audience; if repeated, any of them
    --at: string              # Use this time instead of the current time
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --offline                 # Do not fetch; use only cached key sets that have not expired
    --allow-stale: string     # Accept a stale cached key set up to this long after it expired
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl header check color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    line?: string             # Header lines or the value of one, `@FILE`, or `-` for standard input
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl header help" [
  ]

  # Show what a header contains: credentials, challenges or a proof
  export extern "tokctl header help parse" [
  ]

  # Write an Authorization header with user name and password (RFC 7617)
  export extern "tokctl header help basic" [
  ]

  # Write an Authorization header with a token (RFC 6750)
  export extern "tokctl header help bearer" [
  ]

  # Respond to a Digest challenge (RFC 7616)
  export extern "tokctl header help digest" [
  ]

  # Write a DPoP proof for a request (RFC 9449)
  export extern "tokctl header help dpop" [
  ]

  # Check credentials or a proof
  export extern "tokctl header help check" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl header help help" [
  ]

  def "nu-complete tokctl key color" [] {
    [ "auto" "always" "never" ]
  }

  # Generate, import, convert and check keys
  export extern "tokctl key" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl key generate alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokctl key generate color" [] {
    [ "auto" "always" "never" ]
  }

  # Generate a key and add it to the ring
  export extern "tokctl key generate" [
    --alg: string@"nu-complete tokctl key generate alg" # The signature algorithm; `tokctl algorithms` lists them
    --kid: string             # The key ID [default: the thumbprint]
    --bits: string            # The size of an RSA key (2048, 3072, 4096, 8192) or of a secret
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key generate color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key import alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokctl key import color" [] {
    [ "auto" "always" "never" ]
  }

  # Add keys from a file to the ring
  export extern "tokctl key import" [
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --offline                 # Do not fetch; use only cached key sets that have not expired
    --allow-stale: string     # Accept a stale cached key set up to this long after it expired
    --alg: string@"nu-complete tokctl key import alg" # Use the key only with this algorithm
    --kid: string             # The key ID [default: the key's own, or its thumbprint]
    --iss: string             # Accept the public key for tokens of this issuer only
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key import color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    source: string            # File, `-`, `env:NAME`, key ID, JWKS URL or `issuer:URL`
  ]

  def "nu-complete tokctl key list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the keys in the ring
  export extern "tokctl key list" [
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key list color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a key in the ring, without its private key
  export extern "tokctl key show" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key show color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key ID, or a unique prefix
  ]

  def "nu-complete tokctl key export format" [] {
    [ "pem" "der" "jwk" "jwks" "raw" "base64" ]
  }

  def "nu-complete tokctl key export color" [] {
    [ "auto" "always" "never" ]
  }

  # Export a key from the ring
  export extern "tokctl key export" [
    --format: string@"nu-complete tokctl key export format" # Output format
    --private                 # Export the private key, or the secret
    --encrypt                 # Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)
    --new-passphrase: string  # Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]
    --out: path               # Write to a new file that only you can read; `-` for standard output, even if it is a pipe
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key export color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key ID
  ]

  def "nu-complete tokctl key convert format" [] {
    [ "pem" "der" "jwk" "jwks" "raw" "base64" ]
  }

  def "nu-complete tokctl key convert color" [] {
    [ "auto" "always" "never" ]
  }

  # Convert a key to another format (does not touch the ring)
  export extern "tokctl key convert" [
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --offline                 # Do not fetch; use only cached key sets that have not expired
    --allow-stale: string     # Accept a stale cached key set up to this long after it expired
    --format: string@"nu-complete tokctl key convert format" # Output format
    --public                  # Write only the public key of a private key
    --encrypt                 # Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)
    --new-passphrase: string  # Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]
    --out: path               # Write to a new file that only you can read; `-` for standard output, even if it is a pipe
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key convert color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    source: string            # File, `-`, `env:NAME`, key ID, JWKS URL or `issuer:URL`
  ]

  def "nu-complete tokctl key thumbprint color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a key's thumbprint (RFC 7638)
  export extern "tokctl key thumbprint" [
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --offline                 # Do not fetch; use only cached key sets that have not expired
    --allow-stale: string     # Accept a stale cached key set up to this long after it expired
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key thumbprint color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    source: string            # File, `-`, `env:NAME`, key ID, JWKS URL or `issuer:URL`
  ]

  def "nu-complete tokctl key rotate alg" [] {
    [ "HS256" "HS384" "HS512" "RS256" "RS384" "RS512" "PS256" "PS384" "PS512" "ES256" "ES384" "ES512" "ES256K" "EdDSA" "Ed25519" "ML-DSA-44" "ML-DSA-65" "ML-DSA-87" ]
  }

  def "nu-complete tokctl key rotate color" [] {
    [ "auto" "always" "never" ]
  }

  # Switch to a new signing key and retire the old one
  export extern "tokctl key rotate" [
    --alg: string@"nu-complete tokctl key rotate alg" # The new key's algorithm [default: the old key's]
    --kid: string             # The key ID [default: the thumbprint]
    --bits: string            # The size of an RSA key (2048, 3072, 4096, 8192) or of a secret
    --keep: string            # How long the old key still verifies
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key rotate color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key activate color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a key in the ring the signing key
  export extern "tokctl key activate" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key activate color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key ID
  ]

  def "nu-complete tokctl key retire color" [] {
    [ "auto" "always" "never" ]
  }

  # Stop signing with a key; it keeps verifying until its retirement period ends
  export extern "tokctl key retire" [
    --keep: string            # How long the key still verifies [default: the longest configured lifetime]
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key retire color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key ID
  ]

  def "nu-complete tokctl key remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove a key from the ring permanently
  export extern "tokctl key remove" [
    --yes(-y)                 # Do not ask for confirmation; required without a terminal
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key remove color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key ID
  ]

  def "nu-complete tokctl key jwks color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the public keys as a JWK set
  export extern "tokctl key jwks" [
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key jwks color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key check color" [] {
    [ "auto" "always" "never" ]
  }

  # Check whether a key is sound and strong enough
  export extern "tokctl key check" [
    --passphrase: string      # Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]
    --ca-cert: string         # Trust only the CA certificates in this PEM file; repeatable
    --offline                 # Do not fetch; use only cached key sets that have not expired
    --allow-stale: string     # Accept a stale cached key set up to this long after it expired
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl key check color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    source: string            # File, `-`, `env:NAME`, key ID, JWKS URL or `issuer:URL`
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl key help" [
  ]

  # Generate a key and add it to the ring
  export extern "tokctl key help generate" [
  ]

  # Add keys from a file to the ring
  export extern "tokctl key help import" [
  ]

  # List the keys in the ring
  export extern "tokctl key help list" [
  ]

  # Show a key in the ring, without its private key
  export extern "tokctl key help show" [
  ]

  # Export a key from the ring
  export extern "tokctl key help export" [
  ]

  # Convert a key to another format (does not touch the ring)
  export extern "tokctl key help convert" [
  ]

  # Print a key's thumbprint (RFC 7638)
  export extern "tokctl key help thumbprint" [
  ]

  # Switch to a new signing key and retire the old one
  export extern "tokctl key help rotate" [
  ]

  # Make a key in the ring the signing key
  export extern "tokctl key help activate" [
  ]

  # Stop signing with a key; it keeps verifying until its retirement period ends
  export extern "tokctl key help retire" [
  ]

  # Remove a key from the ring permanently
  export extern "tokctl key help remove" [
  ]

  # Print the public keys as a JWK set
  export extern "tokctl key help jwks" [
  ]

  # Check whether a key is sound and strong enough
  export extern "tokctl key help check" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl key help help" [
  ]

  def "nu-complete tokctl algorithms color" [] {
    [ "auto" "always" "never" ]
  }

  # List the supported signature algorithms
  export extern "tokctl algorithms" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl algorithms color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl user color" [] {
    [ "auto" "always" "never" ]
  }

  # Add, change and remove users
  export extern "tokctl user" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl user add color" [] {
    [ "auto" "always" "never" ]
  }

  # Add a user
  export extern "tokctl user add" [
    --role: string            # Role; repeatable
    --scope: string           # Scope; repeatable, or several separated by spaces
    --claim: string           # Claim of the user's access tokens: `name=text` or `name:=JSON`; repeatable
    --password-stdin          # Read the password from the first line of standard input
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user add color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name, the `sub` of the user's tokens
  ]

  def "nu-complete tokctl user list color" [] {
    [ "auto" "always" "never" ]
  }

  # List users
  export extern "tokctl user list" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user list color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl user show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a user
  export extern "tokctl user show" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user show color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
  ]

  def "nu-complete tokctl user set clear" [] {
    [ "roles" "scope" "claims" ]
  }

  def "nu-complete tokctl user set color" [] {
    [ "auto" "always" "never" ]
  }

  # Replace a user's roles, scope or claims
  export extern "tokctl user set" [
    --role: string            # New role; repeatable
    --scope: string           # New scope; repeatable, or several separated by spaces
    --claim: string           # New claim of the user's access tokens: `name=text` or `name:=JSON`; repeatable
    --clear: string@"nu-complete tokctl user set clear" # Remove all `roles`, the `scope`, or all `claims`; repeatable
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user set color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
  ]

  def "nu-complete tokctl user passwd color" [] {
    [ "auto" "always" "never" ]
  }

  # Set a new password and end all sessions of the user
  export extern "tokctl user passwd" [
    --password-stdin          # Read the password from the first line of standard input
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user passwd color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
  ]

  def "nu-complete tokctl user disable color" [] {
    [ "auto" "always" "never" ]
  }

  # Refuse a user's logins, refreshes and tokens, and end all sessions
  export extern "tokctl user disable" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user disable color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
  ]

  def "nu-complete tokctl user enable color" [] {
    [ "auto" "always" "never" ]
  }

  # Let a disabled user log in again
  export extern "tokctl user enable" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user enable color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
  ]

  def "nu-complete tokctl user unlock color" [] {
    [ "auto" "always" "never" ]
  }

  # Reset a user's failed logins
  export extern "tokctl user unlock" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user unlock color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
  ]

  def "nu-complete tokctl user remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove a user and end all sessions
  export extern "tokctl user remove" [
    --yes(-y)                 # Do not ask for confirmation; required without a terminal
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user remove color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
  ]

  def "nu-complete tokctl user role color" [] {
    [ "auto" "always" "never" ]
  }

  # Add or remove a user's role
  export extern "tokctl user role" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user role color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl user role add color" [] {
    [ "auto" "always" "never" ]
  }

  # Add a role
  export extern "tokctl user role add" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user role add color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
    role: string              # The role
  ]

  def "nu-complete tokctl user role remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove a role
  export extern "tokctl user role remove" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl user role remove color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user name
    role: string              # The role
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user role help" [
  ]

  # Add a role
  export extern "tokctl user role help add" [
  ]

  # Remove a role
  export extern "tokctl user role help remove" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user role help help" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user help" [
  ]

  # Add a user
  export extern "tokctl user help add" [
  ]

  # List users
  export extern "tokctl user help list" [
  ]

  # Show a user
  export extern "tokctl user help show" [
  ]

  # Replace a user's roles, scope or claims
  export extern "tokctl user help set" [
  ]

  # Set a new password and end all sessions of the user
  export extern "tokctl user help passwd" [
  ]

  # Refuse a user's logins, refreshes and tokens, and end all sessions
  export extern "tokctl user help disable" [
  ]

  # Let a disabled user log in again
  export extern "tokctl user help enable" [
  ]

  # Reset a user's failed logins
  export extern "tokctl user help unlock" [
  ]

  # Remove a user and end all sessions
  export extern "tokctl user help remove" [
  ]

  # Add or remove a user's role
  export extern "tokctl user help role" [
  ]

  # Add a role
  export extern "tokctl user help role add" [
  ]

  # Remove a role
  export extern "tokctl user help role remove" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user help help" [
  ]

  def "nu-complete tokctl login color" [] {
    [ "auto" "always" "never" ]
  }

  # Log in with a user name and password
  export extern "tokctl login" [
    --password-stdin          # Read the password from the first line of standard input
    --no-save                 # Print the tokens instead of saving the session in the home
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl login color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    user: string              # The user's name
  ]

  def "nu-complete tokctl token color" [] {
    [ "auto" "always" "never" ]
  }

  # Print an access token for the current session
  export extern "tokctl token" [
    --min-ttl: string         # Minimum remaining lifetime [default: 10s, or half of access.ttl if that is shorter]
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl token color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl refresh color" [] {
    [ "auto" "always" "never" ]
  }

  # Get a new token pair and invalidate the old refresh token
  export extern "tokctl refresh" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl refresh color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The refresh token, `@FILE`, or `-` for standard input [default: the current session's]
  ]

  def "nu-complete tokctl logout color" [] {
    [ "auto" "always" "never" ]
  }

  # End the current session
  export extern "tokctl logout" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl logout color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl revoke color" [] {
    [ "auto" "always" "never" ]
  }

  # Revoke a token, a session, a user's tokens or a key
  export extern "tokctl revoke" [
    --session: string         # Revoke this session
    --user: string            # Revoke everything issued to this user so far
    --jti: string             # Revoke the access token with this `jti`
    --iss: string             # With --jti: the token's issuer [default: the setting `issuer`]
    --until: string           # With --jti: keep the revocation until a day after this time, the token's `exp` [default: indefinitely]
    --key: string             # Revoke this key in the ring: nothing it signed verifies anymore
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl revoke color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl session color" [] {
    [ "auto" "always" "never" ]
  }

  # List and show sessions
  export extern "tokctl session" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl session color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl session list color" [] {
    [ "auto" "always" "never" ]
  }

  # List sessions, newest first
  export extern "tokctl session list" [
    --user: string            # Only sessions of this user
    --all                     # Include ended and expired sessions that have not been pruned
    --limit: string           # Show at most this many
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl session list color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl session show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a session
  export extern "tokctl session show" [
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl session show color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    id?: string               # The session ID, the `sid` of its tokens, or a unique prefix [default: the current session]
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl session help" [
  ]

  # List sessions, newest first
  export extern "tokctl session help list" [
  ]

  # Show a session
  export extern "tokctl session help show" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl session help help" [
  ]

  def "nu-complete tokctl introspect color" [] {
    [ "auto" "always" "never" ]
  }

  # Show whether a token is active (RFC 7662)
  export extern "tokctl introspect" [
    --at: string              # Use this time instead of the current time
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl introspect color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl events color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the event log: logins, refreshes, reuse, revocations
  export extern "tokctl events" [
    --limit: string           # Show at most this many of the latest events
    --since: string           # Only events at this time or later
    --follow(-f)              # Keep running and show new events as they happen
    --user: string            # Only events of this user
    --session: string         # Only events of this session: its ID or a unique prefix
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl events color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl prune color" [] {
    [ "auto" "always" "never" ]
  }

  # Delete expired sessions and revocation entries
  export extern "tokctl prune" [
    --events-older-than: string # Delete events older than this [default: the setting `events.keep`, 90d]
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl prune color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl demo color" [] {
    [ "auto" "always" "never" ]
  }

  # Walk through login, expiry, refresh, theft and revocation
  export extern "tokctl demo" [
    --pause                   # Wait for Enter after each step
    --keep: path              # Keep the home in this new directory
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl demo color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl serve log" [] {
    [ "text" "json" ]
  }

  def "nu-complete tokctl serve color" [] {
    [ "auto" "always" "never" ]
  }

  # Serve login, refresh, logout and protected routes over HTTP
  export extern "tokctl serve" [
    --seed: string            # Apply this seed first; see `tokctl help seed` [env: TOKCTL_SEED]
    --ephemeral               # Serve a sandbox in a temporary directory, which is removed at the end
    --check: string           # Exit 0 if the server at URL is healthy, else 1 [default: where --listen says]
    --listen: string          # Address: IP:PORT or localhost:PORT, port 0 for any; repeatable [env: TOKCTL_LISTEN] [default: localhost:8700]
    --insecure-http           # Allow addresses that other computers reach, without TLS
    --tls-cert: path          # Certificate and its chain, a PEM file
    --tls-key: path           # Private key of the certificate, a PEM file
    --host: string            # Accept requests for this host; with any port, unless one is given; repeatable
    --cors: string            # Allow pages of this origin, like http://localhost:3000; repeatable
    --trust-proxy: string     # Believe X-Forwarded-For and Forwarded of proxies in this range, like 10.0.0.0/8; repeatable
    --cookie-name: string     # Name of the cookie with the refresh token; __Host-NAME needs https
    --insecure-cookie         # Omit Secure from the cookie, for clients that do not send it over http
    --sandbox-controls        # Let clients move the clock, end sessions, make answers fail and reset to the seed; only for a sandbox on loopback
    --log: string@"nu-complete tokctl serve log" # Format of the access log; -q leaves only errors
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl serve color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl init color" [] {
    [ "auto" "always" "never" ]
  }

  # Create a home: a new ES256 key and default settings
  export extern "tokctl init" [
    --force                   # Replace an existing home: its keys, settings, users and sessions are deleted; a state on a server is kept
    --sandbox                 # Give the home a clock of its own, which `tokctl clock advance` moves forward
    --export: path            # Write the settings and keys to a new file, encrypted with a passphrase
    --public                  # Export no private keys and no secrets, for a node that only verifies; the file is not encrypted
    --new-passphrase: string  # Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]
    --from: path              # Create the home from a file that --export wrote
    --passphrase: string      # Passphrase of that file: `@FILE`, `env:NAME`, `-` [default: prompt]
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl init color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl clock color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the clock of a sandbox, or move it forward
  export extern "tokctl clock" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl clock color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl clock advance color" [] {
    [ "auto" "always" "never" ]
  }

  # Move the clock forward
  export extern "tokctl clock advance" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl clock advance color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    duration: string          # How far, such as 16m, 1h30m or 30d
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl clock help" [
  ]

  # Move the clock forward
  export extern "tokctl clock help advance" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl clock help help" [
  ]

  def "nu-complete tokctl store color" [] {
    [ "auto" "always" "never" ]
  }

  # Move the state to another store
  export extern "tokctl store" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl store color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl store copy color" [] {
    [ "auto" "always" "never" ]
  }

  # Move users, sessions, revocations and events from one store to another
  export extern "tokctl store copy" [
    --abort                   # End a copy, and use the source again
    --lost                    # The state was moved to TO, and TO does not exist any more
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl store copy color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    from: string              # The store of this home: an SQLite file or a redis:// URL
    to?: string               # The new store, which must be empty
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl store help" [
  ]

  # Move users, sessions, revocations and events from one store to another
  export extern "tokctl store help copy" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl store help help" [
  ]

  def "nu-complete tokctl seed color" [] {
    [ "auto" "always" "never" ]
  }

  # Apply a file with settings, keys and users
  export extern "tokctl seed" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl seed color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    file: string              # The file, or `-` for standard input
  ]

  def "nu-complete tokctl config color" [] {
    [ "auto" "always" "never" ]
  }

  # Show and change settings
  export extern "tokctl config" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl config color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl config get name" [] {
    [ "issuer" "audience" "access.ttl" "refresh.idle" "refresh.absolute" "refresh.grace" "refresh.format" "leeway" "login.attempts" "login.lock" "events.keep" ]
  }

  def "nu-complete tokctl config get color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the value of a setting
  export extern "tokctl config get" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl config get color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string@"nu-complete tokctl config get name" # The setting, such as `access.ttl`
  ]

  def "nu-complete tokctl config set name" [] {
    [ "issuer" "audience" "access.ttl" "refresh.idle" "refresh.absolute" "refresh.grace" "refresh.format" "leeway" "login.attempts" "login.lock" "events.keep" ]
  }

  def "nu-complete tokctl config set color" [] {
    [ "auto" "always" "never" ]
  }

  # Change a setting
  export extern "tokctl config set" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl config set color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string@"nu-complete tokctl config set name" # The setting, such as `access.ttl`
    value: string             # The new value
  ]

  def "nu-complete tokctl config unset name" [] {
    [ "issuer" "audience" "access.ttl" "refresh.idle" "refresh.absolute" "refresh.grace" "refresh.format" "leeway" "login.attempts" "login.lock" "events.keep" ]
  }

  def "nu-complete tokctl config unset color" [] {
    [ "auto" "always" "never" ]
  }

  # Reset a setting to its default
  export extern "tokctl config unset" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl config unset color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    name: string@"nu-complete tokctl config unset name" # The setting, such as `access.ttl`
  ]

  def "nu-complete tokctl config list color" [] {
    [ "auto" "always" "never" ]
  }

  # List all settings with their values
  export extern "tokctl config list" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl config list color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl config path color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the path of the settings file
  export extern "tokctl config path" [
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl config path color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl config help" [
  ]

  # Print the value of a setting
  export extern "tokctl config help get" [
  ]

  # Change a setting
  export extern "tokctl config help set" [
  ]

  # Reset a setting to its default
  export extern "tokctl config help unset" [
  ]

  # List all settings with their values
  export extern "tokctl config help list" [
  ]

  # Print the path of the settings file
  export extern "tokctl config help path" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl config help help" [
  ]

  def "nu-complete tokctl doctor level" [] {
    [ "note" "warning" "error" ]
  }

  def "nu-complete tokctl doctor fail_on" [] {
    [ "note" "warning" "error" ]
  }

  def "nu-complete tokctl doctor color" [] {
    [ "auto" "always" "never" ]
  }

  # Check the home for problems and show how to fix them
  export extern "tokctl doctor" [
    --accept-restored-state   # Accept a state that has lost revocations
    --level: string@"nu-complete tokctl doctor level" # Show only findings at or above this level; others do not count for --fail-on
    --fail-on: string@"nu-complete tokctl doctor fail_on" # Exit 18 for findings at or above this level
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl doctor color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete tokctl completions list" [] {
    [ "algorithms" "settings" "keys" "users" "sessions" ]
  }

  def "nu-complete tokctl completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a shell completion script
  export extern "tokctl completions" [
    --list: string@"nu-complete tokctl completions list" # Print the values that a script completes, one per line; prints nothing without a home
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl completions color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help (see more with '--help')
    shell?: string@"nu-complete tokctl completions shell" # The shell
  ]

  def "nu-complete tokctl man color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a manual page
  export extern "tokctl man" [
    --out: path               # Write all pages to this directory, which is created if missing; existing pages are overwritten
    --home: path              # Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform's data directory]
    --store: string           # SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Print JSON
    --quiet(-q)               # Suppress notes and warnings; `verify` also prints nothing on success
    --verbose(-v)             # Verbose output
    --color: string@"nu-complete tokctl man color" # Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]
    --help(-h)                # Print help
    ...command: string        # The command whose page to show [default: the main page]
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl help" [
  ]

  # Sign a token
  export extern "tokctl help issue" [
  ]

  # Show a token's contents without verifying it
  export extern "tokctl help decode" [
  ]

  # Verify a token's signature and claims
  export extern "tokctl help verify" [
  ]

  # Find mistakes in a token, without its key
  export extern "tokctl help lint" [
  ]

  # Show what differs between two tokens
  export extern "tokctl help diff" [
  ]

  # Read, write and check Authorization headers
  export extern "tokctl help header" [
  ]

  # Show what a header contains: credentials, challenges or a proof
  export extern "tokctl help header parse" [
  ]

  # Write an Authorization header with user name and password (RFC 7617)
  export extern "tokctl help header basic" [
  ]

  # Write an Authorization header with a token (RFC 6750)
  export extern "tokctl help header bearer" [
  ]

  # Respond to a Digest challenge (RFC 7616)
  export extern "tokctl help header digest" [
  ]

  # Write a DPoP proof for a request (RFC 9449)
  export extern "tokctl help header dpop" [
  ]

  # Check credentials or a proof
  export extern "tokctl help header check" [
  ]

  # Generate, import, convert and check keys
  export extern "tokctl help key" [
  ]

  # Generate a key and add it to the ring
  export extern "tokctl help key generate" [
  ]

  # Add keys from a file to the ring
  export extern "tokctl help key import" [
  ]

  # List the keys in the ring
  export extern "tokctl help key list" [
  ]

  # Show a key in the ring, without its private key
  export extern "tokctl help key show" [
  ]

  # Export a key from the ring
  export extern "tokctl help key export" [
  ]

  # Convert a key to another format (does not touch the ring)
  export extern "tokctl help key convert" [
  ]

  # Print a key's thumbprint (RFC 7638)
  export extern "tokctl help key thumbprint" [
  ]

  # Switch to a new signing key and retire the old one
  export extern "tokctl help key rotate" [
  ]

  # Make a key in the ring the signing key
  export extern "tokctl help key activate" [
  ]

  # Stop signing with a key; it keeps verifying until its retirement period ends
  export extern "tokctl help key retire" [
  ]

  # Remove a key from the ring permanently
  export extern "tokctl help key remove" [
  ]

  # Print the public keys as a JWK set
  export extern "tokctl help key jwks" [
  ]

  # Check whether a key is sound and strong enough
  export extern "tokctl help key check" [
  ]

  # List the supported signature algorithms
  export extern "tokctl help algorithms" [
  ]

  # Add, change and remove users
  export extern "tokctl help user" [
  ]

  # Add a user
  export extern "tokctl help user add" [
  ]

  # List users
  export extern "tokctl help user list" [
  ]

  # Show a user
  export extern "tokctl help user show" [
  ]

  # Replace a user's roles, scope or claims
  export extern "tokctl help user set" [
  ]

  # Set a new password and end all sessions of the user
  export extern "tokctl help user passwd" [
  ]

  # Refuse a user's logins, refreshes and tokens, and end all sessions
  export extern "tokctl help user disable" [
  ]

  # Let a disabled user log in again
  export extern "tokctl help user enable" [
  ]

  # Reset a user's failed logins
  export extern "tokctl help user unlock" [
  ]

  # Remove a user and end all sessions
  export extern "tokctl help user remove" [
  ]

  # Add or remove a user's role
  export extern "tokctl help user role" [
  ]

  # Add a role
  export extern "tokctl help user role add" [
  ]

  # Remove a role
  export extern "tokctl help user role remove" [
  ]

  # Log in with a user name and password
  export extern "tokctl help login" [
  ]

  # Print an access token for the current session
  export extern "tokctl help token" [
  ]

  # Get a new token pair and invalidate the old refresh token
  export extern "tokctl help refresh" [
  ]

  # End the current session
  export extern "tokctl help logout" [
  ]

  # Revoke a token, a session, a user's tokens or a key
  export extern "tokctl help revoke" [
  ]

  # List and show sessions
  export extern "tokctl help session" [
  ]

  # List sessions, newest first
  export extern "tokctl help session list" [
  ]

  # Show a session
  export extern "tokctl help session show" [
  ]

  # Show whether a token is active (RFC 7662)
  export extern "tokctl help introspect" [
  ]

  # Show the event log: logins, refreshes, reuse, revocations
  export extern "tokctl help events" [
  ]

  # Delete expired sessions and revocation entries
  export extern "tokctl help prune" [
  ]

  # Walk through login, expiry, refresh, theft and revocation
  export extern "tokctl help demo" [
  ]

  # Serve login, refresh, logout and protected routes over HTTP
  export extern "tokctl help serve" [
  ]

  # Create a home: a new ES256 key and default settings
  export extern "tokctl help init" [
  ]

  # Show the clock of a sandbox, or move it forward
  export extern "tokctl help clock" [
  ]

  # Move the clock forward
  export extern "tokctl help clock advance" [
  ]

  # Move the state to another store
  export extern "tokctl help store" [
  ]

  # Move users, sessions, revocations and events from one store to another
  export extern "tokctl help store copy" [
  ]

  # Apply a file with settings, keys and users
  export extern "tokctl help seed" [
  ]

  # Show and change settings
  export extern "tokctl help config" [
  ]

  # Print the value of a setting
  export extern "tokctl help config get" [
  ]

  # Change a setting
  export extern "tokctl help config set" [
  ]

  # Reset a setting to its default
  export extern "tokctl help config unset" [
  ]

  # List all settings with their values
  export extern "tokctl help config list" [
  ]

  # Print the path of the settings file
  export extern "tokctl help config path" [
  ]

  # Check the home for problems and show how to fix them
  export extern "tokctl help doctor" [
  ]

  # Print a shell completion script
  export extern "tokctl help completions" [
  ]

  # Show a manual page
  export extern "tokctl help man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl help help" [
  ]

}

export use completions *
