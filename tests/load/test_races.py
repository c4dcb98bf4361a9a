"""64 clients change 100 records at the same time: no change is lost, on either database, and the history says so."""

import os
import random
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402
from clients import run_together  # noqa: E402
from server import Server, kinds  # noqa: E402

CLIENTS, RECORDS, CHANGES = 64, 100, 3
REPEATS = 2 if os.environ.get("KAMEN_SANITIZED") else 20
FIRST_DAY = 0


def add_one(server, account, told):
    """Raise a number by one, as a person would: look, change what was seen, and look again when somebody was quicker."""
    path = f"/api/v1/accounts/{account}"
    while True:
        seen = server.get(path)
        assert seen.status == 200, seen
        after = seen.json["payment_days"] + 1
        answer = server.patch(path, {"payment_days": after}, etag=seen.headers["ETag"])
        if answer.status == 200:
            assert answer.json["payment_days"] == after, answer
            told[account] = told.get(account, 0) + 1
            return
        assert answer.status == 412, answer


def client(server, accounts, seed):
    chosen, told = random.Random(seed), {}
    for _ in range(CHANGES):
        add_one(server, chosen.choice(accounts), told)
    return told


def check_history(server, account, n):
    """Each version changes the number by one from where the one before left it."""
    items = server.get(f"/api/v1/accounts/{account}/history").json["items"]
    steps = [item["changes"]["payment_days"] for item in reversed(items) if item["action"] == "update"]
    assert steps == [[day, day + 1] for day in range(FIRST_DAY, FIRST_DAY + n)], (account, n, steps)


def race(server, repeat):
    accounts = [server.post("/api/v1/accounts", {"name": f"Trka {repeat} {i}", "payment_days": FIRST_DAY}).json["id"]
                for i in range(RECORDS)]
    told = run_together(CLIENTS, lambda i: client(server, accounts, repeat * 1000 + i))
    for account in accounts:
        n = sum(each.get(account, 0) for each in told)
        record = server.get(f"/api/v1/accounts/{account}").json
        assert (record["payment_days"], record["version"]) == (FIRST_DAY + n, 1 + n), (record, n)
        check_history(server, account, n)
    assert sum(sum(each.values()) for each in told) == CLIENTS * CHANGES


def test_clients__lose_no_change():
    for kind in kinds():
        with Server(kind, role="director") as server:
            for repeat in range(REPEATS):
                race(server, repeat)
            assert server.stop() == 0
            server.kamen("check")


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
