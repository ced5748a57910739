"""A proxy for one TCP or Unix socket, which can cut, delay, hold back and thin out what passes."""
import os
import socket
import threading
import time


class Proxy:
    """Passes on connections to `target`: an address (host, port), or the path of a Unix socket.

    `forward` and `back` say whether octets pass to the target and from it; what does not pass waits, as behind a broken
    cable, until it passes again or the connection is cut.
    """

    def __init__(self, target, path=None):
        self.target = target
        self.delay = 0
        self.octets_per_second = None
        self._forward, self._back = threading.Event(), threading.Event()
        self._forward.set()
        self._back.set()
        self.accepts = True
        self.passed = {"forward": 0, "back": 0}
        self._sockets = set()
        self._lock = threading.Lock()
        self._is_closed = False
        if path:
            self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self._listener.bind(str(path))
            self._listener.listen(64)
        else:
            self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
            self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def let(self, forward=True, back=True):
        for event, is_open in ((self._forward, forward), (self._back, back)):
            event.set() if is_open else event.clear()

    def cut(self):
        """Ends all connections at once, with RST where the kernel can."""
        with self._lock:
            sockets, self._sockets = self._sockets, set()
        for one in sockets:
            try:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                # The other side was faster.
                pass

    def close(self):
        self._is_closed = True
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._listener.close()
        self.let()
        self.cut()

    def _serve(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if not self.accepts:
                client.close()
                continue
            try:
                server = socket.socket(socket.AF_UNIX if isinstance(self.target, (str, os.PathLike)) else socket.AF_INET)
                server.connect(self.target if isinstance(self.target, tuple) else str(self.target))
            except OSError:
                client.close()
                continue
            with self._lock:
                self._sockets |= {client, server}
            for source, sink, gate, name in (
                    (client, server, self._forward, "forward"), (server, client, self._back, "back")):
                threading.Thread(target=self._pass, args=(source, sink, gate, name), daemon=True).start()

    def _pass(self, source, sink, gate, name):
        try:
            while octets := source.recv(65536):
                gate.wait()
                if self.delay:
                    time.sleep(self.delay)
                if self.octets_per_second:
                    time.sleep(len(octets) / self.octets_per_second)
                sink.sendall(octets)
                self.passed[name] += len(octets)
        except OSError:
            pass
        finally:
            for one in (source, sink):
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
                with self._lock:
                    self._sockets.discard(one)
                one.close()
