"""What administrators keep: the firm, tiers, calendars, rates, charges, the audit, copies of the database, and what program it is."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from described import need_tools, tap  # noqa: E402  (the path comes first)
from server import ADMIN, PASSWORD, Server, kinds  # noqa: E402
from visits import LINES, end_of_job  # noqa: E402

HEADER = LINES.splitlines()[0]


class Firm(Server):
    """An administrator and a director; requests are the administrator's, `director` gives the other's headers."""

    def __init__(self, kind="sqlite"):
        need_tools()
        super().__init__(kind, start=False, admin=False)
        tokens = {role: self.make_token(self.add_user(role, password=False)) for role in ("kam", "director", "admin")}
        self.director, self.kam = ({"Authorization": f"Bearer {tokens[role]}"} for role in ("director", "kam"))
        self.start()

    def rows(self, **query):
        """Rows of the audit as the administrator sees them."""
        answer = self.get("/api/v1/audit", **query)
        assert answer.status == 200, answer
        return answer.json["items"]

    def take(self, lines, headers=None):
        answer = self.post("/api/v1/imports", lines, headers={**self.director, "Content-Type": "application/octet-stream", **(headers or {})})
        assert end_of_job(self, answer.json["id"])["state"] == "done", answer

    def set_company(self, **members):
        etag = self.get("/api/v1/company").headers["ETag"]
        return self.patch("/api/v1/company", members, etag=etag)


firms = {}


def known_firm(kind="sqlite"):
    """One that tests share which ask nothing of its beginning."""
    if kind not in firms:
        firms[kind] = Firm(kind)
    return firms[kind]


def known_firms():
    return [known_firm(kind) for kind in kinds()]


def pointers(answer):
    return [fault["pointer"] for fault in answer.json["errors"]]


# --- the firm ---


def test_company__is_new_until_it_has_a_name_and_everybody_reads_it():
    for kind in kinds():
        with Firm(kind) as firm:
            first = firm.get("/api/v1/company", headers=firm.kam)
            assert first.status == 200 and first.headers["ETag"] == '"1"', first
            assert (first.json["name"], first.json["is_new"], first.json["has_lines"], first.json["has_colleagues"]) == (None, True, False, True)
            changed = firm.set_company(name="Metal Promet d.o.o.", country="RS", language="sr-Cyrl", currency="RSD", year_start_month=7)
            assert changed.status == 200 and changed.headers["ETag"] == '"2"', changed
            now = firm.get("/api/v1/company", headers=firm.kam).json
            assert (now["name"], now["language"], now["currency"], now["year_start_month"], now["is_new"]) == (
                "Metal Promet d.o.o.", "sr-Cyrl", "RSD", 7, False)
            row = firm.rows(type="company")[0]
            assert row["actor"] == "admin@firma.rs" and row["changes"]["currency"] == [None, "RSD"], row
            assert firm.patch("/api/v1/company", {"name": "X"}, headers=firm.director, etag='"2"').status == 403


def test_company__change_names_its_version_and_every_fault():
    firm = known_firm()
    assert firm.patch("/api/v1/company", {"name": "X"}).status == 428
    etag = firm.get("/api/v1/company").headers["ETag"]
    assert firm.set_company(name="A").status == 200
    late = firm.patch("/api/v1/company", {"name": "B"}, etag=etag)
    assert late.status == 412 and f'"{late.json["version"]}"' == late.headers["ETag"] != etag, late
    assert late.json["changes"][0]["changes"]["name"][1] == "A", late
    wrong = firm.set_company(currency="dinar", language="fr", year_start_month=13, colour="red")
    assert wrong.status == 422 and set(pointers(wrong)) == {"/currency", "/language", "/year_start_month", "/colour"}, wrong
    warned = firm.set_company(country="RS", tax_number="100000025")
    assert warned.status == 200 and warned.json["warnings"][0]["pointer"] == "/tax_number", warned


def test_company__currency_stays_once_there_are_invoices_or_rates():
    for kind in kinds():
        with Firm(kind) as firm:
            assert firm.set_company(currency="RSD").status == 200
            assert firm.set_company(currency="EUR").status == 200
            assert firm.set_company(currency="RSD").status == 200
            assert firm.post("/api/v1/rates", {"currency": "EUR", "date": "2026-01-05", "rate": "117.2"}, headers=firm.director).status == 200
            assert pointers(firm.set_company(currency="CHF")) == ["/currency"]
            assert firm.delete("/api/v1/rates/EUR/2026-01-05", headers=firm.director).status == 204
            firm.take(LINES)
            refused = firm.set_company(currency="EUR")
            assert refused.status == 422 and "invoices" in refused.json["errors"][0]["detail"], refused
            assert firm.get("/api/v1/company").json["has_lines"] is True


def test_company__currency_may_be_said_after_the_first_import():
    with Firm() as firm:
        firm.take(LINES)
        assert firm.set_company(currency="RSD").status == 200


def test_welcome__tells_strangers_the_language_and_nothing_of_the_firm():
    firm = known_firm()
    firm.set_company(name="Metal Promet", language="sr")
    assert firm.get("/api/v1/welcome", headers={"Authorization": ""}).json == {"language": "sr", "has_users": True, "has_identity_provider": False}


def test_about__names_the_program_and_its_libraries():
    for firm in known_firms():
        about = firm.get("/api/v1/about", headers=firm.kam).json
        assert about["database"] == {"sqlite": "sqlite", "postgres": "postgresql"}[firm.database.kind] and about["licence"] == "AGPL-3.0-or-later"
        assert {"SQLite", "GLib", "GNU Scientific Library"} <= {library["name"] for library in about["libraries"]}
        assert all(library["licence"] and library["version"] for library in about["libraries"])


# --- people ---


def test_roles__are_the_policy_for_everybody_to_read():
    firm = known_firm()
    roles = {each["role"]: each for each in firm.get("/api/v1/roles", headers=firm.kam).json["items"]}
    assert list(roles) == ["admin", "director", "kam", "member", "analyst", "executive"]
    assert roles["kam"]["classes"]["margin"] == "none" and roles["director"]["classes"]["margin"] == "write"
    assert roles["analyst"]["sees_all_accounts"] and not roles["member"]["sees_all_accounts"]
    assert "people_write" in roles["admin"]["permissions"] and "business_read" not in roles["admin"]["permissions"]


def test_access__says_in_general_how_much_somebody_sees():
    for firm in known_firms():
        people = {user["role"]: user["id"] for user in firm.get("/api/v1/users").json["items"]}
        account = firm.post("/api/v1/accounts", {"name": f"Gvožđe {firm.database.kind}", "owner_id": people["kam"]}, headers=firm.director)
        seen = firm.get("/api/v1/access", user=people["kam"]).json
        assert (seen["accounts_in_view"], seen["account_id"], seen["sees"], seen["reasons"]) == (1, None, None, []), (seen, account)
        assert firm.get("/api/v1/access", user=people["director"]).json["accounts_in_view"] is None
        assert firm.get("/api/v1/access", user=people["admin"]).json["accounts_in_view"] == 0
        why = firm.get("/api/v1/access", user=people["kam"], account=account.json["id"]).json
        assert why["sees"] is True and [reason["by"] for reason in why["reasons"]] == ["owner"]


def test_sign_ins__tell_administrators_how_people_get_in():
    for kind in kinds():
        with Server(kind) as server:
            signed_in = server.post("/api/v1/session", {"email": ADMIN, "password": PASSWORD})
            headers = {"Cookie": signed_in.headers["Set-Cookie"].split(";")[0]}
            (row,) = server.get("/api/v1/users/sign-ins", headers).json["items"]
            assert (row["has_password"], row["has_second_factor"], row["sessions"], row["tokens"], row["link_until"]) == (True, False, 1, 0, None)
            assert row["last_at"] is not None
    firm = known_firm()
    rows = firm.get("/api/v1/users/sign-ins").json["items"]
    assert [(row["has_password"], row["sessions"], row["tokens"], row["last_at"]) for row in rows] == [(False, 0, 1, None)] * 3
    assert firm.get("/api/v1/users/sign-ins", headers=firm.director).status == 403


# --- tiers and calendars ---


def test_tiers__are_there_from_the_beginning_and_directors_change_them():
    for firm in known_firms():
        tiers = firm.get("/api/v1/tiers", order="position", headers=firm.kam).json["items"]
        assert [(tier["code"], tier["name_en"], tier["name_sr"]) for tier in tiers] == [
            ("A", "Key", "Ključni"), ("B", "Growing", "Razvojni"), ("C", "Standard", "Standardni")]
        assert "rule" in tiers[0] and "rule" not in firm.get(f"/api/v1/tiers/{tiers[0]['id']}").json
        path = f"/api/v1/tiers/{tiers[0]['id']}"
        assert firm.patch(path, {"entitlements": "Poseta svakog meseca"}, headers=firm.director, etag='"1"').status == 200
        assert firm.patch(path, {"name_sr": "X"}, etag='"2"').status == 403
        again = firm.post("/api/v1/tiers", {"code": "A", "name_en": "Other", "name_sr": "Drugi"}, headers=firm.director)
        assert again.status == 422 and pointers(again) == ["/code"], again


def test_calendar__is_filled_with_the_holidays_of_a_year_once():
    for firm in known_firms():
        made = firm.post("/api/v1/calendars", {"name": "Srbija", "country": "RS"}, headers=firm.director).json
        assert made["monday"] is True and made["sunday"] is False
        path = f"/api/v1/calendars/{made['id']}/fill"
        assert firm.post(path, {"year": 2027, "language": "sr"}, headers=firm.director).json == {"added": 11}
        assert firm.post(path, {"year": 2027, "language": "sr"}, headers=firm.director).json == {"added": 0}
        days = firm.get("/api/v1/calendar_days", calendar_id=f"eq.{made['id']}", order="on_day", headers=firm.kam).json["items"]
        # Orthodox Easter of 2027 is on 2 May, as is the second day of Labour Day.
        named = {day["on_day"]: day["name"] for day in days}
        assert named["2027-01-07"] == "Božić" and named["2027-04-30"] == "Veliki petak" and named["2027-05-02"] == "Vaskrs", named
        assert named["2027-05-03"] == "Vaskršnji ponedeljak" and named["2027-05-04"] == "Slobodan dan za praznik u nedelju"
        twice = firm.post("/api/v1/calendar_days", {"calendar_id": made["id"], "on_day": "2027-01-07", "name": "X"}, headers=firm.director)
        assert twice.status == 422 and pointers(twice) == ["/on_day"], twice


def test_calendar__knows_what_it_cannot_fill():
    firm = known_firm()
    austria = firm.post("/api/v1/calendars", {"name": "Beč", "country": "AT"}, headers=firm.director).json["id"]
    refused = firm.post(f"/api/v1/calendars/{austria}/fill", {"year": 2027}, headers=firm.director)
    assert refused.status == 422 and "'AT'" in refused.json["detail"], refused
    for body in ({"year": 1800}, {"year": "2027"}, {}, {"year": 2027, "language": "fr"}, {"year": 2027, "colour": "red"}):
        assert firm.post(f"/api/v1/calendars/{austria}/fill", body, headers=firm.director).status == 422, body
    assert firm.post("/api/v1/calendars/4711/fill", {"year": 2027}, headers=firm.director).status == 404
    assert firm.post(f"/api/v1/calendars/{austria}/fill", {"year": 2027}).status == 403


def test_calendar__of_the_firm_is_not_deleted():
    firm = known_firm()
    made = firm.post("/api/v1/calendars", {"name": "Srbija", "country": "RS"}, headers=firm.director).json["id"]
    assert firm.set_company(calendar_id=made).status == 200
    refused = firm.delete(f"/api/v1/calendars/{made}", headers=firm.director, etag='"1"')
    assert refused.status == 422 and "the firm's calendar" in refused.json["errors"][0]["detail"], refused
    assert firm.set_company(calendar_id=None).status == 200
    assert firm.delete(f"/api/v1/calendars/{made}", headers=firm.director, etag='"1"').status == 204


# --- rates and charges ---


def test_rates__are_set_listed_by_page_and_deleted():
    for kind in kinds():
        with Firm(kind) as firm:
            early = firm.post("/api/v1/rates", {"currency": "EUR", "date": "2026-01-05", "rate": "117.2"}, headers=firm.director)
            assert early.status == 409 and "currency" in early.json["detail"], early
            firm.set_company(currency="RSD")
            for currency, date, rate in (("EUR", "2026-01-05", "117.2"), ("EUR", "2026-01-12", "117.25"), ("CHF", "2026-01-05", "125.0500"),
                                         ("EUR", "2026-01-12", "117.123456789")):
                answer = firm.post("/api/v1/rates", {"currency": currency, "date": date, "rate": rate}, headers=firm.director)
                assert answer.status == 200, answer
            first = firm.get("/api/v1/rates", limit=2).json
            assert [(rate["currency"], rate["date"], rate["rate"]) for rate in first["items"]] == [
                ("EUR", "2026-01-12", "117.123456789"), ("CHF", "2026-01-05", "125.05")], first
            second = firm.get("/api/v1/rates", limit=2, cursor=first["next"]).json
            assert [rate["currency"] for rate in second["items"]] == ["EUR"] and second["next"] is None
            assert [rate["date"] for rate in firm.get("/api/v1/rates", currency="CHF").json["items"]] == ["2026-01-05"]
            assert first["currencies"][1] == {"currency": "EUR", "rates": 2, "first_date": "2026-01-05", "last_date": "2026-01-12"}
            assert firm.rows(type="rate", action="update")[0]["changes"]["rate"] == ["117.25", "117.123456789"]
            assert firm.delete("/api/v1/rates/EUR/2026-01-12", headers=firm.director).status == 204
            assert firm.delete("/api/v1/rates/EUR/2026-01-12", headers=firm.director).status == 404


def test_rates__refuse_what_is_none():
    firm = known_firm()
    firm.set_company(currency="RSD")
    for currency, date, rate in (("RSD", "2026-01-05", "1"), ("EUR", "2026-01-05", "0"), ("EUR", "2026-02-30", "117"), ("EUR", "5.1.2026", "117"),
                                 ("EUR", "2026-01-05", "117,2"), ("EUR", "2026-01-05", "-1"), ("eur", "2026-01-05", "117")):
        answer = firm.post("/api/v1/rates", {"currency": currency, "date": date, "rate": rate}, headers=firm.director)
        assert answer.status == 422, (currency, date, rate, answer)
    assert firm.get("/api/v1/rates", cursor="nonsense").status == 400
    assert firm.get("/api/v1/rates", limit=0).status == 400
    assert firm.get("/api/v1/rates", headers=firm.kam).status == 403
    assert firm.post("/api/v1/rates", {"currency": "EUR", "date": "2026-01-05", "rate": "1"}).status == 403


def test_rates__come_from_a_file_whole_or_not_at_all():
    for kind in kinds():
        with Firm(kind) as firm:
            firm.set_company(currency="RSD")
            headers = {**firm.director, "Content-Type": "text/csv"}
            done = firm.post("/api/v1/rates/import", "Valuta;Datum;Kurs\nEUR;5.1.2026;117,20\nCHF;5.1.2026;125,05\n".encode(), headers=headers)
            assert done.json == {"read": 2, "added": 2}, done
            done = firm.post("/api/v1/rates/import", b"currency,date,rate\nEUR,2026-01-05,117.3\nUSD,2026-01-05,107\n", headers=headers, filename="nbs.csv")
            assert done.json == {"read": 2, "added": 1}, done
            assert [rate["rate"] for rate in firm.get("/api/v1/rates", currency="EUR").json["items"]] == ["117.3"]
            assert firm.rows(type="rate", action="import")[0]["changes"]["file"] == [None, "nbs.csv"]
            for body in (b"currency,date,rate\nGBP,2026-01-05,137\nEUR,someday,1\n", b"a,b\n1,2\n", b""):
                refused = firm.post("/api/v1/rates/import", body, headers=headers, filename="kursna lista.csv")
                assert refused.status == 422 and "'kursna lista.csv'" in refused.json["detail"], (body, refused)
                assert str(firm.folder) not in refused.json["detail"], refused
            assert firm.get("/api/v1/rates", currency="GBP").json["items"] == []


def test_charges__are_listed_added_and_removed_with_all_lines():
    for kind in kinds():
        with Firm(kind) as firm:
            firm.take(HEADER + b"\nR-1,1,2026-01-05,100,Metal Promet,P-1,Montaza,2,100.00,RSD\nR-1,2,2026-01-05,100,Metal Promet,P-2,Vijak,1,50.00,RSD\n")
            before = firm.get("/api/v1/charges").json["items"]
            assert any(rule["reason"] for rule in before)
            rules = firm.post("/api/v1/charges", {"field": "product_name", "pattern": "MONTAŽA*", "reason": "service"}, headers=firm.director)
            assert rules.status == 200, rules
            rule = rules.json["items"][-1]
            assert (rule["pattern"], rule["reason"], rule["products"]) == ("montaza*", "service", 1), rule
            assert len(rules.json["items"]) == len(before) + 1
            sums = firm.get("/api/v1/sales/sums", group_by="product", headers=firm.director, basis="products").json
            assert sums["total"]["net"]["amount"] == "50.00", sums
            again = firm.post("/api/v1/charges", {"field": "product_name", "pattern": "montaza*", "reason": "x"}, headers=firm.director)
            assert again.status == 409, again
            assert firm.delete(f"/api/v1/charges/{rule['id']}", headers=firm.director).status == 204
            assert firm.delete(f"/api/v1/charges/{rule['id']}", headers=firm.director).status == 404
            assert firm.get("/api/v1/charges").json["items"] == before
            assert [row["action"] for row in firm.rows(type="charge_rule")] == ["delete", "create"]
            for body in ({"field": "colour", "pattern": "x", "reason": "y"}, {"field": "product_name", "pattern": "**", "reason": "y"}, {"field": "product_name"}):
                assert firm.post("/api/v1/charges", body, headers=firm.director).status == 422, body
            assert firm.get("/api/v1/charges", headers=firm.kam).status == 403
            assert firm.post("/api/v1/charges", {"field": "product_name", "pattern": "x", "reason": "y"}).status == 403


# --- the audit ---


def test_audit__is_read_newest_first_by_page_and_filter():
    for firm in known_firms():
        tag = firm.post("/api/v1/tags", {"name": "Važan"}, headers=firm.director).json
        firm.patch(f"/api/v1/tags/{tag['id']}", {"colour": "#112233"}, headers=firm.director, etag='"1"')
        firm.set_company(name="Gvožđar")
        everything, cursor = [], None
        while True:
            page = firm.get("/api/v1/audit", limit=3, cursor=cursor).json
            everything += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
        numbers = [int(row["seq"]) for row in everything]
        assert numbers == sorted(numbers, reverse=True) and numbers[-1] == 1 and len(numbers) > 6, numbers
        assert everything[0]["type"] == "company" and everything[0]["changes"]["name"][1] == "Gvožđar"
        assert [row["action"] for row in firm.rows(record=tag["id"])] == ["update", "create"]
        assert {row["type"] for row in firm.rows(type="tier", user=0)} == {"tier"}
        who = firm.rows(record=tag["id"])[0]["user_id"]
        assert {row["user_id"] for row in firm.rows(user=who)} == {who}
        day = everything[0]["at"][:10]
        assert len(firm.rows(**{"from": day, "until": day}, limit=200)) > 0 and firm.rows(until="2001-01-01") == []
        assert [row["seq"] for row in firm.rows(**{"from": everything[0]["at"]}, limit=1)] == [everything[0]["seq"]]


def test_audit__shows_values_only_to_those_who_read_such_records():
    firm = known_firm()
    account = firm.post("/api/v1/accounts", {"name": "Tajni kupac"}, headers=firm.director).json["id"]
    task = firm.post("/api/v1/tasks", {"title": "Moja stvar"}, headers=firm.kam).json["id"]
    mine = firm.get("/api/v1/audit", record=account, headers=firm.director).json["items"][0]
    assert mine["changes"]["name"] == [None, "Tajni kupac"]
    row = firm.rows(record=account)[0]
    assert row["changes"] == {} and "name" in row["fields"] and "name_key" not in row["fields"], row
    assert firm.get("/api/v1/audit", record=task, headers=firm.director).json["items"][0]["changes"] == {}
    assert b"Tajni" not in firm.get("/api/v1/audit", limit=200).body
    assert firm.get("/api/v1/audit", headers=firm.kam).status == 403


def test_audit__says_what_is_wrong_with_a_question():
    firm = known_firm()
    for query in ({"user": "ana"}, {"record": "x"}, {"from": "yesterday"}, {"until": "2026-13-01"}, {"limit": 0}, {"limit": 201}, {"colour": "red"}):
        assert firm.get("/api/v1/audit", **query).status == 400, query


def test_audit__is_verified():
    for firm in known_firms():
        whole = firm.get("/api/v1/audit/verification").json
        assert whole["is_whole"] is True and whole["findings"] == [] and whole["rows"] == len(firm.rows(limit=200)) and len(whole["end"]) == 64
        assert firm.get("/api/v1/audit/verification", headers=firm.kam).status == 403


# --- copies ---


def test_backups__are_listed_by_those_who_operate():
    with Firm() as firm:
        assert firm.get("/api/v1/backups").json == {"can_make": True, "items": []}
        job = firm.post("/api/v1/backups").json["id"]
        result = end_of_job(firm, job)["result"]
        listed = firm.get("/api/v1/backups").json["items"]
        assert [(copy["name"], copy["bytes"]) for copy in listed] == [(result["file"], result["bytes"])], listed
        assert firm.get("/api/v1/backups", headers=firm.director).status == 403


def test_backups__are_left_to_postgres():
    for kind in kinds():
        if kind == "postgres":
            with Firm(kind) as firm:
                assert firm.get("/api/v1/backups").json == {"can_make": False, "items": []}
                assert firm.post("/api/v1/backups").status == 409


if __name__ == "__main__":
    STATUS = tap.run(globals())
    for each in firms.values():
        each.close()
    sys.exit(STATUS)
