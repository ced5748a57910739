# The main job: a deadline goes in by the socket, a reminder arrives by mail.
check "a claim is taken while sending is held" add_claim R-0301
expect "nothing is sent while it is held" 0 eval 'sleep 1; ./mailbox R-0301 | jq length'
check "the daemon is armed" dunningctl arm --yes
check "the reminder is in the debtor's mailbox" eventually 20 notice_arrived R-0301
check "another claim, another reminder" add_claim R-0302
check "which arrives as well" eventually 20 notice_arrived R-0302

./mailbox R-0301 > /tmp/mail.json
mail() { jq -r "$1" /tmp/mail.json; }
expect "there is one of it" 1 mail length
expect "no machine answers it" auto-generated mail '.[0].headers["auto-submitted"]'
expect_match "its identity is at the creditor's domain" '^<[^ ]+@acme\.example>$' mail '.[0].headers["message-id"]'
expect_match "it comes from the creditor" 'ACME Buchhaltung <buchhaltung@acme\.example>' mail '.[0].headers.from'
expect_match "it goes to the debtor" 'debtor@debtor\.example' mail '.[0].headers.to'
expect_match "its subject names the reference" R-0301 mail '.[0].headers.subject'
expect "it has a text and an HTML part" multipart/alternative mail '.[0].type'
expect_match "the text names the amount" '1.?234[.,]56' mail '.[0].text'
expect_match "the HTML names the amount" '1.?234[.,]56' mail '.[0].html'
expect_match "and the reference" R-0301 mail '.[0].html'

check "the status line says that it is armed" eventually 5 eval '[[ $(property StatusText) == Armed* ]]'
# It is told anew every two seconds.
check "the status line counts the claims" eventually 5 eval '[[ $(property StatusText) == *"2 claims"* ]]'
expect "the status knows both notices" 2 eval "status_json | jq '[.notices[]] | add'"
