"""The case of the page in a browser: how long until a page can be used, which of its requests is slowest, and whether rows are there while
somebody scrolls; with 100,000 accounts, 300,000 contacts and a million lines."""

import json
import os
import statistics
import subprocess

from common import BENCH, Table
from serving import firm

LIMIT_MS, REQUEST_LIMIT_MS = 1000, 100


def pace(bench, path):
    environment = {**os.environ, "KAMEN": str(bench.kamen)}
    done = subprocess.run(["node", str(BENCH.parent / "tests" / "web" / "pace.mjs"), str(path), str(max(3, bench.runs))], env=environment,
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def row(name, visits):
    cold, warm = ([visit["ms"] for visit in visits[kind]] for kind in ("cold", "warm"))
    what, slowest = max((request for kind in ("cold", "warm") for visit in visits[kind] for request in visit["requests"][:1]),
                        key=lambda request: request[1], default=("none", 0))
    reached = max(statistics.median(cold), statistics.median(warm)) < LIMIT_MS and slowest < REQUEST_LIMIT_MS
    return (name, f"{statistics.median(cold):.0f}", f"{statistics.median(warm):.0f}", f"{max(cold):.0f}", f"{what}: {slowest:.0f}",
            "yes" if reached else "**no**")


def bench_browser_large(bench):
    """the pages in a browser with 100,000 accounts and a million lines: time until they can be used, requests, scrolling"""
    path = firm(bench, "large").resolve()
    found = pace(bench, path)
    scrolling = found["scrolling"]
    said = (f"of {scrolling['steps']} steps of 120 pixels down the accounts, {scrolling['blank']} showed a row that was not there yet; a jump "
            f"to anywhere is filled after {statistics.median(scrolling['fills']):.0f} ms (median), {max(scrolling['fills']):.0f} ms (slowest)")
    yield Table(f"Pages in Chromium, 100,000 accounts, a million lines; ms from navigation to a page that stands still; {said}; load "
                f"{os.getloadavg()[0]:.1f}",
                ("page", "first visit, median", "again, median", "slowest visit", "slowest request", f"< {LIMIT_MS} and requests < {REQUEST_LIMIT_MS}"),
                [row(name, visits) for name, visits in found["pages"].items()])


CASES = {"browser_large": bench_browser_large}
