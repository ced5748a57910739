"""One kept SMTP connection a thread, as every peer's handler uses it."""

import smtplib
import threading

BODY = "Subject: Payment reminder\r\nMessage-ID: <{key}@creditor.example>\r\n\r\n" + ("x" * 70 + "\r\n") * 27
_own = threading.local()


def send(port, key):
    """Sends two kilobytes to the key's address; returns when the server has accepted them."""
    if not hasattr(_own, "connection"):
        _own.connection = smtplib.SMTP("127.0.0.1", port, local_hostname="bench.example")
    _own.connection.sendmail("a@creditor.example", f"{key}@debtor.example", BODY.format(key=key))
