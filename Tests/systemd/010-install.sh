# What `make install` laid down, and what systemd thinks of it.
unit=/usr/local/lib/systemd/system/dunningd.service
expect "nothing runs before the first client" inactive property ActiveState
check "the socket listens" is_property SubState listening dunningd.socket
expect "the socket belongs to the service, the operators' group may use it" "660 _dunningd dunning" \
  stat -c '%a %U %G' /run/dunningd/control.sock
expect "the socket's folder is root's" "755 root root" stat -c '%a %U %G' /run/dunningd

# The manual pages are part of it only where the machine can show manual pages.
man_pages=--man=yes
man -w 8 dunningd >/dev/null 2>&1 || man_pages=--man=no
expect "systemd-analyze verify has nothing to say" "" systemd-analyze verify "$man_pages" "$unit" "${unit%.service}.socket"
check "the exposure is at most 1.2" systemd-analyze security --no-pager --threshold=12 dunningd.service
for example in /usr/local/share/doc/dunningd/examples/*.conf; do
  fresh_service
  drop_in_file "$example"
  expect "systemd-analyze verify has nothing to say with $(basename "$example")" "" \
    systemd-analyze verify --man=no dunningd.service dunningd.socket
  check "the exposure is no higher with $(basename "$example")" \
    systemd-analyze security --no-pager --threshold=12 dunningd.service
done

check "the shell completes dunningctl" bash -n /usr/local/share/bash-completion/completions/dunningctl
make -C /src install DESTDIR=/tmp/stage PREFIX=/usr >/dev/null 2>&1
check "PREFIX reaches the unit" grep -q '^ExecStart=/usr/sbin/dunningd --' /tmp/stage/usr/lib/systemd/system/dunningd.service
expect "what is installed is readable for everybody" "" find /tmp/stage -type f ! -perm -444
make -C /src uninstall DESTDIR=/tmp/stage PREFIX=/usr >/dev/null 2>&1
expect "uninstalling leaves the configuration alone" /tmp/stage/etc/dunningd/dunningd.yaml find /tmp/stage -type f
