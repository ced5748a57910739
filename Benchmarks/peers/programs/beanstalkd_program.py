"""beanstalkd: `beanstalkd_program.py PORT one|many|batch COUNT TAG` enqueues and prints the rate, `PORT work SMTP_PORT`
works them off."""

import socket
import sys
import threading
import time

import greenstalk
import kept

server, verb, argument = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
PAYLOAD = ',"email":"debtor@debtor.example"}'


def put(key):
    body = f'{{"key":"{key}"{PAYLOAD}'.encode()
    return b"put 0 0 120 %d\r\n%s\r\n" % (len(body), body)


def answered(connection, count):
    """Reads until so many puts have been answered."""
    lines = b""
    while lines.count(b"\r\n") < count:
        part = connection.recv(1 << 16)
        if not part:
            raise ConnectionError("beanstalkd has closed the connection")
        lines += part
    if lines.count(b"INSERTED") != count:
        raise ValueError(lines[:200])


def enqueue(tag, connections, at_once):
    """Puts in waves: every connection has so many on the way at once, and waits for their answers."""
    sockets = [socket.create_connection(("127.0.0.1", server)) for _ in range(connections)]
    number = 0
    begin = time.perf_counter()
    while number < argument:
        for connection in sockets:
            connection.sendall(b"".join(put(f"{tag}-{number + index}") for index in range(at_once)))
            number += at_once
        for connection in sockets:
            answered(connection, at_once)
    print(number / (time.perf_counter() - begin))


def work():
    client = greenstalk.Client(("127.0.0.1", server))
    while True:
        job = client.reserve()
        kept.send(argument, job.body.split('"')[3])
        client.delete(job)


if verb == "work":
    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
else:
    enqueue(sys.argv[4], 64 if verb == "many" else 1, 1_000 if verb == "batch" else 1)
