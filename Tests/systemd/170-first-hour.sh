# From nothing to the first configuration, a test mail, and a look at everything.
rm -f /etc/dunningd/dunningd.yaml
check "it starts without a configuration" systemctl start dunningd
expect "held" held eval "status_json | jq -r .mode"
check "a configuration is written" dunningctl init --name 'ACME GmbH' --country DE --address 'Weg 1' --address '10115 Berlin' \
  --from 'ACME <buchhaltung@acme.example>' --iban DE89370400440532013000
expect_exit "and never written over" 65 dunningctl init --name X --country DE --address Y --from z@acme.example \
  --iban DE89370400440532013000
check "it is put in force" systemctl restart dunningd
expect_match "a test mail shows the dialogue" 'S: 250 2\.0\.0 Ok: queued' dunningctl test-mail debtor@debtor.example
check "and arrives" eventually 20 eval 'grep -rqs "Subject: Test of dunningd" /home/debtor/Maildir'
expect_exit "one that the server does not take is a finding" 1 dunningctl test-mail ghost@debtor.example
expect_match "the doctor finds the transport well" 'transport +ok' dunningctl doctor
expect_match "and the missing backup" 'backup +warning' dunningctl doctor
expect_exit "which is a warning" 1 dunningctl doctor --brief
expect_match "a drop-in is laid over the configuration" 'relay\.yaml:1' eval \
  'mkdir -p /etc/dunningd/dunningd.yaml.d; echo "delivery: {smtp: {port: 26}}" > /etc/dunningd/dunningd.yaml.d/relay.yaml; dunningctl config show'
check "and put in force" systemctl reload dunningd
expect_exit "a mail server that is not there is critical" 2 dunningctl doctor
expect_match "and says where it was looked for" 'transport +critical +.*26' dunningctl doctor
rm -r /etc/dunningd/dunningd.yaml.d
