"""Analyses over HTTP: the same bytes as the command line, runs, one account's own part, parameters, rights.
test_analyses.py sqlite|postgres."""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import ROWS, Company, amount, run_on, to_csv  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
NAMES = ["concentration", "behaviour", "clv", "assortment", "forecast", "elasticity", "selection", "purchasing", "groups",
         "dependency", "merger", "compare", "predictability"]
COMPANY = None
OWN = ["1000", "1001"]


def company():
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND)
        COMPANY.own(OWN)
    return COMPANY


def answer(role, name, status=200, **query):
    got = company().get(role, f"/api/v1/analysis/{name}", **query)
    assert got.status == status, (name, got)
    return got.json


def of_account(role, number, name, status=200, **query):
    got = company().get(role, f"/api/v1/accounts/{company().accounts[number]}/analysis/{name}", **query)
    assert got.status == status, (name, got)
    return got.json


def post(role, path, **query):
    return company().request(role, "POST", path, **query)


def test_list__says_what_each_can_be_asked():
    items = company().get("director", "/api/v1/analysis").json["items"]
    assert [item["name"] for item in items] == NAMES
    clv = {p["name"]: p for p in items[2]["parameters"]}
    assert (clv["horizon"]["kind"], clv["horizon"]["min"], clv["horizon"]["max"], clv["horizon"]["default"]) == ("integer", 1, 120, 12)
    assert clv["model"]["choices"] == ["auto", "bgnbd", "mbgnbd", "pnbd"] and clv["until"]["kind"] == "date"
    assert all(item["en"] and item["sr"] and item["method"].startswith("docs/methods/") for item in items)


def test_answers__are_those_of_the_command_line():
    questions = [(name, {}) for name in NAMES] + [("concentration", {"by": "category", "points": "true"}), ("clv", {"horizon": 6})]
    for name, query in questions:
        flags = [f"--{key}" if value == "true" else f"--{key}={value}" for key, value in query.items()]
        got = company().get("director", f"/api/v1/analysis/{name}", **query)
        if got.status == 422:
            assert "not enough data" in got.json["detail"], got
            continue
        assert got.json == company().analyse(name, *flags), name
        assert got.json["method"].endswith(f"{'likeness' if name == 'assortment' else name}.md")
    assert company().get("director", "/api/v1/analysis/concentration").body == company().get("executive", "/api/v1/analysis/concentration").body


def test_limit__cuts_the_list():
    whole = answer("director", "behaviour")
    some = answer("director", "behaviour", limit=3)
    assert some["accounts"] == whole["accounts"][:3] and some["summary"] == whole["summary"]


def test_faults__come_all_at_once():
    got = company().get("director", "/api/v1/analysis/clv?horizon=0&discount=much&model=magic&from=soon&by=product&colour=red&limit=0&horizon=3")
    assert got.status == 400 and got.headers["Content-Type"] == "application/problem+json"
    faults = {(e["pointer"], e["code"]) for e in got.json["errors"]}
    assert {p for p, _ in faults} == {"/horizon", "/discount", "/model", "/from", "/by", "/colour", "/limit"}, faults
    assert ("/horizon", "twice") in faults
    assert any("auto, bgnbd, mbgnbd or pnbd" in e["detail"] for e in got.json["errors"])
    assert post("director", "/api/v1/analysis/clv", limit=3).status == 400
    assert company().get("director", "/api/v1/analysis/gini").status == 404


def test_data__that_is_too_thin_is_told():
    got = company().get("director", "/api/v1/analysis/forecast", until="2023-01-10")
    assert got.status == 422 and "not enough data" in got.json["detail"], got


def test_run__is_kept_shown_and_done_again():
    got = post("analyst", "/api/v1/analysis/concentration", by="category")
    assert got.status == 201, got
    run = got.json["run"]
    assert got.headers["Location"] == f"/api/v1/analysis/runs/{run}"
    shown = company().get("director", got.headers["Location"]).json
    assert shown["run"] == run and shown["analysis"] == "concentration" and shown["parameters"] == {"by": "category", "depth": 0}
    kept = got.json
    kept.pop("run")
    assert shown["answer"] == kept and len(shown["result_hash"]) == 64
    again = post("director", f"/api/v1/analysis/runs/{run}/again").json
    assert again["verdict"] == "same" and again["answer"] == kept
    # It is a run of its own, with the same question and the same answer.
    kept_again = company().get("director", f"/api/v1/analysis/runs/{again['again']}").json
    assert again["again"] != run and kept_again["answer"] == kept and kept_again["parameters"] == shown["parameters"]
    assert kept_again["result_hash"] == shown["result_hash"]
    assert company().get("director", "/api/v1/analysis/runs/99999").status == 404
    assert post("director", "/api/v1/analysis/runs/99999/again").status == 404


def test_runs__come_page_by_page_newest_first():
    before = len(company().get("director", "/api/v1/analysis/runs").json["items"])
    for _ in range(3):
        assert post("director", "/api/v1/analysis/behaviour").status == 201
    runs, cursor = [], None
    while True:
        page = company().get("director", "/api/v1/analysis/runs", limit=2, cursor=cursor).json
        runs += [int(item["run"]) for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(runs) == before + 3 and runs == sorted(runs, reverse=True)
    assert company().get("director", "/api/v1/analysis/runs", limit=0).status == 400


def test_get__keeps_nothing():
    before = company().get("director", "/api/v1/analysis/runs").json["items"]
    answer("director", "selection")
    assert company().get("director", "/api/v1/analysis/runs").json["items"] == before


def test_account__has_its_own_part_with_its_source():
    for name in NAMES:
        whole = company().get("director", f"/api/v1/analysis/{name}")
        if whole.status == 422:
            continue
        part = of_account("director", "1003", name)
        if name in ("merger", "compare"):  # of the two that it is about
            assert part["item"] is None or part["item"]["role"]
            continue
        if name in ("purchasing", "groups"):  # lists of groups, and this one is none
            assert part["item"] is None and "head of a group" in part["item_reason"]
            continue
        listed = whole.json["list" if name == "concentration" else "accounts"]
        assert part["item"] == next(i for i in listed if i["number"] == "1003"), name
        source = part["source"]
        assert source["as_of"] == whole.json["as_of"] and source["formula"] == whole.json["method"]
        assert source["certainty"]["words"] and json.loads(source["settings"]) is not None
        opened = company().open(source["opens_to"])
        assert {line["account"]["number"] for line in opened} == {"1003"} and not any(line["product"]["is_charge"] for line in opened)


def test_account__without_a_line_says_so():
    made = company().request("director", "POST", "/api/v1/accounts", {"name": "Bez računa"})
    assert made.status == 201, made
    got = company().get("director", f"/api/v1/accounts/{made.json['id']}/analysis/behaviour").json
    assert got["item"] is None and "not enough data" in got["item_reason"]


def test_rights__a_manager_analyses_own_accounts_alone():
    got = answer("kam", "behaviour")
    assert {a["number"] for a in got["accounts"]} == set(OWN)
    assert got["lines"]["all"] == len([r for r in ROWS if r["account_number"] in OWN])
    sums = company().sums("kam", group_by="account", basis="products")
    assert amount(sums["total"]["net"]) == amount(got["basis"]["net"])
    assert {a["number"] for a in answer("kam", "concentration")["list"]} == set(OWN)


def has(value, name):
    if isinstance(value, dict):
        return name in value or any(has(v, name) for v in value.values())
    return isinstance(value, list) and any(has(v, name) for v in value)


def test_rights__costs_and_profit_are_absent_without_their_class():
    assert has(answer("director", "concentration"), "margin") and has(answer("director", "concentration"), "profit")
    for name in ("margin", "profit"):
        assert not has(answer("kam", "concentration"), name)
        assert not has(of_account("kam", "1000", "concentration"), name)
    for name in ("clv", "selection"):
        assert "order of profit" in answer("kam", name, status=403)["detail"]
        part = of_account("kam", "1000", name)
        for member in ("value", "value_lower", "margin_rate", "profit", "score", "house_margin_rate"):
            assert name == "selection" and member == "value" or not has(part["item"], member), (name, member)
    assert has(answer("director", "predictability"), "value_of")
    for part in (answer("kam", "predictability"), of_account("kam", "1000", "predictability")):
        assert has(part, "p_alive") and not any(has(part, member) for member in ("value", "value_lower", "value_upper", "value_of"))
    assert of_account("kam", "1000", "selection")["item"]["rank"] >= 1
    faults = of_account("kam", "1000", "selection", status=400, weights="profitability=1")["errors"]
    assert [f["pointer"] for f in faults] == ["/weights"]
    of_account("director", "1000", "selection", weights="profitability=1")


def test_rights__who_may_ask_and_keep():
    for role, all_status, run_status in (("director", 200, 201), ("analyst", 200, 201), ("executive", 200, 201), ("kam", 200, 403),
                                         ("member", 403, 403), ("admin", 403, 403)):
        assert company().get(role, "/api/v1/analysis/behaviour").status == all_status, role
        assert post(role, "/api/v1/analysis/behaviour").status == run_status, role
        for path in ("/api/v1/analysis/runs", "/api/v1/analysis/runs/1"):
            assert company().get(role, path).status == (200 if run_status == 201 else 403), (role, path)
    of_account("kam", "1005", "behaviour", status=404)
    of_account("member", "1000", "behaviour", status=404)
    of_account("admin", "1000", "behaviour", status=403)


def test_compare__counts_people_and_hides_margins():
    ids = company().accounts
    before = answer("director", "compare", one=ids["1000"], other=ids["1001"])
    made = company().request("director", "POST", "/api/v1/contacts", {"account_id": ids["1000"], "family_name": "Petrović"})
    assert made.status == 201, made
    after = answer("director", "compare", one=ids["1000"], other=ids["1001"])
    assert after["accounts"][0]["contacts"] == before["accounts"][0]["contacts"] + 1
    assert after["accounts"][1]["contacts"] == before["accounts"][1]["contacts"] and has(after, "profit")
    seen = answer("kam", "compare", one=ids["1000"], other=ids["1001"])
    assert seen["overlap"] == after["overlap"] and not has(seen, "profit")
    assert "no account here" in answer("kam", "compare", status=422, one=ids["1000"], other=ids["1005"])["detail"]


def group_of(role, number, **query):
    groups = [group for group in answer(role, "purchasing", **query)["groups"] if group["number"] == number]
    assert len(groups) <= 1
    return groups[0] if groups else None


def test_purchasing__of_groups_and_what_people_say_of_them():
    assert group_of("director", "1004") is None
    tie = {"account_id": company().accounts["1003"], "parent_id": company().accounts["1004"]}
    assert company().request("director", "POST", "/api/v1/group_memberships", tie).status == 201
    group = group_of("director", "1004")
    assert group["companies"] == 2 and group["id"] == company().accounts["1004"], group
    item = group["categories"][0]
    assert item["said"] is None and item["our_share_of_their_purchases"] is None and item["our_share_reason"]
    said = {"account_id": group["id"], "category": item["category"], "mode": "local", "source": "judgement",
            "yearly_purchases": {"amount": f"{amount(item['net']) * 4:.2f}", "currency": item["net"]["currency"]}}  # fmt: skip
    made = company().request("director", "POST", "/api/v1/purchasings", said)
    assert made.status == 201, made
    item = of_account("director", "1004", "purchasing")["item"]["categories"][0]
    assert item["said"] == {"id": made.json["id"], "mode": "local", "since": None, "source": "judgement"}
    assert abs(item["our_share_of_their_purchases"] - 0.25) < 1e-6 and item["our_share_reason"] is None
    # Less than we alone sold them cannot be all that they buy.
    less = {"yearly_purchases": {"amount": f"{amount(item['net']) / 2:.2f}", "currency": item["net"]["currency"]}}
    changed = company().request("director", "PATCH", f"/api/v1/purchasings/{made.json['id']}", less, headers={"If-Match": made.headers["ETag"]})
    assert changed.status == 200, changed
    item = of_account("director", "1004", "purchasing")["item"]["categories"][0]
    assert item["our_share_of_their_purchases"] is None and "yearly_purchases anew" in item["our_share_reason"], item


def test_purchasing__a_proposal_is_kept_and_taken_back():
    tie = {"account_id": company().accounts["1006"], "parent_id": company().accounts["1005"]}
    assert company().request("director", "POST", "/api/v1/group_memberships", tie).status == 201
    group = group_of("director", "1005")
    category = group["categories"][0]["category"]
    # As the members of "proposal" are.
    proposal = {"account_id": group["id"], "category": category, "mode": "central", "centre_id": tie["account_id"], "since": "2024-05-08",
                "source": "data", "confidence": 97.3}  # fmt: skip
    made = company().request("director", "POST", "/api/v1/purchasings", proposal)
    assert made.status == 201, made
    said = group_of("director", "1005")["categories"][0]["said"]
    assert said == {"id": made.json["id"], "mode": "central", "since": "2024-05-08", "source": "data"}
    gone = company().request("director", "DELETE", f"/api/v1/purchasings/{made.json['id']}", headers={"If-Match": made.headers["ETag"]})
    assert gone.status in (200, 204), gone
    assert group_of("director", "1005")["categories"][0]["said"] is None


def test_purchasing__of_the_groups_that_one_may_see_and_without_profit():
    tie = {"account_id": company().accounts["1001"], "parent_id": company().accounts["1000"]}
    assert company().request("director", "POST", "/api/v1/group_memberships", tie).status == 201
    assert "profit" in group_of("director", "1000")["categories"][0]
    got = answer("kam", "purchasing")
    assert [group["number"] for group in got["groups"]] == ["1000"]
    assert not has(got, "profit") and not has(got, "share_of_our_profit") and has(got, "share_of_our_sales")
    assert answer("member", "purchasing", status=403)


def test_dependency__of_accounts_that_are_lost_together():
    ids = company().accounts
    got = answer("director", "dependency", lose=f"{ids['1000']},{ids['1001']},{ids['1000']}", fixed_cost="1000")
    rows = {row["number"]: row for row in got["accounts"]}
    assert [row["number"] for row in got["stress"]["lost"]] == ["1000", "1001"]
    assert amount(got["stress"]["net_lost"]) == amount(rows["1000"]["net"]) + amount(rows["1001"]["net"])
    assert amount(got["stress"]["after"]["net"]) == amount(got["whole"]["net"]) - amount(got["stress"]["net_lost"])
    assert got["fixed_cost"]["amount"] == "1000.00" and has(got, "profit") and "least_set" in got
    seen = answer("kam", "dependency", lose=ids["1000"], fixed_cost="1000")
    assert {row["number"] for row in seen["accounts"]} <= set(OWN)
    assert not has(seen, "profit") and not has(seen, "least_set") and not has(seen, "contribution") and not has(seen, "cover")
    faults = answer("director", "dependency", status=400, fixed_cost="-5", lose="1,x", by="region", groups="soon")["errors"]
    assert {f["pointer"] for f in faults} == {"/fixed_cost", "/lose", "/by", "/groups"}, faults
    assert "no account here" in answer("director", "dependency", status=422, lose="17")["detail"]
    assert "no account here" in answer("kam", "dependency", status=422, lose=ids["1005"])["detail"]
    assert "no account here" in answer("kam", "dependency", status=422, lose_groups=ids["1005"])["detail"]


def test_dependency__of_data_that_show_nobody_lost():
    ids = company().accounts
    pair = f"{ids['1000']},{ids['1001']}"
    year, month = (answer("director", "dependency", lose=pair, fixed_cost="1000", horizon=n) for n in (12, 1))
    assert year["horizon_months"] == 12 and year["model"] in ("bgnbd", "mbgnbd", "pnbd")
    assert "nobody who was lost" in year["probability_reason"]
    for row, sooner in zip(year["accounts"], month["accounts"]):
        assert row["probability_of_loss"] is None and row["expected_loss"] is None and row["probability_lost_today"] is None
        assert row["probability_of_silence_lower"] <= row["probability_of_silence"] <= row["probability_of_silence_upper"], row
        assert row["probability_of_silence"] <= sooner["probability_of_silence"]
        if row["profit"] is not None:
            assert abs(row["profit"]["covers"] - float(amount(row["profit"]["contribution"])) / 1000) < 1e-4
    stress = year["stress"]
    assert stress["probability_all"] is None and stress["expected_loss"] is None
    assert abs(float(amount(stress["profit"]["contribution_lost"])) - 1000 * stress["profit"]["cover_lost"]) < 0.02
    seen = answer("kam", "dependency", lose=ids["1000"], fixed_cost="100000000", loss="1")
    assert "expected_loss" in seen["stress"] and len(seen["least_for_loss"]["lost"]) == 1
    assert not has(seen, "least_set_reason") and not has(seen, "probability_not_covered") and not has(seen, "covers")
    assert [f["pointer"] for f in answer("director", "dependency", status=400, horizon=0)["errors"]] == ["/horizon"]


def assert_opens(path, net):
    """The lines that a figure opens to sum to it."""
    assert abs(sum(amount(line["net"]) for line in company().open(path)) - amount(net)) < 0.01, path


def test_merger__and_compare_open_to_their_lines():
    ids = company().accounts
    got = answer("director", "merger", buyer=ids["1002"], target=ids["1005"])
    assert got["harmonisation"]["articles"]
    for article in got["harmonisation"]["articles"][:5]:
        for side in ("buyer", "target"):
            assert_opens(article[side]["opens_to"], article[side]["net"])
    for category in got["categories"]:
        assert_opens(category["buyer_opens_to"], category["buyer_net"])
    for account in got["accounts"]:
        assert_opens(account["opens_to"], account["net"])
    got = answer("director", "compare", one=ids["1002"], other=ids["1005"])
    for article in got["prices"]["articles"][:5]:
        assert_opens(article["other"]["opens_to"], article["other"]["net"])
    for category in got["categories"]:
        assert_opens(category["one_opens_to"], category["one"])
    unit = answer("director", "compare", one=ids["1001"], other=ids["1005"])["accounts"][0]  # below 1000 since the test of purchasing
    assert "&depth=1" in unit["opens_to"]
    assert_opens(unit["opens_to"], unit["net"])


def test_merger__of_two_and_without_profit():
    ids = company().accounts
    got = answer("director", "merger", buyer=ids["1002"], target=ids["1005"])
    assert [(a["number"], a["role"]) for a in got["accounts"]] == [("1002", "buyer"), ("1005", "target")]
    articles = got["harmonisation"]["articles"]
    assert abs(sum(amount(a["cost"]) for a in articles) - amount(got["harmonisation"]["cost"])) < 0.01 * len(articles) + 0.01
    assert got["concentration"]["change_points"] >= 0 and got["together"]["rank"] <= min(a["rank"] for a in got["accounts"])
    assert has(got, "profit")
    assert "one already" in answer("director", "merger", status=422, buyer=ids["1002"], target=ids["1002"])["detail"]
    assert "no account here" in answer("kam", "merger", status=422, buyer=ids["1002"], target=ids["1005"])["detail"]
    assert [f["pointer"] for f in answer("director", "merger", status=400, buyer="x")["errors"]] == ["/buyer"]


def test_concentration__slices_and_quarters_add_up_and_hide_profit():
    got = answer("director", "concentration", by="group", groups="then", slice="manager")
    total = amount(got["basis"]["net"]) - amount(got["unassigned"]["net"])
    assert abs(sum(amount(s["net"]) for s in got["slices"]) - total) < 0.01 * len(got["slices"])
    assert abs(sum(amount(q["net"]) for q in got["by_quarter"]) - total) < 0.01 * len(got["by_quarter"])
    assert any(q["profit"] for q in got["by_quarter"])
    assert not has(answer("kam", "concentration", slice="category"), "profit")


def test_again__after_other_data_says_so():
    run = post("director", "/api/v1/analysis/behaviour").json["run"]
    server = company().server
    assert server.stop() == 0
    more = [{**ROWS[0], "document": "R-9999", "date": "2025-08-21", "net": "5.00"}]
    server.kamen("import", server.write("more.csv", to_csv(more)))
    server.start()
    again = post("director", f"/api/v1/analysis/runs/{run}/again").json
    assert again["verdict"] == "data_changed" and again["data_version"] == again["data_version_then"] + 1
    assert company().sums(group_by="year")["total"]["lines"] == len(ROWS) + 1


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "analyses are not asked of it"))
