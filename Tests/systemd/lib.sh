# The words that the tests are written in. Each check prints one line, and its evidence if it failed.
passed=0
failed=0

ok() {
  passed=$((passed + 1))
  echo "ok - $1"
}

not_ok() { # DESCRIPTION EVIDENCE…
  failed=$((failed + 1))
  echo "not ok - $1"
  shift
  printf '%s\n' "$@" | sed 's/^/    /'
}

# check DESCRIPTION COMMAND…: the command succeeds.
check() {
  local description=$1 output status=0
  shift
  output=$("$@" 2>&1) || status=$?
  if ((status == 0)); then ok "$description"; else not_ok "$description" "$* → exit $status" "$output"; fi
}

# expect DESCRIPTION WANTED COMMAND…: the command's output is what is wanted.
expect() {
  local description=$1 wanted=$2 output
  shift 2
  output=$("$@" 2>&1)
  if [[ $output == "$wanted" ]]; then ok "$description"; else not_ok "$description" "$*" "is:     $output" "wanted: $wanted"; fi
}

# expect_match DESCRIPTION REGEX COMMAND…: the command's output matches.
expect_match() {
  local description=$1 wanted=$2 output
  shift 2
  output=$("$@" 2>&1)
  if [[ $output =~ $wanted ]]; then ok "$description"; else not_ok "$description" "$*" "is:           $output" "wanted match: $wanted"; fi
}

# expect_exit DESCRIPTION STATUS COMMAND…: the command ends with that exit status.
expect_exit() {
  local description=$1 wanted=$2 output status=0
  shift 2
  output=$("$@" 2>&1) || status=$?
  if ((status == wanted)); then ok "$description"; else not_ok "$description" "$* → exit $status, wanted $wanted" "$output"; fi
}

# eventually SECONDS COMMAND…: succeeds as soon as the command does, at the latest after so many seconds.
eventually() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || { "$@"; return; }
    sleep 0.1
  done
}

# property NAME [UNIT]: what systemd knows.
property() { systemctl show --value --property "$1" "${2:-dunningd.service}"; }
is_property() { [[ $(property "$1" "${3:-dunningd.service}") == "$2" ]] || { property "$1" "${3:-dunningd.service}"; return 1; }; }
not_property() { ! is_property "$@"; }
main_pid() { property MainPID; }

# No client may hang the tests.
dunningctl() { timeout 30 /usr/local/bin/dunningctl "$@"; }

# The claims of the tests are ten days late, so that their reminder is due at once.
add_claim() { # REFERENCE
  dunningctl -o json add --debtor 'Debtor Ltd' --email debtor@debtor.example --amount 1234.56 --currency EUR \
    --due "$(date -d '10 days ago' +%F)" --reference "$1"
}
status_json() { dunningctl -o json status; }
notice_arrived() { ./mailbox "$1" >/dev/null; }
journal_events() { journalctl -b --no-pager -o json -u dunningd.service --since "$fresh_since" "DUNNING_EVENT=$1"; }
has_event() { [[ -n $(journal_events "$1") ]]; }

# configure EDIT: the tests' configuration, changed by a sed script.
configure() { sed "${1:-}" dunningd.yaml > /etc/dunningd/dunningd.yaml; }

# stop_service: without systemctl's remark that the socket can start it again.
stop_service() { systemctl stop dunningd.service 2>/dev/null; }

# drop_in LINES…: a drop-in of the service, for one test.
drop_in() {
  mkdir -p /run/systemd/system/dunningd.service.d
  printf '%s\n' '[Service]' "$@" > /run/systemd/system/dunningd.service.d/test.conf
  systemctl daemon-reload
}

# drop_in_file FILE: an example as it is copied, below the unit that its section is of.
drop_in_file() {
  local unit
  unit=dunningd.$(sed -n 's/^\[\(.*\)\]$/\L\1/p' "$1")
  mkdir -p "/run/systemd/system/$unit.d"
  cp "$1" "/run/systemd/system/$unit.d/"
  systemctl daemon-reload
}

# fresh_service: no docket, the tests' configuration, the socket listening and the service not running.
fresh_service() {
  systemctl stop dunningd.socket dunningd.service 2>/dev/null
  rm -rf /var/lib/dunningd /run/systemd/system/dunningd.{service,socket}.d /home/debtor/Maildir
  systemctl daemon-reload
  systemctl reset-failed dunningd.socket dunningd.service 2>/dev/null
  configure
  fresh_since=$(date '+%F %T.%6N')
  systemctl start dunningd.socket
}
