# The desk is switched on where the service runs already, as the README says.
check "the service starts" systemctl start dunningd
expect_match "without its socket there is no desk" "there is no desk here" dunningctl page
check "the desk's socket is enabled" systemctl enable dunningd-desk.socket
check "the service and its socket stop" systemctl stop dunningd.socket dunningd
check "all of them start" systemctl start dunningd-desk.socket dunningd.socket dunningd
expect_match "a link for the browser is given" "http://127.0.0.1:8377/" dunningctl page
check "the desk answers" curl -sS --max-time 30 -o /dev/null http://127.0.0.1:8377/
check "a restart of the service alone keeps it" systemctl restart dunningd
check "and it answers" curl -sS --max-time 30 -o /dev/null http://127.0.0.1:8377/
systemctl disable --now dunningd-desk.socket >/dev/null 2>&1
