"""The cases: each measures Kamen and its peers in turns in the same run and returns rows for docs/performance.md."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import cluster
import measure

BENCH = Path(__file__).resolve().parent
PEERS = BENCH / "peers"
PYTHON = PEERS / "venv" / "bin" / "python"

LINES = 1_067_371
XLSX_LINES = 541_910
MANY_LINES = 10_000_000
SCAN_LIMIT_MS = 30
MEMORY_LIMIT_MB = 150
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


class Bench:
    """What the cases share: where Kamen is, how often to run, and the big files, made once."""

    def __init__(self, kamen, out, runs):
        self.kamen, self.out, self.runs = kamen, out, runs
        out.mkdir(parents=True, exist_ok=True)

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


def seconds(series, what="wall"):
    return f"{series.median(what):.2f} s (best {series.best(what):.2f})"


def row(work, ours, peer, peer_label, target, memory=None, ours_what="wall", peer_what="wall"):
    ratio = ours.median(ours_what) / peer.median(peer_what)
    return Row(work, seconds(ours, ours_what), f"{peer_label}: {seconds(peer, peer_what)}", ratio, target, ours.peak_mb, memory)


def bench_sqlite(bench):
    """import into SQLite against `sqlite3 .import` into a bare table"""
    file, raw = bench.retail(), bench.out / "raw.db"

    def peer():
        bench.remove_database(raw)
        os.sync()
        return measure.run_once(["sqlite3", raw, f".import --csv {file} line"])

    series = measure.compare({"kamen": bench.import_into_file(file), "sqlite3": peer}, bench.runs)
    bench.remove_database(raw)
    yield row(f"import of {LINES:,} lines into SQLite, durable", series["kamen"], series["sqlite3"], "`sqlite3 .import`", 1.0, MEMORY_LIMIT_MB)


RAW_TABLE = ("CREATE TABLE raw (invoice TEXT, stock_code TEXT, description TEXT, quantity BIGINT, invoice_date TIMESTAMP, "
             "price NUMERIC, customer_id TEXT, country TEXT)")


def bench_postgres(bench):
    """import into PostgreSQL against COPY of the raw file"""
    file = bench.retail()
    with cluster.Cluster() as server:

        def ours():
            server.fresh("kamen")
            env = {"KAMEN_DB": server.uri("kamen")}
            measure.run_once([bench.kamen, "init"], env)
            os.sync()
            return measure.run_once([bench.kamen, "import", file], env, good=IMPORTED)

        def peer():
            server.fresh("raw")
            measure.run_once(server.psql("raw", "-c", RAW_TABLE))
            os.sync()
            return measure.run_once(server.psql("raw", "-c", "COPY raw FROM STDIN (FORMAT csv, HEADER)"), stdin=file)

        series = measure.compare({"kamen": ours, "copy": peer}, bench.runs)
    yield row(f"import of {LINES:,} lines into PostgreSQL, durable", series["kamen"], series["copy"], "`COPY`", 1.5, MEMORY_LIMIT_MB)


def bench_report(bench):
    """`kamen report` against pandas and DuckDB, with one and two threads"""
    file = bench.retail()
    report = [bench.kamen, "report", file]
    one = ["taskset", "-c", "0"]
    series = measure.compare(
        {
            "kamen": lambda: measure.run_once(report, good=IMPORTED),
            "kamen 1": lambda: measure.run_once(one + report, good=IMPORTED),
            "pandas": lambda: measure.run_once([PYTHON, PEERS / "pandas_report.py", file]),
            "duckdb 1": lambda: measure.run_once([*one, PYTHON, PEERS / "duckdb_months.py", file, 1]),
            "duckdb 2": lambda: measure.run_once([PYTHON, PEERS / "duckdb_months.py", file, 2]),
        },
        bench.runs,
    )
    work = f"`kamen report` on {LINES:,} lines"
    # The peers' own seconds leave out loading Python and the library; ours leave out nothing.
    yield row(work, series["kamen"], series["pandas"], "pandas read, clean, sum", 0.7, None, peer_what="own")
    yield row(f"{work}, one processor", series["kamen 1"], series["duckdb 1"], "DuckDB CSV to account x month, 1 thread", 2.5, None, peer_what="own")
    yield row(f"{work}, two processors", series["kamen"], series["duckdb 2"], "DuckDB CSV to account x month, 2 threads", 2.5, None, peer_what="own")


def bench_xlsx(bench):
    """`kamen report` on a workbook against openpyxl's read-only pass, in processor time"""
    file = bench.workbook()
    ours = measure.compare({"kamen": lambda: measure.run_once([bench.kamen, "report", file], good=IMPORTED)}, bench.runs)["kamen"]
    # Half a minute a pass and steady in processor time: one pass is enough.
    peer = measure.compare({"openpyxl": lambda: measure.run_once([PYTHON, PEERS / "openpyxl_pass.py", file])}, 1, warm_up=False)["openpyxl"]
    yield row(f"XLSX of {XLSX_LINES:,} lines, processor time", ours, peer, "openpyxl read-only pass", 0.1, MEMORY_LIMIT_MB, "cpu", "own")


def bench_scan(bench):
    """a sum over all lines from the columns, against the limit a million lines"""
    program = bench.kamen.parent / "tests" / "ingest" / "bench_scan"
    database = bench.out / "kamen-scan.db"
    bench.import_into_file(bench.retail(), database.name)()
    series = measure.compare({"scan": lambda: measure.run_once([program, database])}, bench.runs)["scan"]
    ms = series.median("own") * 1000 / (LINES / 1e6)
    bench.remove_database(database)
    yield Row("full-scan sum from the columns, a million lines", f"{ms:.1f} ms", f"limit {SCAN_LIMIT_MS} ms", ms / SCAN_LIMIT_MS, 1.0, series.peak_mb)


def bench_linear(bench):
    """import of ten million lines against the first million, by the line"""
    few, many = bench.retail(), bench.retail(MANY_LINES)
    if shutil.disk_usage(bench.out).free < 8e9:
        raise measure.Failed("ten million lines need 8 GB of disk")
    small = measure.compare({"few": bench.import_into_file(few)}, bench.runs)["few"]
    large = measure.compare({"many": bench.import_into_file(many, "kamen-many.db")}, max(1, bench.runs // 3), warm_up=False)["many"]
    bench.remove_database(bench.out / "kamen-many.db")
    per_few, per_many = small.median("wall") / LINES * 1e6, large.median("wall") / MANY_LINES * 1e6
    yield Row(f"import of {MANY_LINES:,} lines, a million of them", f"{per_many:.2f} s ({large.median('wall'):.1f} s in all)",
              f"a million of {LINES:,}: {per_few:.2f} s", per_many / per_few, 1.25, large.peak_mb)


CASES = {function.__name__.removeprefix("bench_"): function
         for function in (bench_sqlite, bench_postgres, bench_report, bench_xlsx, bench_scan, bench_linear)}
