# A backup is made while the service runs, by hand and by the timer's unit; it is restored over a docket that went on.
backups=/var/backups/dunningd
rm -rf $backups/*
id member >/dev/null 2>&1 || useradd --groups dunning member
archive_of() { find $backups -name 'dunningd-*.tar' | sort | tail -n 1; }

check "a claim is taken" add_claim R-1601
expect_match "the status says that there is no backup" 'backup +never' dunningctl status
check "the unit of the timer makes one" systemctl start dunningd-backup.service
expect_match "it lies in its folder" "^$backups/dunningd-[0-9]{8}T[0-9]{6}Z.tar$" archive_of
expect "for root alone" "600 root" stat -c '%a %U' "$(archive_of)"
expect_match "the status knows when" 'backup +the last ' dunningctl status
check "and the log" eventually 5 has_event backup-made
check "the exposure of the unit is at most 1.5" systemd-analyze security --no-pager --threshold=15 dunningd-backup.service
expect "systemd-analyze verify has nothing to say" "" systemd-analyze verify --man=no dunningd-backup.service dunningd-backup.timer
expect_match "it holds the configuration" dunningd-backup/configuration/etc/dunningd/dunningd.yaml tar -tf "$(archive_of)"
expect_exit "an operator who is not root does not get the key of the seals" 77 \
  runuser -u member -- timeout 30 /usr/local/bin/dunningctl backup /tmp/mine.tar
expect_match "a look through it finds nothing" 'nothing was changed: 1 claims' dunningctl verify "$(archive_of)"

check "another claim is taken afterwards" add_claim R-1602
check "the daemon is armed" dunningctl arm --yes
expect_exit "while the daemon runs nothing is restored" 69 dunningctl restore "$(archive_of)" --replace
systemctl stop dunningd.socket dunningd.service
expect_exit "nor over a docket, unless one says so" 65 dunningctl restore "$(archive_of)"
expect_match "it is restored" 'restored; the daemon starts held' dunningctl restore "$(archive_of)" --replace
check "the docket that was there is set aside" compgen -G '/var/lib/dunningd/replaced-*/docket.sqlite'
expect "all of it is the daemon's" "" find /var/lib/dunningd ! -user _dunningd
check "it starts again" systemctl start dunningd.socket dunningd.service
expect "held" held eval "status_json | jq -r .mode"
expect_match "and says why" 'seems to be restored' eval "status_json | jq -r .held_because"
expect_exit "the later claim is not in it" 66 dunningctl show R-1602
check "the earlier one is" dunningctl show R-1601
expect_match "the docket agrees with its journal" 'nothing was changed' dunningctl verify
