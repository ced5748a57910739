# Makes the units of several firms on one machine, dunningd@NAME, of those for one: each has a configuration, a docket and
# a socket of its own, and shares the user, the group and the folder for the print shop.
s,^Description=.*,& (%i),
s,dunningd\.socket,dunningd@%i.socket,
s,^Also=dunningd@%i,Also=dunningd@,
s,^ExecStart=[^ ]*,& --config /etc/dunningd/%i.yaml,
s,/run/dunningd/control\.sock,/run/dunningd/%i.sock,g
s,/var/lib/dunningd,/var/lib/dunningd-%i,g
s,^StateDirectory=dunningd,&-%i,
s,^CacheDirectory=dunningd,&-%i,
s,^SyslogIdentifier=dunningd,&-%i,
