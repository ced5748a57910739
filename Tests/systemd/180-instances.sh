# Several firms on one machine: each unit has its configuration, docket and socket.
for name in north south; do cp /etc/dunningd/dunningd.yaml "/etc/dunningd/$name.yaml"; done
expect "systemd-analyze verify has nothing to say" "" systemd-analyze verify --man=no dunningd@north.service dunningd@north.socket
check "the exposure is at most 1.2" systemd-analyze security --no-pager --threshold=12 dunningd@north.service
check "both start" systemctl start dunningd@north.service dunningd@south.service
at() { dunningctl --socket "/run/dunningd/$1.sock" "${@:2}"; }
check "one takes a claim" at north add --debtor Debtor --email debtor@debtor.example --amount 1.00 --currency EUR \
  --due 2027-12-31 --reference N-1
expect_exit "of which the other knows nothing" 66 at south show N-1
check "each has its own docket" test -e /var/lib/dunningd-south/docket.sqlite
check "one is reloaded alone" systemctl reload dunningd@north.service
check "both stop" systemctl stop dunningd@north.socket dunningd@south.socket dunningd@north.service dunningd@south.service
rm -rf /var/lib/dunningd-north /var/lib/dunningd-south /etc/dunningd/north.yaml /etc/dunningd/south.yaml
