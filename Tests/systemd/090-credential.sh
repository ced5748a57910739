# {credential smtp-password} in the configuration is the file dunningd.smtp-password in the credentials folder.
with_password='s/tls: starttls/tls: starttls, user: acme, password: "{credential smtp-password}"/'
credential=/etc/credstore/dunningd.smtp-password
inside_service=/run/credentials/dunningd.service/dunningd.smtp-password
rm -f "$credential"
check "without a credential the service starts" systemctl start dunningd

configure "$with_password"
stop_service
check "a configuration that names it is refused" eval '! systemctl start dunningd'
expect "as a configuration error" 78 property ExecMainStatus
expect_match "that names it" 'smtp-password' \
  journalctl -b --no-pager -o cat -u dunningd.service --since "$fresh_since"

install -D -m 600 /dev/stdin "$credential" <<< 'a-secret-canary'
check "with the credential it starts" systemctl start dunningd
expect "the credential is the service's alone" "400 _dunningd" stat -c '%a %U' "$inside_service"
expect "the secret is not in the journal" "" eval \
  'journalctl -b --no-pager -o export --since "$fresh_since" | grep -a secret-canary'
rm -f "$credential"

mkdir -p /etc/credstore.encrypted
systemd-creds encrypt --with-key=host --name=dunningd.smtp-password - /etc/credstore.encrypted/dunningd.smtp-password \
  <<< 'a-secret-canary' 2>/dev/null
drop_in_file /usr/local/share/doc/dunningd/examples/encrypted-credential.conf
check "with the encrypted credential it starts" systemctl restart dunningd
expect "which is decrypted" a-secret-canary cat "$inside_service"
rm -f /etc/credstore.encrypted/dunningd.smtp-password
