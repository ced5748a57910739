# A stop is clean, and the next client starts the service again.
check "the service starts" systemctl start dunningd
started=$SECONDS
check "it stops" systemctl stop dunningd
check "within ten seconds" test $((SECONDS - started)) -le 10
expect "cleanly" "success 0" eval 'echo "$(property Result) $(property ExecMainStatus)"'
check "the socket listens on" is_property SubState listening dunningd.socket
check "the next client is served" status_json
expect "by the service" running property SubState
