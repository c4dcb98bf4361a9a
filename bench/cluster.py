"""A private PostgreSQL for the time of the measurements: made, started, stopped and removed again."""

import glob
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

# What a person who cares for an import of a million lines would set on two cores and a few gigabytes; durability is untouched.
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "4GB", "listen_addresses": "''", "autovacuum": "off"}


def program(name):
    """initdb and pg_ctl lie outside of PATH on Debian."""
    found = shutil.which(name) or next(iter(sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)
    if not found:
        raise RuntimeError(f"no {name} here; apt-get install postgresql")
    return found


class Cluster:
    """Use as a context; PostgreSQL refuses to run as root, so root runs it as the user that Debian made for it."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="kamen-bench-pg-"))
        self.user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "postgres")
        self.call("initdb", "-D", self.folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C")
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        self.call("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", f"{options} -k {self.folder}", "start")
        # Root's own client has to pass the folder to reach the socket.
        if self.user:
            self.folder.chmod(0o755)
        return self

    def __exit__(self, *_):
        self.call("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, name, *arguments, check=True):
        done = subprocess.run([*self.user, program(name), *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, cwd="/", check=False)
        if check and done.returncode != 0:
            raise RuntimeError(f"{name} failed: {done.stderr[-1000:]}")

    def psql(self, database, *arguments):
        """The command line of the client, to be run."""
        return ["psql", "-X", "-q", "-h", self.folder, "-U", "bench", "-d", database, "-v", "ON_ERROR_STOP=1", *arguments]

    def fresh(self, database):
        """An empty database, with the last one's pages written out so that its cost falls on nobody."""
        for sql in (f"DROP DATABASE IF EXISTS {database}", f"CREATE DATABASE {database}", "CHECKPOINT"):
            subprocess.run([str(word) for word in self.psql("postgres", "-c", sql)], check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)

    def uri(self, database):
        return f"postgresql:///{database}?host={self.folder}&user=bench"
