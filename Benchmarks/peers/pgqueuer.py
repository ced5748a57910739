"""PgQueuer on a PostgreSQL of its own."""

import os
import pathlib
import shutil
import subprocess

from library.peer import Missing
from library.program_peer import ENVIRONMENT, ProgramPeer
from library.sinks import free_port

SETTINGS = (
    "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c shared_buffers=256MB "
    "-c listen_addresses=127.0.0.1")


class PgQueuer(ProgramPeer):
    name = "pgqueuer"
    program = "pgqueuer_program.py"

    def __init__(self, folder):
        super().__init__(folder)
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not programs:
            raise Missing("apt-get install postgresql")
        self.programs = programs[-1].parent
        self.port = free_port()
        self.folder = self.folder / "postgresql"
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._server("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-U", "postgres")
        self._server(
            "pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-o",
            f"-p {self.port} -k {self.folder} {SETTINGS}", "start")
        subprocess.run(
            [ENVIRONMENT / "bin/pgq", "--pg-dsn", self.target(), "install"], check=True, stdout=subprocess.DEVNULL)

    def description(self):
        version = subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True).stdout.split()
        return (
            f"pgqueuer {self.version('pgqueuer')} on PostgreSQL {version[2]} with fsync and synchronous_commit on, "
            "shared_buffers=256MB, 20 connections")

    def target(self):
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def enqueue_one(self, count):
        return self.enqueue("one", count)

    def enqueue_many(self, count):
        return self.enqueue("many", count)

    def enqueue_batch(self, count):
        return self.enqueue("batch", count)

    def clear(self):
        subprocess.run(self._command("clear", 0), check=True)

    def close(self):
        self._server("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "-w", "stop")

    def _server(self, program, *arguments):
        # PostgreSQL refuses to run as root.
        user = "postgres" if os.geteuid() == 0 else None
        result = subprocess.run(
            [self.programs / program, *arguments], user=user, cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL)
        if result.returncode:
            raise RuntimeError(f"{program}: {(result.stderr or b'').decode()[-500:]}")
