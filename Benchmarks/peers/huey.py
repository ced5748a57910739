"""huey on SQLite."""

from library.program_peer import ProgramPeer


class Huey(ProgramPeer):
    name = "huey"
    program = "huey_program.py"

    def description(self):
        return f"huey {self.version('huey')} on SQLite with fsync=True (synchronous=FULL), 20 threads"

    def target(self):
        return self.folder / "huey.sqlite"

    def enqueue_one(self, count):
        return self.enqueue("one", count)

    def clear(self):
        for file in self.folder.glob("huey.sqlite*"):
            file.unlink()

    def preload(self, count):
        self.enqueue("one", count)
