# kill -9 at any moment: ready again at once, nothing lost, nothing repeated.
check "the daemon is armed" dunningctl arm --yes
kill_it() { systemctl kill --signal=KILL dunningd.service; }
(sleep 0.2; kill_it; sleep 2; kill_it) &
acknowledged=()
for number in {0801..0840}; do
  ! add_claim "R-$number" >/dev/null 2>&1 || acknowledged+=("R-$number")
  sleep 0.05
done
wait $!
check "the service runs again" eventually 5 is_property SubState running
expect "both kills were restarts" 2 property NRestarts
check "most claims were acknowledged (${#acknowledged[@]} of 40)" test "${#acknowledged[@]}" -ge 35

lost=() mails=()
for reference in "${acknowledged[@]}"; do
  dunningctl show "$reference" >/dev/null 2>&1 || lost+=("$reference")
done
expect "each of them is known" "" echo "${lost[*]}"
eventually 30 eval '[[ $(./mailbox R-08 | jq length) -ge '"${#acknowledged[@]}"' ]]' >/dev/null
for reference in "${acknowledged[@]}"; do
  count=$(./mailbox "$reference" | jq length)
  ((count == 1)) || mails+=("$reference:$count")
done
# A notice whose final dot left without a reply is in doubt; it may be there or not, and the daemon says so.
in_doubt=$(status_json | jq '.notices["in-doubt"] // .notices.in_doubt // 0')
check "each was reminded exactly once (exceptions: ${mails[*]:-none}; in doubt: $in_doubt)" \
  test "${#mails[@]}" -le "$in_doubt"
expect "none was reminded twice" "" eval "printf '%s\n' ${mails[*]:-} | grep -v ':[01]$'"
