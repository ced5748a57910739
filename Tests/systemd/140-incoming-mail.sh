# Messages of strangers are read by a process of their own, inside the same sandbox, which takes memory and time from itself.
reader() { pgrep --newest --parent "$(main_pid)" --full -- '^dunningd --read-mail'; }
limit() { awk -v name="$1" 'index($0, name) == 1 { print $(NF - 2) }' "/proc/$(reader)/limits"; }
message() { printf 'From: %s\nSubject: %s\n\nHello\n' "$1" x; }
import() { dunningctl mail import - --dry-run -o jsonl; }

check "the service starts" systemctl start dunningd
expect "a message is read" reply eval "message 'a@b.example' | import | jq -r .kind"
expect "and nothing is said of one that could not be" "nothing: it is about no notice of this docket" \
  eval "message 'a@b.example' | import | jq -r .action"
check "its reader waits for the next" reader
check "with little memory" test "$(limit 'Max address space')" -lt 4294967296
check "and no core file" test "$(limit 'Max core file size')" = 0
expect "six million addresses in a field are read too" reply \
  eval "message \"\$(yes a@b.example, 2> /dev/null | head -c 20000000 | tr -d '\n')\" | import | jq -r .kind"
kill -9 "$(reader)"
expect "when it dies, another reads" reply eval "message 'a@b.example' | import | jq -r .kind"
expect "the service went on meanwhile" 0 property NRestarts
check "and has a bound of memory of its own" eval '[[ $(property MemoryMax) != infinity ]]'
