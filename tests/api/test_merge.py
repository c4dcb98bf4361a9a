"""Merging over HTTP and its way back, likely duplicates, and who sees an account and why. test_merge.py sqlite|postgres."""

import sys
from contextlib import contextmanager
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import ADMIN, Server  # noqa: E402

KIND = sys.argv.pop(1)
ROLES = ("admin", "director", "kam", "member", "analyst", "executive")
MERGING = ("director", "analyst")
SHARED = {}


def firm():
    """One server for all tests, with a token for each role; the director's is sent unless a test says otherwise."""
    if not SHARED:
        server = Server(KIND, start=False)
        tokens = {role: server.make_token(ADMIN if role == "admin" else server.add_user(role, password=False)) for role in ROLES}
        server.start()
        server.token = tokens["director"]
        people = {user["role"]: user["id"] for user in server.get("/api/v1/users", limit=100).json["items"]}
        SHARED.update(server=server, tokens=tokens, people=people, n=0)
    return SHARED["server"]


@contextmanager
def acting(role):
    server = firm()
    before, server.token = server.token, SHARED["tokens"][role]
    try:
        yield server
    finally:
        server.token = before


def make(plural, **fields):
    """A record, even where one like it is there."""
    answer = firm().post(f"/api/v1/{plural}", fields, force="true" if plural in ("accounts", "contacts") else None)
    assert answer.status == 201, answer
    return answer.json


def account(**fields):
    SHARED["n"] = SHARED.get("n", 0) + 1
    return make("accounts", **{"name": f"Firma {SHARED['n']}", **fields})


def contact(account_id, **fields):
    SHARED["n"] += 1
    return make("contacts", **{"account_id": account_id, "family_name": f"Osoba {SHARED['n']}", **fields})


def get(plural, record, status=200):
    answer = firm().get(f"/api/v1/{plural}/{record['id']}")
    assert answer.status == status, answer
    return answer.json if status == 200 else None


def merge(plural, survivor, other, status=200, **body):
    answer = firm().post(f"/api/v1/{plural}/{survivor['id']}/merge", {"other_id": other["id"], **body})
    assert answer.status == status, answer
    return answer.json


def without_version(record):
    return {name: value for name, value in record.items() if name not in ("version", "updated_at", "updated_by")}


# --- accounts ---


def test_preview_changes_nothing_and_says_what_would():
    firm()
    survivor, other = account(city="Niš"), account(city="Novi Sad", industry="Metal")
    make("sites", account_id=other["id"], name="Pogon")
    contact(other["id"])
    seen = firm().get(f"/api/v1/accounts/{survivor['id']}/merge", other_id=other["id"]).json
    assert seen["survivor"]["id"] == survivor["id"] and seen["other"]["id"] == other["id"]
    assert "industry" in seen["fields"] and "city" not in seen["fields"], seen["fields"]
    assert {move["type"]: move["records"] for move in seen["moves"]} == {"site": 1, "contact": 1}
    assert seen["lines"] == 0
    assert get("accounts", survivor) == survivor and get("accounts", other) == other


def test_accounts_become_one_and_two_again():
    firm()
    survivor, other = account(city="Niš"), account(city="Novi Sad", industry="Metal", number=f"m{SHARED['n']}")
    site, person = make("sites", account_id=other["id"], name="Pogon"), contact(other["id"])
    before = [get("accounts", survivor), get("accounts", other), get("sites", site), get("contacts", person)]
    done = merge("accounts", survivor, other, take={"city": "other"})
    assert done["record"]["city"] == "Novi Sad" and done["record"]["industry"] == "Metal"
    assert get("accounts", survivor)["city"] == "Novi Sad"
    get("accounts", other, status=404)
    assert get("sites", site)["account_id"] == survivor["id"] and get("contacts", person)["account_id"] == survivor["id"]
    assert firm().post(f"/api/v1/merges/{done['id']}/undo").status == 204
    after = [get("accounts", survivor), get("accounts", other), get("sites", site), get("contacts", person)]
    assert [without_version(record) for record in after] == [without_version(record) for record in before]
    assert firm().post(f"/api/v1/merges/{done['id']}/undo").status == 409, "twice"
    assert firm().post("/api/v1/merges/1/undo").status == 404


def test_what_changed_since_is_not_undone_over():
    firm()
    survivor, other = account(), account()
    done = merge("accounts", survivor, other)
    changed = firm().patch(f"/api/v1/accounts/{survivor['id']}", {"name": "Novo ime"}, etag=f'"{done["record"]["version"]}"')
    assert changed.status == 200, changed
    assert firm().post(f"/api/v1/merges/{done['id']}/undo").status == 409
    assert get("accounts", survivor)["name"] == "Novo ime"
    get("accounts", other, status=404)


def past(plural="accounts", **query):
    answer = firm().get(f"/api/v1/{plural}/merges", **query)
    assert answer.status == 200, answer
    return answer.json


def test_past_merges_are_listed_with_their_way_back():
    firm()
    survivor, other, third = account(name="Prva"), account(name="Druga"), account(name="Treća", city="Bor")
    first = merge("accounts", survivor, other)["id"]
    row = past(limit=1)["items"][0]
    assert row["id"] == first and row["survivor"] == {"id": survivor["id"], "title": "Prva"}, row
    assert row["other"] == {"id": other["id"], "title": "Druga"} and row["merged_at"] and row["merged_by"], row
    assert row["can_undo"] and row["obstacle"] is None and row["undone_at"] is None, row
    second = merge("accounts", survivor, third)["id"]
    page = past(limit=1)
    assert page["items"][0]["id"] == second and page["items"][0]["can_undo"] and page["next"] == second, page
    row = past(limit=1, cursor=page["next"])["items"][0]
    assert (row["id"], row["can_undo"], row["obstacle"]) == (first, False, "merged_again"), row
    assert firm().post(f"/api/v1/merges/{first}/undo").status == 409, "the list says so"
    assert firm().post(f"/api/v1/merges/{second}/undo").status == 204
    newest, row = past(limit=2)["items"]
    assert newest["obstacle"] == "undone" and newest["undone_at"] and newest["undone_by"] == row["merged_by"], newest
    assert row["can_undo"], row
    version = get("accounts", survivor)["version"]
    assert firm().patch(f"/api/v1/accounts/{survivor['id']}", {"city": "Niš"}, etag=f'"{version}"').status == 200
    assert past(limit=2)["items"][1]["obstacle"] == "changed"
    assert firm().post(f"/api/v1/merges/{first}/undo").status == 409, "the list says so"


def test_past_merges_are_of_one_type_and_for_who_merges():
    firm()
    employer = account()
    one, other = contact(employer["id"], family_name="Simić"), contact(employer["id"], family_name="Simic")
    done = merge("contacts", one, other)["id"]
    assert past("contacts", limit=1)["items"][0]["id"] == done
    assert done not in [row["id"] for row in past()["items"]]
    assert firm().get("/api/v1/accounts/merges", limit=0).status == 400
    for role in ROLES:
        with acting(role) as server:
            assert (server.get("/api/v1/accounts/merges").status == 200) == (role in MERGING), role


def test_faults_of_a_merge():
    firm()
    survivor, other = account(), account()
    merge("accounts", survivor, survivor, status=422)
    merge("accounts", survivor, {"id": "1"}, status=404)
    merge("accounts", {"id": "1"}, other, status=404)
    for take in ({"nothing": "other"}, {"head_id": "other"}):
        faults = merge("accounts", survivor, other, status=422, take=take)
        assert faults["errors"][0]["code"] == "unknown_field", faults
    assert get("accounts", other) == other


# --- contacts ---


def test_contacts_become_one_and_two_again():
    home = firm() and account()
    survivor = contact(home["id"], email="ana@kupac.rs")
    other = contact(home["id"], function="Nabavka", mobile="+381 64 1234567")
    call = make("interactions", account_id=home["id"], kind="call", subject="Ponuda", theirs=[other["id"]])
    before = [get("contacts", survivor), get("contacts", other), get("interactions", call)]
    done = merge("contacts", survivor, other)
    assert done["record"]["function"] == "Nabavka" and done["record"]["email"] == "ana@kupac.rs"
    assert get("interactions", call)["theirs"] == [survivor["id"]]
    get("contacts", other, status=404)
    assert firm().post(f"/api/v1/merges/{done['id']}/undo").status == 204
    after = [get("contacts", survivor), get("contacts", other), get("interactions", call)]
    assert [without_version(record) for record in after] == [without_version(record) for record in before]


def test_a_note_to_oneself_does_not_become_anothers():
    home = firm() and account(owner_id=SHARED["people"]["kam"])
    survivor = contact(home["id"])
    with acting("kam"):
        other = contact(home["id"], private_note="Tajna")
    seen = firm().get(f"/api/v1/contacts/{survivor['id']}/merge", other_id=other["id"]).json
    assert "private_note" not in seen["fields"] and seen["other"]["private_note"] == "Tajna", "the director reads it"
    with acting("analyst"):
        seen = firm().get(f"/api/v1/contacts/{survivor['id']}/merge", other_id=other["id"])
        assert seen.status == 200 and "Tajna" not in seen.body.decode()
    assert merge("contacts", survivor, other)["record"]["private_note"] is None


# --- rights ---


def test_who_merges():
    firm()
    for role in ROLES:
        survivor, other = account(), account()
        with acting(role) as server:
            expected = 200 if role in MERGING else 403
            assert server.get(f"/api/v1/accounts/{survivor['id']}/merge", other_id=other["id"]).status == expected, role
            answer = server.post(f"/api/v1/accounts/{survivor['id']}/merge", {"other_id": other["id"]})
            assert answer.status == expected, (role, answer)
            dismissed = server.post("/api/v1/accounts/duplicates/dismiss", {"ids": [survivor["id"], "1"]})
            assert dismissed.status == (404 if role in MERGING else 403), (role, dismissed)
            undone = server.post(f"/api/v1/merges/{answer.json['id'] if role in MERGING else 1}/undo")
            assert undone.status == (204 if role in MERGING else 403), (role, undone)


# --- likely duplicates ---


def pairs(plural):
    return {frozenset(record["id"] for record in pair["records"]): pair for pair in firm().get(f"/api/v1/{plural}/duplicates", limit=200).json["items"]}


def test_duplicates_are_listed_until_they_are_dismissed():
    firm()
    first, second = account(name="Metal Promet d.o.o.", tax_number="101134702"), account(name="METAL-PROMET DOO", tax_number="101134702")
    pair = frozenset((first["id"], second["id"]))
    found = pairs("accounts")[pair]
    assert {"tax_number", "name"} <= set(found["reasons"]) and found["score"] >= 100, found
    assert firm().post("/api/v1/accounts/duplicates/dismiss", {"ids": sorted(pair)}).status == 204
    assert pair not in pairs("accounts")


def test_contacts_like_one_another():
    home = firm() and account()
    first, second = contact(home["id"], family_name="Đorđević", given_name="Ana"), contact(home["id"], family_name="Djordjevic", given_name="Ана")
    assert frozenset((first["id"], second["id"])) in pairs("contacts")


def test_duplicates_are_those_in_view():
    firm()
    mine = account(name="Zlatna Ruda doo", owner_id=SHARED["people"]["kam"], tax_number="107777776")
    account(name="Zlatna ruda", tax_number="107777776")
    with acting("kam"):
        assert not [pair for pair in pairs("accounts") if mine["id"] in pair], "the other one is out of sight"
    twin = account(name="Zlatna ruda", owner_id=SHARED["people"]["kam"], tax_number="107777776")
    pair = frozenset((mine["id"], twin["id"]))
    with acting("kam"):
        found = pairs("accounts")[pair]
    assert (found["score"], found["reasons"]) == (pairs("accounts")[pair]["score"], pairs("accounts")[pair]["reasons"])
    assert firm().post("/api/v1/accounts/duplicates/dismiss", {"ids": sorted(pair)}).status == 204
    with acting("kam"):
        assert pair not in pairs("accounts")


def test_creation_asks_before_it_doubles():
    firm()
    there = account(name="Beli Bor doo", tax_number="100002137")
    body = {"name": "Beli bor d.o.o.", "tax_number": "100002137"}
    refused = firm().post("/api/v1/accounts", body)
    assert refused.status == 409, refused
    candidate = refused.json["candidates"][0]
    assert candidate["record"]["id"] == there["id"] and "tax_number" in candidate["reasons"], refused
    assert firm().post("/api/v1/accounts", body, force="true").status == 201
    with acting("kam") as server:
        # Nobody learns of accounts out of sight by making the like of them.
        assert server.post("/api/v1/accounts", body).status == 201


# --- why somebody sees an account ---


def access(user, record, status=200):
    answer = firm().get("/api/v1/access", user=user, account=record["id"])
    assert answer.status == status, answer
    return answer.json


def test_access_says_why():
    firm()
    people = SHARED["people"]
    owned = account(owner_id=people["kam"])
    teamed = account()
    make("account_teams", account_id=teamed["id"], user_id=people["member"], role="sales", from_day="2020-01-01")
    with acting("admin"):
        assert [reason["by"] for reason in access(people["kam"], owned)["reasons"]] == ["owner"]
        reasons = access(people["member"], teamed)["reasons"]
        assert [(reason["by"], reason["team_role"], reason["from_day"]) for reason in reasons] == [("team", "sales", "2020-01-01")]
        assert [reason["by"] for reason in access(people["analyst"], owned)["reasons"]] == ["role"]
        for person, record in (("member", owned), ("kam", teamed), ("admin", owned)):
            seen = access(people[person], record)
            assert not seen["sees"] and seen["reasons"] == [], (person, seen)


def test_access_of_others_is_for_those_who_look_after_people():
    firm()
    record = account()
    for role in ROLES:
        with acting(role):
            access(SHARED["people"]["kam"], record, status=200 if role in ("admin", "director", "kam") else 403)
            access(None, record)


def test_last__the_server_ends_in_order():
    server = firm()
    status = server.stop()
    assert status == 0


if __name__ == "__main__":
    try:
        status = tap.run(globals())
    finally:
        if SHARED:
            SHARED["server"].close()
    sys.exit(status)
