"""The cases of the page: what a person waits for with 100,000 accounts and a million lines, in a real browser."""

import json
import sqlite3
import subprocess

from common import BENCH, Table
from serving import DIRECTORS_PASSWORD, firm, serve

READY_MS, REQUEST_MS = 1000, 100


def places(path):
    """The pages to open: two of them show one account, the one with most lines."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        account = database.execute("SELECT account_id FROM sales_line WHERE account_id > 0 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1").fetchone()[0]
    return ["/", "/accounts", f"/accounts/{account}", f"/accounts/{account}?tab=people", "/records/contacts", "/import", "/administration"]


def open_pages(server, paths, times):
    command = ["node", str(BENCH / "open_pages.mjs"), server.url, server.email, DIRECTORS_PASSWORD, str(times), *paths]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def bench_page_browser(bench):
    """the page in a browser, with 100,000 accounts and a million lines: until it can be used, its slowest request, rows while scrolling"""
    path = firm(bench, "large")
    with serve(path) as server:
        pages = open_pages(server, places(path), max(3, bench.runs))
    rows = []
    for page in pages:
        slowest = page["slowest"]
        reached = page["ready_ms"] < READY_MS and slowest["ms"] < REQUEST_MS
        rows.append((f"`{page['path']}`", f"{page['ready_ms']:.0f}", f"{slowest['ms']:.0f}", slowest["name"], page["requests"],
                     f"{page['kilobytes']:.0f}", "yes" if reached else "**no**"))
    yield Table(f"The page, 100,000 accounts and a million lines, nothing kept from before; goals: usable in {READY_MS} ms, no request over "
                f"{REQUEST_MS} ms", ("page", "usable after ms", "slowest request ms", "which", "requests", "kB", "reached"), rows)
    scrolled = next(page["scrolled"] for page in pages if page["scrolled"])
    yield Table("Scrolling the table of accounts, five rows a frame at five places",
                ("rows", "frames", "frames with a blank row"), [(f"{scrolled['rows']:,}", scrolled["frames"], scrolled["blank"])])


CASES = {function.__name__.removeprefix("bench_"): function for function in (bench_page_browser,)}
