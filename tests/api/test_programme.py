"""The programme of key accounts over HTTP: portfolio, alerts, promises, capacity, and a review from open to signed; rights.
test_programme.py sqlite|postgres."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import Company, amount, run_on  # noqa: E402  (the paths come first)
from server import Server  # noqa: E402

KIND = sys.argv.pop(1)
COMPANY = None
BASE = "/api/v1/programme"
RATES = "currency,date,rate\nUSD,2022-12-31,0.5\n"  # one and the same for all days: a dollar is half a euro


def company():
    """One manager has accounts 1000 and 1001; 1000 is in tier A since 2024 and its review was due in 2025; 1001 is in B."""
    global COMPANY
    if COMPANY is None:
        COMPANY = Company(KIND, rates=RATES)
        COMPANY.manager = COMPANY.own(["1000", "1001"])
        COMPANY.tiers = {tier["code"]: tier["id"] for tier in COMPANY.get("director", "/api/v1/tiers").json["items"]}
        COMPANY.first = decide("1000", "A", "2024-03-01", review_on="2025-03-01")
        COMPANY.second = decide("1001", "B", "2024-03-01")
    return COMPANY


def make(path, body, role="director", status=201):
    answer = COMPANY.request(role, "POST", path, body)
    assert answer.status == status, (path, body, answer)
    return answer.json


def decide(number, tier, day, role="director", **more):
    return make("/api/v1/tier_decisions", {"account_id": COMPANY.accounts[number], "tier_id": tier and COMPANY.tiers[tier], "decided_on": day,
                                           "reason": "Kupuje redovno", **more}, role)


def ask(path="", role="director", status=200, **query):
    answer = company().get(role, BASE + path, **query)
    assert answer.status == status, (path, answer)
    return answer.json


def row(answer, number):
    return next(account for account in answer["accounts"] if account["number"] == number)


def alerts_of(number, role="director", **query):
    return {alert["kind"]: alert for alert in ask("/alerts", role, **query)["alerts"] if alert["account"]["number"] == number}


def test_new_database__has_rules_and_promises():
    answer = ask()
    assert [tier["code"] for tier in answer["tiers"]] == ["A", "B", "C"]
    assert all(tier["rules"] and tier["work_days"] for tier in answer["tiers"]) and answer["tiers"][0]["capacity"] == 20
    promises = ask("/entitlements")["entitlements"]
    assert {promise["area"] for promise in promises} == {"marketing", "service", "administration"}
    assert all(promise["promise_en"] and promise["promise_sr"] for promise in promises)


def test_without_a_line__amounts_are_in_no_currency_but_null():
    with Server(KIND, role="director") as server:
        for path in (BASE, f"{BASE}/capacity", f"{BASE}/entitlements"):
            answer = server.get(path).json
            assert answer["currency"] is None and [tier["net"] for tier in answer["tiers"]] == [None] * 3, (path, answer)


def test_portfolio__tells_tier_figures_and_history():
    answer = ask()
    account = row(answer, "1000")
    net = company().get("director", "/api/v1/sales/accounts", period="all", limit=500).json["items"]
    assert account["tier_id"] == company().tiers["A"] and account["since"] == "2024-03-01" and account["decision"]["reason"] == "Kupuje redovno"
    assert account["owner"]["id"] == company().manager and account["decision"]["review_on"] == "2025-03-01"
    assert 1 <= account["figures"]["rank"] <= len(net) and 0 < account["figures"]["share"] < 100
    assert answer["figures_as_of"] == "2025-08-20" and account["figures"]["score"] is not None
    assert abs(float(amount(account["net"])) - account["figures"]["net"]) < 0.01
    measured = {each["name"]: each for each in company().get("director", "/api/v1/analysis/clv").json["accounts"]}
    for each in answer["accounts"]:
        assert abs(each["figures"]["alive"] - 100 * measured[each["name"]]["p_alive"]) < 1e-6, (each, measured[each["name"]])
    earlier = ask(f"/accounts/{company().accounts['1000']}", as_of="2024-02-29")
    assert earlier["account"]["tier_id"] is None and earlier["history"] == []
    one = ask(f"/accounts/{company().accounts['1000']}")
    assert [decision["id"] for decision in one["history"]] == [company().first["id"]] and len(one["promises"]) == 9


def test_alerts__review_and_promises_are_late_with_their_money():
    found = alerts_of("1000")
    assert found["review"]["since"] == "2025-03-01" and found["review"]["days"] > 0 and found["review"]["action"] == "review"
    assert found["promise_late"]["periods"] > 0 and found["promise_late"]["promises"]
    assert found["review"]["at_stake"] == row(ask(), "1000")["net"] and found["review"]["owner"]["id"] == company().manager
    stakes = [amount(alert["at_stake"]) for alert in ask("/alerts")["alerts"] if alert["at_stake"]]
    assert stakes == sorted(stakes, reverse=True)


def test_alerts__a_rule_that_is_met_puts_an_account_out():
    bound = row(ask(), "1001")["figures"]["net"]
    rule = make("/api/v1/tier_rules", {"tier_id": company().tiers["B"], "purpose": "exit", "measure": "net", "comparison": "at_most",
                                       "value": f"{bound + 1:.2f}"})
    found = alerts_of("1001")["exit"]
    assert rule["id"] in [each["rule_id"] for each in found["rules"]], found
    version = company().get("director", f"/api/v1/tier_rules/{rule['id']}").headers["ETag"]
    assert company().request("director", "DELETE", f"/api/v1/tier_rules/{rule['id']}", headers={"If-Match": version}).status == 204


def test_entitlements__a_delivery_fills_the_period_in_which_it_was_made():
    before = ask("/entitlements", as_of="2025-05-10", account=company().accounts["1000"])
    visit = next(p["id"] for p in before["entitlements"] if p["every"] == "month")
    states = [p["state"] for p in next(p for p in before["accounts"][0]["promises"] if p["entitlement_id"] == visit)["periods"]]
    assert states == ["late"] * 4 + ["due"] and [account["number"] for account in before["accounts"]] == ["1000"]
    make("/api/v1/entitlement_deliveries", {"account_id": company().accounts["1000"], "entitlement_id": visit, "on_day": "2025-03-15"}, "kam")
    after = ask("/entitlements", "kam", as_of="2025-05-10", tier=company().tiers["A"])
    promise = next(p for p in after["accounts"][0]["promises"] if p["entitlement_id"] == visit)
    assert [p["state"] for p in promise["periods"]] == ["late", "late", "kept", "late", "due"] and promise["last_on"] == "2025-03-15"
    assert ask("/entitlements", as_of="2025-05-10", year="2024")["year"] == 2024


def test_capacity__counts_days_of_accounts_and_of_people():
    path = f"/api/v1/users/{company().manager}"
    version = company().get("admin", path).headers["ETag"]
    assert company().request("admin", "PATCH", path, {"programme_days": 10}, {"If-Match": version}).status == 200
    answer = ask("/capacity")
    manager = next(each for each in answer["managers"] if each["id"] == company().manager)
    assert manager["accounts"] == 2 and manager["days"] == 17 and manager["days_available"] == 10
    assert {room["tier_id"]: room["accounts"] for room in answer["rooms"]}[company().tiers["A"]] == 1
    assert ask("/capacity", "member")["managers"] == [] and ask("/capacity", "member")["is_whole"] is False


def test_currency__turns_amounts_and_neither_rules_nor_figures():
    own, other = ask(), ask(currency="USD")
    assert (own["currency"], own["rules_currency"], own["currencies"]) == ("EUR", "EUR", ["EUR", "USD"])
    assert (other["currency"], other["rules_currency"]) == ("USD", "EUR")
    for number in ("1000", "1001"):
        ours, theirs = row(own, number), row(other, number)
        assert theirs["net"]["currency"] == "USD" and abs(float(amount(theirs["net"])) - 2 * float(amount(ours["net"]))) < 0.01
        assert theirs["figures"] == ours["figures"] and theirs["rules"] == ours["rules"]
    assert abs(float(amount(other["tiers"][0]["net"])) - 2 * float(amount(own["tiers"][0]["net"]))) < 0.01
    stakes = [(float(amount(a["at_stake"])), float(amount(b["at_stake"]))) for a, b in zip(ask("/alerts")["alerts"], ask("/alerts", currency="USD")["alerts"])
              if a["at_stake"]]
    assert stakes and all(abs(theirs - 2 * ours) < 0.01 for ours, theirs in stakes)
    assert [fault["pointer"] for fault in ask(status=400, currency="XYZ")["errors"]] == ["/currency"]


def test_rights__rows_in_view_and_margins_by_class():
    mine = ask(role="kam")
    assert {account["number"] for account in mine["accounts"]} <= {"1000", "1001"} and mine["with_margin"] is False
    assert all(account["figures"][name] is None for account in mine["accounts"] for name in ("margin", "margin_rate", "score"))
    assert ask(role="member")["accounts"] == [] and ask("/alerts", "member")["alerts"] == []
    for path in ("", "/alerts", "/entitlements", "/capacity"):
        ask(path, "admin", 403)
        assert company().server.get(BASE + path, {"Authorization": ""}).status == 401
    ask(f"/accounts/{company().accounts['1000']}", "member", 404)
    ask("/accounts/17", "director", 404)
    for role in ("kam", "member", "executive"):
        assert company().request(role, "POST", f"{BASE}/reviews", {"name": "2025"}).status == 403


def test_faults__come_all_at_once():
    answer = ask("/entitlements", status=400, as_of="soon", year="last", account="x", tier="-1", colour="red")
    assert {fault["pointer"] for fault in answer["errors"]} == {"/as_of", "/year", "/account", "/tier", "/colour"}, answer


def patch_item(item, body, status=200):
    path = f"/api/v1/programme_review_items/{item['id']}"
    answer = company().request("director", "PATCH", path, body, {"If-Match": company().get("director", path).headers["ETag"]})
    assert answer.status == status, answer
    return answer


def sign(review, role="director", status=200, version=None):
    path = f"{BASE}/reviews/{review}"
    version = version or company().get("director", path).headers["ETag"]
    answer = company().request(role, "POST", f"{path}/sign", headers={"If-Match": version})
    assert answer.status == status, answer
    return answer


def test_review__from_open_to_signed():
    answer = company().request("director", "POST", f"{BASE}/reviews", {"name": "Pregled 2026"})
    assert answer.status == 201 and answer.headers["Location"] == f"{BASE}/reviews/{answer.json['id']}", answer
    review = answer.json["id"]
    assert company().request("director", "POST", f"{BASE}/reviews", {"name": "Drugi"}).status == 409
    seen = ask(f"/reviews/{review}")
    run, items = seen["review"]["run"], seen["items"]
    by_number = {item["account"]["number"]: item for item in items}
    assert {"1000", "1001"} <= set(by_number) and all(item["verdict"] == "open" and item["proposed"]["verdict"] for item in items)
    # Nothing is decided, then one is decided wrongly and one without a reason.
    faults = sign(review, status=422).json["errors"]
    assert {fault["pointer"] for fault in faults} == {f"/items/{item['id']}" for item in items} and {fault["code"] for fault in faults} == {"not_decided"}, faults
    for item in items:
        patch_item(item, {"verdict": "keep", "to_tier_id": item["from_tier_id"]})
    patch_item(by_number["1000"], {"verdict": "lower", "to_tier_id": company().tiers["B"]})
    patch_item(by_number["1001"], {"verdict": "leave", "reason": "Ne kupuje"})
    codes = {(fault["pointer"], fault["code"]) for fault in sign(review, status=422).json["errors"]}
    assert codes == {(f"/items/{by_number['1000']['id']}", "no_reason"), (f"/items/{by_number['1001']['id']}", "contradiction")}, codes
    patch_item(by_number["1000"], {"reason": "Promet je pao"})
    patch_item(by_number["1001"], {"verdict": "keep"})
    sign(review, "analyst", 403)
    sign(review, status=412, version='"77"')
    assert company().request("director", "POST", f"{BASE}/reviews/{review}/sign").status == 428
    signed = sign(review).json
    assert signed["state"] == "signed" and len(signed["list_hash"]) == 64 and signed["signed_at"]
    # Decisions are made, and nothing of it changes any more.
    seen = ask(f"/reviews/{review}")
    assert seen["review"]["is_intact"] is True and seen["review"]["signed_by"] and seen["decided"] == len(items)
    now = row(ask(), "1000")
    assert now["tier_id"] == company().tiers["B"] and now["decision"]["review_id"] == review and now["decision"]["reason"] == "Promet je pao"
    assert now["decision"]["run_id"] == run["id"]
    assert now["since"] == date.today().isoformat() or now["since"] >= (date.today() - timedelta(1)).isoformat()
    assert patch_item(by_number["1000"], {"reason": "Ipak ne"}, 422).json["errors"][0]["code"] == "signed"
    path = f"/api/v1/tier_decisions/{now['decision']['id']}"
    version = company().get("director", path).headers["ETag"]
    assert company().request("director", "DELETE", path, headers={"If-Match": version}).status == 422
    path = f"/api/v1/programme_reviews/{review}"
    version = company().get("director", path).headers["ETag"]
    assert company().request("director", "PATCH", path, {"name": "Drugo ime"}, {"If-Match": version}).status == 422
    assert company().request("director", "DELETE", f"{BASE}/reviews/{review}").status == 409
    sign(review, status=409)
    history = company().get("director", f"{path}/history").json["items"]
    assert history[0]["action"] == "sign" and "list_hash" in history[0]["changes"]


def selected():
    """What the selection without a word says, by number of the account."""
    return {account["number"]: account for account in company().get("director", "/api/v1/analysis/selection").json["accounts"]}


def test_review__says_why_in_sentences_and_on_which_data():
    review = make(f"{BASE}/reviews", {"name": "Sa razlozima"})["id"]
    seen, chosen = ask(f"/reviews/{review}"), selected()
    for item in seen["items"]:
        reasons, share = item["reasons"], chosen[item["account"]["number"]]["in_top"]
        assert f"{100 * share:.0f}%" in reasons[0]["en"], (reasons, share)
        assert 1 < len(reasons) <= len(chosen[item["account"]["number"]]["reasons"])
        assert all(reason["en"][-1] == reason["sr"][-1] == "." and len({reason["en"], reason["sr"], reason["sr_cyrl"]}) == 3 for reason in reasons), reasons
    run = next(run for run in company().get("director", "/api/v1/analysis/runs").json["items"] if run["run"] == seen["review"]["run"]["id"])
    assert run["analysis"] == "selection" and run["data_version"] == seen["review"]["run"]["data_version"] > 0
    assert all(item["reasons"] == [] for item in ask(f"/reviews/{review}", "kam")["items"])
    path = f"/accounts/{company().accounts['1000']}"
    assert ask(path)["reasons"] == next(item["reasons"] for item in seen["items"] if item["account"]["number"] == "1000")
    assert ask(path, "kam")["reasons"] == []
    assert company().request("director", "DELETE", f"{BASE}/reviews/{review}").status == 204


def command(*words):
    return company().server.kamen("analyze", "programme", *words)


def test_command_line__answers_as_the_api():
    review = make(f"{BASE}/reviews", {"name": "Za komandnu liniju"})["id"]
    account = f"/accounts/{company().accounts['1000']}"
    for part, path in (("portfolio", ""), ("alerts", "/alerts"), ("capacity", "/capacity"), ("entitlements", "/entitlements"),
                       ("review", f"/reviews/{review}"), (f"review {review}", f"/reviews/{review}"), ("account 1000", account)):
        assert json.loads(command(*part.split(), "--json")) == ask(path), part
    assert json.loads(command("--json", "--currency", "USD", "--as-of", "2025-05-10")) == ask(currency="USD", as_of="2025-05-10")
    first = ask(f"/reviews/{review}")["items"][0]
    shown = " ".join(command("review", "--limit", "0", "--language", "en").split())
    assert "Za komandnu liniju" in shown and first["account"]["name"] in shown and first["reasons"][0]["en"] in shown
    assert first["reasons"][0]["sr"] in " ".join(command("review", "--language", "sr").split())
    assert "Kupuje redovno" in command("account", "1000") and "2024-03-01" in command("account", "1000")
    for part in ("", "alerts", "entitlements"):
        assert "1000 " in command(*part.split(), "--limit", "0"), part
    assert company().request("director", "DELETE", f"{BASE}/reviews/{review}").status == 204


def test_review__opens_once_for_a_key():
    def open_it(name, key="pregled-1"):
        return company().request("director", "POST", f"{BASE}/reviews", {"name": name}, {"Idempotency-Key": key})

    first, again = open_it("Jednom"), open_it("Jednom")
    assert first.status == again.status == 201 and again.json == first.json, (first, again)
    assert again.headers["Location"] == first.headers["Location"], (first.headers, again.headers)
    assert again.headers["Idempotency-Replayed"] == "true" and first.headers.get("Idempotency-Replayed") is None
    assert open_it("Drugačije").status == 422
    assert open_it("Jednom", "pregled-2").status == 409, "another request for another review"
    assert company().request("director", "DELETE", f"{BASE}/reviews/{first.json['id']}").status == 204


def test_review__another_one_can_be_thrown_away():
    review = make(f"{BASE}/reviews", {"name": "Probni"})["id"]
    assert company().request("director", "DELETE", f"{BASE}/reviews/{review}").status == 204
    ask(f"/reviews/{review}", status=404)
    answer = company().request("director", "POST", f"{BASE}/reviews", {"naziv": "Bez imena"})
    assert answer.status == 422 and {fault["pointer"] for fault in answer.json["errors"]} == {"/name", "/naziv"}, answer


def test_decision__is_undone_by_deleting_it():
    made = decide("1002", "C", "2025-06-01")
    assert row(ask(), "1002")["tier_id"] == company().tiers["C"]
    path = f"/api/v1/tier_decisions/{made['id']}"
    version = company().get("director", path).headers["ETag"]
    assert company().request("director", "DELETE", path, headers={"If-Match": version}).status == 204
    assert ask(f"/accounts/{company().accounts['1002']}")["account"]["tier_id"] is None


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "the programme is not asked of it"))
