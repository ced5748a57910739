# An approved letter reaches the folder of the print shop as it is installed, and the operators can take it from there.
configure 's|  transport: smtp|  transport: smtp\n  print_spool: /var/spool/dunningd/letters|
  s|{name: reminder, at: due+1d, tone: reminder, send: \[email\]}|{name: demand, at: due+1d, tone: demand, send: [email, letter], approval: required}|'
id printshop >/dev/null 2>&1 || useradd --groups dunning printshop
rm -f /var/spool/dunningd/letters/*
add_letter() {
  dunningctl add --debtor 'Debtor Ltd' --email debtor@debtor.example --address 'Hauptweg 2' --address '10117 Berlin' \
    --country DE --amount 1234.56 --currency EUR --due "$(date -d '10 days ago' +%F)" --reference R-1501
}
first_letter() { find /var/spool/dunningd/letters -name '*.pdf' -not -name '.*' | head -n 1; }
letter_waits() { [[ $(dunningctl -o jsonl notices --state awaiting-approval | wc -l) == 1 ]]; }
as_operator() { setpriv --reuid=printshop --regid=printshop --init-groups "$@"; }

expect "the print spool belongs to the service, the operators' group may use it" "2770 _dunningd dunning" \
  stat -c '%a %U %G' /var/spool/dunningd/letters
expect "nobody else looks into it" "750" stat -c '%a' /var/spool/dunningd
check "the daemon is armed" dunningctl arm --yes
check "a claim with a postal address is taken" add_letter
check "its demand waits for an approval" eventually 20 letter_waits
check "it is approved" dunningctl notice approve "$(dunningctl -o jsonl notices | jq -r .id)"
check "the letter lies in the print spool" eventually 20 eval '[[ -n $(first_letter) ]]'
letter=$(first_letter)
expect "an operator may read it" "640 _dunningd dunning" stat -c '%a %U %G' "$letter"
expect "it is a PDF" "%PDF-" as_operator head -c 5 "$letter"
expect "the slip beside it names the address" "10117 Berlin" eval 'as_operator jq -r ".address[-1]" "${letter%.pdf}.json"'
check "an operator takes it away" as_operator rm "$letter" "${letter%.pdf}.json"
expect_exit "others do not see the folder" 2 setpriv --reuid=nobody --regid=nogroup --clear-groups ls /var/spool/dunningd
expect "the spool is nowhere in the log as a trouble" "" journal_events print-spool-unhealthy
