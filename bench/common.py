"""What the cases share: the rows and tables they return, where Kamen is, and the big files, made once."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import measure

BENCH = Path(__file__).resolve().parent
PEERS = BENCH / "peers"
PYTHON = PEERS / "venv" / "bin" / "python"
LIFETIMES_PYTHON = PEERS / "venv-lifetimes" / "bin" / "python"

LINES = 1_067_371
XLSX_LINES = 541_910
# An import that refuses some rows still ends well.
IMPORTED = (0, 3)


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, by whom, how long, and what was to be reached."""

    work: str
    ours: str
    peer: str
    ratio: float
    target: float | None
    peak_mb: float
    memory_limit_mb: float | None = None

    @property
    def is_reached(self):
        return (self.target is None or self.ratio <= self.target) and (self.memory_limit_mb is None or self.peak_mb <= self.memory_limit_mb)

    def __str__(self):
        target = "" if self.target is None else f"≤ {self.target:g}"
        limit = "" if self.memory_limit_mb is None else f" (≤ {self.memory_limit_mb:g})"
        verdict = "yes" if self.is_reached else "**no**"
        return f"| {self.work} | {self.ours} | {self.peer} | {self.ratio:.2f} | {target} | {self.peak_mb:.0f} MB{limit} | {verdict} |"


HEADER = "| work | Kamen | peer | ratio | target | peak memory | reached |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Table:
    """Figures that are no times; printed below the table of times."""

    title: str
    columns: tuple
    rows: tuple

    def __str__(self):
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return f"{self.title}\n\n" + "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


class Bench:
    """Where Kamen is, how often to run, and the big files."""

    def __init__(self, kamen, out, runs):
        self.kamen, self.out, self.runs = kamen, out, runs
        out.mkdir(parents=True, exist_ok=True)

    @property
    def data(self):
        """The folder of the public data sets."""
        return Path(os.environ.get("KAMEN_DATA", str(BENCH.parent / ".." / "shared" / "data"))).resolve()

    def retail(self, lines=LINES):
        path = self.out / f"retail-{lines}.csv"
        if not path.exists():
            subprocess.run([str(BENCH / "make-retail"), "--lines", str(lines), str(path)], check=True)
        return path

    def workbook(self):
        path = self.out / f"retail-{XLSX_LINES}.xlsx"
        if not path.exists():
            subprocess.run([str(PYTHON), str(PEERS / "make_xlsx.py"), str(self.retail()), str(path), str(XLSX_LINES)], check=True)
        return path

    def small_table(self, name):
        """What the numeric methods start from: 'buyers', 'purchases' or 'baskets' (see bench/make-tables)."""
        path = self.out / f"{name}.csv"
        if not path.exists():
            subprocess.run([str(BENCH / "make-tables"), "--data", str(self.data), str(self.out)], check=True)
        return path

    def program(self, name):
        """A program of bench/programs, built beside Kamen."""
        return self.kamen.parent / "bench" / "programs" / f"bench_{name}"

    def remove_database(self, path):
        for file in path.parent.glob(path.name + "*"):
            file.unlink()

    def import_into_file(self, file, name="kamen-bench.db"):
        """A function that imports into a new SQLite file; making the empty database is not timed."""
        database = self.out / name
        env = {"KAMEN_DB": str(database)}

        def once():
            self.remove_database(database)
            measure.run_once([self.kamen, "init"], env)
            os.sync()
            return measure.run_once([self.kamen, "import", file], env, good=IMPORTED)

        return once


def duration(value):
    return f"{value:.2f} s" if value >= 0.2 else f"{value * 1000:.3g} ms"


def seconds(series, what="wall"):
    best = duration(series.best(what)).removesuffix(" s" if series.best(what) >= 0.2 and series.median(what) >= 0.2 else "")
    return f"{duration(series.median(what))} (best {best})"


def row(work, ours, peer, peer_label, target, memory=None, ours_what="wall", peer_what="wall"):
    ratio = ours.median(ours_what) / peer.median(peer_what)
    return Row(work, seconds(ours, ours_what), f"{peer_label}: {seconds(peer, peer_what)}", ratio, target, ours.peak_mb, memory)


def limit_row(work, ours, limit_seconds, what="own"):
    """Against a limit of ours instead of a peer."""
    ratio = ours.median(what) / limit_seconds
    return Row(work, seconds(ours, what), f"limit {duration(limit_seconds)}", ratio, 1.0, ours.peak_mb)
