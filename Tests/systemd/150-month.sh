# A firm's month: 300 invoices, four statements of two banks that overlap, and a wallet; a return, a payment that came
# twice, three that a person has to place. What is right is counted by `month`, from its plan alone.
month=/tmp/month
rm -rf "$month" && mkdir -p "$month" && ./month write "$month"
cp month.yaml /etc/dunningd/dunningd.yaml
install -d -o _dunningd -g _dunningd -m 700 /var/lib/dunningd /var/lib/dunningd/statements
mails() { find /var/lib/dunningd/outbox/new -type f 2>/dev/null | wc -l; }
all_sent() { status_json | jq -e '.next.at == null or (.next.at > (now | todate)) and ((.notices.sending // 0) == 0)'; }
quiet() { local before; before=$(mails); sleep 2; [[ $(mails) == "$before" ]] && all_sent; }
verdicts() { jq -r .verdict "$1" | sort | uniq -c | sed 's/^ *//' | paste -sd, | sed 's/,/, /g'; }
balances() { # Round
  dunningctl list -o jsonl | jq -s . > "$month/claims.json"
  dunningctl payments --unmatched -o jsonl | jq -s . > "$month/payments.json"
  rm -f "$month/register.csv"
  dunningctl register --out "$month/register.csv" >/dev/null
  rm -rf "$month/outbox" && cp -r /var/lib/dunningd/outbox "$month/outbox"
  ./month judge "$month" "$1"
}

check "the service starts" systemctl start dunningd
dunningctl status >/dev/null 2>&1 || return 0
check "200 invoices are enqueued" dunningctl import "$month/first.csv"
check "the first bank's statement is taken in" eval 'dunningctl statement import "$month/a1.xml" -o jsonl > "$month/a1.jsonl"'
check "the second bank's, in another format" eval 'dunningctl statement import "$month/b1.sta" -o jsonl > "$month/b1.jsonl"'
expect "all of it is booked but for what a person has to place" "35 booked, 4 proposed" verdicts "$month/a1.jsonl"
check "the daemon is armed" dunningctl arm --yes
check "reminders leave" eventually 60 eval '(($(mails) > 100))'
check "and end" eventually 60 quiet
check "who had paid, or may have, was not reminded; all others were" balances 1

check "sending is held" dunningctl hold --reason "new statements"
check "another 100 invoices are enqueued" dunningctl import "$month/second.csv"
check "what had come before its invoice is found" eventually 20 eval \
  '[[ $(dunningctl show RE-2026-0003 -o json | jq -r .claim.state) == paid ]]'
check "the first bank again, with days that are known" eval \
  'dunningctl statement import "$month/a2.xml" -o jsonl > "$month/a2.jsonl"'
expect "which are known again" 38 eval 'grep -c "\"known\"" "$month/a2.jsonl"'
check "the second bank's comes by the watched folder" eval \
  'install -o _dunningd -g _dunningd -m 600 "$month/b2.sta" /var/lib/dunningd/statements/ &&
    eventually 30 test -e /var/lib/dunningd/statements/done/b2.sta'
check "and the wallet's by its map" eval \
  'dunningctl statement import "$month/wallet.csv" --map paypal --account PP-4711 -o jsonl > "$month/wallet.jsonl"'
entry() { dunningctl payments --unmatched -o jsonl | jq -r --arg text "$1" '.bank | select(.text // "" | contains($text)).entry'; }
check "a person places what has no reference" eval 'dunningctl payment assign "$(entry "Ihre Lieferung")" RE-2026-0050'
check "what has an O for a nought" eval 'dunningctl payment assign "$(entry RE-2O26)" RE-2026-0052'
check "and what is for two and not their sum" eval \
  'dunningctl payment assign "$(entry RE-2026-0055)" RE-2026-0055 RE-2026-0056:50.00'
check "what came twice stays with its debtor" eval 'dunningctl payment assign "$(entry RE-2026-0020)" RE-2026-0020'
check "the daemon is armed again" dunningctl arm --yes
check "and ends" eventually 60 quiet
check "every claim is where a bookkeeper would have it" balances 2
expect "the journal bears all of it out" 0 eval 'dunningctl verify >/dev/null; echo $?'
