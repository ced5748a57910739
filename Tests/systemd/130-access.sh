# Roles go by users and groups of the machine, which the daemon looks up in its sandbox; a reload changes them at once.
getent group controlling > /dev/null || groupadd --system controlling
for name in anna petra otto; do id "$name" > /dev/null 2>&1 || useradd --groups dunning "$name"; done
usermod -aG controlling anna
as() { # USER ARGUMENTS…
  runuser -u "$1" -- timeout 30 /usr/local/bin/dunningctl "${@:2}"
}
add=(add --debtor Debtor --email debtor@debtor.example --amount 1.00 --currency EUR --due 2027-12-31 --reference A-1)

expect_exit "without roles whoever may open the socket may do everything" 0 as otto hold

configure '$a access:\
  auditor: ["group:controlling"]\
  clerk: ["user:petra"]\
  admin: ["user:nobody-knows"]'
check "a file with roles is taken, although the daemon itself stands nowhere in it" systemctl reload dunningd
expect_match "and says whom it does not know" 'warning: there is no user "nobody-knows"' dunningctl reload
expect_exit "an auditor reads, by a group" 0 as anna status
expect_exit "and enters nothing" 77 as anna "${add[@]}"
expect_exit "a clerk enters, by name" 0 as petra "${add[@]}"
expect_exit "and does not arm" 77 as petra arm --yes
expect_match "the refusal says what is needed and what there is" 'needs the role admin, and uid [0-9]+ has clerk' as petra arm --yes
expect_exit "who stands nowhere reads nothing" 77 as otto status
expect_exit "root may do everything" 0 dunningctl arm --yes
expect_match "the journal names the role" 'by uid [0-9]+ \(clerk\)' dunningctl show A-1
check "and the log the refusal" eventually 5 has_event not-allowed

configure '$a access:\
  auditor: ["user:otto"]'
check "another file is taken" systemctl reload dunningd
expect_exit "who got a role has it at once" 0 as otto status
expect_exit "and who lost it has none" 77 as anna status
expect_exit "what was written under other roles still verifies" 0 dunningctl verify
