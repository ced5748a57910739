"""PgQueuer: `pgqueuer_program.py DSN one|many|batch COUNT TAG` enqueues and prints the rate, `DSN work PORT` works them
off, `DSN clear 0` empties the queue."""

import asyncio
import sys
import time

import aiosmtplib
import asyncpg
import kept
from pgqueuer import AsyncpgDriver, PgQueuer, Queries

dsn, verb, argument = sys.argv[1], sys.argv[2], int(sys.argv[3])


async def client(tag, client, count, at_once):
    connection = await asyncpg.connect(dsn)
    queries = Queries(AsyncpgDriver(connection))
    for start in range(0, count, at_once):
        keys = [f"{tag}-{client}-{start + index}".encode() for index in range(min(at_once, count - start))]
        await queries.enqueue(["remind"] * len(keys), keys, [0] * len(keys))
    await connection.close()


async def enqueue(tag, clients, at_once):
    begin = time.perf_counter()
    await asyncio.gather(*(client(tag, number, argument // clients, at_once) for number in range(clients)))
    print(argument / (time.perf_counter() - begin))


async def work():
    idle = []
    queue = PgQueuer.from_asyncpg_connection(await asyncpg.connect(dsn))

    @queue.entrypoint("remind", concurrency_limit=20)
    async def remind(job):
        key = job.payload.decode()
        connection = idle.pop() if idle else None
        if not connection:
            connection = aiosmtplib.SMTP(
                hostname="127.0.0.1", port=argument, start_tls=False, local_hostname="bench.example")
            await connection.connect()
        await connection.sendmail("a@creditor.example", [f"{key}@debtor.example"], kept.BODY.format(key=key))
        idle.append(connection)

    await queue.run(batch_size=20, max_concurrent_tasks=40)


async def clear():
    connection = await asyncpg.connect(dsn)
    await connection.execute("TRUNCATE pgqueuer")
    await connection.close()


if verb == "work":
    asyncio.run(work())
elif verb == "clear":
    asyncio.run(clear())
else:
    asyncio.run(enqueue(sys.argv[4], 64 if verb == "many" else 1, 1_000 if verb == "batch" else 1))
