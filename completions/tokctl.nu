module completions {

  def "nu-complete tokctl color" [] {
    [ "auto" "always" "never" ]
  }

  # Issue, decode, verify, refresh and revoke tokens in a terminal, offline
  export extern tokctl [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete tokctl issue color" [] {
    [ "auto" "always" "never" ]
  }

  # Sign a token
  export extern "tokctl issue" [
    --key: string             # The key to sign with: file, `env:NAME`, `-`, or a name in the home's ring [default: the ring's active key]
    --passphrase: string      # The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    --secret: string          # A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    --alg: string             # The algorithm, where the key allows several
    --kid: string             # The header's `kid` [default: the key's own]
    --allow-weak-key          # For debugging: sign with an HMAC secret that is too short
    --sub: string             # Subject
    --iss: string             # Issuer [default with the ring: the configured one]
    --aud: string             # Audience; repeatable, which makes a list [default with the ring: the configured one]
    --scope: string           # Scope; repeatable, joined by spaces
    --role: string            # Role; repeatable, always a list
    --jti: string             # Token id [default: a random one]
    --claim: string           # Any claim: `name=text` or `name:=JSON`; dots lead into objects, `\.` is a dot; repeatable
    --claims: string          # A JSON object of claims: the text itself, `@FILE`, or `-` for standard input
    --ttl: string             # Good for this long [default: the configured 15m]
    --exp: string             # Expires at this moment
    --nbf: string             # Not valid before this moment
    --iat: string             # Issued at this moment [default: now]
    --no-exp                  # Never expires
    --at: string              # Issue as of this moment instead of now
    --like: string            # Start from another token's header and claims, with times and id made fresh
    --keep-times              # With --like: keep its `iat`, `exp`, `nbf` and `jti`
    --payload: string         # Sign these bytes instead of claims: `@FILE`, or `-` for standard input
    --header: string          # A header parameter: `name=text` or `name:=JSON`; repeatable
    --typ: string             # The header's `typ` [default: JWT]
    --detached                # Leave the payload out of the token (RFC 7515 appendix F)
    --count: string           # Print this many tokens, one a line, each with an id of its own
    --out: path               # Write to this new file, readable by its owner alone; `-` is standard output, as without
    --deny-warnings           # Refuse to issue where there is a warning (exit 18)
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl issue color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl decode part" [] {
    [ "header" "payload" "signature" ]
  }

  def "nu-complete tokctl decode color" [] {
    [ "auto" "always" "never" ]
  }

  # Show what is in a token, without its key
  export extern "tokctl decode" [
    --part: string@"nu-complete tokctl decode part" # Print one part alone
    --claim: string           # Print the value of one claim alone; dots lead into objects
    --date: string            # Time zone to show times in: `utc`, `local` or an offset like `+02:00` [default: both local and UTC]
    --at: string              # Tell what is expired as of this moment instead of now
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl decode color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl verify color" [] {
    [ "auto" "always" "never" ]
  }

  # Check a token's signature and claims
  export extern "tokctl verify" [
    --key: string             # A key: file, `env:NAME`, `-`, a name in the home's ring, the URL of a JWKS, or `issuer:URL`; repeatable
    --passphrase: string      # The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    --secret: string          # A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`
    --alg: string             # Accept only this algorithm, of those the key allows; repeatable
    --allow-weak-key          # For debugging: accept short HMAC secrets, and RS256/RS512 keys from 1024 bits
    --ca-cert: string         # Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable
    --offline                 # Fetch nothing: use what was fetched before, while it is good
    --allow-stale: string     # Where nothing newer can be had, use what was fetched before for this long past its time
    --iss: string             # The issuer must be this; repeatable, any of them
    --aud: string             # The audience must name this; repeatable, any of them
    --sub: string             # The subject must be this
    --typ: string             # The header's `typ` must be this
    --scope: string           # The scope must hold this; repeatable, all of them
    --role: string            # The roles must hold this; repeatable, all of them
    --require: string         # The claim must be there; dots lead into objects; repeatable, or several with commas between
    --claim: string           # The claim must have this value: `name=text` or `name:=JSON`; repeatable
    --leeway: string          # How far the clocks may lie apart [default: 0s]
    --max-age: string         # Refuse a token issued longer ago than this
    --expires-after: string   # Refuse a token that will not be good for this long
    --at: string              # Judge as of this moment instead of now
    --allow-expired           # Accept an expired token
    --allow-missing-exp       # Accept a token that never expires
    --signature-only          # Check the signature alone; any payload will do
    --detached-payload: string # The payload of a detached token: `@FILE`, or `-` for standard input
    --batch: string           # Verify one token a line, in parallel and in order; `-` for standard input
    --claims                  # With --batch --json: print the claims of each verified token
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl verify color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl key color" [] {
    [ "auto" "always" "never" ]
  }

  # Make, keep, convert and check keys
  export extern "tokctl key" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl key generate color" [] {
    [ "auto" "always" "never" ]
  }

  # Make a key and add it to the ring
  export extern "tokctl key generate" [
    --alg: string             # What the key is to sign with; `tokctl algorithms` lists them
    --kid: string             # The key's name [default: its thumbprint]
    --bits: string            # The size of an RSA key (2048, 3072, 4096, 8192) or of a secret
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key generate color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key import color" [] {
    [ "auto" "always" "never" ]
  }

  # Add keys from a file to the ring
  export extern "tokctl key import" [
    --passphrase: string      # The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    --ca-cert: string         # Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable
    --offline                 # Fetch nothing: use what was fetched before, while it is good
    --allow-stale: string     # Where nothing newer can be had, use what was fetched before for this long past its time
    --alg: string             # Use it with this algorithm alone
    --kid: string             # The key's name [default: its own, or its thumbprint]
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key import color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    source: string            # Where the key is
  ]

  def "nu-complete tokctl key list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the keys of the ring
  export extern "tokctl key list" [
    --at: string              # Take this moment for now
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key list color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a key of the ring, without its private half
  export extern "tokctl key show" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key show color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key's name
  ]

  def "nu-complete tokctl key export format" [] {
    [ "pem" "der" "jwk" "jwks" ]
  }

  def "nu-complete tokctl key export color" [] {
    [ "auto" "always" "never" ]
  }

  # Write down a key of the ring
  export extern "tokctl key export" [
    --format: string@"nu-complete tokctl key export format" # How to write it
    --private                 # The private half, or the secret
    --encrypt                 # Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER
    --new-passphrase: string  # The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]
    --out: path               # Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key export color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key's name
  ]

  def "nu-complete tokctl key convert format" [] {
    [ "pem" "der" "jwk" "jwks" ]
  }

  def "nu-complete tokctl key convert color" [] {
    [ "auto" "always" "never" ]
  }

  # Write down a key in another format; the ring has no part in it
  export extern "tokctl key convert" [
    --passphrase: string      # The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    --ca-cert: string         # Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable
    --offline                 # Fetch nothing: use what was fetched before, while it is good
    --allow-stale: string     # Where nothing newer can be had, use what was fetched before for this long past its time
    --format: string@"nu-complete tokctl key convert format" # How to write it
    --public                  # The public half of a private key
    --encrypt                 # Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER
    --new-passphrase: string  # The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]
    --out: path               # Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key convert color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    source: string            # Where the key is
  ]

  def "nu-complete tokctl key thumbprint color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the thumbprint of a key (RFC 7638)
  export extern "tokctl key thumbprint" [
    --passphrase: string      # The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    --ca-cert: string         # Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable
    --offline                 # Fetch nothing: use what was fetched before, while it is good
    --allow-stale: string     # Where nothing newer can be had, use what was fetched before for this long past its time
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key thumbprint color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    source: string            # Where the key is
  ]

  def "nu-complete tokctl key rotate color" [] {
    [ "auto" "always" "never" ]
  }

  # Sign with a new key, and retire the old one
  export extern "tokctl key rotate" [
    --alg: string             # What the new key is to sign with [default: the same as the old one]
    --kid: string             # The key's name [default: its thumbprint]
    --bits: string            # The size of an RSA key (2048, 3072, 4096, 8192) or of a secret
    --keep: string            # How long the old key still verifies
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key rotate color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key activate color" [] {
    [ "auto" "always" "never" ]
  }

  # Sign with a key of the ring from now on
  export extern "tokctl key activate" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key activate color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key's name
  ]

  def "nu-complete tokctl key retire color" [] {
    [ "auto" "always" "never" ]
  }

  # Let a key of the ring verify for a while yet, and then no more
  export extern "tokctl key retire" [
    --keep: string            # How long it still verifies [default: the longest configured lifetime]
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key retire color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key's name
  ]

  def "nu-complete tokctl key remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove a key from the ring for good
  export extern "tokctl key remove" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key remove color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    kid: string               # The key's name
  ]

  def "nu-complete tokctl key jwks color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the public keys as a JWK set
  export extern "tokctl key jwks" [
    --at: string              # Take this moment for now
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key jwks color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl key check color" [] {
    [ "auto" "always" "never" ]
  }

  # Tell whether a key is sound and strong enough
  export extern "tokctl key check" [
    --passphrase: string      # The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]
    --ca-cert: string         # Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable
    --offline                 # Fetch nothing: use what was fetched before, while it is good
    --allow-stale: string     # Where nothing newer can be had, use what was fetched before for this long past its time
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl key check color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    source: string            # Where the key is
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl key help" [
  ]

  # Make a key and add it to the ring
  export extern "tokctl key help generate" [
  ]

  # Add keys from a file to the ring
  export extern "tokctl key help import" [
  ]

  # List the keys of the ring
  export extern "tokctl key help list" [
  ]

  # Show a key of the ring, without its private half
  export extern "tokctl key help show" [
  ]

  # Write down a key of the ring
  export extern "tokctl key help export" [
  ]

  # Write down a key in another format; the ring has no part in it
  export extern "tokctl key help convert" [
  ]

  # Print the thumbprint of a key (RFC 7638)
  export extern "tokctl key help thumbprint" [
  ]

  # Sign with a new key, and retire the old one
  export extern "tokctl key help rotate" [
  ]

  # Sign with a key of the ring from now on
  export extern "tokctl key help activate" [
  ]

  # Let a key of the ring verify for a while yet, and then no more
  export extern "tokctl key help retire" [
  ]

  # Remove a key from the ring for good
  export extern "tokctl key help remove" [
  ]

  # Print the public keys as a JWK set
  export extern "tokctl key help jwks" [
  ]

  # Tell whether a key is sound and strong enough
  export extern "tokctl key help check" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl key help help" [
  ]

  def "nu-complete tokctl algorithms color" [] {
    [ "auto" "always" "never" ]
  }

  # List the signature algorithms
  export extern "tokctl algorithms" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl algorithms color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl user color" [] {
    [ "auto" "always" "never" ]
  }

  # Add, change and remove users
  export extern "tokctl user" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl user add color" [] {
    [ "auto" "always" "never" ]
  }

  # Add a user
  export extern "tokctl user add" [
    --role: string            # A role; repeatable
    --scope: string           # The scope; repeatable, or several with spaces between
    --password-stdin          # Read the password from the first line of standard input
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user add color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name, the `sub` of the user's tokens
  ]

  def "nu-complete tokctl user list color" [] {
    [ "auto" "always" "never" ]
  }

  # List the users
  export extern "tokctl user list" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user list color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl user show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a user
  export extern "tokctl user show" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user show color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
  ]

  def "nu-complete tokctl user passwd color" [] {
    [ "auto" "always" "never" ]
  }

  # Set a new password, and end all sessions of the user
  export extern "tokctl user passwd" [
    --password-stdin          # Read the password from the first line of standard input
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user passwd color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
  ]

  def "nu-complete tokctl user disable color" [] {
    [ "auto" "always" "never" ]
  }

  # Refuse logins, refreshes and tokens of a user, and end all sessions
  export extern "tokctl user disable" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user disable color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
  ]

  def "nu-complete tokctl user enable color" [] {
    [ "auto" "always" "never" ]
  }

  # Let a disabled user log in again
  export extern "tokctl user enable" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user enable color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
  ]

  def "nu-complete tokctl user unlock color" [] {
    [ "auto" "always" "never" ]
  }

  # Forget a user's failed logins
  export extern "tokctl user unlock" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user unlock color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
  ]

  def "nu-complete tokctl user remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Remove a user, and end all sessions
  export extern "tokctl user remove" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user remove color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
  ]

  def "nu-complete tokctl user role color" [] {
    [ "auto" "always" "never" ]
  }

  # Give a user a role, or take one
  export extern "tokctl user role" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user role color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl user role add color" [] {
    [ "auto" "always" "never" ]
  }

  # Give a user a role
  export extern "tokctl user role add" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user role add color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
    role: string              # The role
  ]

  def "nu-complete tokctl user role remove color" [] {
    [ "auto" "always" "never" ]
  }

  # Take a role from a user
  export extern "tokctl user role remove" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user role remove color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
    role: string              # The role
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user role help" [
  ]

  # Give a user a role
  export extern "tokctl user role help add" [
  ]

  # Take a role from a user
  export extern "tokctl user role help remove" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user role help help" [
  ]

  def "nu-complete tokctl user scope color" [] {
    [ "auto" "always" "never" ]
  }

  # Give a user another scope
  export extern "tokctl user scope" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl user scope color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The user's name
    ...scope: string          # The words of the scope
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user help" [
  ]

  # Add a user
  export extern "tokctl user help add" [
  ]

  # List the users
  export extern "tokctl user help list" [
  ]

  # Show a user
  export extern "tokctl user help show" [
  ]

  # Set a new password, and end all sessions of the user
  export extern "tokctl user help passwd" [
  ]

  # Refuse logins, refreshes and tokens of a user, and end all sessions
  export extern "tokctl user help disable" [
  ]

  # Let a disabled user log in again
  export extern "tokctl user help enable" [
  ]

  # Forget a user's failed logins
  export extern "tokctl user help unlock" [
  ]

  # Remove a user, and end all sessions
  export extern "tokctl user help remove" [
  ]

  # Give a user a role, or take one
  export extern "tokctl user help role" [
  ]

  # Give a user a role
  export extern "tokctl user help role add" [
  ]

  # Take a role from a user
  export extern "tokctl user help role remove" [
  ]

  # Give a user another scope
  export extern "tokctl user help scope" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl user help help" [
  ]

  def "nu-complete tokctl login color" [] {
    [ "auto" "always" "never" ]
  }

  # Log in: a name and a password for an access and a refresh token
  export extern "tokctl login" [
    --password-stdin          # Read the password from the first line of standard input
    --no-save                 # Do not remember the session
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl login color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    user: string              # The user's name
  ]

  def "nu-complete tokctl token color" [] {
    [ "auto" "always" "never" ]
  }

  # Print an access token of the current session
  export extern "tokctl token" [
    --min-ttl: string         # How long the token has to be good still [default: 10s, or half of access.ttl where that is shorter]
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl token color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl refresh color" [] {
    [ "auto" "always" "never" ]
  }

  # Exchange a refresh token for a new pair
  export extern "tokctl refresh" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl refresh color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The refresh token, `@FILE`, or `-` for standard input [default: the current session's]
  ]

  def "nu-complete tokctl logout color" [] {
    [ "auto" "always" "never" ]
  }

  # End the current session
  export extern "tokctl logout" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl logout color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl revoke color" [] {
    [ "auto" "always" "never" ]
  }

  # Take back a token, a session, a user's tokens, or a key
  export extern "tokctl revoke" [
    --session: string         # Revoke this session
    --user: string            # Revoke everything of this user that was issued before
    --jti: string             # Revoke the access token with this `jti`
    --until: string           # With --jti: remember it until this moment, when the token has expired [default: for ever]
    --key: string             # Revoke this key of the ring: it verifies nothing any more
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl revoke color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl session color" [] {
    [ "auto" "always" "never" ]
  }

  # Look at sessions
  export extern "tokctl session" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl session color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl session list color" [] {
    [ "auto" "always" "never" ]
  }

  # List sessions, newest first
  export extern "tokctl session list" [
    --user: string            # Only this user's
    --all                     # Those that are over as well, until they are pruned
    --limit: string           # At most so many
    --at: string              # Take this moment for now
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl session list color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl session show color" [] {
    [ "auto" "always" "never" ]
  }

  # Show a session
  export extern "tokctl session show" [
    --at: string              # Take this moment for now
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl session show color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    id: string                # The session's id, the `sid` of its tokens
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

  # Tell whether a token is good at this moment
  export extern "tokctl introspect" [
    --at: string              # Take this moment for now
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl introspect color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    token?: string            # The token, `@FILE`, or `-` for standard input
  ]

  def "nu-complete tokctl events color" [] {
    [ "auto" "always" "never" ]
  }

  # Show logins, refreshes, reuse and revocations
  export extern "tokctl events" [
    --limit: string           # Show at most so many of the latest
    --follow(-f)              # Go on with what happens from now on, in other terminals, too
    --user: string            # Only of this user
    --session: string         # Only of this session
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl events color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl prune color" [] {
    [ "auto" "always" "never" ]
  }

  # Forget sessions and revocations that no longer matter
  export extern "tokctl prune" [
    --events-older-than: string # Forget events older than this
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl prune color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl demo color" [] {
    [ "auto" "always" "never" ]
  }

  # Tell the whole story: login, expiry, refresh, theft, revocation
  export extern "tokctl demo" [
    --pause                   # Wait for Enter after each step
    --keep: path              # Leave the home in this new folder, to look around in
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl demo color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl init color" [] {
    [ "auto" "always" "never" ]
  }

  # Create a home: a new ES256 key and default settings
  export extern "tokctl init" [
    --force                   # Replace an existing home: its keys, settings, users and sessions are deleted
    --sandbox                 # Give the home a clock of its own, which `tokctl clock advance` moves forward
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl init color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl clock color" [] {
    [ "auto" "always" "never" ]
  }

  # Show the clock of a sandbox, or move it forward
  export extern "tokctl clock" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl clock color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl clock advance color" [] {
    [ "auto" "always" "never" ]
  }

  # Move the clock forward
  export extern "tokctl clock advance" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl clock advance color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    duration: string          # How far, like 16m, 1h30m or 30d
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

  def "nu-complete tokctl config color" [] {
    [ "auto" "always" "never" ]
  }

  # Look at settings and change them
  export extern "tokctl config" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl config color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help
  ]

  def "nu-complete tokctl config get color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the value of a setting
  export extern "tokctl config get" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl config get color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The setting, like `access.ttl`
  ]

  def "nu-complete tokctl config set color" [] {
    [ "auto" "always" "never" ]
  }

  # Set a setting
  export extern "tokctl config set" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl config set color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The setting, like `access.ttl`
    value: string             # The value
  ]

  def "nu-complete tokctl config unset color" [] {
    [ "auto" "always" "never" ]
  }

  # Set a setting back to its default
  export extern "tokctl config unset" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl config unset color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    name: string              # The setting, like `access.ttl`
  ]

  def "nu-complete tokctl config list color" [] {
    [ "auto" "always" "never" ]
  }

  # Print every setting with its value
  export extern "tokctl config list" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl config list color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl config path color" [] {
    [ "auto" "always" "never" ]
  }

  # Print where the settings are kept
  export extern "tokctl config path" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl config path color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl config help" [
  ]

  # Print the value of a setting
  export extern "tokctl config help get" [
  ]

  # Set a setting
  export extern "tokctl config help set" [
  ]

  # Set a setting back to its default
  export extern "tokctl config help unset" [
  ]

  # Print every setting with its value
  export extern "tokctl config help list" [
  ]

  # Print where the settings are kept
  export extern "tokctl config help path" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl config help help" [
  ]

  def "nu-complete tokctl doctor color" [] {
    [ "auto" "always" "never" ]
  }

  # Look for what is wrong with the home, and how to mend it
  export extern "tokctl doctor" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl doctor color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete tokctl completions shell" [] {
    [ "bash" "zsh" "fish" "powershell" "elvish" "nushell" ]
  }

  def "nu-complete tokctl completions color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the completion script of a shell
  export extern "tokctl completions" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl completions color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete tokctl completions shell" # The shell
  ]

  def "nu-complete tokctl man color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the manual, or write it to a folder
  export extern "tokctl man" [
    --home: path              # The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform's data folder]
    --store: string           # Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]
    --json                    # Answer with JSON
    --quiet(-q)               # Leave out notes and warnings
    --verbose(-v)             # Say more
    --color: string@"nu-complete tokctl man color" # When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    --help(-h)                # Print help
    dir?: path                # The folder to write one page per command to, made where it is missing [default: print the main page]
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl help" [
  ]

  # Sign a token
  export extern "tokctl help issue" [
  ]

  # Show what is in a token, without its key
  export extern "tokctl help decode" [
  ]

  # Check a token's signature and claims
  export extern "tokctl help verify" [
  ]

  # Make, keep, convert and check keys
  export extern "tokctl help key" [
  ]

  # Make a key and add it to the ring
  export extern "tokctl help key generate" [
  ]

  # Add keys from a file to the ring
  export extern "tokctl help key import" [
  ]

  # List the keys of the ring
  export extern "tokctl help key list" [
  ]

  # Show a key of the ring, without its private half
  export extern "tokctl help key show" [
  ]

  # Write down a key of the ring
  export extern "tokctl help key export" [
  ]

  # Write down a key in another format; the ring has no part in it
  export extern "tokctl help key convert" [
  ]

  # Print the thumbprint of a key (RFC 7638)
  export extern "tokctl help key thumbprint" [
  ]

  # Sign with a new key, and retire the old one
  export extern "tokctl help key rotate" [
  ]

  # Sign with a key of the ring from now on
  export extern "tokctl help key activate" [
  ]

  # Let a key of the ring verify for a while yet, and then no more
  export extern "tokctl help key retire" [
  ]

  # Remove a key from the ring for good
  export extern "tokctl help key remove" [
  ]

  # Print the public keys as a JWK set
  export extern "tokctl help key jwks" [
  ]

  # Tell whether a key is sound and strong enough
  export extern "tokctl help key check" [
  ]

  # List the signature algorithms
  export extern "tokctl help algorithms" [
  ]

  # Add, change and remove users
  export extern "tokctl help user" [
  ]

  # Add a user
  export extern "tokctl help user add" [
  ]

  # List the users
  export extern "tokctl help user list" [
  ]

  # Show a user
  export extern "tokctl help user show" [
  ]

  # Set a new password, and end all sessions of the user
  export extern "tokctl help user passwd" [
  ]

  # Refuse logins, refreshes and tokens of a user, and end all sessions
  export extern "tokctl help user disable" [
  ]

  # Let a disabled user log in again
  export extern "tokctl help user enable" [
  ]

  # Forget a user's failed logins
  export extern "tokctl help user unlock" [
  ]

  # Remove a user, and end all sessions
  export extern "tokctl help user remove" [
  ]

  # Give a user a role, or take one
  export extern "tokctl help user role" [
  ]

  # Give a user a role
  export extern "tokctl help user role add" [
  ]

  # Take a role from a user
  export extern "tokctl help user role remove" [
  ]

  # Give a user another scope
  export extern "tokctl help user scope" [
  ]

  # Log in: a name and a password for an access and a refresh token
  export extern "tokctl help login" [
  ]

  # Print an access token of the current session
  export extern "tokctl help token" [
  ]

  # Exchange a refresh token for a new pair
  export extern "tokctl help refresh" [
  ]

  # End the current session
  export extern "tokctl help logout" [
  ]

  # Take back a token, a session, a user's tokens, or a key
  export extern "tokctl help revoke" [
  ]

  # Look at sessions
  export extern "tokctl help session" [
  ]

  # List sessions, newest first
  export extern "tokctl help session list" [
  ]

  # Show a session
  export extern "tokctl help session show" [
  ]

  # Tell whether a token is good at this moment
  export extern "tokctl help introspect" [
  ]

  # Show logins, refreshes, reuse and revocations
  export extern "tokctl help events" [
  ]

  # Forget sessions and revocations that no longer matter
  export extern "tokctl help prune" [
  ]

  # Tell the whole story: login, expiry, refresh, theft, revocation
  export extern "tokctl help demo" [
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

  # Look at settings and change them
  export extern "tokctl help config" [
  ]

  # Print the value of a setting
  export extern "tokctl help config get" [
  ]

  # Set a setting
  export extern "tokctl help config set" [
  ]

  # Set a setting back to its default
  export extern "tokctl help config unset" [
  ]

  # Print every setting with its value
  export extern "tokctl help config list" [
  ]

  # Print where the settings are kept
  export extern "tokctl help config path" [
  ]

  # Look for what is wrong with the home, and how to mend it
  export extern "tokctl help doctor" [
  ]

  # Print the completion script of a shell
  export extern "tokctl help completions" [
  ]

  # Print the manual, or write it to a folder
  export extern "tokctl help man" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "tokctl help help" [
  ]

}

export use completions *
