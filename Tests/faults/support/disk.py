"""What a disk holds after the power was cut, from a record of all that a daemon wrote and synced.

strace(1) records each write, sync, truncation and removal, and what the daemon said to clients and mail servers, in one
order. A crash state is built at any point of it: of each file what was synced, and of what was written since, anything:
nothing, all, a part in any order, a part of a write (sectors of 512 octets are whole).

The directory entry of a new file counts as durable, since ext4, xfs and btrfs write it with the first fsync of the file.
"""
import collections
import dataclasses
import re

SECTOR = 512
# The folder itself, whose sync makes removals durable.
FOLDER = "."
CALLS = "pwrite64,write,writev,sendmsg,sendto,ftruncate,fdatasync,fsync,unlink"
LINE = re.compile(r"^(\d+) +(.*)$")
CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)", re.DOTALL)
FILE = re.compile(r"^\d+<((?:[^>\\]|\\.)*)>")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclasses.dataclass
class Write:
    file: str
    offset: int
    octets: bytes


@dataclasses.dataclass
class Truncate:
    file: str
    size: int


@dataclasses.dataclass
class Sync:
    file: str


@dataclasses.dataclass
class Remove:
    file: str


@dataclasses.dataclass
class Said:
    """Octets that left by a socket, and which."""
    socket: str
    octets: bytes


def recording(file):
    """The prefix that records what a daemon does to its disk."""
    return ["strace", "-f", "-qq", "-yy", "-xx", "-s", "2000000", "-o", str(file), "-e", f"trace={CALLS}",
            "-e", "signal=none"]


def read(record, folder):
    """The events of a record, those of files as far as they lie below a folder."""
    unfinished = {}
    for line in record.read_text(errors="replace").splitlines():
        match = LINE.match(line)
        if not match:
            continue
        thread, text = match.groups()
        if text.endswith("<unfinished ...>"):
            begun = text.removesuffix("<unfinished ...>").rstrip()
            # What leaves may be seen at once; what is written counts when the call has returned.
            event = parse(f"{begun}) = {1 << 60}", str(folder))
            if isinstance(event, Said):
                yield event
            else:
                unfinished[thread] = begun
            continue
        if text.startswith("<... "):
            text = unfinished.pop(thread, "") + text.split("resumed>", 1)[1]
        event = parse(text, str(folder))
        if event:
            yield event


def parse(text, folder):
    match = CALL.match(text)
    if not match:
        return None
    call, arguments, result = match.group(1), match.group(2), int(match.group(3))
    if result < 0:
        return None
    if call == "unlink":
        path = unescape(TEXT.search(arguments).group(1)).decode()
        return Remove(path.rsplit("/", 1)[1]) if path.startswith(folder) else None
    target = FILE.match(arguments)
    path = decode_path(target.group(1)) if target else ""
    if path == folder and call in ("fsync", "fdatasync"):
        return Sync(FOLDER)
    if not path.startswith(folder + "/"):
        if not path.startswith(("UNIX", "TCP")) or call in ("fsync", "fdatasync"):
            return None
        return Said(path, b"".join(unescape(one) for one in TEXT.findall(arguments[target.end():]))[:result])
    name = path[len(folder) + 1:]
    if call in ("fdatasync", "fsync"):
        return Sync(name)
    if call == "ftruncate":
        return Truncate(name, int(arguments.rsplit(", ", 1)[1]))
    if call == "pwrite64":
        return Write(name, int(arguments.rsplit(", ", 1)[1]), unescape(TEXT.search(arguments).group(1))[:result])
    return None


def decode_path(text):
    return unescape(text).decode() if text.startswith("\\x") else text


def unescape(text):
    return bytes.fromhex(text.replace("\\x", ""))


class Disk:
    """The files below a folder: what is durable, and what was done since the last sync of each."""

    def __init__(self):
        self.durable = {}
        self.pending = collections.defaultdict(list)

    def apply(self, event):
        if isinstance(event, Sync) and event.file == FOLDER:
            for file in [file for file, events in self.pending.items() if isinstance(events[-1], Remove)]:
                del self.pending[file]
                self.durable.pop(file, None)
        elif isinstance(event, Sync):
            for done in self.pending.pop(event.file, []):
                change(self.durable, done)
        elif isinstance(event, (Write, Truncate, Remove)):
            self.pending[event.file].append(event)

    def clean(self):
        """What is there when nothing unsynced came through."""
        return {name: bytes(octets) for name, octets in self.durable.items()}

    def whole(self):
        """What is there when everything came through, as after kill -9."""
        return self._after(lambda events: events)

    def damaged(self, chance):
        """What is there when anything unsynced came through, or a part of it, in any order."""
        def some(events):
            kept = [event for event in events if chance.random() < 0.5]
            chance.shuffle(kept)
            return [torn(event, chance) for event in kept]
        return self._after(some)

    def _after(self, choose):
        files = {name: bytearray(octets) for name, octets in self.durable.items()}
        for events in self.pending.values():
            for event in choose(events):
                change(files, event)
        return {name: bytes(octets) for name, octets in files.items()}


def change(files, event):
    if isinstance(event, Remove):
        files.pop(event.file, None)
        return
    octets = files.setdefault(event.file, bytearray())
    if isinstance(event, Truncate):
        del octets[event.size:]
        octets.extend(bytes(event.size - len(octets)))
        return
    end = event.offset + len(event.octets)
    octets.extend(bytes(max(0, end - len(octets))))
    octets[event.offset:end] = event.octets


def torn(event, chance):
    """A write of which only some sectors came through; mostly it is whole."""
    if not isinstance(event, Write) or len(event.octets) <= SECTOR or chance.random() < 0.5:
        return event
    first = chance.randrange(0, len(event.octets), SECTOR)
    if chance.random() < 0.5:
        return Write(event.file, event.offset, event.octets[:max(first, SECTOR)])
    return Write(event.file, event.offset + first, event.octets[first:])
