#!/usr/bin/env bash
# What `make run` does: starts the daemon in the foreground with everything below .trial/, enqueues a small book of
# claims through the control socket, and shows what happens. Ctrl-C stops it; the next run goes on where it was.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=${BIN:-.build/release}
trial=$PWD/.trial
mkdir -p "$trial"

socket=$trial/control.sock
# A socket's path holds at most 107 bytes (unix(7)).
if [ ${#socket} -gt 100 ]; then
  socket=$(mktemp -d)/control.sock
fi
sed "s|@TRIAL@|$trial|" etc/trial/dunningd.yaml > "$trial/dunningd.yaml"
first_run=no
if [ ! -e "$trial/claims.csv" ]; then
  first_run=yes
  etc/trial/book.sh > "$trial/claims.csv"
fi
cat > "$trial/dunningctl" <<WRAPPER
#!/bin/sh
exec "$PWD/$bin/dunningctl" --socket "$socket" "\$@"
WRAPPER
chmod +x "$trial/dunningctl"
ctl() { "$trial/dunningctl" "$@"; }

bold=$(tput bold 2>/dev/null || true) plain=$(tput sgr0 2>/dev/null || true)
title() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }

"$bin/dunningd" --config "$trial/dunningd.yaml" --state-dir "$trial/state" --socket "$socket" --data-dir "$PWD/etc" \
  >> "$trial/log" 2>&1 &
daemon=$!
stopped=no
stop() { stopped=yes; kill -INT "$daemon" 2>/dev/null || true; }
trap stop INT TERM

for _ in $(seq 100); do
  ctl status >/dev/null 2>&1 && break
  kill -0 "$daemon" 2>/dev/null || { tail -n 20 "$trial/log" >&2; wait "$daemon"; exit $?; }
  sleep 0.1
done

settled() { [ "$(ctl status -o json | grep -c '"sending"')" = 0 ]; }
if [ "$first_run" = yes ]; then
  title "A small book of claims goes in by the socket: dunningctl import .trial/claims.csv"
  ctl import "$trial/claims.csv"
  title "A fresh installation sends nothing until it is told to: dunningctl arm"
  ctl arm --yes
fi
for _ in $(seq 50); do sleep 0.2; settled && break; done

title "What went out, and what waits for approval: dunningctl notices"
ctl notices
waiting=$(ctl notices --state awaiting-approval -o csv 2>/dev/null | awk -F, 'NR == 2 { print $1 }')
if [ -n "$waiting" ]; then
  title "A demand waits for somebody to approve it, with its letter: dunningctl notice letter $waiting"
  ctl notice letter "$waiting" --out "$trial/demand.pdf" && echo "look at it: .trial/demand.pdf"
fi
if [ "$first_run" = yes ]; then
  title "Somebody pays, and no reminder of it will leave: dunningctl pay RE-2026-0203 --amount 312.80"
  ctl pay RE-2026-0203 --amount 312.80
fi
title "What comes next: dunningctl plan"
ctl plan --until "$(date -d '+21 days' +%F)"

newest=$(ctl notices -o csv 2>/dev/null | awk -F, 'NR == 2 { print $1 }')
cat <<TEXT

${bold}Try it${plain} in another terminal, in this folder:

  .trial/dunningctl status
  .trial/dunningctl notice message ${newest:-n1}          one of the mails, as it was sent
  .trial/dunningctl add --reference MY-1 --debtor "Ada Example" --email ada@example.org \\
      --amount 120.00 --currency EUR --due $(date -d '-4 days' +%F) --language en
  .trial/dunningctl pay RE-2026-0201 --amount 1240.50   paid: no more reminders
  .trial/dunningctl show RE-2026-0202                   one claim with all that happened
  .trial/dunningctl explain RE-2026-0202                why it is where it is, and what comes next
  .trial/dunningctl promise RE-2026-0202 --date $(date -d '+5 days' +%F)   the debtor gives their word
  .trial/dunningctl add --reference W-1 --debtor "Ada Example" --email ada@example.org --policy wallet \\
      --amount 9.90 --currency EUR --due $(date -d '+1 minute' +%FT%T%:z)   a deadline in a minute

The mails lie in .trial/outbox (a Maildir: mutt -f .trial/outbox reads it), the docket in .trial/state, what the daemon
says in .trial/log.
Ctrl-C stops the daemon; make run goes on where it was. rm -r .trial forgets everything.
TEXT

status=0
# A signal ends the wait before the daemon has ended.
while kill -0 "$daemon" 2>/dev/null; do wait "$daemon" && status=0 || status=$?; done
if [ "$stopped" = yes ] && [ "$status" -gt 128 ]; then status=0; fi
[ "$status" = 0 ] && echo "Stopped. make run goes on where it was."
exit "$status"
