
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
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand issue 'Sign a token'
            cand decode 'Show what is in a token, without its key'
            cand verify 'Check a token''s signature and claims'
            cand key 'Make, keep, convert and check keys'
            cand algorithms 'List the signature algorithms'
            cand user 'Add, change and remove users'
            cand login 'Log in: a name and a password for an access and a refresh token'
            cand token 'Print an access token of the current session'
            cand refresh 'Exchange a refresh token for a new pair'
            cand logout 'End the current session'
            cand revoke 'Take back a token, a session, a user''s tokens, or a key'
            cand session 'Look at sessions'
            cand introspect 'Tell whether a token is good at this moment'
            cand events 'Show logins, refreshes, reuse and revocations'
            cand prune 'Forget sessions and revocations that no longer matter'
            cand demo 'Tell the whole story: login, expiry, refresh, theft, revocation'
            cand init 'Create a home: a new ES256 key and default settings'
            cand clock 'Show the clock of a sandbox, or move it forward'
            cand config 'Look at settings and change them'
            cand doctor 'Look for what is wrong with the home, and how to mend it'
            cand completions 'Print the completion script of a shell'
            cand man 'Print the manual, or write it to a folder'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;issue'= {
            cand --key 'The key to sign with: file, `env:NAME`, `-`, or a name in the home''s ring [default: the ring''s active key]'
            cand --passphrase 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]'
            cand --secret 'A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`'
            cand --alg 'The algorithm, where the key allows several'
            cand --kid 'The header''s `kid` [default: the key''s own]'
            cand --sub 'Subject'
            cand --iss 'Issuer [default with the ring: the configured one]'
            cand --aud 'Audience; repeatable, which makes a list [default with the ring: the configured one]'
            cand --scope 'Scope; repeatable, joined by spaces'
            cand --role 'Role; repeatable, always a list'
            cand --jti 'Token id [default: a random one]'
            cand --claim 'Any claim: `name=text` or `name:=JSON`; dots lead into objects, `\.` is a dot; repeatable'
            cand --claims 'A JSON object of claims: the text itself, `@FILE`, or `-` for standard input'
            cand --ttl 'Good for this long [default: the configured 15m]'
            cand --exp 'Expires at this moment'
            cand --nbf 'Not valid before this moment'
            cand --iat 'Issued at this moment [default: now]'
            cand --at 'Issue as of this moment instead of now'
            cand --like 'Start from another token''s header and claims, with times and id made fresh'
            cand --payload 'Sign these bytes instead of claims: `@FILE`, or `-` for standard input'
            cand --header 'A header parameter: `name=text` or `name:=JSON`; repeatable'
            cand --typ 'The header''s `typ` [default: JWT]'
            cand --count 'Print this many tokens, one a line, each with an id of its own'
            cand --out 'Write to this new file, readable by its owner alone; `-` is standard output, as without'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --allow-weak-key 'For debugging: sign with an HMAC secret that is too short'
            cand --no-exp 'Never expires'
            cand --keep-times 'With --like: keep its `iat`, `exp`, `nbf` and `jti`'
            cand --detached 'Leave the payload out of the token (RFC 7515 appendix F)'
            cand --deny-warnings 'Refuse to issue where there is a warning (exit 18)'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;decode'= {
            cand --part 'Print one part alone'
            cand --claim 'Print the value of one claim alone; dots lead into objects'
            cand --date 'Time zone to show times in: `utc`, `local` or an offset like `+02:00` [default: both local and UTC]'
            cand --at 'Tell what is expired as of this moment instead of now'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;verify'= {
            cand --key 'A key: file, `env:NAME`, `-`, a name in the home''s ring, the URL of a JWKS, or `issuer:URL`; repeatable'
            cand --passphrase 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]'
            cand --secret 'A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`'
            cand --alg 'Accept only this algorithm, of those the key allows; repeatable'
            cand --ca-cert 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable'
            cand --allow-stale 'Where nothing newer can be had, use what was fetched before for this long past its time'
            cand --iss 'The issuer must be this; repeatable, any of them'
            cand --aud 'The audience must name this; repeatable, any of them'
            cand --sub 'The subject must be this'
            cand --typ 'The header''s `typ` must be this'
            cand --scope 'The scope must hold this; repeatable, all of them'
            cand --role 'The roles must hold this; repeatable, all of them'
            cand --require 'The claim must be there; dots lead into objects; repeatable, or several with commas between'
            cand --claim 'The claim must have this value: `name=text` or `name:=JSON`; repeatable'
            cand --leeway 'How far the clocks may lie apart [default: 0s]'
            cand --max-age 'Refuse a token issued longer ago than this'
            cand --expires-after 'Refuse a token that will not be good for this long'
            cand --at 'Judge as of this moment instead of now'
            cand --detached-payload 'The payload of a detached token: `@FILE`, or `-` for standard input'
            cand --batch 'Verify one token a line, in parallel and in order; `-` for standard input'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --allow-weak-key 'For debugging: accept short HMAC secrets, and RS256/RS512 keys from 1024 bits'
            cand --offline 'Fetch nothing: use what was fetched before, while it is good'
            cand --allow-expired 'Accept an expired token'
            cand --allow-missing-exp 'Accept a token that never expires'
            cand --signature-only 'Check the signature alone; any payload will do'
            cand --claims 'With --batch --json: print the claims of each verified token'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help'
            cand --help 'Print help'
            cand generate 'Make a key and add it to the ring'
            cand import 'Add keys from a file to the ring'
            cand list 'List the keys of the ring'
            cand show 'Show a key of the ring, without its private half'
            cand export 'Write down a key of the ring'
            cand convert 'Write down a key in another format; the ring has no part in it'
            cand thumbprint 'Print the thumbprint of a key (RFC 7638)'
            cand rotate 'Sign with a new key, and retire the old one'
            cand activate 'Sign with a key of the ring from now on'
            cand retire 'Let a key of the ring verify for a while yet, and then no more'
            cand remove 'Remove a key from the ring for good'
            cand jwks 'Print the public keys as a JWK set'
            cand check 'Tell whether a key is sound and strong enough'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;key;generate'= {
            cand --alg 'What the key is to sign with; `tokctl algorithms` lists them'
            cand --kid 'The key''s name [default: its thumbprint]'
            cand --bits 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;import'= {
            cand --passphrase 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]'
            cand --ca-cert 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable'
            cand --allow-stale 'Where nothing newer can be had, use what was fetched before for this long past its time'
            cand --alg 'Use it with this algorithm alone'
            cand --kid 'The key''s name [default: its own, or its thumbprint]'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --offline 'Fetch nothing: use what was fetched before, while it is good'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;list'= {
            cand --at 'Take this moment for now'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;show'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;export'= {
            cand --format 'How to write it'
            cand --new-passphrase 'The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]'
            cand --out 'Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --private 'The private half, or the secret'
            cand --encrypt 'Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;convert'= {
            cand --passphrase 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]'
            cand --ca-cert 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable'
            cand --allow-stale 'Where nothing newer can be had, use what was fetched before for this long past its time'
            cand --format 'How to write it'
            cand --new-passphrase 'The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]'
            cand --out 'Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --offline 'Fetch nothing: use what was fetched before, while it is good'
            cand --public 'The public half of a private key'
            cand --encrypt 'Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;thumbprint'= {
            cand --passphrase 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]'
            cand --ca-cert 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable'
            cand --allow-stale 'Where nothing newer can be had, use what was fetched before for this long past its time'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --offline 'Fetch nothing: use what was fetched before, while it is good'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;rotate'= {
            cand --alg 'What the new key is to sign with [default: the same as the old one]'
            cand --kid 'The key''s name [default: its thumbprint]'
            cand --bits 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret'
            cand --keep 'How long the old key still verifies'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;activate'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;retire'= {
            cand --keep 'How long it still verifies [default: the longest configured lifetime]'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;remove'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;jwks'= {
            cand --at 'Take this moment for now'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;check'= {
            cand --passphrase 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]'
            cand --ca-cert 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable'
            cand --allow-stale 'Where nothing newer can be had, use what was fetched before for this long past its time'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --offline 'Fetch nothing: use what was fetched before, while it is good'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;key;help'= {
            cand generate 'Make a key and add it to the ring'
            cand import 'Add keys from a file to the ring'
            cand list 'List the keys of the ring'
            cand show 'Show a key of the ring, without its private half'
            cand export 'Write down a key of the ring'
            cand convert 'Write down a key in another format; the ring has no part in it'
            cand thumbprint 'Print the thumbprint of a key (RFC 7638)'
            cand rotate 'Sign with a new key, and retire the old one'
            cand activate 'Sign with a key of the ring from now on'
            cand retire 'Let a key of the ring verify for a while yet, and then no more'
            cand remove 'Remove a key from the ring for good'
            cand jwks 'Print the public keys as a JWK set'
            cand check 'Tell whether a key is sound and strong enough'
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
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help'
            cand --help 'Print help'
            cand add 'Add a user'
            cand list 'List the users'
            cand show 'Show a user'
            cand passwd 'Set a new password, and end all sessions of the user'
            cand disable 'Refuse logins, refreshes and tokens of a user, and end all sessions'
            cand enable 'Let a disabled user log in again'
            cand unlock 'Forget a user''s failed logins'
            cand remove 'Remove a user, and end all sessions'
            cand role 'Give a user a role, or take one'
            cand scope 'Give a user another scope'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;add'= {
            cand --role 'A role; repeatable'
            cand --scope 'The scope; repeatable, or several with spaces between'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;list'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;show'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;passwd'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;disable'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;enable'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;unlock'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;remove'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;role'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help'
            cand --help 'Print help'
            cand add 'Give a user a role'
            cand remove 'Take a role from a user'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;role;add'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;role;remove'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;role;help'= {
            cand add 'Give a user a role'
            cand remove 'Take a role from a user'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;role;help;add'= {
        }
        &'tokctl;user;role;help;remove'= {
        }
        &'tokctl;user;role;help;help'= {
        }
        &'tokctl;user;scope'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;user;help'= {
            cand add 'Add a user'
            cand list 'List the users'
            cand show 'Show a user'
            cand passwd 'Set a new password, and end all sessions of the user'
            cand disable 'Refuse logins, refreshes and tokens of a user, and end all sessions'
            cand enable 'Let a disabled user log in again'
            cand unlock 'Forget a user''s failed logins'
            cand remove 'Remove a user, and end all sessions'
            cand role 'Give a user a role, or take one'
            cand scope 'Give a user another scope'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;user;help;add'= {
        }
        &'tokctl;user;help;list'= {
        }
        &'tokctl;user;help;show'= {
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
            cand add 'Give a user a role'
            cand remove 'Take a role from a user'
        }
        &'tokctl;user;help;role;add'= {
        }
        &'tokctl;user;help;role;remove'= {
        }
        &'tokctl;user;help;scope'= {
        }
        &'tokctl;user;help;help'= {
        }
        &'tokctl;login'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --password-stdin 'Read the password from the first line of standard input'
            cand --no-save 'Do not remember the session'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;token'= {
            cand --min-ttl 'How long the token has to be good still [default: 10s, or half of access.ttl where that is shorter]'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;refresh'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;logout'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;revoke'= {
            cand --session 'Revoke this session'
            cand --user 'Revoke everything of this user that was issued before'
            cand --jti 'Revoke the access token with this `jti`'
            cand --until 'With --jti: remember it until this moment, when the token has expired [default: for ever]'
            cand --key 'Revoke this key of the ring: it verifies nothing any more'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;session'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help'
            cand --help 'Print help'
            cand list 'List sessions, newest first'
            cand show 'Show a session'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;session;list'= {
            cand --user 'Only this user''s'
            cand --limit 'At most so many'
            cand --at 'Take this moment for now'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --all 'Those that are over as well, until they are pruned'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;session;show'= {
            cand --at 'Take this moment for now'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
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
            cand --at 'Take this moment for now'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;events'= {
            cand --limit 'Show at most so many of the latest'
            cand --user 'Only of this user'
            cand --session 'Only of this session'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand -f 'Go on with what happens from now on, in other terminals, too'
            cand --follow 'Go on with what happens from now on, in other terminals, too'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;prune'= {
            cand --events-older-than 'Forget events older than this'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;demo'= {
            cand --keep 'Leave the home in this new folder, to look around in'
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --pause 'Wait for Enter after each step'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;init'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --force 'Replace an existing home: its keys, settings, users and sessions are deleted'
            cand --sandbox 'Give the home a clock of its own, which `tokctl clock advance` moves forward'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;clock'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand advance 'Move the clock forward'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;clock;advance'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
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
        &'tokctl;config'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help'
            cand --help 'Print help'
            cand get 'Print the value of a setting'
            cand set 'Set a setting'
            cand unset 'Set a setting back to its default'
            cand list 'Print every setting with its value'
            cand path 'Print where the settings are kept'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;config;get'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;set'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;unset'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;list'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;path'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;config;help'= {
            cand get 'Print the value of a setting'
            cand set 'Set a setting'
            cand unset 'Set a setting back to its default'
            cand list 'Print every setting with its value'
            cand path 'Print where the settings are kept'
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
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;completions'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'tokctl;man'= {
            cand --home 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]'
            cand --store 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]'
            cand --color 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]'
            cand --json 'Answer with JSON'
            cand -q 'Leave out notes and warnings'
            cand --quiet 'Leave out notes and warnings'
            cand -v 'Say more'
            cand --verbose 'Say more'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'tokctl;help'= {
            cand issue 'Sign a token'
            cand decode 'Show what is in a token, without its key'
            cand verify 'Check a token''s signature and claims'
            cand key 'Make, keep, convert and check keys'
            cand algorithms 'List the signature algorithms'
            cand user 'Add, change and remove users'
            cand login 'Log in: a name and a password for an access and a refresh token'
            cand token 'Print an access token of the current session'
            cand refresh 'Exchange a refresh token for a new pair'
            cand logout 'End the current session'
            cand revoke 'Take back a token, a session, a user''s tokens, or a key'
            cand session 'Look at sessions'
            cand introspect 'Tell whether a token is good at this moment'
            cand events 'Show logins, refreshes, reuse and revocations'
            cand prune 'Forget sessions and revocations that no longer matter'
            cand demo 'Tell the whole story: login, expiry, refresh, theft, revocation'
            cand init 'Create a home: a new ES256 key and default settings'
            cand clock 'Show the clock of a sandbox, or move it forward'
            cand config 'Look at settings and change them'
            cand doctor 'Look for what is wrong with the home, and how to mend it'
            cand completions 'Print the completion script of a shell'
            cand man 'Print the manual, or write it to a folder'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'tokctl;help;issue'= {
        }
        &'tokctl;help;decode'= {
        }
        &'tokctl;help;verify'= {
        }
        &'tokctl;help;key'= {
            cand generate 'Make a key and add it to the ring'
            cand import 'Add keys from a file to the ring'
            cand list 'List the keys of the ring'
            cand show 'Show a key of the ring, without its private half'
            cand export 'Write down a key of the ring'
            cand convert 'Write down a key in another format; the ring has no part in it'
            cand thumbprint 'Print the thumbprint of a key (RFC 7638)'
            cand rotate 'Sign with a new key, and retire the old one'
            cand activate 'Sign with a key of the ring from now on'
            cand retire 'Let a key of the ring verify for a while yet, and then no more'
            cand remove 'Remove a key from the ring for good'
            cand jwks 'Print the public keys as a JWK set'
            cand check 'Tell whether a key is sound and strong enough'
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
            cand list 'List the users'
            cand show 'Show a user'
            cand passwd 'Set a new password, and end all sessions of the user'
            cand disable 'Refuse logins, refreshes and tokens of a user, and end all sessions'
            cand enable 'Let a disabled user log in again'
            cand unlock 'Forget a user''s failed logins'
            cand remove 'Remove a user, and end all sessions'
            cand role 'Give a user a role, or take one'
            cand scope 'Give a user another scope'
        }
        &'tokctl;help;user;add'= {
        }
        &'tokctl;help;user;list'= {
        }
        &'tokctl;help;user;show'= {
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
            cand add 'Give a user a role'
            cand remove 'Take a role from a user'
        }
        &'tokctl;help;user;role;add'= {
        }
        &'tokctl;help;user;role;remove'= {
        }
        &'tokctl;help;user;scope'= {
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
        &'tokctl;help;init'= {
        }
        &'tokctl;help;clock'= {
            cand advance 'Move the clock forward'
        }
        &'tokctl;help;clock;advance'= {
        }
        &'tokctl;help;config'= {
            cand get 'Print the value of a setting'
            cand set 'Set a setting'
            cand unset 'Set a setting back to its default'
            cand list 'Print every setting with its value'
            cand path 'Print where the settings are kept'
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
