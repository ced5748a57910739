# A reload answers with its verdict; a broken file changes nothing.
check "the daemon is armed" dunningctl arm --yes
pid=$(main_pid)

# The other transport shows which configuration is in force.
configure 's/transport: smtp/transport: maildir/'
check "a good file is taken" systemctl reload dunningd
check "the event is in the journal" eventually 5 has_event config-reloaded
expect "and in force" maildir eval 'status_json | jq -r .transport.kind'
expect "in the same process" "$pid" main_pid
expect "the service runs on" running property SubState

configure 's/policies:/polices:/'
expect_exit "a broken file is refused by dunningctl" 78 dunningctl reload
expect_match "with its place" '/etc/dunningd/dunningd\.yaml:[0-9]+:[0-9]+: error: ' dunningctl reload
check "and by systemctl" eval '! systemctl reload dunningd'
check "the event is in the journal" eventually 5 has_event config-rejected
expect "the old configuration stays in force" maildir eval 'status_json | jq -r .transport.kind'
expect "in the same process" "$pid" main_pid
expect "the service runs on" running property SubState

configure
check "a mended file is taken" systemctl reload dunningd
expect "and in force" smtp eval 'status_json | jq -r .transport.kind'

configure 's/transport: smtp/transport: maildir/'
kill -HUP "$pid"
check "SIGHUP reloads as well" eventually 5 eval '[[ $(status_json | jq -r .transport.kind) == maildir ]]'
