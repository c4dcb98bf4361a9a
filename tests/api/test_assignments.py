"""Documents without a customer given to an account over HTTP and the command line: every sum before, between and after, corrected files,
merges since, and who may. test_assignments.py sqlite|postgres."""

import json
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import ROWS, Company, run_on, to_csv  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
COMPANY = None
PATH = "/api/v1/sales/assignments"


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
    return COMPANY


def nobody_rows():
    by_document = defaultdict(list)
    for row in ROWS:
        if not row["account_number"]:
            by_document[row["document"]].append(row)
    return by_document


def unassigned(**query):
    items, cursor, n = [], None, None
    while True:
        answer = company().get("director", "/api/v1/sales/unassigned", limit=7, cursor=cursor, **query)
        assert answer.status == 200, answer
        items += answer.json["items"]
        n, cursor = answer.json["documents"], answer.json["next"]
        if cursor is None:
            assert n == len(items), (n, len(items))
            return {item["number"]: item for item in items}


def assign(account, status=200, role="director", **body):
    answer = company().request(role, "POST", PATH, {"account_id": account, **body})
    assert answer.status == status, answer
    return answer.json


def undo(assignment, status=204, role="director"):
    answer = company().request(role, "POST", f"{PATH}/{assignment}/undo")
    assert answer.status == status, answer


def net_of(item):
    return Decimal(item["net"]["amount"])


def sums():
    """Every sum by account and month, and by product and year: what a move may and may not change."""
    c = company()
    items = c.sums(group_by="account,month", limit=1000)["items"]
    by_account = {(i["account"] and i["account"]["number"], i["month"]["name"]): (i["net"]["amount"], i["lines"]) for i in items}
    items = c.sums(group_by="product,year", limit=1000)["items"]
    by_product = {(i["product"]["number"], i["year"]["name"]): (i["net"]["amount"], i["lines"]) for i in items}
    return by_account, by_product


def account_net(number):
    total = c_total = Decimal(0)
    for (who, _), (net, _) in sums()[0].items():
        c_total += Decimal(net)
        total += Decimal(net) if who == number else 0
    return total, c_total


def check_is_clean():
    said = company().server.kamen("check")
    assert said, said


def end_of_job(answer):
    c = company()
    assert answer.status == 202, answer
    events = c.get("director", f"/api/v1/jobs/{answer.json['id']}/events")  # ends with the job
    assert events.status == 200, events
    job = c.get("director", f"/api/v1/jobs/{answer.json['id']}").json
    assert job["state"] == "done", job
    return job["result"]


def bring(text):
    return end_of_job(company().request("director", "POST", "/api/v1/imports", text.encode(), {"Content-Type": "application/octet-stream"}))["batch"]


def take_out(batch):
    end_of_job(company().request("director", "POST", f"/api/v1/imports/{batch}/undo"))


def test_the_list_is_what_the_file_says():
    expected, listed = nobody_rows(), unassigned()
    assert set(listed) == set(expected), set(listed) ^ set(expected)
    for number, rows in expected.items():
        item = listed[number]
        assert net_of(item) == sum(Decimal(row["net"]) for row in rows), (item, rows)
        assert item["lines"] == len(rows) and item["is_credit"] == (rows[0]["type"] == "credit") and item["day"] == rows[0]["date"], item
    begins = sorted(expected)[0][:5]
    assert set(unassigned(number_begins=begins)) == {number for number in expected if number.startswith(begins)}
    assert unassigned(number_begins="nema") == {}


def test_documents_move_with_every_sum_and_back():
    c = company()
    before, (own, total) = sums(), account_net("1002")
    listed = unassigned()
    chosen = sorted(listed)[:2]
    done = assign(c.accounts["1002"], documents=[listed[number]["id"] for number in chosen])
    moved = sum(net_of(listed[number]) for number in chosen)
    assert (done["documents"], done["lines"]) == (2, sum(listed[number]["lines"] for number in chosen)), done
    assert account_net("1002") == (own + moved, total), "it grew by what moved, the sum of all stayed"
    assert sums()[1] == before[1], "sums of products stay"
    assert set(unassigned()) == set(listed) - set(chosen)
    lines = c.lines(account=c.accounts["1002"])
    assert sum(line["document"]["number"] in chosen for line in lines) == done["lines"]
    check_is_clean()
    assert assign(c.accounts["1003"], 409, documents=[listed[chosen[0]]["id"]]), "it has a customer by now"
    undo(done["id"])
    assert sums() == before and unassigned() == listed
    check_is_clean()
    undo(done["id"], 409)
    undo("1", 404)


def test_all_of_one_kind_move_at_once_and_are_told():
    c = company()
    before, listed = sums(), unassigned()
    done = assign(c.accounts["1004"], number_begins="")
    assert done["documents"] == len(listed) and unassigned() == {}
    assert not any(who is None for who, _ in sums()[0])
    assert assign(c.accounts["1004"], 422, number_begins=""), "nothing is left"
    row = c.get("director", PATH, limit=1).json["items"][0]
    assert row["id"] == done["id"] and row["account"]["name"] == "Kupac 4" and row["documents"] == len(listed), row
    assert row["assigned_by"] and row["assigned_at"] and row["undone_at"] is None, row
    undo(done["id"])
    row = c.get("director", PATH, limit=1).json["items"][0]
    assert row["undone_at"] and row["undone_by"] == row["assigned_by"], row
    audit = c.get("director", "/api/v1/audit", record=c.accounts["1004"], type="account", limit=2).json["items"]
    assert [entry["action"] for entry in audit] == ["unassign_lines", "assign_lines"], audit
    assert audit[1]["changes"]["documents"] == [0, len(listed)], audit
    assert sums() == before


def test_a_corrected_file_without_customers_leaves_them_there():
    c = company()
    number, rows = sorted(nobody_rows().items())[0]
    before = sums()
    done = assign(c.accounts["1005"], documents=[unassigned()[number]["id"]])
    own, total = account_net("1005")
    between = sums()
    bring(to_csv(rows))
    assert sums() == between, "the same file again changes nothing"
    corrected = [dict(row) for row in rows]
    corrected[0]["net"] = str(Decimal(rows[0]["net"]) + Decimal("11.25"))
    batch = bring(to_csv(corrected))
    assert account_net("1005") == (own + Decimal("11.25"), total + Decimal("11.25")), "it is the same document"
    assert number not in unassigned()
    check_is_clean()
    take_out(batch)
    assert sums() == between
    batch = bring(to_csv(corrected))
    undo(done["id"])
    assert number in unassigned() and account_net("1005")[1] == total + Decimal("11.25")
    take_out(batch)
    assert sums() == before
    check_is_clean()


def test_a_merge_since_stands_in_no_way():
    c = company()
    before = sums()
    done = assign(c.accounts["1006"], number_begins="R-01")
    merged = c.request("director", "POST", f"/api/v1/accounts/{c.accounts['1007']}/merge", {"other_id": c.accounts["1006"]})
    assert merged.status == 200, merged
    undo(done["id"])
    check_is_clean()
    assert c.request("director", "POST", f"/api/v1/merges/{merged.json['id']}/undo").status == 204
    assert sums() == before
    check_is_clean()


def test_only_who_imports_and_sees_all_may():
    c = company()
    some = next(iter(unassigned().values()))["id"]
    for role in ("admin", "kam", "member", "executive"):
        assert c.get(role, "/api/v1/sales/unassigned").status == 403, role
        assert c.get(role, PATH).status == 403, role
        assign(c.accounts["1000"], 403, role, documents=[some])
        undo("1", 403, role)
    undo(assign(c.accounts["1000"], 200, "analyst", documents=[some])["id"], 204, "analyst")


def test_what_is_wrong_is_said():
    c = company()
    account, some = c.accounts["1000"], next(iter(unassigned().values()))["id"]
    assign("1", 404, documents=[some])
    for body in ({}, {"documents": []}, {"documents": ["x"]}, {"documents": "1"}, {"number_begins": 5}, {"documents": [some], "number_begins": ""},
                 {"number_begins": "nema"}):
        assign(account, 422, **body)
    assign(account, 409, documents=["999999"])
    assign(account, 409, documents=[some, some])


def test_the_command_line_does_the_same():
    c = company()
    before, listed = sums(), unassigned()
    said = json.loads(c.server.kamen("lines", "--number-begins", "R-00"))
    assert {item["number"] for item in said["items"]} == {number for number in listed if number.startswith("R-00")}
    words = c.server.kamen("lines", "assign", "1001", said["items"][0]["id"])
    assert "1 documents" in words, words
    assert said["items"][0]["number"] not in unassigned()
    c.server.kamen("lines", "undo", words.split()[1].rstrip(":"))
    assert sums() == before
    c.server.kamen("lines", "assign", "77777", "1", status=1)
    c.server.kamen("lines", "assign", "1001", status=2)


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "no documents move on it"))
