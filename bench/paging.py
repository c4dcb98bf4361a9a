"""The case of the web page: every request that its pages make, with 100,000 accounts and a million lines, one at a time and eight at once,
as soon as the server is there and once its figures are ready. No page waits longer than the slowest of its requests."""

import os
import sqlite3
import time
from pathlib import Path

from common import Table
from serving import firm, resident_mb, serve, wrk

SECONDS = 2
LIMIT_MS = 100
# Pages from everywhere in the table, as somebody sees them who draws the scroll bar.
OFFSETS = [i * 1977 % 100_000 for i in range(50)]
ORDERS = ("net.desc", "name", "change.asc.nullslast", "days_silent.desc.nullslast", "forecast.desc", "alive", "tier,net.desc", "number")


def requests_of(accounts):
    """What is asked for: page, what it shows, paths."""
    table = "/api/v1/sales/accounts?limit=100"
    return [
        ("every page", "who am I", ["/api/v1/session"]),
        ("every page", "search of a beginning", [f"/api/v1/search?q={word}" for word in ("kop", "stan", "djo", "mar")]),
        ("overview", "as it opens", ["/api/v1/sales/overview"]),
        ("overview", "other periods, groups", [f"/api/v1/sales/overview?{query}" for query in ("period=year", "period=ytd", "period=all", "by=group")]),
        ("overview", "likely duplicates", ["/api/v1/accounts/duplicates?limit=20"]),
        ("accounts", "as it opens", [table]),
        ("accounts", "scrolled anywhere", [f"{table}&offset={offset}" for offset in OFFSETS]),
        ("accounts", "eight orders", [f"{table}&order={order}" for order in ORDERS]),
        ("accounts", "eight orders, scrolled", [f"{table}&order={order}&offset={offset}" for order in ORDERS for offset in OFFSETS[:5]]),
        ("accounts", "names being typed", [f"{table}&q={words}" for words in ("me", "met", "metal", "metal+nis", "agro+uzi", "trgovina")]),
        ("accounts", "filters", [f"{table}&{query}" for query in ("tier=A", "silent=true", "net_from=50000", "alive_below=0.5", "manager=0")]),
        ("accounts", "groups", [f"{table}&by=group&offset={offset}" for offset in OFFSETS]),
        ("account", "its record", [f"/api/v1/accounts/{i}" for i in accounts]),
        ("account", "its figures", [f"/api/v1/accounts/{i}/figures" for i in accounts]),
        ("account", "its contacts", [f"/api/v1/contacts?account_id=eq.{i}&limit=50" for i in accounts]),
        ("account", "its timeline", [f"/api/v1/accounts/{i}/timeline?limit=30" for i in accounts]),
        ("account", "the lines behind a figure", [f"/api/v1/sales/lines?account={i}" for i in accounts]),
        ("records", "50 of the accounts by name", ["/api/v1/accounts?limit=50&order=name"]),
        ("imports", "history of batches", ["/api/v1/imports"]),
    ]


def largest_and_others(path, n):
    """Ids of accounts from the largest to the smallest."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        ids = [row[0] for row in database.execute("SELECT id FROM account ORDER BY number")]
    return ids[:: max(1, len(ids) // n)]


def processor_ms(server):
    """Time that the server has used of processors: what it costs, however busy the machine is."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def milliseconds(server, path):
    began = time.monotonic()
    answer = server.get(path)
    assert answer.status == 200, (path, answer)
    return (time.monotonic() - began) * 1000


def wait_for_readiness(server):
    """How many ms after it began to listen."""
    began = time.monotonic()
    while server.get("/readyz").status != 200:
        time.sleep(0.005)
    return (time.monotonic() - began) * 1000


def first_answers(path, accounts, **settings):
    """What the first of each kind takes, of a server that has just started: ms of it, ms of processors, ms of the second; and how long after
    the start /readyz says that pages need not wait, for which it is waited where figures are made ahead."""
    took = {}
    for name, asked in (("overview", "/api/v1/sales/overview"), ("accounts", "/api/v1/sales/accounts"),
                        ("account", f"/api/v1/accounts/{accounts[0]}/figures")):
        with serve(path, **settings) as server:
            ready = wait_for_readiness(server)
            before = processor_ms(server)
            first = milliseconds(server, asked)
            took[name] = (first, processor_ms(server) - before, milliseconds(server, asked), ready)
    return took


def wait_until_ready(server):
    """How long the forecasts of all accounts take, and the slowest page of the table meanwhile."""
    began, slowest = time.monotonic(), 0
    while not server.get("/api/v1/sales/accounts?limit=1").json["figures_ready"]:
        slowest = max(slowest, milliseconds(server, "/api/v1/sales/accounts?limit=100&offset=60000"))
        time.sleep(0.2)  # that asking does not take the processor from what is waited for
    return time.monotonic() - began, slowest


def bench_page_large(bench):
    """every request of the web page with 100,000 accounts and a million lines, 1 and 8 connections, cold and warm"""
    path = firm(bench, "large")
    accounts = largest_and_others(path, 200)
    cold = first_answers(path, accounts, warm_figures="false")
    ahead = first_answers(path, accounts)
    rows = [(name, f"{cold[name][0]:.0f}", f"{cold[name][1]:.0f}", f"{ahead[name][3]:.0f}", f"{ahead[name][0]:.0f}",
             f"{ahead[name][2]:.0f}") for name in cold]
    yield Table(f"The first answer after the start, 100,000 accounts, a million lines; ms; load {os.getloadavg()[0]:.1f}",
                ("page", "nothing ahead of time", "of processors", "figures ahead of time: /readyz after", "first answer then", "the same again"), rows)
    rows = []
    with serve(path) as server:
        seconds, slowest = wait_until_ready(server)
        for page, what, paths in requests_of(accounts):
            before = processor_ms(server)
            one, eight = (wrk(server, paths, connections, seconds=SECONDS) for connections in (1, 8))
            each = (processor_ms(server) - before) / (one.n + eight.n)
            assert one.wrong == eight.wrong == 0, (what, one.wrong, eight.wrong)
            rows.append((page, what, f"{one.p50:.2f}", f"{one.p99:.1f}", f"{eight.p50:.2f}", f"{eight.p99:.1f}", f"{each:.2f}",
                         "yes" if one.p99 <= LIMIT_MS else "**no**"))
        memory = resident_mb(server)
    yield Table(f"Requests of the page, the same data; {memory:.0f} MB resident; forecasts of all accounts took {seconds:.0f} s beside requests, "
                f"the slowest page of the table meanwhile {slowest:.0f} ms; load {os.getloadavg()[0]:.1f}",
                ("page", "request", "p50 ms, 1", "p99 ms, 1", "p50 ms, 8", "p99 ms, 8", "processor ms each", f"p99 of one ≤ {LIMIT_MS}"), rows)


CASES = {"page_large": bench_page_large}
