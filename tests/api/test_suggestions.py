"""Suggestions of groups on the demonstration company: its customers without their groups, against the truth. How many of those suggested are
right, and how many of those that names give away are found, is printed and bounded."""

import json
import os
import sys
from itertools import combinations
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import ADMIN, Server  # noqa: E402

SERVER = None


def server():
    """The customers of the demonstration company, nobody of whom belongs to anybody."""
    global SERVER
    if SERVER is None:
        SERVER = Server("sqlite", start=False)
        SERVER.files = Path(SERVER.write("here", "")).parent / "files"
        SERVER.kamen("demo", "--years", "1", "--out", str(SERVER.files))
        SERVER.kamen("import", "--kind", "accounts", str(SERVER.files / "accounts.csv"))
        password = SERVER.write("director-password", "sasvim-dobra-lozinka-77\n")
        SERVER.kamen("user", "add", "--email", "director@firma.rs", "--role", "director", "--password-file", password)
        SERVER.token = SERVER.make_token("director@firma.rs")
        SERVER.start()
    return SERVER


def get(path, **query):
    answer = server().request("GET", path, None, {"Authorization": f"Bearer {server().token}"}, **query)
    assert answer.status == 200, answer
    return answer.json


def truth():
    return json.loads((server().files / "truth.json").read_text(encoding="utf-8"))


def pairs_of_groups():
    """Pairs of customers that belong together on the last day; and of a second number the customer that it is."""
    together = set()
    said = truth()
    for group in said["groups"]:
        members = [m["number"] for m in group["members"] if m["ended_by"] == "open"]
        together |= {frozenset(pair) for pair in combinations(members, 2)}
    return together, {twin["number"]: twin["same_as"] for twin in said["duplicates"]}


def suggestions():
    items, offset = [], 0
    while offset is not None:
        page = get("/api/v1/groups/suggestions", limit=500, offset=offset)
        items += page["items"]
        offset = page["next_offset"]
    assert len(items) == page["total"]
    return items


def test_suggestions__are_mostly_right():
    together, same_as = pairs_of_groups()
    items = suggestions()
    assert [i["strength"] for i in items] == sorted((i["strength"] for i in items), reverse=True)
    found = [frozenset(same_as.get(n, n) for n in (i["alike"]["number"], i["because_of"]["number"])) for i in items]
    twins = [pair for pair in found if len(pair) == 1]
    groups = {pair for pair in found if len(pair) == 2}
    right = groups & together
    # What the names give away: the firms of a group that begin with the same word.
    word = {a["number"]: a["name"].split()[0].casefold() for a in accounts()}
    given_away = {pair for pair in together if len({word[n] for n in pair}) == 1}
    precision, recall = len(right) / len(groups), len(right & given_away) / len(given_away)
    print(f"# {len(items)} suggestions, {len(twins)} of one company under two numbers; of {len(groups)} other pairs {len(right)} are one group: "
          f"precision {precision:.2f}; of {len(given_away)} pairs whose names agree {len(right & given_away)} found: recall {recall:.2f}")
    assert precision > 0.8 and recall > 0.9, (precision, recall)
    assert all(i["may_be_one_company"] == any(e["kind"] in ("tax_number", "company_number") for e in i["evidence"]) for i in items)


def accounts():
    items, cursor = [], None
    while True:
        page = get("/api/v1/accounts", limit=200, **({"cursor": cursor} if cursor else {}))
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


if __name__ == "__main__":
    status = tap.run(globals())
    if SERVER is not None:
        SERVER.close()
    sys.exit(status)
