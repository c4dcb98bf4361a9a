"""Agreements over HTTP: what of an account's sales stands under them, worked out again from the file; rights, merge, undo, import and
what is kept of answers. test_agreements.py sqlite|postgres."""

import json
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import LAST, ROWS, Company, run_on  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
COMPANY = None
MADE = {}


def company():
    """1000 is the key account manager's; its agreements are made as the tests go on."""
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
        COMPANY.own(["1000"])
    return COMPANY


def make(account, name, starts, ends=None, status=201, role="director", **more):
    body = {"account_id": company().accounts[account], "name": name, "starts_on": starts, "ends_on": ends, "signed_on": starts, **more}
    got = company().request(role, "POST", "/api/v1/agreements", body)
    assert got.status == status, got
    MADE[name] = got.json.get("id")
    return got.json


def change(name, **fields):
    path = f"/api/v1/agreements/{MADE[name]}"
    got = company().request("director", "PATCH", path, fields, {"If-Match": company().get("director", path).headers["ETag"]})
    assert got.status == 200, got


def contract(number, role="director", status=200, **query):
    got = company().get(role, f"/api/v1/accounts/{company().accounts[number]}/agreements", **query)
    assert got.status == status, got
    return got.json


def predictability(number, **query):
    got = company().get("director", f"/api/v1/accounts/{company().accounts[number]}/analysis/predictability", **query)
    assert got.status == 200, got
    return got.json["item"]


def part(item):
    return next(p for p in item["parts"] if p["part"] == "contract")


def share(number, as_of, covers):
    """From the file: net of the year's products on what is covered, for one of all."""
    net, covered = Decimal(0), Decimal(0)
    for row in ROWS:
        day = date.fromisoformat(row["date"])
        if row["account_number"] != number or row["product_number"] == "POST" or not as_of - timedelta(365) < day <= as_of:
            continue
        net += Decimal(row["net"])
        covered += Decimal(row["net"]) if covers(day, row["category"]) else 0
    return float(min(max(covered / net, 0), 1))


def test_none__is_not_known():
    got = contract("1000")
    assert got == {"as_of": LAST.isoformat(), "contract_share": None, "contract_reason": "no_agreements", "contract_end": None,
                   "contract_is_open": False, "contract_years": None, "items": []}, got
    item = predictability("1000")
    assert part(item) == {"part": "contract", "score": None, "weight": 0}
    assert item["short_term"]["contract_reason"] == "no_agreements" and item["long_term"]["contract_years"] is None


def test_share__as_the_file_says():
    make("1000", "Ležajevi", "2025-01-01", "2025-12-31", category="Ležajevi", number="UG-1")
    got = contract("1000")
    expected = share("1000", LAST, lambda day, category: day >= date(2025, 1, 1) and category == "Ležajevi")
    assert 0 < expected < 1 and abs(got["contract_share"] - expected) < 1e-9, (got, expected)
    assert got["contract_end"] == "2025-12-31" and abs(got["contract_years"] - 365 / 365.25) < 1e-9
    item, = got["items"]
    assert (item["state"], item["days_left"], item["category"]) == ("running", (date(2025, 12, 31) - LAST).days, "Ležajevi")


def test_predictability__takes_it_in_at_once():
    """The answer was asked for before the agreement was there: it is not the one that was kept."""
    item = predictability("1000")
    assert abs(item["short_term"]["contract_share"] - contract("1000")["contract_share"]) < 1e-12
    assert part(item)["score"] == item["short_term"]["contract_share"]
    if item["index"] is not None:
        known = [p for p in item["parts"] if p["score"] is not None]
        assert abs(item["index"] - sum(p["weight"] * p["score"] for p in known)) < 1e-9
        assert abs(part(item)["weight"] - 0.1 / sum(0.1 if p["part"] == "contract" else weight(p["part"]) for p in known)) < 1e-9
    other = predictability("1001")
    assert part(other)["score"] == 0 and other["short_term"]["contract_reason"] is None and other["long_term"]["contract_years"] == 0
    assert other["long_term"]["contract_end"] is None


def weight(name):
    got = company().get("director", "/api/v1/analysis/predictability").json
    return next(w["weight"] for w in got["weights"] if w["part"] == name)


def test_history__knows_no_agreement_of_later():
    before = predictability("1000", until="2024-12-31")
    assert before["short_term"]["contract_share"] is None and before["short_term"]["contract_reason"] == "no_agreements"
    assert contract("1000", as_of="2024-12-31")["items"][0]["state"] == "draft" and contract("1000", as_of="2024-12-31")["contract_share"] is None
    assert predictability("1000", until="2025-03-31")["short_term"]["contract_share"] == contract("1000", as_of="2025-03-31")["contract_share"]
    assert contract("1000", status=400, as_of="lately")


def test_command_line__says_the_same():
    got = next(a for a in company().analyse("predictability")["accounts"] if a["number"] == "1000")
    mine = predictability("1000")
    assert got["short_term"]["contract_share"] == mine["short_term"]["contract_share"] and got["index"] == mine["index"]
    assert got["long_term"] == mine["long_term"]


def test_end__goes_on_with_the_next_one_and_with_renewal():
    make("1000", "Sledeći", "2026-01-01", "2026-12-31", signed_on="2025-08-01")
    assert contract("1000")["contract_end"] == "2026-12-31"
    assert contract("1000", as_of="2025-07-31")["contract_end"] == "2025-12-31"
    assert [i["state"] for i in contract("1000")["items"]] == ["to_come", "running"]
    change("Sledeći", is_renewed=True, renewal_months=6, notice_days=30)
    assert contract("1000", as_of="2026-12-02")["contract_end"] == "2027-06-30"
    assert contract("1000", as_of="2026-12-01")["items"][0]["notice_by"] == "2026-12-01"
    change("Sledeći", notice_given_on="2026-11-30")
    assert contract("1000", as_of="2026-12-02")["contract_end"] == "2026-12-31"


def test_draft__covers_nothing():
    before = contract("1001")
    make("1001", "Nacrt", "2025-01-01", signed_on=None)
    got = contract("1001")
    assert got["contract_share"] == before["contract_share"] == 0 and got["items"][0]["state"] == "draft"
    change("Nacrt", signed_on="2025-01-01")
    got = contract("1001")
    assert got["contract_is_open"] and got["contract_end"] is None and got["items"][0]["days_left"] is None
    assert abs(got["contract_share"] - share("1001", LAST, lambda day, _: day >= date(2025, 1, 1))) < 1e-9


def test_faults__of_days():
    got = company().request("director", "POST", "/api/v1/agreements", {"account_id": company().accounts["1002"], "name": "X",
                                                                       "starts_on": "2025-02-01", "ends_on": "2025-01-31"})
    assert got.status == 422 and [e["pointer"] for e in got.json["errors"]] == ["/ends_on"], got


def test_rights__of_who_sees_the_account():
    assert contract("1000", "kam")["items"] and contract("1000", "executive")["items"]
    assert contract("1001", "kam", 404) and contract("1000", "member", 404)
    assert make("1000", "Menadžerov", "2025-05-01", "2025-05-31", role="kam")
    make("1001", "Tuđi", "2025-05-01", status=422, role="kam")
    assert company().request("executive", "POST", "/api/v1/agreements", {}).status == 403
    names = {a["name"] for a in company().get("kam", "/api/v1/agreements", limit=100).json["items"]}
    assert names == {"Ležajevi", "Sledeći", "Menadžerov"}, names


def test_selection__takes_length_and_share():
    ids = {}
    for code in ("contract_share", "contract_length"):
        body = {"code": code, "name_en": code, "name_sr": code, "measure": code, "weight": "10"}
        ids[code] = company().request("director", "POST", "/api/v1/criteria", body).json["id"]

    def chosen():
        got = company().get("director", "/api/v1/analysis/selection", draws=0).json
        return {a["number"]: a for a in got["accounts"]}

    first = chosen()
    for number in ("1000", "1001", "1002"):
        mine = contract(number)
        assert abs(first[number]["criteria"]["contract_share"]["figure"] - mine["contract_share"]) < 1e-9
        assert abs(first[number]["criteria"]["contract_length"]["figure"] - mine["contract_years"]) < 1e-9
    lengths = sorted(contract(str(1000 + n))["contract_years"] for n in range(12))
    some = [x for x in lengths if x > 0]
    half = (some[(len(some) - 1) // 2] + some[len(some) // 2]) / 2
    mine = contract("1000")["contract_years"]
    assert abs(first["1000"]["criteria"]["partnership"]["signs"]["contract_length"] - mine / (mine + half)) < 1e-6
    assert first["1002"]["criteria"]["partnership"]["signs"]["contract_length"] == 0
    make("1002", "Novi", "2024-08-20", "2026-08-20")
    got = chosen()["1002"]["criteria"]["contract_share"]
    assert got["figure"] == 1, (got, contract("1002"))


def test_selection__says_it_in_a_sentence():
    got = company().get("director", "/api/v1/analysis/selection", draws=0).json
    by_number = {a["number"]: {r["code"]: r for r in a["reasons"]} for a in got["accounts"]}
    assert "contract_open" not in by_number["1001"] and by_number["1001"]["contract"]["until"] is None
    said, mine = by_number["1002"]["contract"], contract("1002")
    assert (said["until"], said["first"]) == (mine["contract_end"], mine["contract_share"]) == ("2026-08-20", 1)
    make("1004", "Kratki", "2025-01-01", "2025-09-30")
    soon = next(a for a in company().get("director", "/api/v1/analysis/selection", draws=0).json["accounts"] if a["number"] == "1004")
    assert next(r for r in soon["reasons"] if r["code"] == "contract_ends")["until"] == "2025-09-30"
    none = next(a for a in got["accounts"] if a["number"] == "1006")
    assert not {"contract", "contract_ends"} & {r["code"] for r in none["reasons"]}


def test_deleted__and_brought_back():
    path = f"/api/v1/agreements/{MADE['Novi']}"
    company().request("director", "DELETE", path, headers={"If-Match": company().get("director", path).headers["ETag"]})
    assert contract("1002")["contract_share"] == 0 and predictability("1002")["short_term"]["contract_share"] == 0
    assert company().request("director", "POST", f"{path}/restore").status == 200
    assert contract("1002")["contract_share"] == 1 and predictability("1002")["short_term"]["contract_share"] == 1


def test_merge__takes_them_along_and_back():
    one, other = company().accounts["1003"], company().accounts["1002"]
    merged = company().request("director", "POST", f"/api/v1/accounts/{one}/merge", {"other_id": other})
    assert merged.status in (200, 201), merged
    got = contract("1003")
    assert [i["name"] for i in got["items"]] == ["Novi"] and got["contract_share"] == 1
    back = company().request("director", "POST", f"/api/v1/merges/{merged.json['id']}/undo")
    assert back.status == 204, back
    assert contract("1003")["items"] == [] and [i["name"] for i in contract("1002")["items"]] == ["Novi"]


def test_import__from_a_file_by_number():
    rows = "Broj ugovora;Kupac;Naziv;Vrsta;Potpisan;Važi od;Važi do\nUG-1;1000;Ležajevi i lanci;framework;1.1.2025;1.1.2025;31.12.2026\n" \
           "UG-7;1005;Novi okvir;annual;2.1.2025;1.1.2025;31.12.2025\n"
    got = json.loads(company().server.kamen("import", "--kind", "agreements", company().server.write("ugovori.csv", rows), "--json"))
    assert (got["new_agreements"], got["changed_agreements"]) == (1, 1), got
    assert contract("1005")["items"][0]["number"] == "UG-7" and contract("1005")["contract_end"] == "2025-12-31"
    assert {i["number"]: i["name"] for i in contract("1000")["items"]}["UG-1"] == "Ležajevi i lanci"


def test_history__names_who_changed_what():
    got = company().get("director", f"/api/v1/agreements/{MADE['Sledeći']}/history").json["items"]
    assert [e["action"] for e in got].count("update") >= 2, got


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "agreements are not kept in it"))
