
use builtin;
use str;

set edit:completion:arg-completer[tokctl] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'tokctl'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'tokctl'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand issue 'Sign a token'
            cand decode 'Show a token''s contents without verifying it'
            cand verify 'Verify a token''s signature and claims'
            cand lint 'Find mistakes in a token, without its key'
            cand diff 'Show what differs between two tokens'
            cand header 'Read, write and check Authorization headers'
            cand key 'Generate, import, convert and check keys'
            cand algorithms 'List the supported signature algorithms'
            cand user 'Add, change and remove users'
            cand login 'Log in with a user name and password'
            cand token 'Print an access token for the current session'
            cand refresh 'Get a new token pair and invalidate the old refresh token'
            cand logout 'End the current session'
            cand revoke 'Revoke a token, a session, a user''s tokens or a key'
            cand session 'List and show sessions'
            cand introspect 'Show whether a token is active (RFC 7662)'
            cand events 'Show the event log: logins, refreshes, reuse, revocations'
            cand prune 'Delete expired sessions and revocation entries'
            cand demo 'Walk through login, expiry, refresh, theft and revocation'
            cand serve 'Serve login, refresh, logout and protected routes over HTTP'
            cand init 'Create a home: a new ES256 key and default settings'
            cand clock 'Show the clock of a sandbox, or move it forward'
            cand store 'Move the state to another store'
            cand seed 'Apply a file with settings, keys and users'
            cand config 'Show and change settings'
            cand doctor 'Check the home for problems and show how to fix them'
            cand completions 'Print a shell completion script'
            cand man 'Show a manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;issue'= {
            cand --key 'Signing key: file, `env:NAME`, `-`, or key ID in the home''s ring [default: the ring''s active key]'
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --secret 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`'
            cand --alg 'Algorithm [default: the key''s own, that of --like, or the usual one: RS256 for RSA, HS256 for a secret]'
            cand --kid '`kid` in the header [default: the key''s own]'
            cand --sub 'Subject'
            cand --iss 'Issuer [default with a key of the ring: the setting `issuer`]'
            cand --aud 'Audience; repeatable, several make an array [default with a key of the ring: the setting `audience`]'
            cand --scope 'Scope; repeatable, joined by spaces'
            cand --role 'Role; repeatable, always an array'
            cand --jti 'Token ID [default: random]'
            cand --claim 'Any claim: `name=text` or `name:=JSON`; dots make nested objects, `\.` is a literal dot; repeatable'
            cand --claims 'JSON object of claims: literal JSON, `@FILE`, or `-` for standard input'
            cand --ttl 'Lifetime [default: the setting `access.ttl`, 15m]'
            cand --exp 'Expiry time'
            cand --nbf 'Not valid before this time'
            cand --iat 'Time of issue [default: now]'
            cand --at 'Use this time instead of the current time'
            cand --like 'Start from another token''s header and claims, with new times and a new ID'
            cand --payload 'Sign arbitrary bytes instead of claims: `@FILE`, or `-` for standard input'
            cand --header 'Header parameter: `name=text` or `name:=JSON`; repeatable'
            cand --typ '`typ` in the header [default: JWT]'
            cand --count 'Number of tokens to print, one per line, each with its own ID'
            cand --out 'Write to a new file that only you can read; `-` for standard output'
            cand --bad 'Print a deliberately invalid token, for testing verifiers: a kind, or `all`'
            cand --against 'Send each invalid token to this URL, after a valid one; exit 18 if the server accepts any'
            cand --in 'Where the server reads the token: `header`, `cookie:NAME` or `query:NAME` [default: header]'
            cand --expect 'Statuses that count as a refusal [default: 401,403]'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --allow-weak-key 'For debugging: accept an HMAC secret that is too short'
            cand --no-exp 'Issue a token without expiry'
            cand --keep-times 'With --like: keep its `iat`, `exp`, `nbf` and `jti`'
            cand --detached 'Omit the payload from the token (RFC 7515 appendix F)'
            cand --allow-remote 'Allow a URL that is not on this computer; it must use https'
            cand --deny-warnings 'Treat warnings as errors (exit 18)'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;decode'= {
            cand --part 'Print only this part'
            cand --claim 'Print only the value of this claim; dots select members of nested objects'
            cand --keep 'Claim or header parameter that --redact does not mask; repeatable'
            cand --expires-after 'Exit 12 if the token expires within this duration, such as `5m`'
            cand --fail-if 'Exit 12 if the token has expired, or 13 if it is not valid yet; repeatable'
            cand --date 'Time zone of times: `utc`, `local` or an offset such as `+02:00`'
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --redact 'Remove the signature and mask personal values, so that the output is safe to share'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;verify'= {
            cand --key 'Key: file, `env:NAME`, `-`, key ID in the home''s ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable'
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --secret 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`'
            cand --alg 'Accept only this algorithm; repeatable'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --allow-stale 'Accept a stale cached key set up to this long after it expired'
            cand --iss 'Expected issuer; if repeated, any of them'
            cand --aud 'Expected audience; if repeated, any of them'
            cand --sub 'Expected subject'
            cand --typ 'Expected `typ` in the header'
            cand --scope 'Required scope; if repeated, all of them'
            cand --role 'Required role; if repeated, all of them'
            cand --require 'Claim that must be present; dots select members of nested objects; repeatable or comma-separated'
            cand --claim 'Claim that must have this value: `name=text`, `name:=JSON`, or `name~=PATTERN` with `*` and `?`; dots select members of nested objects; repeatable'
            cand --leeway 'Tolerated clock difference, at most 3650d [default: 0s]'
            cand --max-age 'Maximum age since `iat`'
            cand --expires-after 'Minimum remaining lifetime'
            cand --at 'Use this time instead of the current time'
            cand --detached-payload 'Payload of a detached token: `@FILE`, or `-` for standard input'
            cand --batch 'Verify one token per line, in parallel, in order; `-` for standard input'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --allow-weak-key 'For debugging: accept short HMAC secrets, and RSA keys of 1024 bits or more'
            cand --offline 'Do not fetch; use only cached key sets that have not expired'
            cand --allow-expired 'Accept an expired token'
            cand --allow-missing-exp 'Accept a token without `exp`'
            cand --signature-only 'Check only the signature; any payload is accepted'
            cand --explain 'List every check with what was expected and found, and search for the cause of a bad signature'
            cand --second-opinion 'Ask jsonwebtoken about the signature, too; a disagreement is an error (exit 1)'
            cand --claims 'With --batch --json: include the claims of each verified token'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;lint'= {
            cand --level 'Show only findings at or above this level; others do not count for --fail-on'
            cand --fail-on 'Exit 18 for findings at or above this level'
            cand --wordlist 'Also try each line of this file as the HMAC secret'
            cand --key 'Also check a key or set that verifies the token: a file, `env:NAME`, `-`, key ID, URL or `issuer:URL`'
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --sarif-uri 'File that SARIF results refer to, relative to the repository; by default the FILE of `@FILE`'
            cand --at 'Use this time instead of the current time'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --allow-stale 'Accept a stale cached key set up to this long after it expired'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --sarif 'Print SARIF 2.1.0, for GitHub code scanning'
            cand --offline 'Do not fetch; use only cached key sets that have not expired'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;diff'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --exit-code 'Exit 18 if the tokens differ'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;header'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
            cand parse 'Show what a header contains: credentials, challenges or a proof'
            cand basic 'Write an Authorization header with user name and password (RFC 7617)'
            cand bearer 'Write an Authorization header with a token (RFC 6750)'
            cand digest 'Respond to a Digest challenge (RFC 7616)'
            cand dpop 'Write a DPoP proof for a request (RFC 9449)'
            cand check 'Check credentials or a proof'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;header;parse'= {
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --show 'Show passwords, and the credentials of schemes that are not decoded, such as Negotiate'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;header;basic'= {
            cand --password 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;header;bearer'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;header;digest'= {
            cand --challenge 'The server''s WWW-Authenticate header or its value, `@FILE`, or `-` for standard input'
            cand --uri 'Request target: path and query, as in the request line'
            cand --method 'Method of the request'
            cand --algorithm 'Respond to the challenge with this algorithm'
            cand --nc 'How many requests have used the nonce, this one included'
            cand --cnonce 'Client nonce [default: random]'
            cand --password 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;header;dpop'= {
            cand --key 'Private key of the client: file, `env:NAME`, `-`, or key ID in the home''s ring'
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --alg 'Algorithm [default: the key''s own]'
            cand --url 'URL of the request; query and fragment are left out of the proof'
            cand --method 'Method of the request'
            cand --token 'Access token that is sent with the request, `@FILE`, or `-` for standard input'
            cand --nonce 'Nonce that the server sent in a DPoP-Nonce header'
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;header;check'= {
            cand --user 'Expected user name'
            cand --password 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]'
            cand --challenge 'Challenge that the Digest credentials respond to: a WWW-Authenticate header or its value, or `@FILE`'
            cand --uri 'Expected request target of Digest [default: any]'
            cand --method 'Method of the request [default: GET]'
            cand --url 'URL of the request'
            cand --nonce 'Nonce that the server sent'
            cand --max-age 'How far `iat` of the proof may be from now [default: 1m]'
            cand --key 'Key: file, `env:NAME`, `-`, key ID in the home''s ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable'
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --secret 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`'
            cand --iss 'Expected issuer; if repeated, any of them'
            cand --aud 'Expected audience; if repeated, any of them'
            cand --at 'Use this time instead of the current time'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --allow-stale 'Accept a stale cached key set up to this long after it expired'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --offline 'Do not fetch; use only cached key sets that have not expired'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;header;help'= {
            cand parse 'Show what a header contains: credentials, challenges or a proof'
            cand basic 'Write an Authorization header with user name and password (RFC 7617)'
            cand bearer 'Write an Authorization header with a token (RFC 6750)'
            cand digest 'Respond to a Digest challenge (RFC 7616)'
            cand dpop 'Write a DPoP proof for a request (RFC 9449)'
            cand check 'Check credentials or a proof'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;header;help;parse'= {
        }
        &'tokctl;header;help;basic'= {
        }
        &'tokctl;header;help;bearer'= {
        }
        &'tokctl;header;help;digest'= {
        }
        &'tokctl;header;help;dpop'= {
        }
        &'tokctl;header;help;check'= {
        }
        &'tokctl;header;help;help'= {
        }
        &'tokctl;key'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
            cand generate 'Generate a key and add it to the ring'
            cand import 'Add keys from a file to the ring'
            cand list 'List the keys in the ring'
            cand show 'Show a key in the ring, without its private key'
            cand export 'Export a key from the ring'
            cand convert 'Convert a key to another format (does not touch the ring)'
            cand thumbprint 'Print a key''s thumbprint (RFC 7638)'
            cand rotate 'Switch to a new signing key and retire the old one'
            cand activate 'Make a key in the ring the signing key'
            cand retire 'Stop signing with a key; it keeps verifying until its retirement period ends'
            cand remove 'Remove a key from the ring permanently'
            cand jwks 'Print the public keys as a JWK set'
            cand check 'Check whether a key is sound and strong enough'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;key;generate'= {
            cand --alg 'The signature algorithm; `tokctl algorithms` lists them'
            cand --kid 'The key ID [default: the thumbprint]'
            cand --bits 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;import'= {
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --allow-stale 'Accept a stale cached key set up to this long after it expired'
            cand --alg 'Use the key only with this algorithm'
            cand --kid 'The key ID [default: the key''s own, or its thumbprint]'
            cand --iss 'Accept the public key for tokens of this issuer only'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --offline 'Do not fetch; use only cached key sets that have not expired'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;list'= {
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;show'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;export'= {
            cand --format 'Output format'
            cand --new-passphrase 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]'
            cand --out 'Write to a new file that only you can read; `-` for standard output, even if it is a pipe'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --private 'Export the private key, or the secret'
            cand --encrypt 'Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;convert'= {
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --allow-stale 'Accept a stale cached key set up to this long after it expired'
            cand --format 'Output format'
            cand --new-passphrase 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]'
            cand --out 'Write to a new file that only you can read; `-` for standard output, even if it is a pipe'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --offline 'Do not fetch; use only cached key sets that have not expired'
            cand --public 'Write only the public key of a private key'
            cand --encrypt 'Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;thumbprint'= {
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --allow-stale 'Accept a stale cached key set up to this long after it expired'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --offline 'Do not fetch; use only cached key sets that have not expired'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;rotate'= {
            cand --alg 'The new key''s algorithm [default: the old key''s]'
            cand --kid 'The key ID [default: the thumbprint]'
            cand --bits 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret'
            cand --keep 'How long the old key still verifies'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;activate'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;retire'= {
            cand --keep 'How long the key still verifies [default: the longest configured lifetime]'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;remove'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand -y 'Do not ask for confirmation; required without a terminal'
            cand --yes 'Do not ask for confirmation; required without a terminal'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;jwks'= {
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;check'= {
            cand --passphrase 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --ca-cert 'Trust only the CA certificates in this PEM file; repeatable'
            cand --allow-stale 'Accept a stale cached key set up to this long after it expired'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --offline 'Do not fetch; use only cached key sets that have not expired'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;help'= {
            cand generate 'Generate a key and add it to the ring'
            cand import 'Add keys from a file to the ring'
            cand list 'List the keys in the ring'
            cand show 'Show a key in the ring, without its private key'
            cand export 'Export a key from the ring'
            cand convert 'Convert a key to another format (does not touch the ring)'
            cand thumbprint 'Print a key''s thumbprint (RFC 7638)'
            cand rotate 'Switch to a new signing key and retire the old one'
            cand activate 'Make a key in the ring the signing key'
            cand retire 'Stop signing with a key; it keeps verifying until its retirement period ends'
            cand remove 'Remove a key from the ring permanently'
            cand jwks 'Print the public keys as a JWK set'
            cand check 'Check whether a key is sound and strong enough'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;key;help;generate'= {
        }
        &'tokctl;key;help;import'= {
        }
        &'tokctl;key;help;list'= {
        }
        &'tokctl;key;help;show'= {
        }
        &'tokctl;key;help;export'= {
        }
        &'tokctl;key;help;convert'= {
        }
        &'tokctl;key;help;thumbprint'= {
        }
        &'tokctl;key;help;rotate'= {
        }
        &'tokctl;key;help;activate'= {
        }
        &'tokctl;key;help;retire'= {
        }
        &'tokctl;key;help;remove'= {
        }
        &'tokctl;key;help;jwks'= {
        }
        &'tokctl;key;help;check'= {
        }
        &'tokctl;key;help;help'= {
        }
        &'tokctl;algorithms'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
            cand add 'Add a user'
            cand list 'List users'
            cand show 'Show a user'
            cand set 'Replace a user''s roles, scope or claims'
            cand passwd 'Set a new password and end all sessions of the user'
            cand disable 'Refuse a user''s logins, refreshes and tokens, and end all sessions'
            cand enable 'Let a disabled user log in again'
            cand unlock 'Reset a user''s failed logins'
            cand remove 'Remove a user and end all sessions'
            cand role 'Add or remove a user''s role'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;add'= {
            cand --role 'Role; repeatable'
            cand --scope 'Scope; repeatable, or several separated by spaces'
            cand --claim 'Claim of the user''s access tokens: `name=text` or `name:=JSON`; repeatable'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;list'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;show'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;set'= {
            cand --role 'New role; repeatable'
            cand --scope 'New scope; repeatable, or several separated by spaces'
            cand --claim 'New claim of the user''s access tokens: `name=text` or `name:=JSON`; repeatable'
            cand --clear 'Remove all `roles`, the `scope`, or all `claims`; repeatable'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;passwd'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;disable'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;enable'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;unlock'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;remove'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand -y 'Do not ask for confirmation; required without a terminal'
            cand --yes 'Do not ask for confirmation; required without a terminal'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;role'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
            cand add 'Add a role'
            cand remove 'Remove a role'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;role;add'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;role;remove'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;role;help'= {
            cand add 'Add a role'
            cand remove 'Remove a role'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;role;help;add'= {
        }
        &'tokctl;user;role;help;remove'= {
        }
        &'tokctl;user;role;help;help'= {
        }
        &'tokctl;user;help'= {
            cand add 'Add a user'
            cand list 'List users'
            cand show 'Show a user'
            cand set 'Replace a user''s roles, scope or claims'
            cand passwd 'Set a new password and end all sessions of the user'
            cand disable 'Refuse a user''s logins, refreshes and tokens, and end all sessions'
            cand enable 'Let a disabled user log in again'
            cand unlock 'Reset a user''s failed logins'
            cand remove 'Remove a user and end all sessions'
            cand role 'Add or remove a user''s role'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;help;add'= {
        }
        &'tokctl;user;help;list'= {
        }
        &'tokctl;user;help;show'= {
        }
        &'tokctl;user;help;set'= {
        }
        &'tokctl;user;help;passwd'= {
        }
        &'tokctl;user;help;disable'= {
        }
        &'tokctl;user;help;enable'= {
        }
        &'tokctl;user;help;unlock'= {
        }
        &'tokctl;user;help;remove'= {
        }
        &'tokctl;user;help;role'= {
            cand add 'Add a role'
            cand remove 'Remove a role'
        }
        &'tokctl;user;help;role;add'= {
        }
        &'tokctl;user;help;role;remove'= {
        }
        &'tokctl;user;help;help'= {
        }
        &'tokctl;login'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --no-save 'Print the tokens instead of saving the session in the home'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;token'= {
            cand --min-ttl 'Minimum remaining lifetime [default: 10s, or half of access.ttl if that is shorter]'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;refresh'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;logout'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;revoke'= {
            cand --session 'Revoke this session'
            cand --user 'Revoke everything issued to this user so far'
            cand --jti 'Revoke the access token with this `jti`'
            cand --iss 'With --jti: the token''s issuer [default: the setting `issuer`]'
            cand --until 'With --jti: keep the revocation until a day after this time, the token''s `exp` [default: indefinitely]'
            cand --key 'Revoke this key in the ring: nothing it signed verifies anymore'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;session'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List sessions, newest first'
            cand show 'Show a session'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;session;list'= {
            cand --user 'Only sessions of this user'
            cand --limit 'Show at most this many'
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --all 'Include ended and expired sessions that have not been pruned'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;session;show'= {
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;session;help'= {
            cand list 'List sessions, newest first'
            cand show 'Show a session'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;session;help;list'= {
        }
        &'tokctl;session;help;show'= {
        }
        &'tokctl;session;help;help'= {
        }
        &'tokctl;introspect'= {
            cand --at 'Use this time instead of the current time'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;events'= {
            cand --limit 'Show at most this many of the latest events'
            cand --since 'Only events at this time or later'
            cand --user 'Only events of this user'
            cand --session 'Only events of this session: its ID or a unique prefix'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand -f 'Keep running and show new events as they happen'
            cand --follow 'Keep running and show new events as they happen'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;prune'= {
            cand --events-older-than 'Delete events older than this [default: the setting `events.keep`, 90d]'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;demo'= {
            cand --keep 'Keep the home in this new directory'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --pause 'Wait for Enter after each step'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;serve'= {
            cand --seed 'Apply this seed first; see `tokctl help seed` [env: TOKCTL_SEED]'
            cand --check 'Exit 0 if the server at URL is healthy, else 1 [default: where --listen says]'
            cand --listen 'Address: IP:PORT or localhost:PORT, port 0 for any; repeatable [env: TOKCTL_LISTEN] [default: localhost:8700]'
            cand --tls-cert 'Certificate and its chain, a PEM file'
            cand --tls-key 'Private key of the certificate, a PEM file'
            cand --host 'Accept requests for this host; with any port, unless one is given; repeatable'
            cand --cors 'Allow pages of this origin, like http://localhost:3000; repeatable'
            cand --trust-proxy 'Believe X-Forwarded-For and Forwarded of proxies in this range, like 10.0.0.0/8; repeatable'
            cand --cookie-name 'Name of the cookie with the refresh token; __Host-NAME needs https'
            cand --log 'Format of the access log; -q leaves only errors'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --ephemeral 'Serve a sandbox in a temporary directory, which is removed at the end'
            cand --insecure-http 'Allow addresses that other computers reach, without TLS'
            cand --insecure-cookie 'Omit Secure from the cookie, for clients that do not send it over http'
            cand --sandbox-controls 'Let clients move the clock, end sessions, make answers fail and reset to the seed; only for a sandbox on loopback'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;init'= {
            cand --export 'Write the settings and keys to a new file, encrypted with a passphrase'
            cand --new-passphrase 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]'
            cand --from 'Create the home from a file that --export wrote'
            cand --passphrase 'Passphrase of that file: `@FILE`, `env:NAME`, `-` [default: prompt]'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --force 'Replace an existing home: its keys, settings, users and sessions are deleted; a state on a server is kept'
            cand --sandbox 'Give the home a clock of its own, which `tokctl clock advance` moves forward'
            cand --public 'Export no private keys and no secrets, for a node that only verifies; the file is not encrypted'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;clock'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand advance 'Move the clock forward'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;clock;advance'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;clock;help'= {
            cand advance 'Move the clock forward'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;clock;help;advance'= {
        }
        &'tokctl;clock;help;help'= {
        }
        &'tokctl;store'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
            cand copy 'Move users, sessions, revocations and events from one store to another'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;store;copy'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --abort 'End a copy, and use the source again'
            cand --lost 'The state was moved to TO, and TO does not exist any more'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;store;help'= {
            cand copy 'Move users, sessions, revocations and events from one store to another'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;store;help;copy'= {
        }
        &'tokctl;store;help;help'= {
        }
        &'tokctl;seed'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
            cand get 'Print the value of a setting'
            cand set 'Change a setting'
            cand unset 'Reset a setting to its default'
            cand list 'List all settings with their values'
            cand path 'Print the path of the settings file'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;config;get'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;set'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;unset'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;list'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;path'= {
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;help'= {
            cand get 'Print the value of a setting'
            cand set 'Change a setting'
            cand unset 'Reset a setting to its default'
            cand list 'List all settings with their values'
            cand path 'Print the path of the settings file'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;config;help;get'= {
        }
        &'tokctl;config;help;set'= {
        }
        &'tokctl;config;help;unset'= {
        }
        &'tokctl;config;help;list'= {
        }
        &'tokctl;config;help;path'= {
        }
        &'tokctl;config;help;help'= {
        }
        &'tokctl;doctor'= {
            cand --level 'Show only findings at or above this level; others do not count for --fail-on'
            cand --fail-on 'Exit 18 for findings at or above this level'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --accept-restored-state 'Accept a state that has lost revocations'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;completions'= {
            cand --list 'Print the values that a script completes, one per line; prints nothing without a home'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;man'= {
            cand --out 'Write all pages to this directory, which is created if missing; existing pages are overwritten'
            cand --home 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]'
            cand --store 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]'
            cand --json 'Print JSON'
            cand -q 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand --quiet 'Suppress notes and warnings; `verify` also prints nothing on success'
            cand -v 'Verbose output'
            cand --verbose 'Verbose output'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'tokctl;help'= {
            cand issue 'Sign a token'
            cand decode 'Show a token''s contents without verifying it'
            cand verify 'Verify a token''s signature and claims'
            cand lint 'Find mistakes in a token, without its key'
            cand diff 'Show what differs between two tokens'
            cand header 'Read, write and check Authorization headers'
            cand key 'Generate, import, convert and check keys'
            cand algorithms 'List the supported signature algorithms'
            cand user 'Add, change and remove users'
            cand login 'Log in with a user name and password'
            cand token 'Print an access token for the current session'
            cand refresh 'Get a new token pair and invalidate the old refresh token'
            cand logout 'End the current session'
            cand revoke 'Revoke a token, a session, a user''s tokens or a key'
            cand session 'List and show sessions'
            cand introspect 'Show whether a token is active (RFC 7662)'
            cand events 'Show the event log: logins, refreshes, reuse, revocations'
            cand prune 'Delete expired sessions and revocation entries'
            cand demo 'Walk through login, expiry, refresh, theft and revocation'
            cand serve 'Serve login, refresh, logout and protected routes over HTTP'
            cand init 'Create a home: a new ES256 key and default settings'
            cand clock 'Show the clock of a sandbox, or move it forward'
            cand store 'Move the state to another store'
            cand seed 'Apply a file with settings, keys and users'
            cand config 'Show and change settings'
            cand doctor 'Check the home for problems and show how to fix them'
            cand completions 'Print a shell completion script'
            cand man 'Show a manual page'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;help;issue'= {
        }
        &'tokctl;help;decode'= {
        }
        &'tokctl;help;verify'= {
        }
        &'tokctl;help;lint'= {
        }
        &'tokctl;help;diff'= {
        }
        &'tokctl;help;header'= {
            cand parse 'Show what a header contains: credentials, challenges or a proof'
            cand basic 'Write an Authorization header with user name and password (RFC 7617)'
            cand bearer 'Write an Authorization header with a token (RFC 6750)'
            cand digest 'Respond to a Digest challenge (RFC 7616)'
            cand dpop 'Write a DPoP proof for a request (RFC 9449)'
            cand check 'Check credentials or a proof'
        }
        &'tokctl;help;header;parse'= {
        }
        &'tokctl;help;header;basic'= {
        }
        &'tokctl;help;header;bearer'= {
        }
        &'tokctl;help;header;digest'= {
        }
        &'tokctl;help;header;dpop'= {
        }
        &'tokctl;help;header;check'= {
        }
        &'tokctl;help;key'= {
            cand generate 'Generate a key and add it to the ring'
            cand import 'Add keys from a file to the ring'
            cand list 'List the keys in the ring'
            cand show 'Show a key in the ring, without its private key'
            cand export 'Export a key from the ring'
            cand convert 'Convert a key to another format (does not touch the ring)'
            cand thumbprint 'Print a key''s thumbprint (RFC 7638)'
            cand rotate 'Switch to a new signing key and retire the old one'
            cand activate 'Make a key in the ring the signing key'
            cand retire 'Stop signing with a key; it keeps verifying until its retirement period ends'
            cand remove 'Remove a key from the ring permanently'
            cand jwks 'Print the public keys as a JWK set'
            cand check 'Check whether a key is sound and strong enough'
        }
        &'tokctl;help;key;generate'= {
        }
        &'tokctl;help;key;import'= {
        }
        &'tokctl;help;key;list'= {
        }
        &'tokctl;help;key;show'= {
        }
        &'tokctl;help;key;export'= {
        }
        &'tokctl;help;key;convert'= {
        }
        &'tokctl;help;key;thumbprint'= {
        }
        &'tokctl;help;key;rotate'= {
        }
        &'tokctl;help;key;activate'= {
        }
        &'tokctl;help;key;retire'= {
        }
        &'tokctl;help;key;remove'= {
        }
        &'tokctl;help;key;jwks'= {
        }
        &'tokctl;help;key;check'= {
        }
        &'tokctl;help;algorithms'= {
        }
        &'tokctl;help;user'= {
            cand add 'Add a user'
            cand list 'List users'
            cand show 'Show a user'
            cand set 'Replace a user''s roles, scope or claims'
            cand passwd 'Set a new password and end all sessions of the user'
            cand disable 'Refuse a user''s logins, refreshes and tokens, and end all sessions'
            cand enable 'Let a disabled user log in again'
            cand unlock 'Reset a user''s failed logins'
            cand remove 'Remove a user and end all sessions'
            cand role 'Add or remove a user''s role'
        }
        &'tokctl;help;user;add'= {
        }
        &'tokctl;help;user;list'= {
        }
        &'tokctl;help;user;show'= {
        }
        &'tokctl;help;user;set'= {
        }
        &'tokctl;help;user;passwd'= {
        }
        &'tokctl;help;user;disable'= {
        }
        &'tokctl;help;user;enable'= {
        }
        &'tokctl;help;user;unlock'= {
        }
        &'tokctl;help;user;remove'= {
        }
        &'tokctl;help;user;role'= {
            cand add 'Add a role'
            cand remove 'Remove a role'
        }
        &'tokctl;help;user;role;add'= {
        }
        &'tokctl;help;user;role;remove'= {
        }
        &'tokctl;help;login'= {
        }
        &'tokctl;help;token'= {
        }
        &'tokctl;help;refresh'= {
        }
        &'tokctl;help;logout'= {
        }
        &'tokctl;help;revoke'= {
        }
        &'tokctl;help;session'= {
            cand list 'List sessions, newest first'
            cand show 'Show a session'
        }
        &'tokctl;help;session;list'= {
        }
        &'tokctl;help;session;show'= {
        }
        &'tokctl;help;introspect'= {
        }
        &'tokctl;help;events'= {
        }
        &'tokctl;help;prune'= {
        }
        &'tokctl;help;demo'= {
        }
        &'tokctl;help;serve'= {
        }
        &'tokctl;help;init'= {
        }
        &'tokctl;help;clock'= {
            cand advance 'Move the clock forward'
        }
        &'tokctl;help;clock;advance'= {
        }
        &'tokctl;help;store'= {
            cand copy 'Move users, sessions, revocations and events from one store to another'
        }
        &'tokctl;help;store;copy'= {
        }
        &'tokctl;help;seed'= {
        }
        &'tokctl;help;config'= {
            cand get 'Print the value of a setting'
            cand set 'Change a setting'
            cand unset 'Reset a setting to its default'
            cand list 'List all settings with their values'
            cand path 'Print the path of the settings file'
        }
        &'tokctl;help;config;get'= {
        }
        &'tokctl;help;config;set'= {
        }
        &'tokctl;help;config;unset'= {
        }
        &'tokctl;help;config;list'= {
        }
        &'tokctl;help;config;path'= {
        }
        &'tokctl;help;doctor'= {
        }
        &'tokctl;help;completions'= {
        }
        &'tokctl;help;man'= {
        }
        &'tokctl;help;help'= {
        }
    ]
    $completions[$command]
}
