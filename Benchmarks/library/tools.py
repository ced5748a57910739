"""The programs in C beside this folder, compiled for the run."""

import json
import pathlib
import shutil
import subprocess
import sys

SOURCES = pathlib.Path(__file__).resolve().parent.parent / "tools"


class Tools:
    def __init__(self, folder):
        self.folder = folder
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        if not compiler:
            sys.exit("a C compiler is needed for the load and the sink: apt-get install gcc libc6-dev")
        for source in SOURCES.glob("*.c"):
            subprocess.run(
                [compiler, "-O2", "-Wall", "-Wextra", "-D_GNU_SOURCE", "-o", folder / source.stem, source], check=True)

    def __getitem__(self, name):
        return self.folder / name

    def load(self, socket, count, **options):
        """What load.c says of its work; the options are its letters."""
        return json.loads(self.start_load(socket, count, **options).communicate()[0])

    def start_load(self, socket, count, **options):
        letters = [word for letter, value in options.items() for word in (f"-{letter}", str(value))]
        return subprocess.Popen(
            [self["load"], "-s", socket, "-n", str(count), *letters], stdout=subprocess.PIPE, text=True)
