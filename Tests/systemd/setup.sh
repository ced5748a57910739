# Installs the service and a Postfix that delivers debtor.example to a local Maildir. Nothing of it is a test.
die() {
  exec >&3 2>&4
  echo "not ok - the box could not be set up: $1"
  grep -v '^ *$' /out/setup | tail -n 40 | sed 's/^/    /'
  echo "0 passed, 1 failed"
  exit 1
}
exec 3>&1 4>&2 >/out/setup 2>&1

make -C /src install || die "make install"
systemd-sysusers || die "systemd-sysusers"
systemd-tmpfiles --create /usr/local/lib/tmpfiles.d/dunningd.conf || die "systemd-tmpfiles"
systemctl daemon-reload

if ! command -v postfix; then
  # Not started by its package; the box knows neither a network nor a repository.
  printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  cp /packages/*.deb /var/cache/apt/archives/
  DEBIAN_FRONTEND=noninteractive apt-get install --no-download --yes --no-install-recommends postfix || die "postfix"
fi
useradd --create-home debtor
# STARTTLS with a certificate that this machine trusts, so that the daemon may insist on a good one.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
  -keyout /etc/postfix/key.pem -out /etc/postfix/certificate.pem || die "openssl"
cat /etc/postfix/certificate.pem >> /etc/ssl/certs/ca-certificates.crt
cat > /etc/postfix/main.cf <<'CF'
compatibility_level = 3.6
inet_interfaces = loopback-only
myhostname = mail.debtor.example
mydestination = debtor.example
home_mailbox = Maildir/
alias_maps =
alias_database =
disable_dns_lookups = yes
smtpd_tls_security_level = may
smtpd_tls_cert_file = /etc/postfix/certificate.pem
smtpd_tls_key_file = /etc/postfix/key.pem
maillog_file = /var/log/postfix.log
CF
[[ -e /etc/postfix/master.cf ]] || cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf
grep -q '^postlog' /etc/postfix/master.cf ||
  echo 'postlog unix-dgram n - n - 1 postlogd' >> /etc/postfix/master.cf
rm -f /etc/systemd/system/postfix.service /usr/sbin/policy-rc.d
systemctl daemon-reload
systemctl start postfix@-.service || {
  journalctl --no-pager -b -o cat -u postfix@-.service
  cat /var/log/postfix.log
  die "postfix"
}

exec >&3 2>&4
