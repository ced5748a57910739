# A configuration error at the start is a person's to mend, not systemd's.
configure 's/policies:/polices:/'
check "the service does not start" eval '! systemctl start dunningd'
expect "it says configuration error" 78 property ExecMainStatus
expect "it is not tried again" "failed 0" eval 'echo "$(property ActiveState) $(property NRestarts)"'
expect_match "the journal has the place" 'dunningd\.yaml:[0-9]+:[0-9]+: error: ' \
  journalctl -b --no-pager -o cat -u dunningd.service --since "$fresh_since"
check "the socket listens on" is_property SubState listening dunningd.socket

# Each client starts the service again. One client must not do so over and over, or systemd gives up the socket.
systemctl reset-failed dunningd.service
check "a client is told, and not left waiting" eval 'dunningctl status; status=$?; ((status != 0 && status != 124))'
check "the socket survives the client" eventually 5 is_property SubState listening dunningd.socket

configure
check "mended, the next client is served" status_json
