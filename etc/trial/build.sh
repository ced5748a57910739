#!/usr/bin/env bash
# Builds the release binaries for `make run`: one line that counts, and what went wrong. All of it is in .build/trial.log.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p .build
log=.build/trial.log
echo "Building; the first time takes some minutes (the compiler's words are in $log)"
status=0
# One word each, none of them with a space in it: the flags of `make build`, so that either goes on where the other was.
read -ra flags < <(make --silent --no-print-directory release-flags)
swift build "${flags[@]}" 2>&1 | tee "$log" | awk -v terminal="$([ -t 1 ] && echo 1)" '
  terminal && /^\[[0-9]+\/[0-9]+\]/ { printf "\r  %s ", $1; fflush() }
  /: error: |^error: / { print }
  END { if (terminal) printf "\r                    \r" }' || status=$?
[ "$status" = 0 ] || echo "not built: see $log" >&2
exit "$status"
