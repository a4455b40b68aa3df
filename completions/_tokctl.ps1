
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
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('issue', 'issue', [CompletionResultType]::ParameterValue, 'Sign a token')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show a token''s contents without verifying it')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Verify a token''s signature and claims')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Find mistakes in a token, without its key')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what differs between two tokens')
            [CompletionResult]::new('header', 'header', [CompletionResultType]::ParameterValue, 'Read, write and check Authorization headers')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Generate, import, convert and check keys')
            [CompletionResult]::new('algorithms', 'algorithms', [CompletionResultType]::ParameterValue, 'List the supported signature algorithms')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Add, change and remove users')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in with a user name and password')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print an access token for the current session')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Get a new token pair and invalidate the old refresh token')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End the current session')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Revoke a token, a session, a user''s tokens or a key')
            [CompletionResult]::new('session', 'session', [CompletionResultType]::ParameterValue, 'List and show sessions')
            [CompletionResult]::new('introspect', 'introspect', [CompletionResultType]::ParameterValue, 'Show whether a token is active (RFC 7662)')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Show the event log: logins, refreshes, reuse, revocations')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Delete expired sessions and revocation entries')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Walk through login, expiry, refresh, theft and revocation')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve login, refresh, logout and protected routes over HTTP')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a home: a new ES256 key and default settings')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Show the clock of a sandbox, or move it forward')
            [CompletionResult]::new('store', 'store', [CompletionResultType]::ParameterValue, 'Move the state to another store')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Apply a file with settings, keys and users')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show and change settings')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check the home for problems and show how to fix them')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Show a manual page')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;issue' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Signing key: file, `env:NAME`, `-`, or key ID in the home''s ring [default: the ring''s active key]')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Algorithm [default: the key''s own, that of --like, or the usual one: RS256 for RSA, HS256 for a secret]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, '`kid` in the header [default: the key''s own]')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Subject')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Issuer [default with a key of the ring: the setting `issuer`]')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Audience; repeatable, several make an array [default with a key of the ring: the setting `audience`]')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'Scope; repeatable, joined by spaces')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role; repeatable, always an array')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Token ID [default: random]')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Any claim: `name=text` or `name:=JSON`; dots make nested objects, `\.` is a literal dot; repeatable')
            [CompletionResult]::new('--claims', '--claims', [CompletionResultType]::ParameterName, 'JSON object of claims: literal JSON, `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Lifetime [default: the setting `access.ttl`, 15m]')
            [CompletionResult]::new('--exp', '--exp', [CompletionResultType]::ParameterName, 'Expiry time')
            [CompletionResult]::new('--nbf', '--nbf', [CompletionResultType]::ParameterName, 'Not valid before this time')
            [CompletionResult]::new('--iat', '--iat', [CompletionResultType]::ParameterName, 'Time of issue [default: now]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--like', '--like', [CompletionResultType]::ParameterName, 'Start from another token''s header and claims, with new times and a new ID')
            [CompletionResult]::new('--payload', '--payload', [CompletionResultType]::ParameterName, 'Sign arbitrary bytes instead of claims: `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'Header parameter: `name=text` or `name:=JSON`; repeatable')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, '`typ` in the header [default: JWT]')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Number of tokens to print, one per line, each with its own ID')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write to a new file that only you can read; `-` for standard output')
            [CompletionResult]::new('--bad', '--bad', [CompletionResultType]::ParameterName, 'Print a deliberately invalid token, for testing verifiers: a kind, or `all`')
            [CompletionResult]::new('--against', '--against', [CompletionResultType]::ParameterName, 'Send each invalid token to this URL, after a valid one; exit 18 if the server accepts any')
            [CompletionResult]::new('--in', '--in', [CompletionResultType]::ParameterName, 'Where the server reads the token: `header`, `cookie:NAME` or `query:NAME` [default: header]')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'Statuses that count as a refusal [default: 401,403]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--allow-weak-key', '--allow-weak-key', [CompletionResultType]::ParameterName, 'For debugging: accept an HMAC secret that is too short')
            [CompletionResult]::new('--no-exp', '--no-exp', [CompletionResultType]::ParameterName, 'Issue a token without expiry')
            [CompletionResult]::new('--keep-times', '--keep-times', [CompletionResultType]::ParameterName, 'With --like: keep its `iat`, `exp`, `nbf` and `jti`')
            [CompletionResult]::new('--detached', '--detached', [CompletionResultType]::ParameterName, 'Omit the payload from the token (RFC 7515 appendix F)')
            [CompletionResult]::new('--allow-remote', '--allow-remote', [CompletionResultType]::ParameterName, 'Allow a URL that is not on this computer; it must use https')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Treat warnings as errors (exit 18)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;decode' {
            [CompletionResult]::new('--part', '--part', [CompletionResultType]::ParameterName, 'Print only this part')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Print only the value of this claim; dots select members of nested objects')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Claim or header parameter that --redact does not mask; repeatable')
            [CompletionResult]::new('--expires-after', '--expires-after', [CompletionResultType]::ParameterName, 'Exit 12 if the token expires within this duration, such as `5m`')
            [CompletionResult]::new('--fail-if', '--fail-if', [CompletionResultType]::ParameterName, 'Exit 12 if the token has expired, or 13 if it is not valid yet; repeatable')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'Time zone of times: `utc`, `local` or an offset such as `+02:00`')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Remove the signature and mask personal values, so that the output is safe to share')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;verify' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Key: file, `env:NAME`, `-`, key ID in the home''s ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Accept only this algorithm; repeatable')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Accept a stale cached key set up to this long after it expired')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Expected issuer; if repeated, any of them')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Expected audience; if repeated, any of them')
            [CompletionResult]::new('--sub', '--sub', [CompletionResultType]::ParameterName, 'Expected subject')
            [CompletionResult]::new('--typ', '--typ', [CompletionResultType]::ParameterName, 'Expected `typ` in the header')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'Required scope; if repeated, all of them')
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Required role; if repeated, all of them')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'Claim that must be present; dots select members of nested objects; repeatable or comma-separated')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Claim that must have this value: `name=text`, `name:=JSON`, or `name~=PATTERN` with `*` and `?`; dots select members of nested objects; repeatable')
            [CompletionResult]::new('--leeway', '--leeway', [CompletionResultType]::ParameterName, 'Tolerated clock difference, at most 3650d [default: 0s]')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'Maximum age since `iat`')
            [CompletionResult]::new('--expires-after', '--expires-after', [CompletionResultType]::ParameterName, 'Minimum remaining lifetime')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--detached-payload', '--detached-payload', [CompletionResultType]::ParameterName, 'Payload of a detached token: `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--batch', '--batch', [CompletionResultType]::ParameterName, 'Verify one token per line, in parallel, in order; `-` for standard input')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--allow-weak-key', '--allow-weak-key', [CompletionResultType]::ParameterName, 'For debugging: accept short HMAC secrets, and RSA keys of 1024 bits or more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not fetch; use only cached key sets that have not expired')
            [CompletionResult]::new('--allow-expired', '--allow-expired', [CompletionResultType]::ParameterName, 'Accept an expired token')
            [CompletionResult]::new('--allow-missing-exp', '--allow-missing-exp', [CompletionResultType]::ParameterName, 'Accept a token without `exp`')
            [CompletionResult]::new('--signature-only', '--signature-only', [CompletionResultType]::ParameterName, 'Check only the signature; any payload is accepted')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'List every check with what was expected and found, and search for the cause of a bad signature')
            [CompletionResult]::new('--second-opinion', '--second-opinion', [CompletionResultType]::ParameterName, 'Ask jsonwebtoken about the signature, too; a disagreement is an error (exit 1)')
            [CompletionResult]::new('--claims', '--claims', [CompletionResultType]::ParameterName, 'With --batch --json: include the claims of each verified token')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;lint' {
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Show only findings at or above this level; others do not count for --fail-on')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Exit 18 for findings at or above this level')
            [CompletionResult]::new('--wordlist', '--wordlist', [CompletionResultType]::ParameterName, 'Also try each line of this file as the HMAC secret')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Also check a key or set that verifies the token: a file, `env:NAME`, `-`, key ID, URL or `issuer:URL`')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--sarif-uri', '--sarif-uri', [CompletionResultType]::ParameterName, 'File that SARIF results refer to, relative to the repository; by default the FILE of `@FILE`')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Accept a stale cached key set up to this long after it expired')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--sarif', '--sarif', [CompletionResultType]::ParameterName, 'Print SARIF 2.1.0, for GitHub code scanning')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not fetch; use only cached key sets that have not expired')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;diff' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit 18 if the tokens differ')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;header' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('parse', 'parse', [CompletionResultType]::ParameterValue, 'Show what a header contains: credentials, challenges or a proof')
            [CompletionResult]::new('basic', 'basic', [CompletionResultType]::ParameterValue, 'Write an Authorization header with user name and password (RFC 7617)')
            [CompletionResult]::new('bearer', 'bearer', [CompletionResultType]::ParameterValue, 'Write an Authorization header with a token (RFC 6750)')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Respond to a Digest challenge (RFC 7616)')
            [CompletionResult]::new('dpop', 'dpop', [CompletionResultType]::ParameterValue, 'Write a DPoP proof for a request (RFC 9449)')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check credentials or a proof')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;header;parse' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--show', '--show', [CompletionResultType]::ParameterName, 'Show passwords, and the credentials of schemes that are not decoded, such as Negotiate')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;header;basic' {
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;header;bearer' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;header;digest' {
            [CompletionResult]::new('--challenge', '--challenge', [CompletionResultType]::ParameterName, 'The server''s WWW-Authenticate header or its value, `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--uri', '--uri', [CompletionResultType]::ParameterName, 'Request target: path and query, as in the request line')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'Method of the request')
            [CompletionResult]::new('--algorithm', '--algorithm', [CompletionResultType]::ParameterName, 'Respond to the challenge with this algorithm')
            [CompletionResult]::new('--nc', '--nc', [CompletionResultType]::ParameterName, 'How many requests have used the nonce, this one included')
            [CompletionResult]::new('--cnonce', '--cnonce', [CompletionResultType]::ParameterName, 'Client nonce [default: random]')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;header;dpop' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Private key of the client: file, `env:NAME`, `-`, or key ID in the home''s ring')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Algorithm [default: the key''s own]')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'URL of the request; query and fragment are left out of the proof')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'Method of the request')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Access token that is sent with the request, `@FILE`, or `-` for standard input')
            [CompletionResult]::new('--nonce', '--nonce', [CompletionResultType]::ParameterName, 'Nonce that the server sent in a DPoP-Nonce header')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;header;check' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Expected user name')
            [CompletionResult]::new('--password', '--password', [CompletionResultType]::ParameterName, 'Password: `@FILE`, `env:NAME`, `-`, `prompt` [default: prompt]')
            [CompletionResult]::new('--challenge', '--challenge', [CompletionResultType]::ParameterName, 'Challenge that the Digest credentials respond to: a WWW-Authenticate header or its value, or `@FILE`')
            [CompletionResult]::new('--uri', '--uri', [CompletionResultType]::ParameterName, 'Expected request target of Digest [default: any]')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'Method of the request [default: GET]')
            [CompletionResult]::new('--url', '--url', [CompletionResultType]::ParameterName, 'URL of the request')
            [CompletionResult]::new('--nonce', '--nonce', [CompletionResultType]::ParameterName, 'Nonce that the server sent')
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'How far `iat` of the proof may be from now [default: 1m]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Key: file, `env:NAME`, `-`, key ID in the home''s ring (`kid:ID`), JWKS URL, or `issuer:URL`; repeatable')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--secret', '--secret', [CompletionResultType]::ParameterName, 'Shared secret: `@FILE`, `env:NAME`, `-`, `prompt`, `hex:…`, `base64:…`, `text:…`')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Expected issuer; if repeated, any of them')
            [CompletionResult]::new('--aud', '--aud', [CompletionResultType]::ParameterName, 'Expected audience; if repeated, any of them')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Accept a stale cached key set up to this long after it expired')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not fetch; use only cached key sets that have not expired')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;header;help' {
            [CompletionResult]::new('parse', 'parse', [CompletionResultType]::ParameterValue, 'Show what a header contains: credentials, challenges or a proof')
            [CompletionResult]::new('basic', 'basic', [CompletionResultType]::ParameterValue, 'Write an Authorization header with user name and password (RFC 7617)')
            [CompletionResult]::new('bearer', 'bearer', [CompletionResultType]::ParameterValue, 'Write an Authorization header with a token (RFC 6750)')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Respond to a Digest challenge (RFC 7616)')
            [CompletionResult]::new('dpop', 'dpop', [CompletionResultType]::ParameterValue, 'Write a DPoP proof for a request (RFC 9449)')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check credentials or a proof')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;header;help;parse' {
            break
        }
        'tokctl;header;help;basic' {
            break
        }
        'tokctl;header;help;bearer' {
            break
        }
        'tokctl;header;help;digest' {
            break
        }
        'tokctl;header;help;dpop' {
            break
        }
        'tokctl;header;help;check' {
            break
        }
        'tokctl;header;help;help' {
            break
        }
        'tokctl;key' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Generate a key and add it to the ring')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add keys from a file to the ring')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys in the ring')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a key in the ring, without its private key')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export a key from the ring')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Convert a key to another format (does not touch the ring)')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print a key''s thumbprint (RFC 7638)')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Switch to a new signing key and retire the old one')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Make a key in the ring the signing key')
            [CompletionResult]::new('retire', 'retire', [CompletionResultType]::ParameterValue, 'Stop signing with a key; it keeps verifying until its retirement period ends')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a key from the ring permanently')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Print the public keys as a JWK set')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check whether a key is sound and strong enough')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;key;generate' {
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The signature algorithm; `tokctl algorithms` lists them')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The key ID [default: the thumbprint]')
            [CompletionResult]::new('--bits', '--bits', [CompletionResultType]::ParameterName, 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;import' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Accept a stale cached key set up to this long after it expired')
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'Use the key only with this algorithm')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The key ID [default: the key''s own, or its thumbprint]')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'Accept the public key for tokens of this issuer only')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not fetch; use only cached key sets that have not expired')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;list' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;export' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--new-passphrase', '--new-passphrase', [CompletionResultType]::ParameterName, 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write to a new file that only you can read; `-` for standard output, even if it is a pipe')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--private', '--private', [CompletionResultType]::ParameterName, 'Export the private key, or the secret')
            [CompletionResult]::new('--encrypt', '--encrypt', [CompletionResultType]::ParameterName, 'Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;convert' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Accept a stale cached key set up to this long after it expired')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--new-passphrase', '--new-passphrase', [CompletionResultType]::ParameterName, 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write to a new file that only you can read; `-` for standard output, even if it is a pipe')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not fetch; use only cached key sets that have not expired')
            [CompletionResult]::new('--public', '--public', [CompletionResultType]::ParameterName, 'Write only the public key of a private key')
            [CompletionResult]::new('--encrypt', '--encrypt', [CompletionResultType]::ParameterName, 'Encrypt the private key with a passphrase (PKCS#8, PBKDF2, AES-256; PEM or DER)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;thumbprint' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Accept a stale cached key set up to this long after it expired')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not fetch; use only cached key sets that have not expired')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;rotate' {
            [CompletionResult]::new('--alg', '--alg', [CompletionResultType]::ParameterName, 'The new key''s algorithm [default: the old key''s]')
            [CompletionResult]::new('--kid', '--kid', [CompletionResultType]::ParameterName, 'The key ID [default: the thumbprint]')
            [CompletionResult]::new('--bits', '--bits', [CompletionResultType]::ParameterName, 'The size of an RSA key (2048, 3072, 4096, 8192) or of a secret')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'How long the old key still verifies')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;activate' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;retire' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'How long the key still verifies [default: the longest configured lifetime]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;remove' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation; required without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation; required without a terminal')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;jwks' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;check' {
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of an encrypted key: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--ca-cert', '--ca-cert', [CompletionResultType]::ParameterName, 'Trust only the CA certificates in this PEM file; repeatable')
            [CompletionResult]::new('--allow-stale', '--allow-stale', [CompletionResultType]::ParameterName, 'Accept a stale cached key set up to this long after it expired')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Do not fetch; use only cached key sets that have not expired')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;key;help' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Generate a key and add it to the ring')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add keys from a file to the ring')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys in the ring')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a key in the ring, without its private key')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export a key from the ring')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Convert a key to another format (does not touch the ring)')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print a key''s thumbprint (RFC 7638)')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Switch to a new signing key and retire the old one')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Make a key in the ring the signing key')
            [CompletionResult]::new('retire', 'retire', [CompletionResultType]::ParameterValue, 'Stop signing with a key; it keeps verifying until its retirement period ends')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a key from the ring permanently')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Print the public keys as a JWK set')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check whether a key is sound and strong enough')
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
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a user')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Replace a user''s roles, scope or claims')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Set a new password and end all sessions of the user')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Refuse a user''s logins, refreshes and tokens, and end all sessions')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let a disabled user log in again')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Reset a user''s failed logins')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a user and end all sessions')
            [CompletionResult]::new('role', 'role', [CompletionResultType]::ParameterValue, 'Add or remove a user''s role')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;user;add' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'Role; repeatable')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'Scope; repeatable, or several separated by spaces')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'Claim of the user''s access tokens: `name=text` or `name:=JSON`; repeatable')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;list' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;show' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;set' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'New role; repeatable')
            [CompletionResult]::new('--scope', '--scope', [CompletionResultType]::ParameterName, 'New scope; repeatable, or several separated by spaces')
            [CompletionResult]::new('--claim', '--claim', [CompletionResultType]::ParameterName, 'New claim of the user''s access tokens: `name=text` or `name:=JSON`; repeatable')
            [CompletionResult]::new('--clear', '--clear', [CompletionResultType]::ParameterName, 'Remove all `roles`, the `scope`, or all `claims`; repeatable')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;passwd' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;disable' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;enable' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;unlock' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;remove' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask for confirmation; required without a terminal')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask for confirmation; required without a terminal')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;role' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a role')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;user;role;add' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;role;remove' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;user;role;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a role')
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
        'tokctl;user;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a user')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a user')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Replace a user''s roles, scope or claims')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Set a new password and end all sessions of the user')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Refuse a user''s logins, refreshes and tokens, and end all sessions')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let a disabled user log in again')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Reset a user''s failed logins')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a user and end all sessions')
            [CompletionResult]::new('role', 'role', [CompletionResultType]::ParameterValue, 'Add or remove a user''s role')
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
        'tokctl;user;help;set' {
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
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a role')
            break
        }
        'tokctl;user;help;role;add' {
            break
        }
        'tokctl;user;help;role;remove' {
            break
        }
        'tokctl;user;help;help' {
            break
        }
        'tokctl;login' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--password-stdin', '--password-stdin', [CompletionResultType]::ParameterName, 'Read the password from the first line of standard input')
            [CompletionResult]::new('--no-save', '--no-save', [CompletionResultType]::ParameterName, 'Print the tokens instead of saving the session in the home')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;token' {
            [CompletionResult]::new('--min-ttl', '--min-ttl', [CompletionResultType]::ParameterName, 'Minimum remaining lifetime [default: 10s, or half of access.ttl if that is shorter]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;refresh' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;logout' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;revoke' {
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Revoke this session')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Revoke everything issued to this user so far')
            [CompletionResult]::new('--jti', '--jti', [CompletionResultType]::ParameterName, 'Revoke the access token with this `jti`')
            [CompletionResult]::new('--iss', '--iss', [CompletionResultType]::ParameterName, 'With --jti: the token''s issuer [default: the setting `issuer`]')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'With --jti: keep the revocation until a day after this time, the token''s `exp` [default: indefinitely]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Revoke this key in the ring: nothing it signed verifies anymore')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;session' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List sessions, newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a session')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;session;list' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only sessions of this user')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Include ended and expired sessions that have not been pruned')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;session;show' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
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
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Use this time instead of the current time')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;events' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many of the latest events')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only events at this time or later')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Only events of this user')
            [CompletionResult]::new('--session', '--session', [CompletionResultType]::ParameterName, 'Only events of this session: its ID or a unique prefix')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Keep running and show new events as they happen')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Keep running and show new events as they happen')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;prune' {
            [CompletionResult]::new('--events-older-than', '--events-older-than', [CompletionResultType]::ParameterName, 'Delete events older than this [default: the setting `events.keep`, 90d]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;demo' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep the home in this new directory')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'Wait for Enter after each step')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;serve' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Apply this seed first; see `tokctl help seed` [env: TOKCTL_SEED]')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Exit 0 if the server at URL is healthy, else 1 [default: where --listen says]')
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Address: IP:PORT or localhost:PORT, port 0 for any; repeatable [env: TOKCTL_LISTEN] [default: localhost:8700]')
            [CompletionResult]::new('--tls-cert', '--tls-cert', [CompletionResultType]::ParameterName, 'Certificate and its chain, a PEM file')
            [CompletionResult]::new('--tls-key', '--tls-key', [CompletionResultType]::ParameterName, 'Private key of the certificate, a PEM file')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Accept requests for this host; with any port, unless one is given; repeatable')
            [CompletionResult]::new('--cors', '--cors', [CompletionResultType]::ParameterName, 'Allow pages of this origin, like http://localhost:3000; repeatable')
            [CompletionResult]::new('--trust-proxy', '--trust-proxy', [CompletionResultType]::ParameterName, 'Believe X-Forwarded-For and Forwarded of proxies in this range, like 10.0.0.0/8; repeatable')
            [CompletionResult]::new('--cookie-name', '--cookie-name', [CompletionResultType]::ParameterName, 'Name of the cookie with the refresh token; __Host-NAME needs https')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'Format of the access log; -q leaves only errors')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--ephemeral', '--ephemeral', [CompletionResultType]::ParameterName, 'Serve a sandbox in a temporary directory, which is removed at the end')
            [CompletionResult]::new('--insecure-http', '--insecure-http', [CompletionResultType]::ParameterName, 'Allow addresses that other computers reach, without TLS')
            [CompletionResult]::new('--insecure-cookie', '--insecure-cookie', [CompletionResultType]::ParameterName, 'Omit Secure from the cookie, for clients that do not send it over http')
            [CompletionResult]::new('--sandbox-controls', '--sandbox-controls', [CompletionResultType]::ParameterName, 'Let clients move the clock, end sessions, make answers fail and reset to the seed; only for a sandbox on loopback')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;init' {
            [CompletionResult]::new('--export', '--export', [CompletionResultType]::ParameterName, 'Write the settings and keys to a new file, encrypted with a passphrase')
            [CompletionResult]::new('--new-passphrase', '--new-passphrase', [CompletionResultType]::ParameterName, 'Passphrase to encrypt with: `@FILE`, `env:NAME`, `-` [default: prompt, twice]')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Create the home from a file that --export wrote')
            [CompletionResult]::new('--passphrase', '--passphrase', [CompletionResultType]::ParameterName, 'Passphrase of that file: `@FILE`, `env:NAME`, `-` [default: prompt]')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing home: its keys, settings, users and sessions are deleted; a state on a server is kept')
            [CompletionResult]::new('--sandbox', '--sandbox', [CompletionResultType]::ParameterName, 'Give the home a clock of its own, which `tokctl clock advance` moves forward')
            [CompletionResult]::new('--public', '--public', [CompletionResultType]::ParameterName, 'Export no private keys and no secrets, for a node that only verifies; the file is not encrypted')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;clock' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('advance', 'advance', [CompletionResultType]::ParameterValue, 'Move the clock forward')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;clock;advance' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
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
        'tokctl;store' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Move users, sessions, revocations and events from one store to another')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;store;copy' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--abort', '--abort', [CompletionResultType]::ParameterName, 'End a copy, and use the source again')
            [CompletionResult]::new('--lost', '--lost', [CompletionResultType]::ParameterName, 'The state was moved to TO, and TO does not exist any more')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;store;help' {
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Move users, sessions, revocations and events from one store to another')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;store;help;copy' {
            break
        }
        'tokctl;store;help;help' {
            break
        }
        'tokctl;seed' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a setting')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change a setting')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Reset a setting to its default')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all settings with their values')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the settings file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'tokctl;config;get' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;set' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;unset' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;list' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;path' {
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;config;help' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a setting')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change a setting')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Reset a setting to its default')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all settings with their values')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the settings file')
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
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Show only findings at or above this level; others do not count for --fail-on')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'Exit 18 for findings at or above this level')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--accept-restored-state', '--accept-restored-state', [CompletionResultType]::ParameterName, 'Accept a state that has lost revocations')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;completions' {
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Print the values that a script completes, one per line; prints nothing without a home')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'tokctl;man' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write all pages to this directory, which is created if missing; existing pages are overwritten')
            [CompletionResult]::new('--home', '--home', [CompletionResultType]::ParameterName, 'Directory for keys, settings and state [env: TOKCTL_HOME] [default: the platform''s data directory]')
            [CompletionResult]::new('--store', '--store', [CompletionResultType]::ParameterName, 'SQLite file or redis:// URL for users, sessions and revocations [env: TOKCTL_STORE] [default: state.db in the home]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Color output: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE] [default: auto]')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print JSON')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Suppress notes and warnings; `verify` also prints nothing on success')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Verbose output')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'tokctl;help' {
            [CompletionResult]::new('issue', 'issue', [CompletionResultType]::ParameterValue, 'Sign a token')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Show a token''s contents without verifying it')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Verify a token''s signature and claims')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Find mistakes in a token, without its key')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what differs between two tokens')
            [CompletionResult]::new('header', 'header', [CompletionResultType]::ParameterValue, 'Read, write and check Authorization headers')
            [CompletionResult]::new('key', 'key', [CompletionResultType]::ParameterValue, 'Generate, import, convert and check keys')
            [CompletionResult]::new('algorithms', 'algorithms', [CompletionResultType]::ParameterValue, 'List the supported signature algorithms')
            [CompletionResult]::new('user', 'user', [CompletionResultType]::ParameterValue, 'Add, change and remove users')
            [CompletionResult]::new('login', 'login', [CompletionResultType]::ParameterValue, 'Log in with a user name and password')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Print an access token for the current session')
            [CompletionResult]::new('refresh', 'refresh', [CompletionResultType]::ParameterValue, 'Get a new token pair and invalidate the old refresh token')
            [CompletionResult]::new('logout', 'logout', [CompletionResultType]::ParameterValue, 'End the current session')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'Revoke a token, a session, a user''s tokens or a key')
            [CompletionResult]::new('session', 'session', [CompletionResultType]::ParameterValue, 'List and show sessions')
            [CompletionResult]::new('introspect', 'introspect', [CompletionResultType]::ParameterValue, 'Show whether a token is active (RFC 7662)')
            [CompletionResult]::new('events', 'events', [CompletionResultType]::ParameterValue, 'Show the event log: logins, refreshes, reuse, revocations')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Delete expired sessions and revocation entries')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Walk through login, expiry, refresh, theft and revocation')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve login, refresh, logout and protected routes over HTTP')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create a home: a new ES256 key and default settings')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Show the clock of a sandbox, or move it forward')
            [CompletionResult]::new('store', 'store', [CompletionResultType]::ParameterValue, 'Move the state to another store')
            [CompletionResult]::new('seed', 'seed', [CompletionResultType]::ParameterValue, 'Apply a file with settings, keys and users')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show and change settings')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check the home for problems and show how to fix them')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Show a manual page')
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
        'tokctl;help;lint' {
            break
        }
        'tokctl;help;diff' {
            break
        }
        'tokctl;help;header' {
            [CompletionResult]::new('parse', 'parse', [CompletionResultType]::ParameterValue, 'Show what a header contains: credentials, challenges or a proof')
            [CompletionResult]::new('basic', 'basic', [CompletionResultType]::ParameterValue, 'Write an Authorization header with user name and password (RFC 7617)')
            [CompletionResult]::new('bearer', 'bearer', [CompletionResultType]::ParameterValue, 'Write an Authorization header with a token (RFC 6750)')
            [CompletionResult]::new('digest', 'digest', [CompletionResultType]::ParameterValue, 'Respond to a Digest challenge (RFC 7616)')
            [CompletionResult]::new('dpop', 'dpop', [CompletionResultType]::ParameterValue, 'Write a DPoP proof for a request (RFC 9449)')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check credentials or a proof')
            break
        }
        'tokctl;help;header;parse' {
            break
        }
        'tokctl;help;header;basic' {
            break
        }
        'tokctl;help;header;bearer' {
            break
        }
        'tokctl;help;header;digest' {
            break
        }
        'tokctl;help;header;dpop' {
            break
        }
        'tokctl;help;header;check' {
            break
        }
        'tokctl;help;key' {
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Generate a key and add it to the ring')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Add keys from a file to the ring')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the keys in the ring')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a key in the ring, without its private key')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Export a key from the ring')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Convert a key to another format (does not touch the ring)')
            [CompletionResult]::new('thumbprint', 'thumbprint', [CompletionResultType]::ParameterValue, 'Print a key''s thumbprint (RFC 7638)')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Switch to a new signing key and retire the old one')
            [CompletionResult]::new('activate', 'activate', [CompletionResultType]::ParameterValue, 'Make a key in the ring the signing key')
            [CompletionResult]::new('retire', 'retire', [CompletionResultType]::ParameterValue, 'Stop signing with a key; it keeps verifying until its retirement period ends')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a key from the ring permanently')
            [CompletionResult]::new('jwks', 'jwks', [CompletionResultType]::ParameterValue, 'Print the public keys as a JWK set')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check whether a key is sound and strong enough')
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
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List users')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a user')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Replace a user''s roles, scope or claims')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Set a new password and end all sessions of the user')
            [CompletionResult]::new('disable', 'disable', [CompletionResultType]::ParameterValue, 'Refuse a user''s logins, refreshes and tokens, and end all sessions')
            [CompletionResult]::new('enable', 'enable', [CompletionResultType]::ParameterValue, 'Let a disabled user log in again')
            [CompletionResult]::new('unlock', 'unlock', [CompletionResultType]::ParameterValue, 'Reset a user''s failed logins')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a user and end all sessions')
            [CompletionResult]::new('role', 'role', [CompletionResultType]::ParameterValue, 'Add or remove a user''s role')
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
        'tokctl;help;user;set' {
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
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a role')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a role')
            break
        }
        'tokctl;help;user;role;add' {
            break
        }
        'tokctl;help;user;role;remove' {
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
        'tokctl;help;serve' {
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
        'tokctl;help;store' {
            [CompletionResult]::new('copy', 'copy', [CompletionResultType]::ParameterValue, 'Move users, sessions, revocations and events from one store to another')
            break
        }
        'tokctl;help;store;copy' {
            break
        }
        'tokctl;help;seed' {
            break
        }
        'tokctl;help;config' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a setting')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change a setting')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Reset a setting to its default')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all settings with their values')
            [CompletionResult]::new('path', 'path', [CompletionResultType]::ParameterValue, 'Print the path of the settings file')
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
