"""The cases of loading and reporting: each measures Kamen and its peers in turns in the same run and returns rows for docs/performance.md."""

import os
import shutil

import cluster
import measure
from common import IMPORTED, LINES, PEERS, PYTHON, Row, XLSX_LINES, row

MANY_LINES = 10_000_000
SCAN_LIMIT_MS = 30
MEMORY_LIMIT_MB = 150


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


CLIENTS = 64
FILE_CHANGES, SERVER_CHANGES = 3200, 12800


def compare_changes(bench, where, prepare, n):
    """n durable changes through the pool, by threads with a connection each, and by threads that take turns at one."""

    def contestant(way):
        def once():
            uri = prepare()
            os.sync()
            return measure.run_once([bench.program("changes"), way, uri, CLIENTS, n])

        return once

    series = measure.compare({way: contestant(way) for way in ("pool", "turns", "fight")}, bench.runs)
    per_second = {way: n / one.median("own") for way, one in series.items()}
    for way, label in (("turns", "one connection in turns, a commit each"), ("fight", "a connection and a commit each")):
        yield Row(f"{n:,} durable changes by {CLIENTS} clients, {where}", f"{per_second['pool']:,.0f} a second",
                  f"{label}: {per_second[way]:,.0f} a second", per_second[way] / per_second["pool"], None, series["pool"].peak_mb)


def bench_changes(bench):
    """durable changes of 64 clients through the pool against a commit for each, SQLite and PostgreSQL"""
    database = bench.out / "changes.db"

    def file():
        bench.remove_database(database)
        return database

    yield from compare_changes(bench, "SQLite", file, FILE_CHANGES)
    bench.remove_database(database)
    with cluster.Cluster() as server:

        def fresh():
            server.fresh("changes")
            return server.uri("changes")

        yield from compare_changes(bench, "PostgreSQL", fresh, SERVER_CHANGES)


GROUP_WORK = (("today", "groups of a day with their sums, 100,000 accounts, 20,000 memberships", 20),
              ("then", "the head of each of a million lines on its own day, the same accounts", 40),
              ("suggest", "companies of 100,000 that are alike by name, domain or telephone", 500))


def bench_groups(bench):
    """groups of companies: the forest of a day, heads of lines on their own day, suggestions, each against its limit"""
    for way, what, limit_ms in GROUP_WORK:
        series = measure.compare({"kamen": lambda way=way: measure.run_once([bench.program("groups"), way])}, bench.runs)["kamen"]
        ms = series.median("own") * 1000
        yield Row(what, f"{ms:.1f} ms", f"limit {limit_ms} ms", ms / limit_ms, 1.0, series.peak_mb)


CASES = {function.__name__.removeprefix("bench_"): function
         for function in (bench_sqlite, bench_postgres, bench_report, bench_xlsx, bench_scan, bench_linear, bench_changes, bench_groups)}
