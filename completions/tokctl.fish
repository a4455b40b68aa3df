# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_tokctl_global_optspecs
    string join \n home= store= json q/quiet v/verbose color= h/help V/version
end

function __fish_tokctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_tokctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_tokctl_using_subcommand
    set -l cmd (__fish_tokctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c tokctl -n "__fish_tokctl_needs_command" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_needs_command" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_needs_command" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_needs_command" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_needs_command" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_needs_command" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_needs_command" -s V -l version -d 'Print version'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "issue" -d 'Sign a token'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "decode" -d 'Show a token\'s contents without verifying it'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "verify" -d 'Verify a token\'s signature and claims'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "lint" -d 'Find mistakes in a token, without its key'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "diff" -d 'Show what differs between two tokens'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "header" -d 'Read, write and check Authorization headers'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "key" -d 'Generate, import, convert and check keys'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "algorithms" -d 'List the supported signature algorithms'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "user" -d 'Add, change and remove users'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "login" -d 'Log in with a user name and password'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "token" -d 'Print an access token for the current session'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "refresh" -d 'Get a new token pair and invalidate the old refresh token'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "logout" -d 'End the current session'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "revoke" -d 'Revoke a token, a session, a user\'s tokens or a key'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "session" -d 'List and show sessions'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "introspect" -d 'Show whether a token is active (RFC 7662)'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "events" -d 'Show the event log: logins, refreshes, reuse, revocations'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "prune" -d 'Delete expired sessions and revocation entries'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "demo" -d 'Walk through login, expiry, refresh, theft and revocation'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "serve" -d 'Serve login, refresh, logout and protected routes over HTTP'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "init" -d 'Create a home: a new ES256 key and default settings'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "clock" -d 'Show the clock of a sandbox, or move it forward'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "store" -d 'Move the state to another store'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "seed" -d 'Apply a file with settings, keys and users'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "config" -d 'Show and change settings'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "doctor" -d 'Check the home for problems and show how to fix them'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "completions" -d 'Print a shell completion script'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "man" -d 'Show a manual page'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l key -d 'Signing key: file, `env:NAME`, `-`, or key ID in the home\'s ring [default: the ring\'s active key]' -r -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l secret -d 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l alg -d 'Algorithm [default: the key\'s own, that of --like, or the usual one: RS256 for RSA, HS256 for a secret]' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l kid -d '`kid` in the header [default: the key\'s own]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l sub -d 'Subject' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l iss -d 'Issuer [default with a key of the ring: the setting `issuer`]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l aud -d 'Audience; repeatable, several make an array [default with a key of the ring: the setting `audience`]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l scope -d 'Scope; repeatable, joined by spaces' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l role -d 'Role; repeatable, always an array' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l jti -d 'Token ID [default: random]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l claim -d 'Any claim: `name=text` or `name:=JSON`; dots make nested objects, `\\.` is a literal dot; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l claims -d 'JSON object of claims: literal JSON, `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l ttl -d 'Lifetime [default: the setting `access.ttl`, 15m]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l exp -d 'Expiry time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l nbf -d 'Not valid before this time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l iat -d 'Time of issue [default: now]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l like -d 'Start from another token\'s header and claims, with new times and a new ID' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l payload -d 'Sign arbitrary bytes instead of claims: `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l header -d 'Header parameter: `name=text` or `name:=JSON`; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l typ -d '`typ` in the header [default: JWT]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l count -d 'Number of tokens to print, one per line, each with its own ID' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l out -d 'Write to a new file that only you can read; `-` for standard output' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l bad -d 'Print a deliberately invalid token, for testing verifiers: a kind, or `all`' -r -f -a "all\t''
expired\t''
not-yet-valid\t''
bad-signature\t''
changed-payload\t''
wrong-key\t''
alg-none\t''
alg-none-case\t''
alg-confusion\t''
embedded-key\t''
empty-signature\t''
zero-signature\t''
wrong-issuer\t''
wrong-audience\t''
missing-exp\t''
unknown-crit\t''
truncated\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l against -d 'Send each invalid token to this URL, after a valid one; exit 18 if the server accepts any' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l in -d 'Where the server reads the token: `header`, `cookie:NAME` or `query:NAME` [default: header]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l expect -d 'Statuses that count as a refusal [default: 401,403]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l allow-weak-key -d 'For debugging: accept an HMAC secret that is too short'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l no-exp -d 'Issue a token without expiry'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l keep-times -d 'With --like: keep its `iat`, `exp`, `nbf` and `jti`'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l detached -d 'Omit the payload from the token (RFC 7515 appendix F)'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l allow-remote -d 'Allow a URL that is not on this computer; it must use https'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l deny-warnings -d 'Treat warnings as errors (exit 18)'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l part -d 'Print only this part' -r -f -a "header\t'The header, as JSON'
payload\t'The decoded payload, byte for byte'
signature\t'The signature, still base64url-encoded'"
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l claim -d 'Print only the value of this claim; dots select members of nested objects' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l keep -d 'Claim or header parameter that --redact does not mask; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l expires-after -d 'Exit 12 if the token expires within this duration, such as `5m`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l fail-if -d 'Exit 12 if the token has expired, or 13 if it is not valid yet; repeatable' -r -f -a "expired\t'The time is at or after `exp`'
not-yet-valid\t'The time is before `nbf`'"
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l date -d 'Time zone of times: `utc`, `local` or an offset such as `+02:00`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l redact -d 'Remove the signature and mask personal values, so that the output is safe to share'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l key -d 'Key: file, `env:NAME`, `-`, key ID in the home\'s ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable' -r -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l secret -d 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l alg -d 'Accept only this algorithm; repeatable' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-stale -d 'Accept a stale cached key set up to this long after it expired' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l iss -d 'Expected issuer; if repeated, any of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l aud -d 'Expected audience; if repeated, any of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l sub -d 'Expected subject' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l typ -d 'Expected `typ` in the header' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l scope -d 'Required scope; if repeated, all of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l role -d 'Required role; if repeated, all of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l require -d 'Claim that must be present; dots select members of nested objects; repeatable or comma-separated' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l claim -d 'Claim that must have this value: `name=text`, `name:=JSON`, or `name~=PATTERN` with `*` and `?`; dots select members of nested objects; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l leeway -d 'Tolerated clock difference, at most 3650d [default: 0s]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l max-age -d 'Maximum age since `iat`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l expires-after -d 'Minimum remaining lifetime' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l detached-payload -d 'Payload of a detached token: `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l batch -d 'Verify one token per line, in parallel, in order; `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-weak-key -d 'For debugging: accept short HMAC secrets, and RSA keys of 1024 bits or more'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l offline -d 'Do not fetch; use only cached key sets that have not expired'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-expired -d 'Accept an expired token'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-missing-exp -d 'Accept a token without `exp`'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l signature-only -d 'Check only the signature; any payload is accepted'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l explain -d 'List every check with what was expected and found, and search for the cause of a bad signature'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l second-opinion -d 'Ask jsonwebtoken about the signature, too; a disagreement is an error (exit 1)'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l claims -d 'With --batch --json: include the claims of each verified token'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l level -d 'Show only findings at or above this level; others do not count for --fail-on' -r -f -a "note\t'Everything'
warning\t'What is weak, or fails in some programs'
error\t'What is unsafe or unusable'"
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l fail-on -d 'Exit 18 for findings at or above this level' -r -f -a "note\t'Everything'
warning\t'What is weak, or fails in some programs'
error\t'What is unsafe or unusable'"
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l wordlist -d 'Also try each line of this file as the HMAC secret' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l key -d 'Also check a key or set that verifies the token: a file, `env:NAME`, `-`, key ID, URL or `issuer:URL`' -r -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l sarif-uri -d 'File that SARIF results refer to, relative to the repository; by default the FILE of `@FILE`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l allow-stale -d 'Accept a stale cached key set up to this long after it expired' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l sarif -d 'Print SARIF 2.1.0, for GitHub code scanning'
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l offline -d 'Do not fetch; use only cached key sets that have not expired'
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -l exit-code -d 'Exit 18 if the tokens differ'
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -f -a "parse" -d 'Show what a header contains: credentials, challenges or a proof'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -f -a "basic" -d 'Write an Authorization header with user name and password (RFC 7617)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -f -a "bearer" -d 'Write an Authorization header with a token (RFC 6750)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -f -a "digest" -d 'Respond to a Digest challenge (RFC 7616)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -f -a "dpop" -d 'Write a DPoP proof for a request (RFC 9449)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -f -a "check" -d 'Check credentials or a proof'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and not __fish_seen_subcommand_from parse basic bearer digest dpop check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -l show -d 'Show passwords, and the credentials of schemes that are not decoded, such as Negotiate'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from parse" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -l password -d 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from basic" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from bearer" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from bearer" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from bearer" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from bearer" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from bearer" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from bearer" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from bearer" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l challenge -d 'The server\'s WWW-Authenticate header or its value, `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l uri -d 'Request target: path and query, as in the request line' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l method -d 'Method of the request' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l algorithm -d 'Respond to the challenge with this algorithm' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l nc -d 'How many requests have used the nonce, this one included' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l cnonce -d 'Client nonce [default: random]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l password -d 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from digest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l key -d 'Private key of the client: file, `env:NAME`, `-`, or key ID in the home\'s ring' -r -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l alg -d 'Algorithm [default: the key\'s own]' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l url -d 'URL of the request; query and fragment are left out of the proof' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l method -d 'Method of the request' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l token -d 'Access token that is sent with the request, `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l nonce -d 'Nonce that the server sent in a DPoP-Nonce header' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from dpop" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l user -d 'Expected user name' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l password -d 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l challenge -d 'Challenge that the Digest credentials respond to: a WWW-Authenticate header or its value, or `@FILE`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l uri -d 'Expected request target of Digest [default: any]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l method -d 'Method of the request [default: GET]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l url -d 'URL of the request' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l nonce -d 'Nonce that the server sent' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l max-age -d 'How far `iat` of the proof may be from now [default: 1m]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l key -d 'Key: file, `env:NAME`, `-`, key ID in the home\'s ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable' -r -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l secret -d 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l iss -d 'Expected issuer; if repeated, any of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l aud -d 'Expected audience; if repeated, any of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l allow-stale -d 'Accept a stale cached key set up to this long after it expired' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l offline -d 'Do not fetch; use only cached key sets that have not expired'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from help" -f -a "parse" -d 'Show what a header contains: credentials, challenges or a proof'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from help" -f -a "basic" -d 'Write an Authorization header with user name and password (RFC 7617)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from help" -f -a "bearer" -d 'Write an Authorization header with a token (RFC 6750)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from help" -f -a "digest" -d 'Respond to a Digest challenge (RFC 7616)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from help" -f -a "dpop" -d 'Write a DPoP proof for a request (RFC 9449)'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check credentials or a proof'
complete -c tokctl -n "__fish_tokctl_using_subcommand header; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "generate" -d 'Generate a key and add it to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "import" -d 'Add keys from a file to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "list" -d 'List the keys in the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "show" -d 'Show a key in the ring, without its private key'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "export" -d 'Export a key from the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "convert" -d 'Convert a key to another format (does not touch the ring)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "thumbprint" -d 'Print a key\'s thumbprint (RFC 7638)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "rotate" -d 'Switch to a new signing key and retire the old one'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "activate" -d 'Make a key in the ring the signing key'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "retire" -d 'Stop signing with a key; it keeps verifying until its retirement period ends'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "remove" -d 'Remove a key from the ring permanently'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "jwks" -d 'Print the public keys as a JWK set'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "check" -d 'Check whether a key is sound and strong enough'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l alg -d 'The signature algorithm; `tokctl algorithms` lists them' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l kid -d 'The key ID [default: the thumbprint]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l bits -d 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l allow-stale -d 'Accept a stale cached key set up to this long after it expired' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l alg -d 'Use the key only with this algorithm' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l kid -d 'The key ID [default: the key\'s own, or its thumbprint]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l iss -d 'Accept the public key for tokens of this issuer only' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l offline -d 'Do not fetch; use only cached key sets that have not expired'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l format -d 'Output format' -r -f -a "pem\t'PKCS#8 or SPKI, as text'
der\t'PKCS#8 or SPKI, as bytes'
jwk\t'JSON Web Key'
jwks\t'JSON Web Key set'
raw\t'A shared secret, as bytes'
base64\t'A shared secret, in base64'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l new-passphrase -d 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l out -d 'Write to a new file that only you can read; `-` for standard output, even if it is a pipe' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l private -d 'Export the private key, or the secret'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l encrypt -d 'Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l allow-stale -d 'Accept a stale cached key set up to this long after it expired' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l format -d 'Output format' -r -f -a "pem\t'PKCS#8 or SPKI, as text'
der\t'PKCS#8 or SPKI, as bytes'
jwk\t'JSON Web Key'
jwks\t'JSON Web Key set'
raw\t'A shared secret, as bytes'
base64\t'A shared secret, in base64'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l new-passphrase -d 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l out -d 'Write to a new file that only you can read; `-` for standard output, even if it is a pipe' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l offline -d 'Do not fetch; use only cached key sets that have not expired'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l public -d 'Write only the public key of a private key'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l encrypt -d 'Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l allow-stale -d 'Accept a stale cached key set up to this long after it expired' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l offline -d 'Do not fetch; use only cached key sets that have not expired'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l alg -d 'The new key\'s algorithm [default: the old key\'s]' -r -f -a "HS256\t''
HS384\t''
HS512\t''
RS256\t''
RS384\t''
RS512\t''
PS256\t''
PS384\t''
PS512\t''
ES256\t''
ES384\t''
ES512\t''
ES256K\t''
EdDSA\t''
Ed25519\t''
ML-DSA-44\t''
ML-DSA-65\t''
ML-DSA-87\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l kid -d 'The key ID [default: the thumbprint]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l bits -d 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l keep -d 'How long the old key still verifies' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l keep -d 'How long the key still verifies [default: the longest configured lifetime]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Do not ask for confirmation; required without a terminal'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l passphrase -d 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l ca-cert -d 'Trust only the CA certificates in this PEM file; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l allow-stale -d 'Accept a stale cached key set up to this long after it expired' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l offline -d 'Do not fetch; use only cached key sets that have not expired'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "generate" -d 'Generate a key and add it to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "import" -d 'Add keys from a file to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the keys in the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a key in the ring, without its private key'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "export" -d 'Export a key from the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "convert" -d 'Convert a key to another format (does not touch the ring)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "thumbprint" -d 'Print a key\'s thumbprint (RFC 7638)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Switch to a new signing key and retire the old one'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "activate" -d 'Make a key in the ring the signing key'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "retire" -d 'Stop signing with a key; it keeps verifying until its retirement period ends'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a key from the ring permanently'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "jwks" -d 'Print the public keys as a JWK set'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check whether a key is sound and strong enough'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "add" -d 'Add a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "list" -d 'List users'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "show" -d 'Show a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "set" -d 'Replace a user\'s roles, scope or claims'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "passwd" -d 'Set a new password and end all sessions of the user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "disable" -d 'Refuse a user\'s logins, refreshes and tokens, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "enable" -d 'Let a disabled user log in again'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "unlock" -d 'Reset a user\'s failed logins'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "remove" -d 'Remove a user and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "role" -d 'Add or remove a user\'s role'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show set passwd disable enable unlock remove role help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l role -d 'Role; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l scope -d 'Scope; repeatable, or several separated by spaces' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l claim -d 'Claim of the user\'s access tokens: `name=text` or `name:=JSON`; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l role -d 'New role; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l scope -d 'New scope; repeatable, or several separated by spaces' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l claim -d 'New claim of the user\'s access tokens: `name=text` or `name:=JSON`; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l clear -d 'Remove all `roles`, the `scope`, or all `claims`; repeatable' -r -f -a "roles\t'All roles'
scope\t'The scope'
claims\t'All claims'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Do not ask for confirmation; required without a terminal'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -f -a "add" -d 'Add a role'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -f -a "remove" -d 'Remove a role'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "list" -d 'List users'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "set" -d 'Replace a user\'s roles, scope or claims'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "passwd" -d 'Set a new password and end all sessions of the user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "disable" -d 'Refuse a user\'s logins, refreshes and tokens, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "enable" -d 'Let a disabled user log in again'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "unlock" -d 'Reset a user\'s failed logins'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a user and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "role" -d 'Add or remove a user\'s role'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l no-save -d 'Print the tokens instead of saving the session in the home'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l min-ttl -d 'Minimum remaining lifetime [default: 10s, or half of access.ttl if that is shorter]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l session -d 'Revoke this session' -r -f -a "(tokctl completions --list sessions 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l user -d 'Revoke everything issued to this user so far' -r -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l jti -d 'Revoke the access token with this `jti`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l iss -d 'With --jti: the token\'s issuer [default: the setting `issuer`]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l until -d 'With --jti: keep the revocation until a day after this time, the token\'s `exp` [default: indefinitely]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l key -d 'Revoke this key in the ring: nothing it signed verifies anymore' -r -f -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -f -a "list" -d 'List sessions, newest first'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -f -a "show" -d 'Show a session'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l user -d 'Only sessions of this user' -r -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l limit -d 'Show at most this many' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l all -d 'Include ended and expired sessions that have not been pruned'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from help" -f -a "list" -d 'List sessions, newest first'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a session'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l at -d 'Use this time instead of the current time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l limit -d 'Show at most this many of the latest events' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l since -d 'Only events at this time or later' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l user -d 'Only events of this user' -r -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l session -d 'Only events of this session: its ID or a unique prefix' -r -f -a "(tokctl completions --list sessions 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s f -l follow -d 'Keep running and show new events as they happen'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l events-older-than -d 'Delete events older than this [default: the setting `events.keep`, 90d]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l keep -d 'Keep the home in this new directory' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l pause -d 'Wait for Enter after each step'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l seed -d 'Apply this seed first; see `tokctl help seed` [env: TOKCTL_SEED]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l check -d 'Exit 0 if the server at URL is healthy, else 1 [default: where --listen says]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l listen -d 'Address: IP:PORT or localhost:PORT, port 0 for any; repeatable [env: TOKCTL_LISTEN] [default: localhost:8700]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l tls-cert -d 'Certificate and its chain, a PEM file' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l tls-key -d 'Private key of the certificate, a PEM file' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l host -d 'Accept requests for this host; with any port, unless one is given; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l cors -d 'Allow pages of this origin, like http://localhost:3000; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l trust-proxy -d 'Believe X-Forwarded-For and Forwarded of proxies in this range, like 10.0.0.0/8; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l cookie-name -d 'Name of the cookie with the refresh token; __Host-NAME needs https' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l log -d 'Format of the access log; -q leaves only errors' -r -f -a "text\t''
json\t''"
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l ephemeral -d 'Serve a sandbox in a temporary directory, which is removed at the end'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l insecure-http -d 'Allow addresses that other computers reach, without TLS'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l insecure-cookie -d 'Omit Secure from the cookie, for clients that do not send it over http'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l sandbox-controls -d 'Let clients move the clock, end sessions, make answers fail and reset to the seed; only for a sandbox on loopback'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l export -d 'Write the settings and keys to a new file, encrypted with a passphrase' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l new-passphrase -d 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l from -d 'Create the home from a file that --export wrote' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l passphrase -d 'Passphrase of that file: `@FILE`, `env:NAME`, `-` [default: prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l force -d 'Replace an existing home: its keys, settings, users and sessions are deleted; a state on a server is kept'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l sandbox -d 'Give the home a clock of its own, which `tokctl clock advance` moves forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l public -d 'Export no private keys and no secrets, for a node that only verifies; the file is not encrypted'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -f -a "advance" -d 'Move the clock forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from help" -f -a "advance" -d 'Move the clock forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -f -a "copy" -d 'Move users, sessions, revocations and events from one store to another'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and not __fish_seen_subcommand_from copy help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -l abort -d 'End a copy, and use the source again'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -l lost -d 'The state was moved to TO, and TO does not exist any more'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from copy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "copy" -d 'Move users, sessions, revocations and events from one store to another'
complete -c tokctl -n "__fish_tokctl_using_subcommand store; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand seed" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand seed" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand seed" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand seed" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand seed" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand seed" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand seed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "get" -d 'Print the value of a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "set" -d 'Change a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "unset" -d 'Reset a setting to its default'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "list" -d 'List all settings with their values'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "path" -d 'Print the path of the settings file'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print the value of a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set" -d 'Change a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "unset" -d 'Reset a setting to its default'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "list" -d 'List all settings with their values'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print the path of the settings file'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l level -d 'Show only findings at or above this level; others do not count for --fail-on' -r -f -a "note\t'Everything'
warning\t'What is weak, or fails in some programs'
error\t'What is unsafe or unusable'"
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l fail-on -d 'Exit 18 for findings at or above this level' -r -f -a "note\t'Everything'
warning\t'What is weak, or fails in some programs'
error\t'What is unsafe or unusable'"
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l accept-restored-state -d 'Accept a state that has lost revocations'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l list -d 'Print the values that a script completes, one per line; prints nothing without a home' -r -f -a "algorithms\t'Signature algorithms'
settings\t'Settings'
keys\t'Key IDs in the ring'
users\t'User names'
sessions\t'IDs of live sessions'"
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l out -d 'Write all pages to this directory, which is created if missing; existing pages are overwritten' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l home -d 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform\'s data directory]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l store -d 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l color -d 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l json -d 'Print JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -s q -l quiet -d 'Suppress notes and warnings; `verify` also prints nothing on success'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -s v -l verbose -d 'Verbose output'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "issue" -d 'Sign a token'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "decode" -d 'Show a token\'s contents without verifying it'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "verify" -d 'Verify a token\'s signature and claims'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "lint" -d 'Find mistakes in a token, without its key'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "diff" -d 'Show what differs between two tokens'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "header" -d 'Read, write and check Authorization headers'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "key" -d 'Generate, import, convert and check keys'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "algorithms" -d 'List the supported signature algorithms'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "user" -d 'Add, change and remove users'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "login" -d 'Log in with a user name and password'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "token" -d 'Print an access token for the current session'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "refresh" -d 'Get a new token pair and invalidate the old refresh token'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "logout" -d 'End the current session'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "revoke" -d 'Revoke a token, a session, a user\'s tokens or a key'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "session" -d 'List and show sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "introspect" -d 'Show whether a token is active (RFC 7662)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "events" -d 'Show the event log: logins, refreshes, reuse, revocations'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "prune" -d 'Delete expired sessions and revocation entries'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "demo" -d 'Walk through login, expiry, refresh, theft and revocation'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "serve" -d 'Serve login, refresh, logout and protected routes over HTTP'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "init" -d 'Create a home: a new ES256 key and default settings'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "clock" -d 'Show the clock of a sandbox, or move it forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "store" -d 'Move the state to another store'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "seed" -d 'Apply a file with settings, keys and users'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "config" -d 'Show and change settings'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "doctor" -d 'Check the home for problems and show how to fix them'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "completions" -d 'Print a shell completion script'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "man" -d 'Show a manual page'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify lint diff header key algorithms user login token refresh logout revoke session introspect events prune demo serve init clock store seed config doctor completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from header" -f -a "parse" -d 'Show what a header contains: credentials, challenges or a proof'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from header" -f -a "basic" -d 'Write an Authorization header with user name and password (RFC 7617)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from header" -f -a "bearer" -d 'Write an Authorization header with a token (RFC 6750)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from header" -f -a "digest" -d 'Respond to a Digest challenge (RFC 7616)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from header" -f -a "dpop" -d 'Write a DPoP proof for a request (RFC 9449)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from header" -f -a "check" -d 'Check credentials or a proof'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "generate" -d 'Generate a key and add it to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "import" -d 'Add keys from a file to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "list" -d 'List the keys in the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "show" -d 'Show a key in the ring, without its private key'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "export" -d 'Export a key from the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "convert" -d 'Convert a key to another format (does not touch the ring)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "thumbprint" -d 'Print a key\'s thumbprint (RFC 7638)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "rotate" -d 'Switch to a new signing key and retire the old one'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "activate" -d 'Make a key in the ring the signing key'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "retire" -d 'Stop signing with a key; it keeps verifying until its retirement period ends'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "remove" -d 'Remove a key from the ring permanently'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "jwks" -d 'Print the public keys as a JWK set'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "check" -d 'Check whether a key is sound and strong enough'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "add" -d 'Add a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "list" -d 'List users'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "show" -d 'Show a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "set" -d 'Replace a user\'s roles, scope or claims'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "passwd" -d 'Set a new password and end all sessions of the user'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "disable" -d 'Refuse a user\'s logins, refreshes and tokens, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "enable" -d 'Let a disabled user log in again'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "unlock" -d 'Reset a user\'s failed logins'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "remove" -d 'Remove a user and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "role" -d 'Add or remove a user\'s role'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from session" -f -a "list" -d 'List sessions, newest first'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from session" -f -a "show" -d 'Show a session'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from clock" -f -a "advance" -d 'Move the clock forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from store" -f -a "copy" -d 'Move users, sessions, revocations and events from one store to another'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "get" -d 'Print the value of a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set" -d 'Change a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "unset" -d 'Reset a setting to its default'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "list" -d 'List all settings with their values'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print the path of the settings file'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -f -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -f -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -f -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -f -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -f -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -a "(tokctl completions --list keys 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from set" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role; and __fish_seen_subcommand_from add" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role; and __fish_seen_subcommand_from remove" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -f -a "(tokctl completions --list users 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -f -a "(tokctl completions --list sessions 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -f -a "(tokctl completions --list settings 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -f -a "(tokctl completions --list settings 2>/dev/null)"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -f -a "(tokctl completions --list settings 2>/dev/null)"
complete -c tokctl -n 'string match -q -- "@*" (commandline -ct)' -a '(__fish_complete_path (string sub -s 2 -- (commandline -ct)) | string replace -r "^" "@")'
