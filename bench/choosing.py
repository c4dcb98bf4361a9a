"""The case of choosing key accounts: the list while weights move, as its page asks for it."""

import json
import os
import random
import statistics
import time
import urllib.request

from common import Table
from paging import processor_ms, wait_for_readiness
from serving import firm, serve

CRITERIA = ("volume", "profitability", "price_sensitivity", "partnership", "growth", "predictability", "breadth")
ANSWERS = 30
SIZES = (("1,000 accounts, 100,000 lines", "choosing-small", "--accounts", "1000", "--lines", "100000"),
         ("100,000 accounts, a million lines", "large"))
SHAPES = (("2,000 draws, 200 of the list", "draws=2000&limit=200"), ("2,000 draws, 50 of the list", "draws=2000&limit=50&short=100"),
          ("10,000 draws, 500 compared, 50 of the list", "draws=10000&limit=50&short=500"), ("no draws, 200 of the list", "draws=0&limit=200"))


def question(shape):
    """Other weights each time, so that no answer is one that was kept."""
    weights = ",".join(f"{code}={random.uniform(1, 50):.3f}" for code in CRITERIA)
    return f"/api/v1/analysis/selection?weights={weights}&{shape}"


def ask(server, path):
    """ms from the request to the last byte, and how many bytes there are."""
    request = urllib.request.Request(server.url + path, headers={"Authorization": f"Bearer {server.token}"})
    began = time.monotonic()
    with urllib.request.urlopen(request) as answer:
        length = len(answer.read())
    return (time.monotonic() - began) * 1000, length


def weigh(server):
    """The weights alone, worked out of 21 pairs."""
    pairs = [{"criterion": one, "other": other, "value": f"{random.uniform(0.2, 5):.3f}"}
             for i, one in enumerate(CRITERIA) for other in CRITERIA[i + 1:]]
    body = json.dumps({"method": "pairwise", "items": pairs}).encode()
    headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
    request = urllib.request.Request(server.url + "/api/v1/analysis/selection/weights", body, headers)
    began = time.monotonic()
    with urllib.request.urlopen(request) as answer:
        length = len(answer.read())
    return (time.monotonic() - began) * 1000, length


def measured(server, what, told, once):
    before = processor_ms(server)
    times, lengths = zip(*(once() for _ in range(ANSWERS)))
    each = (processor_ms(server) - before) / ANSWERS
    return (what, told, f"{statistics.median(times):.1f}", f"{min(times):.1f}", f"{each:.1f}", f"{max(lengths) / 1000:.1f}")


def bench_selection_weights(bench):
    """the list of key accounts while weights move: ms from request to answer, and what it takes of processors"""
    rows = []
    for what, name, *sizes in SIZES:
        with serve(firm(bench, name, *sizes)) as server:
            wait_for_readiness(server)
            began = processor_ms(server)
            first, _ = ask(server, question(SHAPES[0][1]))
            rows.append((what, "the first of a state of the lines", f"{first:.0f}", "", f"{processor_ms(server) - began:.0f}", ""))
            rows.append(measured(server, what, "weights out of 21 pairs", lambda server=server: weigh(server)))
            for told, shape in SHAPES:
                rows.append(measured(server, what, told, lambda server=server, shape=shape: ask(server, question(shape))))
    yield Table(f"The list while weights move, other weights each time, one question at a time; load {os.getloadavg()[0]:.1f}",
                ("data", "question", "median ms", "best ms", "processor ms each", "KB"), rows)


CASES = {"selection_weights": bench_selection_weights}
