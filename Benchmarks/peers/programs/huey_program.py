"""huey on SQLite: `huey_program.py FILE one COUNT TAG` enqueues and prints the rate, `FILE work PORT` works them off."""

import sys
import time

import huey
import kept
from huey.consumer import Consumer

file, verb, argument = sys.argv[1:4]
# fsync=True is PRAGMA synchronous=FULL.
queue = huey.SqliteHuey(filename=file, fsync=True, results=False)


@queue.task()
def remind(key):
    kept.send(int(argument), key)


def one(count, tag):
    begin = time.perf_counter()
    for number in range(count):
        remind(f"{tag}-{number}")
    print(count / (time.perf_counter() - begin))


if verb == "one":
    one(int(argument), sys.argv[4])
else:
    Consumer(queue, workers=20, worker_type="thread", periodic=False, initial_delay=0.01, max_delay=0.1).run()
