# The drop-in without any network: a Maildir is enough.
drop_in_file /usr/local/share/doc/dunningd/examples/maildir-only.conf
configure 's/transport: smtp/transport: maildir/'
check "the exposure is at most 0.4" systemd-analyze security --no-pager --threshold=4 dunningd.service
check "the daemon is armed" dunningctl arm --yes
check "a claim is taken" add_claim R-1201
check "the reminder lies in the outbox" eventually 20 eval 'grep -rqs R-1201 /var/lib/dunningd/outbox/new'
