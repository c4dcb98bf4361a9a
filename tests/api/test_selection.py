"""The choice of key accounts over HTTP: weights of criteria, people's judgements and what is kept of changes.
test_selection.py sqlite|postgres."""

import csv
import io
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import Company, run_on  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
COMPANY = None
WEIGHTS = "/api/v1/analysis/selection/weights"
CODES = ["volume", "profitability", "price_sensitivity", "partnership", "growth", "predictability", "breadth"]

# Saaty 2008: seven drinks, upper triangle row by row, and what the eigenvector makes of it.
DRINKS = [[9, 5, 2, 1, 1, 1 / 2], [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9], [1 / 3, 1 / 4, 1 / 3, 1 / 9], [1 / 2, 1, 1 / 3], [2, 1 / 2], [1 / 3]]
SHARES = [0.177457, 0.019149, 0.041831, 0.116417, 0.189572, 0.128781, 0.326793]


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
        COMPANY.own(["1000", "1001"])
    return COMPANY


def make(role, path, body, status=201):
    got = company().request(role, "POST", f"/api/v1/{path}", body)
    assert got.status == status, got
    return got.json


def patch(role, path, body):
    etag = company().get(role, path).headers["ETag"]
    got = company().request(role, "PATCH", path, body, {"If-Match": etag})
    assert got.status == 200, got
    return got.json


def ids():
    return {item["code"]: item["id"] for item in company().get("director", "/api/v1/criteria", limit=100).json["items"]}


def weigh(body, status=200, role="director"):
    got = company().request(role, "POST", WEIGHTS, body)
    assert got.status == status, got
    return got.json


def by_code(got):
    return {w["criterion"]: w["weight"] for w in got["weights"]}


def pairs(table=None):
    return [{"criterion": CODES[i], "other": CODES[i + 1 + k], "value": str(value)}
            for i, row in enumerate(table or DRINKS) for k, value in enumerate(row)]


def save(role, name, method, items):
    """A weighting with its figures; its id."""
    of = ids()
    one = make(role, "weightings", {"name": name, "method": method})["id"]
    for code, other, value in items:
        make(role, "weighting_items", {"weighting_id": one, "criterion_id": of[code], "other_id": other and of[other], "value": value})
    return one


def test_pairs__published_example():
    got = weigh({"method": "pairwise", "items": pairs()})
    for code, share in zip(CODES, SHARES):
        assert abs(by_code(got)[code] - share) < 1e-6, code
    assert abs(got["consistency_ratio"] - 0.022302) < 1e-6 and got["is_consistent"] is True
    assert got["worst"]["said"] >= 1 and {got["worst"]["criterion"], got["worst"]["other"]} <= set(CODES)
    assert got["people"] == 1 and all(w["spread"] is None for w in got["weights"])


def test_order_and_points():
    got = weigh({"method": "rank_order", "items": [{"criterion": "volume", "value": "1"}, {"criterion": "growth", "value": 2}]})
    assert (by_code(got)["volume"], by_code(got)["growth"], by_code(got)["breadth"]) == (0.75, 0.25, 0)
    assert got["consistency_ratio"] is None and got["is_consistent"] is None and got["worst"] is None
    got = weigh({"method": "points", "items": [{"criterion": "volume", "value": "30"}, {"criterion": "breadth", "value": "10"}]})
    assert (by_code(got)["volume"], by_code(got)["breadth"]) == (0.75, 0.25)


def faults(got):
    return {e["pointer"] for e in got["errors"]}


def test_refusals__name_what_is_wrong():
    two = [{"criterion": "volume", "other": "growth", "value": "3"}, {"criterion": "growth", "other": "breadth", "value": "3"}]
    assert "'volume' and 'breadth' are not compared" in weigh({"method": "pairwise", "items": two}, 422)["detail"]
    wrong = weigh({"method": "pairwise", "items": [{"criterion": "size", "other": "growth", "value": "x"}]}, 422)
    assert faults(wrong) == {"/items/0/criterion", "/items/0/value"}
    assert faults(weigh({"method": "magic", "items": []}, 422)) == {"/method", "/items"}
    assert faults(weigh({"method": "points", "items": [{"criterion": "volume", "value": "1"}] * 2}, 422)) == {"/items/1/criterion"}
    assert faults(weigh({"method": "pairwise", "items": [{"criterion": "volume", "other": "volume", "value": "1"}]}, 422)) == {"/items/0/other"}
    assert faults(weigh({"weightings": ["17"]}, 422)) == {"/weightings"}
    assert faults(weigh({"weightings": "all"}, 422)) == {"/weightings"}
    assert faults(weigh({"weightings": "counted", "method": "points"}, 422)) == {"/weightings"}
    assert "all points are 0" in weigh({"method": "points", "items": [{"criterion": "volume", "value": "0"}]}, 422)["detail"]
    assert company().request("director", "POST", WEIGHTS, [1]).status == 422


def test_rights__for_those_who_analyse():
    for role, status in (("director", 200), ("analyst", 200), ("kam", 200), ("admin", 403)):
        weigh({"method": "points", "items": [{"criterion": "volume", "value": "1"}]}, status, role)


def test_saved__of_one_and_of_several_people():
    of_two = [("volume", None, "40"), ("growth", None, "10")]
    one = save("director", "Direktor", "points", of_two)
    got = weigh({"weightings": [one]})
    assert abs(by_code(got)["volume"] - 0.8) < 1e-12 and got["people"] == 1
    other = save("kam", "Prodaja", "pairwise", [("growth", "volume", "4")])
    got = weigh({"weightings": "counted"})
    assert got["people"] == 2
    together = by_code(got)
    assert abs(together["volume"] - 0.5) < 1e-9 and abs(together["growth"] - 0.5) < 1e-9 and together["breadth"] == 0
    spread = {w["criterion"]: w["spread"] for w in got["weights"]}
    assert abs(spread["volume"] - 0.6) < 1e-9 and abs(spread["breadth"]) < 1e-12
    patch("kam", f"/api/v1/weightings/{other}", {"is_counted": False})
    assert weigh({"weightings": "counted"})["people"] == 1
    newer = save("director", "Direktor", "points", [("breadth", None, "1")])
    assert by_code(weigh({"weightings": "counted"}))["breadth"] == 1
    assert weigh({"weightings": [one, other, newer]})["people"] == 3


def weights_of(**query):
    got = company().get("director", "/api/v1/analysis/selection", draws=0, **query)
    assert got.status == 200, got
    return {c["code"]: c["weight"] for c in got.json["criteria"] if c["weight"] > 0}


def test_selection__takes_a_saved_weighting():
    one = save("analyst", "Analitika", "points", [("volume", None, "3"), ("breadth", None, "1")])
    assert weights_of(weighting="Analitika") == {"volume": 0.75, "breadth": 0.25} == weights_of(weighting=one)
    told = company().analyse("selection", "--weighting", "Analitika", "--draws", "0")
    assert {c["code"]: c["weight"] for c in told["criteria"] if c["weight"] > 0} == {"volume": 0.75, "breadth": 0.25}
    for item in company().get("analyst", "/api/v1/weighting_items", weighting_id=f"eq.{one}").json["items"]:
        patch("analyst", f"/api/v1/weighting_items/{item['id']}", {"value": "1"})
    assert weights_of(weighting="Analitika") == {"volume": 0.5, "breadth": 0.5}
    assert weights_of(weighting="group")
    wrong = company().get("director", "/api/v1/analysis/selection", weighting="nobody").json["detail"]
    assert "'nobody'" in wrong and "'Analitika'" in wrong, wrong
    for query in ({"weighting": "nobody"}, {"weighting": "Analitika", "weights": "volume=1"}):
        assert company().get("director", "/api/v1/analysis/selection", **query).status == 400


def judge(role, number, points):
    make(role, "judgements", {"account_id": company().accounts[number], "criterion_id": ids()["partnership"], "points": points})


def selected(number, **query):
    got = company().get("director", "/api/v1/analysis/selection", draws=0, **query)
    assert got.status == 200, got
    return next(a for a in got.json["accounts"] if a["number"] == number)


def reasons(account):
    return {r["code"]: r for r in account["reasons"]}


def test_partnership__signs_beside_judgement():
    """The lines end on 2025-08-20: three visits of that year with one account, six with another, one of them too early."""
    first, second = company().accounts["1000"], company().accounts["1001"]
    before = selected("1000")["criteria"]["partnership"]
    assert before["signs"]["interactions"] is None and before["signs"]["breadth"] > 0 and before["disagreement"] is None
    for account, days in ((first, ["2024-08-22", "2025-01-10", "2025-08-20"]), (second, ["2024-08-20"] + ["2025-03-0%d" % d for d in range(1, 7)])):
        for day in days:
            make("director", "interactions", {"account_id": account, "kind": "visit", "at": f"{day}T09:00:00Z", "subject": "Poseta"})
    make("director", "contacts", {"account_id": first, "family_name": "Petrović"})
    sign = selected("1000")["criteria"]["partnership"]["signs"]
    assert abs(sign["interactions"] - 3 / 7.5) < 1e-6 and sign["contacts"] == 0.5 and sign["documents"] is None
    other = selected("1001")["criteria"]["partnership"]["signs"]
    assert abs(other["interactions"] - 6 / 10.5) < 1e-6 and other["contacts"] == 0


def test_partnership__people_and_their_disagreement():
    judge("director", "1000", "10")
    alone = selected("1000")
    mine = alone["criteria"]["partnership"]
    assert (mine["figure"], mine["people"], mine["judged"]) == (10, 1, 10) and reasons(alone)["one_opinion"]["first"] == 1
    known = [v for v in mine["signs"].values() if v is not None]
    assert abs(mine["signs_mean"] - sum(known) / len(known)) < 1e-6
    assert abs(mine["disagreement"] - (1 - mine["signs_mean"])) < 1e-9
    assert ("signs_differ" in reasons(alone)) == (mine["disagreement"] >= 0.3)
    judge("kam", "1000", "6")
    both = selected("1000")
    assert both["criteria"]["partnership"]["people"] == 2 and both["criteria"]["partnership"]["figure"] == 8
    assert both["criteria"]["partnership"]["value"] == 0.8
    assert (both["criteria"]["partnership"]["least"], both["criteria"]["partnership"]["most"]) == (6, 10)
    assert "one_opinion" not in reasons(both)


def test_partnership__as_a_measure_and_a_condition():
    mine = selected("1000")["criteria"]["partnership"]["signs_mean"]
    one = make("director", "criteria", {"code": "seen", "name_en": "Seen", "name_sr": "Viđeno", "measure": "partnership_signs", "weight": "5"})
    got = selected("1000")["criteria"]["seen"]
    assert abs(got["figure"] - mine) < 1e-9 and got["figure_std_error"] > 0 and got["signs_mean"] == got["figure"]
    answer = company().get("director", "/api/v1/analysis/selection", draws=0, conditions=f"partnership_signs>={mine}").json
    assert all(a["criteria"]["seen"]["figure"] >= mine for a in answer["accounts"]) and answer["funnel"]["conditions"][0]["dropped"] > 0
    etag = company().get("director", f"/api/v1/criteria/{one['id']}").headers["ETag"]
    assert company().request("director", "DELETE", f"/api/v1/criteria/{one['id']}", headers={"If-Match": etag}).status == 204


def selection_of(role="director", status=200, **query):
    got = company().get(role, "/api/v1/analysis/selection", draws=0, **query)
    assert got.status == status, got
    return got.json


def by_number(answer):
    return {a["number"]: a for a in answer["accounts"]}


def volume(account):
    return round(float(account["criteria"]["volume"]["figure"]["amount"]), 2)


def test_groups__are_measured_together_and_judged_by_their_head():
    """1008 belongs to 1007 all the time, 1009 from February 2025 on."""
    ids_of, alone = company().accounts, by_number(selection_of())
    make("director", "group_memberships", {"account_id": ids_of["1008"], "parent_id": ids_of["1007"]})
    make("director", "group_memberships", {"account_id": ids_of["1009"], "parent_id": ids_of["1007"], "bought_on": "2025-02-01"})
    judge("director", "1007", "8")
    judge("director", "1008", "2")
    for number in ("1008", "1009"):
        make("director", "contacts", {"account_id": ids_of[number], "family_name": "Jović"})
    got = selection_of(by="group")
    group = by_number(got)["1007"]
    assert (got["by"], got["groups"], group["companies"], by_number(got)["1000"]["companies"]) == ("group", "today", 3, 1)
    assert got["funnel"]["accounts"] == selection_of()["funnel"]["accounts"] - 2
    assert not {"1008", "1009"} & set(by_number(got))
    whole = sum(volume(alone[number]) for number in ("1007", "1008", "1009"))
    assert abs(volume(group) - whole) < 0.005
    partnership = group["criteria"]["partnership"]
    assert (partnership["judged"], partnership["people"]) == (8, 1)
    # Two beside the one of 1000: the usual account has one and a half.
    assert abs(partnership["signs"]["contacts"] - 2 / 3.5) < 1e-6
    companies = selection_of()
    assert (companies["by"], companies["groups"], by_number(companies)["1008"]["companies"]) == ("account", None, 1)
    assert by_number(companies)["1007"]["criteria"]["partnership"]["signs"]["contacts"] == 0
    told = company().analyse("selection", "--by", "group", "--draws", "0")
    assert told["accounts"] == got["accounts"]


def test_groups__as_they_were():
    alone = by_number(selection_of())
    early = by_number(selection_of(by="group", groups="2025-01-31"))
    assert early["1007"]["companies"] == 2 and volume(early["1009"]) == volume(alone["1009"])
    assert abs(volume(early["1007"]) - volume(alone["1007"]) - volume(alone["1008"])) < 0.005
    as_then = selection_of(by="group", groups="then")
    # Who was a head while it bought and has one today is a candidate, too.
    assert as_then["funnel"]["accounts"] >= as_then["funnel"]["buying"] > selection_of(by="group")["funnel"]["buying"], as_then["funnel"]
    then = by_number(as_then)
    both = volume(then["1007"]) + volume(then["1009"])
    assert volume(then["1009"]) < volume(alone["1009"]) and volume(then["1007"]) > volume(early["1007"])
    assert abs(both - sum(volume(alone[number]) for number in ("1007", "1008", "1009"))) < 0.005


def test_groups__refusals_and_members():
    wrong = selection_of(by="product", groups="soon", status=400)
    assert faults(wrong) == {"/by", "/groups"}, wrong
    path = f"/api/v1/accounts/{company().accounts['1008']}/analysis/selection"
    got = company().get("director", path, by="group", draws=0).json
    assert got["item"] is None and "head of its group" in got["item_reason"]
    assert company().get("director", path, draws=0).json["item"]["number"] == "1008"


def test_limits__of_one_question():
    got = {c["code"]: c for c in selection_of(limits="volume=5-60,growth=10-10")["criteria"]}
    usual = {c["code"]: c for c in selection_of()["criteria"]}
    assert (got["volume"]["weight_low"], got["volume"]["weight_high"]) == (0.05, 0.6)
    assert got["growth"]["weight_low"] == got["growth"]["weight_high"] == 0.1 == got["growth"]["weight"]
    assert got["breadth"] == usual["breadth"]
    narrow, wide = ({c["code"]: c for c in selection_of(wobble=wobble, limits="volume=5-60")["criteria"]} for wobble in (0, 90))
    assert narrow["volume"]["weight_low"] == wide["volume"]["weight_low"] and narrow["growth"]["weight_low"] > wide["growth"]["weight_low"]
    for wrong in ("volume=60-5", "volume=5", "volume=-1-5", "volume=5-101", "size=1-2"):
        assert selection_of(limits=wrong, status=400), wrong


def exported(role="director", status=200, **query):
    got = company().get(role, "/api/v1/analysis/selection/export", draws=100, **query)
    assert got.status == status, got
    return got


def rows_of(answer, delimiter=","):
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=delimiter))


def test_export__holds_the_list_in_the_language_of_the_reader():
    listed = company().get("director", "/api/v1/analysis/selection", draws=100, before="true").json["accounts"]
    answer = exported(before="true")
    head, *rows = rows_of(answer)
    assert "selection.csv" in answer.headers["Content-Disposition"] and answer.headers["Content-Type"].startswith("text/csv")
    assert head[:10] == ["Place", "Account", "Number", "Score", "Key in (%)", "TOPSIS", "PROMETHEE", "Place a year ago", "Volume (EUR)", "Volume, points of score"]
    assert len(rows) == len(listed)
    for row, account in zip(rows, listed, strict=True):
        assert row[1:3] == [account["name"], account["number"]] and row[0] == str(account["rank"])
        assert abs(float(row[3]) - account["score"] * 100) < 0.006 and abs(float(row[4]) - account["in_top"] * 100) < 0.06
        assert row[7] == (str(account["before"]["rank"]) if account["before"] else "")
        assert float(row[8]) == volume(account)
    head, first, *_ = rows_of(exported(lang="sr", by="group"), ";")
    assert head[:5] == ["Mesto", "Kupac", "Broj", "Firmi", "Ocena"] and "," in first[4]
    assert rows_of(exported(lang="sr-Cyrl"), ";")[0][1] == "Купац"


def test_export__takes_rights_and_leaves_a_note():
    assert exported("kam", 403).json["detail"] and exported("admin", 403)
    assert faults(exported(status=400, lang="de", limit=5, wobble=900).json) == {"/lang", "/limit", "/wobble"}
    assert faults(selection_of(status=400, lang="sr")) == {"/lang"}
    notes = [company().get("admin", "/api/v1/audit", action="export").json["items"]]
    exported()
    notes.append(company().get("admin", "/api/v1/audit", action="export").json["items"])
    assert len(notes[1]) == len(notes[0]) + 1 and sorted(notes[1][0]["fields"]) == ["analysis", "query"], notes[1][0]


def test_runs__say_that_people_changed_their_mind():
    kept = company().request("director", "POST", "/api/v1/analysis/selection", draws=100)
    assert kept.status == 201, kept
    again = f"/api/v1/analysis/runs/{kept.json['run']}/again"
    assert company().request("director", "POST", again).json["verdict"] == "same"
    patch("director", f"/api/v1/criteria/{ids()['volume']}", {"weight": "40"})
    assert company().request("director", "POST", again).json["verdict"] == "differs"
    company().server.kamen("analyze", "again", str(kept.json["run"]))  # another answer is no fault of the data
    patch("director", f"/api/v1/criteria/{ids()['volume']}", {"weight": "30"})
    assert company().request("director", "POST", again).json["verdict"] == "same"


def test_changes__are_kept():
    """Who changed a criterion, a weighting or one of its figures, from what to what."""
    of = ids()
    one = save("director", "Za reviziju", "points", [("volume", None, "3")])
    item = company().get("director", "/api/v1/weighting_items", weighting_id=f"eq.{one}").json["items"][0]["id"]
    for path, body in ((f"criteria/{of['breadth']}", {"weight": "7"}), (f"weightings/{one}", {"name": "Revizija"}), (f"weighting_items/{item}", {"value": "4"})):
        patch("director", f"/api/v1/{path}", body)
        history = company().get("director", f"/api/v1/{path}/history").json["items"]
        last = max(history, key=lambda entry: entry["version"])
        assert last["action"] == "update" and set(body) <= set(last["changes"]), (path, last)
        assert last["user_id"] == company().people["director"]


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "nothing is selected in it"))
