
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'tokctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'tokctl'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'tokctl' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('issue', 'issue', [CompletionResultType]::ParameterValue, 'Sign a token')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show what is in a token, without its key')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a token''s signature and claims')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Make, keep, convert and check keys')
            [CompletionResult]::new('algorithms', 'algorithms', [CompletionResultType]::ParameterValue, 'List the signature algorithms')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Add, change and remove users')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in: a name and a password for an access and a refresh token')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print an access token of the current session')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Exchange a refresh token for a new pair')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End the current session')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Take back a token, a session, a user''s tokens, or a key')
            [CompletionResult]::new('session', 'session', [CompletionResultType]::ParameterValue, 'Look at sessions')
            [CompletionResult]::new('introspect', 'introspect', [CompletionResultType]::ParameterValue, 'Tell whether a token is good at this moment')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Show logins, refreshes, reuse and revocations')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Forget sessions and revocations that no longer matter')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Tell the whole story: login, expiry, refresh, theft, revocation')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a home: a new ES256 key and default settings')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Show the clock of a sandbox, or move it forward')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Look at settings and change them')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look for what is wrong with the home, and how to mend it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual, or write it to a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;issue' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The key to sign with: file, `env:NAME`, `-`, or a name in the home''s ring [default: the ring''s active key]')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The algorithm, where the key allows several')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The header''s `kid` [default: the key''s own]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer [default with the ring: the configured one]')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience; repeatable, which makes a list [default with the ring: the configured one]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'Scope; repeatable, joined by spaces')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role; repeatable, always a list')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token id [default: a random one]')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Any claim: `name=text` or `name:=JSON`; dots lead into objects, `\.` is a dot; repeatable')
            [CompletionResult]::new('--claims', '--claims', [CompletionResultType]::ParameterName, 'A JSON object of claims: the text itself, `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Good for this long [default: the configured 15m]')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'Expires at this moment')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'Not valid before this moment')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'Issued at this moment [default: now]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Issue as of this moment instead of now')
            [CompletionResult]::new('--like', '--like', [CompletionResultType]::ParameterName, 'Start from another token''s header and claims, with times and id made fresh')
            [CompletionResult]::new('--payload', '--payload', [CompletionResultType]::ParameterName, 'Sign these bytes instead of claims: `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header parameter: `name=text` or `name:=JSON`; repeatable')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'The header''s `typ` [default: JWT]')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Print this many tokens, one a line, each with an id of its own')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write to this new file, readable by its owner alone; `-` is standard output, as without')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--allow-weak-key', '--allow-weak-key', [CompletionResultType]::ParameterName, 'For debugging: sign with an HMAC secret that is too short')
            [CompletionResult]::new('--no-exp', '--no-exp', [CompletionResultType]::ParameterName, 'Never expires')
            [CompletionResult]::new('--keep-times', '--keep-times', [CompletionResultType]::ParameterName, 'With --like: keep its `iat`, `exp`, `nbf` and `jti`')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Leave the payload out of the token (RFC 7515 appendix F)')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Refuse to issue where there is a warning (exit 18)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;decode' {
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Print one part alone')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Print the value of one claim alone; dots lead into objects')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'Time zone to show times in: `utc`, `local` or an offset like `+02:00` [default: both local and UTC]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Tell what is expired as of this moment instead of now')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;verify' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A key: file, `env:NAME`, `-`, a name in the home''s ring, the URL of a JWKS, or `issuer:URL`; repeatable')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'A shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Accept only this algorithm, of those the key allows; repeatable')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Where nothing newer can be had, use what was fetched before for this long past its time')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'The issuer must be this; repeatable, any of them')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'The audience must name this; repeatable, any of them')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'The subject must be this')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'The header''s `typ` must be this')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The scope must hold this; repeatable, all of them')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'The roles must hold this; repeatable, all of them')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'The claim must be there; dots lead into objects; repeatable, or several with commas between')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'The claim must have this value: `name=text` or `name:=JSON`; repeatable')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'How far the clocks may lie apart [default: 0s]')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Refuse a token issued longer ago than this')
            [CompletionResult]::new('--expires-after', '--expires-after', [CompletionResultType]::ParameterName, 'Refuse a token that will not be good for this long')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Judge as of this moment instead of now')
            [CompletionResult]::new('--detached-payload', '--detached-payload', [CompletionResultType]::ParameterName, 'The payload of a detached token: `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Verify one token a line, in parallel and in order; `-` for standard input')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--allow-weak-key', '--allow-weak-key', [CompletionResultType]::ParameterName, 'For debugging: accept short HMAC secrets, and RS256/RS512 keys from 1024 bits')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Fetch nothing: use what was fetched before, while it is good')
            [CompletionResult]::new('--allow-expired', '--allow-expired', [CompletionResultType]::ParameterName, 'Accept an expired token')
            [CompletionResult]::new('--allow-missing-exp', '--allow-missing-exp', [CompletionResultType]::ParameterName, 'Accept a token that never expires')
            [CompletionResult]::new('--signature-only', '--signature-only', [CompletionResultType]::ParameterName, 'Check the signature alone; any payload will do')
            [CompletionResult]::new('--claims', '--claims', [CompletionResultType]::ParameterName, 'With --batch --json: print the claims of each verified token')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Make a key and add it to the ring')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add keys from a file to the ring')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys of the ring')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a key of the ring, without its private half')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write down a key of the ring')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write down a key in another format; the ring has no part in it')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print the thumbprint of a key (RFC 7638)')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Sign with a new key, and retire the old one')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Sign with a key of the ring from now on')
            [CompletionResult]::new('retire', 'retire', [CompletionResultType]::ParameterValue, 'Let a key of the ring verify for a while yet, and then no more')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a key from the ring for good')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Print the public keys as a JWK set')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Tell whether a key is sound and strong enough')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;key;generate' {
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'What the key is to sign with; `tokctl algorithms` lists them')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The key''s name [default: its thumbprint]')
            [CompletionResult]::new('--bits', '--bits', [CompletionResultType]::ParameterName, 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;import' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Where nothing newer can be had, use what was fetched before for this long past its time')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Use it with this algorithm alone')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The key''s name [default: its own, or its thumbprint]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Fetch nothing: use what was fetched before, while it is good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;list' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this moment for now')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;export' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write it')
            [CompletionResult]::new('--new-passphrase', '--new-passphrase', [CompletionResultType]::ParameterName, 'The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--private', '--private', [CompletionResultType]::ParameterName, 'The private half, or the secret')
            [CompletionResult]::new('--encrypt', '--encrypt', [CompletionResultType]::ParameterName, 'Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;convert' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Where nothing newer can be had, use what was fetched before for this long past its time')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write it')
            [CompletionResult]::new('--new-passphrase', '--new-passphrase', [CompletionResultType]::ParameterName, 'The passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: a prompt, twice]')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write to a new file that only you can read, never over an old one; `-` for standard output, whatever it is')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Fetch nothing: use what was fetched before, while it is good')
            [CompletionResult]::new('--public', '--public', [CompletionResultType]::ParameterName, 'The public half of a private key')
            [CompletionResult]::new('--encrypt', '--encrypt', [CompletionResultType]::ParameterName, 'Encrypt the private key with a passphrase: PKCS#8 with PBKDF2 and AES-256, as PEM or DER')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;thumbprint' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Where nothing newer can be had, use what was fetched before for this long past its time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Fetch nothing: use what was fetched before, while it is good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;rotate' {
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'What the new key is to sign with [default: the same as the old one]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The key''s name [default: its thumbprint]')
            [CompletionResult]::new('--bits', '--bits', [CompletionResultType]::ParameterName, 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'How long the old key still verifies')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;activate' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;retire' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'How long it still verifies [default: the longest configured lifetime]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;remove' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;jwks' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this moment for now')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;check' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'The passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: a prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust the authorities in this PEM file, and no others, to vouch for https servers; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Where nothing newer can be had, use what was fetched before for this long past its time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Fetch nothing: use what was fetched before, while it is good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;help' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Make a key and add it to the ring')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add keys from a file to the ring')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys of the ring')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a key of the ring, without its private half')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write down a key of the ring')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write down a key in another format; the ring has no part in it')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print the thumbprint of a key (RFC 7638)')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Sign with a new key, and retire the old one')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Sign with a key of the ring from now on')
            [CompletionResult]::new('retire', 'retire', [CompletionResultType]::ParameterValue, 'Let a key of the ring verify for a while yet, and then no more')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a key from the ring for good')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Print the public keys as a JWK set')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Tell whether a key is sound and strong enough')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;key;help;generate' {
            break
        }
        'tokctl;key;help;import' {
            break
        }
        'tokctl;key;help;list' {
            break
        }
        'tokctl;key;help;show' {
            break
        }
        'tokctl;key;help;export' {
            break
        }
        'tokctl;key;help;convert' {
            break
        }
        'tokctl;key;help;thumbprint' {
            break
        }
        'tokctl;key;help;rotate' {
            break
        }
        'tokctl;key;help;activate' {
            break
        }
        'tokctl;key;help;retire' {
            break
        }
        'tokctl;key;help;remove' {
            break
        }
        'tokctl;key;help;jwks' {
            break
        }
        'tokctl;key;help;check' {
            break
        }
        'tokctl;key;help;help' {
            break
        }
        'tokctl;algorithms' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a user')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Set a new password, and end all sessions of the user')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Refuse logins, refreshes and tokens of a user, and end all sessions')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let a disabled user log in again')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Forget a user''s failed logins')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a user, and end all sessions')
            [CompletionResult]::new('role', 'role', [CompletionResultType]::ParameterValue, 'Give a user a role, or take one')
            [CompletionResult]::new('scope', 'scope', [CompletionResultType]::ParameterValue, 'Give a user another scope')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;user;add' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'A role; repeatable')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'The scope; repeatable, or several with spaces between')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;list' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;passwd' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;disable' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;enable' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;unlock' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;remove' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;role' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Give a user a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a role from a user')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;user;role;add' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;role;remove' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;role;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Give a user a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a role from a user')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;user;role;help;add' {
            break
        }
        'tokctl;user;role;help;remove' {
            break
        }
        'tokctl;user;role;help;help' {
            break
        }
        'tokctl;user;scope' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a user')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Set a new password, and end all sessions of the user')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Refuse logins, refreshes and tokens of a user, and end all sessions')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let a disabled user log in again')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Forget a user''s failed logins')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a user, and end all sessions')
            [CompletionResult]::new('role', 'role', [CompletionResultType]::ParameterValue, 'Give a user a role, or take one')
            [CompletionResult]::new('scope', 'scope', [CompletionResultType]::ParameterValue, 'Give a user another scope')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;user;help;add' {
            break
        }
        'tokctl;user;help;list' {
            break
        }
        'tokctl;user;help;show' {
            break
        }
        'tokctl;user;help;passwd' {
            break
        }
        'tokctl;user;help;disable' {
            break
        }
        'tokctl;user;help;enable' {
            break
        }
        'tokctl;user;help;unlock' {
            break
        }
        'tokctl;user;help;remove' {
            break
        }
        'tokctl;user;help;role' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Give a user a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a role from a user')
            break
        }
        'tokctl;user;help;role;add' {
            break
        }
        'tokctl;user;help;role;remove' {
            break
        }
        'tokctl;user;help;scope' {
            break
        }
        'tokctl;user;help;help' {
            break
        }
        'tokctl;login' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--no-save', '--no-save', [CompletionResultType]::ParameterName, 'Do not remember the session')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;token' {
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'How long the token has to be good still [default: 10s, or half of access.ttl where that is shorter]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;refresh' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;logout' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;revoke' {
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Revoke this session')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Revoke everything of this user that was issued before')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Revoke the access token with this `jti`')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'With --jti: remember it until this moment, when the token has expired [default: for ever]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Revoke this key of the ring: it verifies nothing any more')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;session' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List sessions, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a session')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;session;list' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only this user''s')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this moment for now')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Those that are over as well, until they are pruned')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;session;show' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this moment for now')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;session;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List sessions, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a session')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;session;help;list' {
            break
        }
        'tokctl;session;help;show' {
            break
        }
        'tokctl;session;help;help' {
            break
        }
        'tokctl;introspect' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Take this moment for now')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;events' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most so many of the latest')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Only of this session')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Go on with what happens from now on, in other terminals, too')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Go on with what happens from now on, in other terminals, too')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;prune' {
            [CompletionResult]::new('--events-older-than', '--events-older-than', [CompletionResultType]::ParameterName, 'Forget events older than this')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;demo' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Leave the home in this new folder, to look around in')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'Wait for Enter after each step')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;init' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing home: its keys, settings, users and sessions are deleted')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Give the home a clock of its own, which `tokctl clock advance` moves forward')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;clock' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Move the clock forward')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;clock;advance' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;clock;help' {
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Move the clock forward')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;clock;help;advance' {
            break
        }
        'tokctl;clock;help;help' {
            break
        }
        'tokctl;config' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a setting')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set a setting')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Set a setting back to its default')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Print every setting with its value')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the settings are kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;config;get' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;set' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;unset' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;list' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;path' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;help' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a setting')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set a setting')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Set a setting back to its default')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Print every setting with its value')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the settings are kept')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;config;help;get' {
            break
        }
        'tokctl;config;help;set' {
            break
        }
        'tokctl;config;help;unset' {
            break
        }
        'tokctl;config;help;list' {
            break
        }
        'tokctl;config;help;path' {
            break
        }
        'tokctl;config;help;help' {
            break
        }
        'tokctl;doctor' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;completions' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;man' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'The folder with keys, configuration and state [env: TOKCTL_HOME] [default: the platform''s data folder]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'Where users, sessions and revocations are kept [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Answer with JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Leave out notes and warnings')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say more')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'tokctl;help' {
            [CompletionResult]::new('issue', 'issue', [CompletionResultType]::ParameterValue, 'Sign a token')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show what is in a token, without its key')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check a token''s signature and claims')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Make, keep, convert and check keys')
            [CompletionResult]::new('algorithms', 'algorithms', [CompletionResultType]::ParameterValue, 'List the signature algorithms')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Add, change and remove users')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in: a name and a password for an access and a refresh token')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print an access token of the current session')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Exchange a refresh token for a new pair')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End the current session')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Take back a token, a session, a user''s tokens, or a key')
            [CompletionResult]::new('session', 'session', [CompletionResultType]::ParameterValue, 'Look at sessions')
            [CompletionResult]::new('introspect', 'introspect', [CompletionResultType]::ParameterValue, 'Tell whether a token is good at this moment')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Show logins, refreshes, reuse and revocations')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Forget sessions and revocations that no longer matter')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Tell the whole story: login, expiry, refresh, theft, revocation')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a home: a new ES256 key and default settings')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Show the clock of a sandbox, or move it forward')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Look at settings and change them')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look for what is wrong with the home, and how to mend it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Print the manual, or write it to a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;help;issue' {
            break
        }
        'tokctl;help;decode' {
            break
        }
        'tokctl;help;verify' {
            break
        }
        'tokctl;help;key' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Make a key and add it to the ring')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add keys from a file to the ring')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys of the ring')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a key of the ring, without its private half')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write down a key of the ring')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write down a key in another format; the ring has no part in it')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print the thumbprint of a key (RFC 7638)')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Sign with a new key, and retire the old one')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Sign with a key of the ring from now on')
            [CompletionResult]::new('retire', 'retire', [CompletionResultType]::ParameterValue, 'Let a key of the ring verify for a while yet, and then no more')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a key from the ring for good')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Print the public keys as a JWK set')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Tell whether a key is sound and strong enough')
            break
        }
        'tokctl;help;key;generate' {
            break
        }
        'tokctl;help;key;import' {
            break
        }
        'tokctl;help;key;list' {
            break
        }
        'tokctl;help;key;show' {
            break
        }
        'tokctl;help;key;export' {
            break
        }
        'tokctl;help;key;convert' {
            break
        }
        'tokctl;help;key;thumbprint' {
            break
        }
        'tokctl;help;key;rotate' {
            break
        }
        'tokctl;help;key;activate' {
            break
        }
        'tokctl;help;key;retire' {
            break
        }
        'tokctl;help;key;remove' {
            break
        }
        'tokctl;help;key;jwks' {
            break
        }
        'tokctl;help;key;check' {
            break
        }
        'tokctl;help;algorithms' {
            break
        }
        'tokctl;help;user' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a user')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Set a new password, and end all sessions of the user')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Refuse logins, refreshes and tokens of a user, and end all sessions')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let a disabled user log in again')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Forget a user''s failed logins')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a user, and end all sessions')
            [CompletionResult]::new('role', 'role', [CompletionResultType]::ParameterValue, 'Give a user a role, or take one')
            [CompletionResult]::new('scope', 'scope', [CompletionResultType]::ParameterValue, 'Give a user another scope')
            break
        }
        'tokctl;help;user;add' {
            break
        }
        'tokctl;help;user;list' {
            break
        }
        'tokctl;help;user;show' {
            break
        }
        'tokctl;help;user;passwd' {
            break
        }
        'tokctl;help;user;disable' {
            break
        }
        'tokctl;help;user;enable' {
            break
        }
        'tokctl;help;user;unlock' {
            break
        }
        'tokctl;help;user;remove' {
            break
        }
        'tokctl;help;user;role' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Give a user a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a role from a user')
            break
        }
        'tokctl;help;user;role;add' {
            break
        }
        'tokctl;help;user;role;remove' {
            break
        }
        'tokctl;help;user;scope' {
            break
        }
        'tokctl;help;login' {
            break
        }
        'tokctl;help;token' {
            break
        }
        'tokctl;help;refresh' {
            break
        }
        'tokctl;help;logout' {
            break
        }
        'tokctl;help;revoke' {
            break
        }
        'tokctl;help;session' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List sessions, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a session')
            break
        }
        'tokctl;help;session;list' {
            break
        }
        'tokctl;help;session;show' {
            break
        }
        'tokctl;help;introspect' {
            break
        }
        'tokctl;help;events' {
            break
        }
        'tokctl;help;prune' {
            break
        }
        'tokctl;help;demo' {
            break
        }
        'tokctl;help;init' {
            break
        }
        'tokctl;help;clock' {
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Move the clock forward')
            break
        }
        'tokctl;help;clock;advance' {
            break
        }
        'tokctl;help;config' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a setting')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set a setting')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Set a setting back to its default')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Print every setting with its value')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print where the settings are kept')
            break
        }
        'tokctl;help;config;get' {
            break
        }
        'tokctl;help;config;set' {
            break
        }
        'tokctl;help;config;unset' {
            break
        }
        'tokctl;help;config;list' {
            break
        }
        'tokctl;help;config;path' {
            break
        }
        'tokctl;help;doctor' {
            break
        }
        'tokctl;help;completions' {
            break
        }
        'tokctl;help;man' {
            break
        }
        'tokctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
