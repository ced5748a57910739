# The socket outlives restarts: clients wait, none is refused.
check "the service starts" systemctl start dunningd
touch /tmp/load
clients=()
for client in 1 2 3; do
  while [[ -e /tmp/load ]]; do
    curl -sS --max-time 30 -o /dev/null -w '%{http_code}\n' --unix-socket /run/dunningd/control.sock \
      http://d/v1/health/ready 2>&1
  done > "/tmp/load.$client" &
  clients+=($!)
done
for _ in 1 2 3; do
  sleep 0.5
  check "a restart under load" systemctl restart dunningd
done
sleep 0.5
rm /tmp/load
wait "${clients[@]}"
expect "no request was refused" "" eval 'cat /tmp/load.? | grep -v "^200$" | sort | uniq -c'
check "there were enough of them ($(cat /tmp/load.? | wc -l))" test "$(cat /tmp/load.? | wc -l)" -gt 100
