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

complete -c tokctl -n "__fish_tokctl_needs_command" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_needs_command" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_needs_command" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_needs_command" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_needs_command" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_needs_command" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_needs_command" -s V -l version -d 'Print version'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "issue" -d 'Sign a token'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "decode" -d 'Show what is in a token, without its key'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "verify" -d 'Check a token\'s signature and claims'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "key" -d 'Make, keep, convert and check keys'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "algorithms" -d 'List the signature algorithms'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "user" -d 'Add, change and remove users'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "login" -d 'Log in: a name and a password for an access and a refresh token'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "token" -d 'Print an access token of the current session'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "refresh" -d 'Exchange a refresh token for a new pair'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "logout" -d 'End the current session'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "revoke" -d 'Take back a token, a session, a user\'s tokens, or a key'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "session" -d 'Look at sessions'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "introspect" -d 'Tell whether a token is good at this moment'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "events" -d 'Show logins, refreshes, reuse and revocations'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "prune" -d 'Forget sessions and revocations that no longer matter'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "demo" -d 'Tell the whole story: login, expiry, refresh, theft, revocation'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "init" -d 'Create a home: a new ES256 key and default settings'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "clock" -d 'Show the clock of a sandbox, or move it forward'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "config" -d 'Look at settings and change them'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "doctor" -d 'Look for what is wrong with the home, and how to mend it'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "man" -d 'Print the manual, or write it to a folder'
complete -c tokctl -n "__fish_tokctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l key -d 'The key to sign with: file, `env:NAME`, `-`, or a name in the home\'s ring [default: the ring\'s active key]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l passphrase -d 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l secret -d 'A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l alg -d 'The algorithm, where the key allows several' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l kid -d 'The header\'s `kid` [default: the key\'s own]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l sub -d 'Subject' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l iss -d 'Issuer [default with the ring: the configured one]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l aud -d 'Audience; repeatable, which makes a list [default with the ring: the configured one]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l scope -d 'Scope; repeatable, joined by spaces' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l role -d 'Role; repeatable, always a list' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l jti -d 'Token id [default: a random one]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l claim -d 'Any claim: `name=text` or `name:=JSON`; dots lead into objects, `\\.` is a dot; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l claims -d 'A JSON object of claims: the text itself, `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l ttl -d 'Good for this long [default: the configured 15m]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l exp -d 'Expires at this moment' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l nbf -d 'Not valid before this moment' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l iat -d 'Issued at this moment [default: now]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l at -d 'Issue as of this moment instead of now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l like -d 'Start from another token\'s header and claims, with times and id made fresh' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l payload -d 'Sign these bytes instead of claims: `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l header -d 'A header parameter: `name=text` or `name:=JSON`; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l typ -d 'The header\'s `typ` [default: JWT]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l count -d 'Print this many tokens, one a line, each with an id of its own' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l out -d 'Write to this new file, readable by its owner alone; `-` is standard output, as without' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l allow-weak-key -d 'For debugging: sign with an HMAC secret that is too short'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l no-exp -d 'Never expires'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l keep-times -d 'With --like: keep its `iat`, `exp`, `nbf` and `jti`'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l detached -d 'Leave the payload out of the token (RFC 7515 appendix F)'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l deny-warnings -d 'Refuse to issue where there is a warning (exit 18)'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand issue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l part -d 'Print one part alone' -r -f -a "header\t'The header, as JSON'
payload\t'The payload, byte for byte'
signature\t'The signature, as it stands, encoded'"
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l claim -d 'Print the value of one claim alone; dots lead into objects' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l date -d 'Time zone to show times in: `utc`, `local` or an offset like `+02:00` [default: both local and UTC]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l at -d 'Tell what is expired as of this moment instead of now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand decode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l key -d 'A key: file, `env:NAME`, `-`, a name in the home\'s ring, the URL of a JWKS, or `issuer:URL`; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l passphrase -d 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l secret -d 'A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l alg -d 'Accept only this algorithm, of those the key allows; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l ca-cert -d 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-stale -d 'Where nothing newer can be had, use what was fetched before for this long past its time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l iss -d 'The issuer must be this; repeatable, any of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l aud -d 'The audience must name this; repeatable, any of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l sub -d 'The subject must be this' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l typ -d 'The header\'s `typ` must be this' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l scope -d 'The scope must hold this; repeatable, all of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l role -d 'The roles must hold this; repeatable, all of them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l require -d 'The claim must be there; dots lead into objects; repeatable, or several with commas between' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l claim -d 'The claim must have this value: `name=text` or `name:=JSON`; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l leeway -d 'How far the clocks may lie apart [default: 0s]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l max-age -d 'Refuse a token issued longer ago than this' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l expires-after -d 'Refuse a token that will not be good for this long' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l at -d 'Judge as of this moment instead of now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l detached-payload -d 'The payload of a detached token: `@FILE`, or `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l batch -d 'Verify one token a line, in parallel and in order; `-` for standard input' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-weak-key -d 'For debugging: accept short HMAC secrets, and RS256/RS512 keys from 1024 bits'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l offline -d 'Fetch nothing: use what was fetched before, while it is good'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-expired -d 'Accept an expired token'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l allow-missing-exp -d 'Accept a token that never expires'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l signature-only -d 'Check the signature alone; any payload will do'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l claims -d 'With --batch --json: print the claims of each verified token'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "generate" -d 'Make a key and add it to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "import" -d 'Add keys from a file to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "list" -d 'List the keys of the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "show" -d 'Show a key of the ring, without its private half'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "export" -d 'Write down a key of the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "convert" -d 'Write down a key in another format; the ring has no part in it'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "thumbprint" -d 'Print the thumbprint of a key (RFC 7638)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "rotate" -d 'Sign with a new key, and retire the old one'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "activate" -d 'Sign with a key of the ring from now on'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "retire" -d 'Let a key of the ring verify for a while yet, and then no more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "remove" -d 'Remove a key from the ring for good'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "jwks" -d 'Print the public keys as a JWK set'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "check" -d 'Tell whether a key is sound and strong enough'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and not __fish_seen_subcommand_from generate import list show export convert thumbprint rotate activate retire remove jwks check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l alg -d 'What the key is to sign with; `tokctl algorithms` lists them' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l kid -d 'The key\'s name [default: its thumbprint]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l bits -d 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l passphrase -d 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l ca-cert -d 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l allow-stale -d 'Where nothing newer can be had, use what was fetched before for this long past its time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l alg -d 'Use it with this algorithm alone' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l kid -d 'The key\'s name [default: its own, or its thumbprint]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l offline -d 'Fetch nothing: use what was fetched before, while it is good'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l at -d 'Take this moment for now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l format -d 'How to write it' -r -f -a "pem\t'PKCS#8 or SPKI as text'
der\t'PKCS#8 or SPKI as bytes'
jwk\t'JSON Web Key'
jwks\t'A set of JSON Web Keys'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l new-passphrase -d 'The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l out -d 'Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l private -d 'The private half, or the secret'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l encrypt -d 'Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l passphrase -d 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l ca-cert -d 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l allow-stale -d 'Where nothing newer can be had, use what was fetched before for this long past its time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l format -d 'How to write it' -r -f -a "pem\t'PKCS#8 or SPKI as text'
der\t'PKCS#8 or SPKI as bytes'
jwk\t'JSON Web Key'
jwks\t'A set of JSON Web Keys'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l new-passphrase -d 'The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l out -d 'Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l offline -d 'Fetch nothing: use what was fetched before, while it is good'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l public -d 'The public half of a private key'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l encrypt -d 'Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l passphrase -d 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l ca-cert -d 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l allow-stale -d 'Where nothing newer can be had, use what was fetched before for this long past its time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l offline -d 'Fetch nothing: use what was fetched before, while it is good'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from thumbprint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l alg -d 'What the new key is to sign with [default: the same as the old one]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l kid -d 'The key\'s name [default: its thumbprint]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l bits -d 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l keep -d 'How long the old key still verifies' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from activate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l keep -d 'How long it still verifies [default: the longest configured lifetime]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from retire" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l at -d 'Take this moment for now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from jwks" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l passphrase -d 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l ca-cert -d 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l allow-stale -d 'Where nothing newer can be had, use what was fetched before for this long past its time' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l offline -d 'Fetch nothing: use what was fetched before, while it is good'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "generate" -d 'Make a key and add it to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "import" -d 'Add keys from a file to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the keys of the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a key of the ring, without its private half'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write down a key of the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "convert" -d 'Write down a key in another format; the ring has no part in it'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "thumbprint" -d 'Print the thumbprint of a key (RFC 7638)'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Sign with a new key, and retire the old one'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "activate" -d 'Sign with a key of the ring from now on'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "retire" -d 'Let a key of the ring verify for a while yet, and then no more'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a key from the ring for good'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "jwks" -d 'Print the public keys as a JWK set'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "check" -d 'Tell whether a key is sound and strong enough'
complete -c tokctl -n "__fish_tokctl_using_subcommand key; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand algorithms" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "add" -d 'Add a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "list" -d 'List the users'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "show" -d 'Show a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "passwd" -d 'Set a new password, and end all sessions of the user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "disable" -d 'Refuse logins, refreshes and tokens of a user, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "enable" -d 'Let a disabled user log in again'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "unlock" -d 'Forget a user\'s failed logins'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "remove" -d 'Remove a user, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "role" -d 'Give a user a role, or take one'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "scope" -d 'Give a user another scope'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and not __fish_seen_subcommand_from add list show passwd disable enable unlock remove role scope help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l role -d 'A role; repeatable' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l scope -d 'The scope; repeatable, or several with spaces between' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from passwd" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from disable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from enable" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from unlock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -f -a "add" -d 'Give a user a role'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -f -a "remove" -d 'Take a role from a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from role" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from scope" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from scope" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from scope" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from scope" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from scope" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from scope" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from scope" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the users'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "passwd" -d 'Set a new password, and end all sessions of the user'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "disable" -d 'Refuse logins, refreshes and tokens of a user, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "enable" -d 'Let a disabled user log in again'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "unlock" -d 'Forget a user\'s failed logins'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a user, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "role" -d 'Give a user a role, or take one'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "scope" -d 'Give a user another scope'
complete -c tokctl -n "__fish_tokctl_using_subcommand user; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l password-stdin -d 'Read the password from the first line of standard input'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l no-save -d 'Do not remember the session'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l min-ttl -d 'How long the token has to be good still [default: 10s, or half of access.ttl where that is shorter]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand token" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand refresh" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l session -d 'Revoke this session' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l user -d 'Revoke everything of this user that was issued before' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l jti -d 'Revoke the access token with this `jti`' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l until -d 'With --jti: remember it until this moment, when the token has expired [default: for ever]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l key -d 'Revoke this key of the ring: it verifies nothing any more' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -f -a "list" -d 'List sessions, newest first'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -f -a "show" -d 'Show a session'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and not __fish_seen_subcommand_from list show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l user -d 'Only this user\'s' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l limit -d 'At most so many' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l at -d 'Take this moment for now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l all -d 'Those that are over as well, until they are pruned'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l at -d 'Take this moment for now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from help" -f -a "list" -d 'List sessions, newest first'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a session'
complete -c tokctl -n "__fish_tokctl_using_subcommand session; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l at -d 'Take this moment for now' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand introspect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l limit -d 'Show at most so many of the latest' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l user -d 'Only of this user' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l session -d 'Only of this session' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s f -l follow -d 'Go on with what happens from now on, in other terminals, too'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand events" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l events-older-than -d 'Forget events older than this' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l keep -d 'Leave the home in this new folder, to look around in' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l pause -d 'Wait for Enter after each step'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l force -d 'Replace an existing home: its keys, settings, users and sessions are deleted'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l sandbox -d 'Give the home a clock of its own, which `tokctl clock advance` moves forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -f -a "advance" -d 'Move the clock forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and not __fish_seen_subcommand_from advance help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from advance" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from help" -f -a "advance" -d 'Move the clock forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand clock; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "get" -d 'Print the value of a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "set" -d 'Set a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "unset" -d 'Set a setting back to its default'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "list" -d 'Print every setting with its value'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "path" -d 'Print where the settings are kept'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and not __fish_seen_subcommand_from get set unset list path help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print the value of a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "unset" -d 'Set a setting back to its default'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "list" -d 'Print every setting with its value'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "path" -d 'Print where the settings are kept'
complete -c tokctl -n "__fish_tokctl_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l home -d 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform\'s data folder]' -r -F
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l store -d 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]' -r
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l color -d 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Always'
never\t'Never'"
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -l json -d 'Answer with JSON'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -s q -l quiet -d 'Leave out notes and warnings'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -s v -l verbose -d 'Say more'
complete -c tokctl -n "__fish_tokctl_using_subcommand man" -s h -l help -d 'Print help'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "issue" -d 'Sign a token'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "decode" -d 'Show what is in a token, without its key'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "verify" -d 'Check a token\'s signature and claims'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "key" -d 'Make, keep, convert and check keys'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "algorithms" -d 'List the signature algorithms'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "user" -d 'Add, change and remove users'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "login" -d 'Log in: a name and a password for an access and a refresh token'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "token" -d 'Print an access token of the current session'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "refresh" -d 'Exchange a refresh token for a new pair'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "logout" -d 'End the current session'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "revoke" -d 'Take back a token, a session, a user\'s tokens, or a key'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "session" -d 'Look at sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "introspect" -d 'Tell whether a token is good at this moment'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "events" -d 'Show logins, refreshes, reuse and revocations'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "prune" -d 'Forget sessions and revocations that no longer matter'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "demo" -d 'Tell the whole story: login, expiry, refresh, theft, revocation'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "init" -d 'Create a home: a new ES256 key and default settings'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "clock" -d 'Show the clock of a sandbox, or move it forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "config" -d 'Look at settings and change them'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "doctor" -d 'Look for what is wrong with the home, and how to mend it'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "man" -d 'Print the manual, or write it to a folder'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and not __fish_seen_subcommand_from issue decode verify key algorithms user login token refresh logout revoke session introspect events prune demo init clock config doctor completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "generate" -d 'Make a key and add it to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "import" -d 'Add keys from a file to the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "list" -d 'List the keys of the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "show" -d 'Show a key of the ring, without its private half'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "export" -d 'Write down a key of the ring'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "convert" -d 'Write down a key in another format; the ring has no part in it'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "thumbprint" -d 'Print the thumbprint of a key (RFC 7638)'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "rotate" -d 'Sign with a new key, and retire the old one'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "activate" -d 'Sign with a key of the ring from now on'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "retire" -d 'Let a key of the ring verify for a while yet, and then no more'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "remove" -d 'Remove a key from the ring for good'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "jwks" -d 'Print the public keys as a JWK set'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from key" -f -a "check" -d 'Tell whether a key is sound and strong enough'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "add" -d 'Add a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "list" -d 'List the users'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "show" -d 'Show a user'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "passwd" -d 'Set a new password, and end all sessions of the user'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "disable" -d 'Refuse logins, refreshes and tokens of a user, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "enable" -d 'Let a disabled user log in again'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "unlock" -d 'Forget a user\'s failed logins'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "remove" -d 'Remove a user, and end all sessions'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "role" -d 'Give a user a role, or take one'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from user" -f -a "scope" -d 'Give a user another scope'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from session" -f -a "list" -d 'List sessions, newest first'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from session" -f -a "show" -d 'Show a session'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from clock" -f -a "advance" -d 'Move the clock forward'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "get" -d 'Print the value of a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set" -d 'Set a setting'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "unset" -d 'Set a setting back to its default'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "list" -d 'Print every setting with its value'
complete -c tokctl -n "__fish_tokctl_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "path" -d 'Print where the settings are kept'
