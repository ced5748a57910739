"""A mail server that does what a script says, on 127.0.0.1, and remembers what it took."""
import dataclasses
import socket
import ssl
import struct
import threading
import time

from .ledger import message_id

EXTENSIONS = ("PIPELINING", "8BITMIME", "SIZE 67108864", "DSN", "ENHANCEDSTATUSCODES")
GOOD = {
    "GREETING": "220 relay.example ESMTP", "HELO": "250 relay.example", "MAIL": "250 2.1.0 ok", "RCPT": "250 2.1.5 ok",
    "DATA": "354 go on", ".": "250 2.0.0 queued", "RSET": "250 2.0.0 ok", "NOOP": "250 2.0.0 ok", "QUIT": "221 2.0.0 bye",
    "STARTTLS": "220 2.0.0 go on"}


@dataclasses.dataclass
class Arrival:
    """A message whose final dot the server took, whether it said so or not."""
    message_id: str
    sender: str
    recipient: str
    message: bytes
    monotonic_ns: int
    moment: float
    connection: int


class Closed(Exception):
    """The script closed the connection."""


# Misbehaviours, to stand in a script in the place of a reply. Each is called with the conversation.

def close(conversation):
    """Closes the connection instead of answering."""
    raise Closed


def reset(conversation):
    """Ends the connection with RST instead of answering."""
    conversation.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise Closed


def silence(conversation):
    """Never answers, until the client or the server goes."""
    while not conversation.server.is_closed and conversation.read_some():
        pass
    raise Closed


def then_close(reply):
    """A refusal, and the end."""
    def act(conversation):
        conversation.send(f"{reply}\r\n".encode())
        raise Closed
    act.is_refusal = True
    return act


def after(seconds, reply):
    """Answers late; `reply` may be another misbehaviour."""
    def act(conversation):
        conversation.server.sleep(seconds)
        conversation.answer(reply)
    return act


def raw(octets, goes_on=False):
    """Sends exactly these octets."""
    def act(conversation):
        conversation.send(octets)
        if not goes_on:
            silence(conversation)
    return act


def drip(text, seconds):
    """One octet at a time."""
    def act(conversation):
        for octet in f"{text}\r\n".encode():
            conversation.send(bytes([octet]))
            conversation.server.sleep(seconds)
    return act


def endless(line):
    """A reply that never ends."""
    def act(conversation):
        while not conversation.server.is_closed:
            conversation.send(line)
    return act


def lose(conversation):
    """In the place of the final reply: the message is not taken, and the connection ends."""
    conversation.forget()
    raise Closed


class SmtpServer:
    """Answers with `replies`: a verb (also GREETING and `.`) to a reply, a misbehaviour, or a function of the
    conversation that gives either. `per_connection(number)` gives the replies of one connection, counted from 0."""

    def __init__(self, replies=None, per_connection=None, extensions=EXTENSIONS, tls=None, port=0):
        self.replies = replies or {}
        self.per_connection = per_connection
        self.extensions = extensions
        self.tls = tls
        self.arrivals = []
        self.commands = []
        self.connections = 0
        self.is_closed = False
        self.lock = threading.Lock()
        self._open = set()
        self._wake = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", port), backlog=512)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self.lock:
                if self.is_closed:
                    client.close()
                    return
                number, self.connections = self.connections, self.connections + 1
                self._open.add(client)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._converse, args=(client, number), daemon=True).start()

    def _converse(self, client, number):
        conversation = Conversation(self, client, number)
        try:
            conversation.run()
        except (Closed, OSError):
            pass
        finally:
            with self.lock:
                self._open.discard(client)
            conversation.socket.close()

    def sleep(self, seconds):
        """Waits, and ends with the server."""
        if self._wake.wait(seconds):
            raise Closed

    def drop_connections(self, last_words=b"", with_reset=False):
        """Ends all connections there are."""
        with self.lock:
            for client in self._open:
                try:
                    client.sendall(last_words)
                    if with_reset:
                        # Closes what the thread that reads it has open as well.
                        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    client.shutdown(socket.SHUT_RDWR)
                except OSError:
                    # Closed a moment ago.
                    pass

    def close(self):
        with self.lock:
            self.is_closed = True
        self._wake.set()
        # Wakes the thread that waits in accept.
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()
        self.drop_connections()

    def recipients(self):
        return [arrival.recipient for arrival in self.arrivals]


class Conversation:
    def __init__(self, server, client, number):
        self.server = server
        self.socket = client
        self.number = number
        self.buffer = b""
        self.is_encrypted = False
        self.sender = self.recipient = None
        self.messages = 0
        self.is_recipient_good = False
        own = server.per_connection(number) if server.per_connection else None
        self.replies = {**GOOD, **server.replies, **(own or {})}

    def run(self):
        self.answer(self.replies["GREETING"])
        while True:
            line = self.line().decode(errors="replace")
            verb = line[:4].upper() if line[:8].upper() != "STARTTLS" else "STARTTLS"
            with self.server.lock:
                self.server.commands.append((self.number, line))
            getattr(self, f"do_{verb.lower()}", self.do_other)(verb, line)

    def do_ehlo(self, verb, line):
        if "EHLO" in self.replies:
            return self.answer(self.replies["EHLO"])
        extensions = [*self.server.extensions]
        if self.server.tls and not self.is_encrypted:
            extensions.append("STARTTLS")
        lines = ["relay.example", *extensions]
        text = "".join(f"250{'-' if number < len(lines) else ' '}{one}\r\n" for number, one in enumerate(lines, 1))
        self.send(text.encode())

    def do_starttls(self, verb, line):
        self.answer(self.replies["STARTTLS"])
        self.buffer = b""
        self.socket = self.server.tls.wrap_socket(self.socket, server_side=True)
        self.is_encrypted = True

    def do_mail(self, verb, line):
        self.sender = line.split("<", 1)[1].split(">")[0]
        self.is_recipient_good = False
        self.answer(self.replies["MAIL"])

    def do_rcpt(self, verb, line):
        self.recipient = line.split("<", 1)[1].split(">")[0]
        self.is_recipient_good = str(self.answer(self.replies["RCPT"])).startswith("2")

    def do_data(self, verb, line):
        if self.replies["DATA"] == GOOD["DATA"] and not self.is_recipient_good:
            return self.answer("554 5.5.1 no valid recipients")
        if self.answer(self.replies["DATA"]) != "354":
            return
        message = b""
        while True:
            one = self.line()
            if one == b".":
                break
            message += (one[1:] if one.startswith(b".") else one) + b"\r\n"
        reply = self.reply(self.replies["."])
        self.messages += 1
        # Taken before it is answered: the client cannot know.
        is_taken = reply.startswith("2") if isinstance(reply, str) else not hasattr(reply, "is_refusal")
        # Nothing but a dot comes from a client that was refused the recipient (RFC 2920 3.1).
        if is_taken and message:
            with self.server.lock:
                self.server.arrivals.append(Arrival(
                    message_id(message), self.sender, self.recipient, message, time.monotonic_ns(), time.time(),
                    self.number))
        self.answer(reply)

    def do_quit(self, verb, line):
        self.answer(self.replies["QUIT"])
        raise Closed

    def do_other(self, verb, line):
        self.answer(self.replies.get(verb, "500 5.5.1 what?"))

    def forget(self):
        """Takes back what the last final dot brought."""
        with self.server.lock:
            self.server.arrivals.pop()

    def reply(self, reply):
        """What a function in a script says about this conversation."""
        return reply(self) if callable(reply) and getattr(reply, "is_choice", False) else reply

    def answer(self, reply):
        """The code that was answered, or None after a misbehaviour that goes on."""
        reply = self.reply(reply)
        if callable(reply):
            reply(self)
            return None
        self.send(f"{reply}\r\n".encode())
        return reply[:3]

    def send(self, octets):
        self.socket.sendall(octets)

    def read_some(self):
        octets = self.socket.recv(65536)
        self.buffer += octets
        return octets

    def line(self):
        while b"\n" not in self.buffer:
            if not self.read_some():
                raise Closed
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.removesuffix(b"\r")


def choice(function):
    """Marks a function of the conversation that chooses the reply, instead of being one."""
    function.is_choice = True
    return function
