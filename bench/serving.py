"""The cases of the server: answers a second and the slowest of a hundred, under wrk on the same machine; against goals of ours, and against
what today's products were measured at with the same amount of data."""

import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
from pathlib import Path

from common import BENCH, Row, Table

sys.path.insert(0, str(BENCH.parent / "tests" / "support"))
os.environ.setdefault("KAMEN", str(BENCH.parent / "build" / "kamen"))

from server import Database, Server  # noqa: E402  (the path comes first)

SECONDS = 6
DIRECTORS_PASSWORD = "planina-reka-oblak-3"
# Requests a second of the best of Dolibarr, EspoCRM, SuiteCRM, Odoo and Tryton at 8 connections, 5,000 customers and 50,000 lines,
# measured on this kind of machine.
PEERS = {"list": ("Odoo", 160, 100), "get": ("Dolibarr", 159, 100), "search": ("Tryton", 134, 100), "create": ("Tryton", 292, 50),
         "revenue": ("SuiteCRM", 41, 100)}

SCRIPT = """
local paths = {%s}
local n = 0
local body = %s
request = function()
  n = n + 1
  local path = paths[n %% #paths + 1]
  if body then
    return wrk.format("POST", path, nil, (string.gsub(body, "NUMBER", tostring(math.random(1, 1000000000)))))
  end
  return wrk.format("GET", path)
end
init = function() math.randomseed(os.time() + tonumber(tostring({}):sub(8), 16) %% 100000) end
done = function(summary)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write("WRONG " .. wrong .. "\\n")
end
"""


class Load:
    """Answers a second and latencies of one kind of request."""

    def __init__(self, text):
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
        self.p50, self.p99 = (self._ms(re.search(rf"\b{share}%\s+([\d.]+)(us|ms|s)", text)) for share in (50, 99))
        self.n = int(re.search(r"(\d+) requests in", text)[1])
        self.wrong = int(re.search(r"WRONG (\d+)", text)[1])

    @staticmethod
    def _ms(found):
        return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


def firm(bench, name, *sizes):
    """A database of a size, made once and brought to the schema of the program since."""
    path = bench.out / f"firm-{name}.db"
    if not path.exists():
        subprocess.run([str(BENCH / "make-firm"), "--kamen", str(bench.kamen), *sizes, str(path)], check=True)
    subprocess.run([str(bench.kamen), "migrate", "--db", str(path)], check=True, stdout=subprocess.DEVNULL)
    return path


class Firm(Database):
    """A database that was made before."""

    def __init__(self, path):
        self.kind, self.uri = "sqlite", str(path)

    def remove(self):
        pass


def serve(path, **settings):
    """A server on it, with a director's token."""
    server = Server(database=Firm(path), start=False, **settings)
    email = f"dir{os.urandom(4).hex()}@firma.rs"
    server.kamen("user", "add", "--email", email, "--role", "director", "--password-file", server.write("password", f"{DIRECTORS_PASSWORD}\n"))
    server.email = email
    server.make_token(email)
    server.start()
    return server


def wrk(server, paths, connections, body=None, seconds=SECONDS):
    quoted = ",".join(json.dumps(path) for path in paths)
    script = server.write("load.lua", SCRIPT % (quoted, json.dumps(json.dumps(body)) if body else "nil"))
    text = subprocess.run(["wrk", f"-t{min(connections, 2)}", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script,
                           "-H", f"Authorization: Bearer {server.token}", "-H", "Content-Type: application/json", server.url],
                          capture_output=True, text=True, check=True).stdout
    return Load(text)


def median_of(bench, server, paths, connections, body=None):
    """The run of median rate; none may answer wrongly."""
    loads = [wrk(server, paths, connections, body) for _ in range(max(1, bench.runs // 2))]
    assert not any(load.wrong for load in loads), [load.wrong for load in loads]
    middle = statistics.median_low([load.rate for load in loads])
    return next(load for load in loads if load.rate == middle)


def resident_mb(server):
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def accounts_with_contacts(path, n):
    """Ids of accounts that have exactly n contacts."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return [row[0] for row in database.execute("SELECT account_id FROM contact GROUP BY account_id HAVING count(*) = ? LIMIT 500", (n,))]


def bench_serve_large(bench):
    """the server with 100,000 accounts, 300,000 contacts and a million lines, at 64 connections"""
    path = firm(bench, "large")
    accounts = accounts_with_contacts(path, 20)
    asked = {
        "an account with its 20 contacts": ([f"/api/v1/accounts/{i}?select=*,contacts(*)" for i in accounts], 15_000, 10),
        "50 of the accounts by name": (["/api/v1/accounts?limit=50&order=name"], 5_000, 20),
        "50 of the accounts of a place": ([f"/api/v1/accounts?limit=50&name=ilike.*{place}*" for place in ("nis", "uzice", "cacak")], None, 20),
        "search of two words": ([f"/api/v1/search?q={words}" for words in ("djordjevic+ana", "zivkovic+luka", "ilic+milica")], None, 20),
        "search of a beginning": ([f"/api/v1/search?q={word}" for word in ("kop", "stan", "djo", "mar")], None, 20),
    }
    rows = []
    with serve(path) as server:
        for what, (paths, rate, p99) in asked.items():
            load = median_of(bench, server, paths, 64)
            rows.append((what, f"{load.rate:,.0f}", f"{load.p50:.2f}", f"{load.p99:.1f}", f"≥ {rate:,}" if rate else "", f"≤ {p99}",
                         "yes" if (not rate or load.rate >= rate) and load.p99 <= p99 else "**no**"))
        memory = resident_mb(server)
    yield Table(f"The server, 100,000 accounts, 300,000 contacts, a million lines; wrk at 64 connections on the same processors; {memory:.0f} MB "
                "resident afterwards", ("request", "answers/s", "p50 ms", "p99 ms", "goal/s", "goal p99", "reached"), rows)


def bench_serve_peers(bench):
    """the server with 5,000 customers and 50,000 lines at 8 connections against what other products were measured at"""
    path = firm(bench, "small", "--accounts", "5000", "--contacts", "5000", "--lines", "50000", "--invoices", "16132")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        ids = [row[0] for row in database.execute("SELECT id FROM account ORDER BY id LIMIT 500")]
    contact = {"account_id": str(ids[0]), "family_name": "Novak NUMBER", "given_name": "Ana", "email": "ana.NUMBER@firma.rs"}
    asked = {
        "list": ("50 of the customers", ["/api/v1/accounts?limit=50"], None),
        "get": ("one customer", [f"/api/v1/accounts/{i}" for i in ids], None),
        "search": ("search by name", [f"/api/v1/search?q={word}" for word in ("promet", "gradnja", "metal")], None),
        "create": ("create a contact", ["/api/v1/contacts?force=true"], contact),
        "revenue": ("revenue by customer", ["/api/v1/sales/sums?group_by=account"], None),
    }
    with serve(path) as server:
        for name, (what, paths, body) in asked.items():
            load = median_of(bench, server, paths, 8, body)
            product, rate, target = PEERS[name]
            yield Row(f"{what}, 8 connections", f"{load.rate:,.0f}/s (p99 {load.p99:.2f} ms)", f"{product}: {rate}/s, {target} times as many",
                      rate * target / load.rate, 1.0, resident_mb(server))


CASES = {function.__name__.removeprefix("bench_"): function for function in (bench_serve_large, bench_serve_peers)}
