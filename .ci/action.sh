#!/usr/bin/env bash
# The step of action.yml: verifies a token and checks it for mistakes. Its inputs are the INPUT_ variables.
set -euo pipefail

# From here on the runner replaces the token in the log with ***. A mask is a single line.
while IFS= read -r line; do
  line=${line%$'\r'}
  if [ -n "${line//[[:space:]]/}" ]; then
    echo "::add-mask::$line"
  fi
  case $line in
  [Bb]earer\ *) echo "::add-mask::${line#* }" ;;
  esac
done <<<"$INPUT_TOKEN"

verify=(--key="$INPUT_KEY" --leeway="$INPUT_LEEWAY")
if [ -n "$INPUT_ISSUER" ]; then verify+=(--iss="$INPUT_ISSUER"); fi
if [ -n "$INPUT_AUDIENCE" ]; then verify+=(--aud="$INPUT_AUDIENCE"); fi
if [ -n "$INPUT_SUBJECT" ]; then verify+=(--sub="$INPUT_SUBJECT"); fi
while IFS= read -r claim; do
  if [ -n "$claim" ]; then verify+=(--claim="$claim"); fi
done <<<"$INPUT_CLAIMS"

# The claims are not printed: a log may be public.
code=0
tokctl verify -q "${verify[@]}" - <<<"$INPUT_TOKEN" || code=$?
if [ "$code" = 0 ]; then
  echo "The token is valid."
fi

if [ "$INPUT_LINT" != off ]; then
  lint=0
  tokctl lint --level="$INPUT_LINT" --fail-on="$INPUT_LINT" - <<<"$INPUT_TOKEN" || lint=$?
  if [ -n "$INPUT_SARIF" ]; then
    # Its exit code is that of the findings above.
    tokctl lint --sarif --sarif-uri="$INPUT_SARIF_URI" - <<<"$INPUT_TOKEN" >"$INPUT_SARIF" || true
  fi
  if [ "$code" = 0 ]; then code=$lint; fi
fi
exit "$code"
