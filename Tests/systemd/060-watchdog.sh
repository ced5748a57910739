# The watchdog: pings arrive, and a daemon that stands still is replaced.
check "the service starts" systemctl start dunningd
expect "the unit asks for a ping every 30 s" 30s property WatchdogUSec
stop_service
drop_in WatchdogSec=2s TimeoutAbortSec=1s
check "so it does with a short watchdog" systemctl start dunningd
pid=$(main_pid)
before=$(property WatchdogTimestampMonotonic)
check "pings arrive" eventually 5 not_property WatchdogTimestampMonotonic "$before"
sleep 4
expect "a healthy daemon lives on" "$pid" main_pid

kill -STOP "$pid"
check "a daemon that stands still is killed and started again" eventually 15 eval \
  '[[ $(main_pid) != '"$pid"' && $(property SubState) == running ]]'
expect "systemd counts one restart" 1 property NRestarts
check "it serves" status_json
