# The first client starts the service, which runs held and in its sandbox.
expect "the first client is answered, and sending is held" held jq -r .mode <(status_json)
expect "the service runs" running property SubState
expect_match "the status line says that it is held" '^Held' property StatusText
expect "it started as the socket's service, type notify" notify property Type
expect "the state folder is the daemon's alone" "700 _dunningd" stat -c '%a %U' /var/lib/dunningd
expect "no file of the docket is readable for others" "" find /var/lib/dunningd -type f -perm /077

process=/proc/$(main_pid)/status
expect_match "it is not root" "^Uid:	$(id -u _dunningd)	" grep ^Uid: "$process"
expect_match "it has no capability and cannot get one" '0{16}$' grep ^CapBnd: "$process"
expect_match "it gains no privileges" '1$' grep ^NoNewPrivs: "$process"
expect_match "its system calls are filtered" '2$' grep ^Seccomp: "$process"

expect "a stranger may not open the socket" 000 \
  setpriv --reuid=nobody --regid=nogroup --clear-groups curl -s -o /dev/null -w '%{http_code}' \
  --unix-socket /run/dunningd/control.sock http://d/v1/status
expect "an operator may" 200 \
  setpriv --reuid=nobody --regid=dunning --clear-groups curl -s -o /dev/null -w '%{http_code}' \
  --unix-socket /run/dunningd/control.sock http://d/v1/status
