# What the journal holds of a short life: fields to ask for, and nothing that does not belong there.
check "the daemon is armed" dunningctl arm --yes
check "a claim is taken" add_claim R-1001
check "its reminder is accepted" eventually 20 has_event notice-sent
stop_service
pids=$(journalctl -b -o json -u dunningd.service --since "$fresh_since" _COMM=dunningd | jq -s 'map(._PID) | unique | length')
journalctl -b -o json --all -u dunningd.service --since "$fresh_since" _COMM=dunningd > /tmp/records.json
records() { jq -s "$@" /tmp/records.json; }

check "one process wrote all of it ($pids)" test "$pids" = 1
check "it wrote something" eval '[[ -s /tmp/records.json ]]'
expect "each record is text, without escape sequences" 0 records 'map(select(.MESSAGE | type != "string")) | length'
expect "each record says who wrote it" 0 records 'map(select(.SYSLOG_IDENTIFIER != "dunningd")) | length'
expect "each record has a priority" 0 records 'map(select(.PRIORITY | test("^[0-7]$") | not)) | length'
expect "nothing is worse than a notice" 0 records 'map(select((.PRIORITY | tonumber) < 5)) | length'
expect "the claim can be asked for" true records 'any(.DUNNING_EVENT == "claim-registered" and .DUNNING_CLAIM != null)'
expect "so can the notice" true records \
  'any(.DUNNING_EVENT == "notice-sent" and .DUNNING_CLAIM != null and .DUNNING_NOTICE != null)'
expect "no name, address or amount is logged" "" grep -oE 'Debtor Ltd|debtor@debtor|1234\.56' /tmp/records.json
expect "libdispatch does not complain about priorities" "" grep -o 'thread priority' /tmp/records.json
