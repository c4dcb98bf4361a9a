"""Signing in and what follows, over the API: sessions, second factor, tokens, links, limits, rights."""

import base64
import hashlib
import hmac
import json
import struct
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from described import tap  # noqa: E402  (the path comes first)
from server import ADMIN, PASSWORD, Server, kinds  # noqa: E402

NEXT = "jedanaest-bakrenih-kotlova"


class Firm(Server):
    """A server with more people in it: everybody's password is PASSWORD."""

    def __init__(self, kind="sqlite", people=None, **settings):
        super().__init__(kind, **settings)
        self.stop()
        for email, role in (people or {}).items():
            self.kamen("user", "add", "--email", email, "--role", role, "--password-file", str(self.folder / "password"))
        self.start()


class Browser:
    """Somebody at a page of ours: keeps the cookie, sends Origin and the session's token."""

    def __init__(self, server):
        self.server = server
        self.cookie = self.change_token = None

    def request(self, method, path, body=None, headers=None):
        sent = {"Origin": self.server.url, **(headers or {})}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.change_token and method != "GET":
            sent["X-Kamen-Token"] = self.change_token
        sent = {name: value for name, value in sent.items() if value is not None}
        answer = self.server.request(method, path, body, sent)
        if answer.headers.get("Set-Cookie"):
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        return answer

    def get(self, path):
        return self.request("GET", path)

    def post(self, path, body=None, headers=None):
        return self.request("POST", path, body, headers)

    def delete(self, path):
        return self.request("DELETE", path)

    def sign_in(self, email=ADMIN, password=PASSWORD, **more):
        answer = self.post("/api/v1/session", {"email": email, "password": password, **more})
        if answer.status == 200 and answer.json["session"]:
            self.change_token = answer.json["session"]["change_token"]
        return answer


def signed_in(server, email=ADMIN):
    browser = Browser(server)
    answer = browser.sign_in(email)
    assert answer.status == 200, answer
    return browser


def code_of(secret, steps=0):
    """What a telephone shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + steps), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1000000:06}"


def dump(server):
    """Everything that the database's file holds, its log included."""
    return b"".join(path.read_bytes() for path in Path(server.database.uri).parent.glob("kamen.db*") if path.is_file()
                    and not path.name.endswith("-key"))


def test_session__from_sign_in_to_sign_out():
    for kind in kinds():
        with Firm(kind) as server:
            browser = Browser(server)
            assert browser.get("/api/v1/session").status == 401
            answer = browser.sign_in("Ana@Firma.RS")
            cookie = answer.headers["Set-Cookie"]
            assert answer.json["state"] == "signed_in" and "HttpOnly" in cookie and "SameSite=Strict" in cookie, cookie
            who = browser.get("/api/v1/session").json
            assert who == answer.json["session"]
            assert who["email"] == ADMIN and who["role"] == "admin" and "people_write" in who["permissions"]
            assert who["classes"]["commercial"] == "none" and "business_read" not in who["permissions"]
            assert browser.delete("/api/v1/session").status == 204
            assert browser.get("/api/v1/session").status == 401


def test_session__of_tls_has_a_cookie_for_this_host_only():
    with Firm(public_url="https://kamen.firma.rs") as server:
        answer = server.post("/api/v1/session", {"email": ADMIN, "password": PASSWORD}, {"Origin": "https://kamen.firma.rs"})
        assert answer.status == 200 and answer.headers["Set-Cookie"].startswith("__Host-kamen="), answer
        assert "; Secure" in answer.headers["Set-Cookie"] and "Path=/" in answer.headers["Set-Cookie"]
        assert "Domain" not in answer.headers["Set-Cookie"]


def test_session__changes_need_our_page_and_its_token():
    with Firm() as server:
        browser = signed_in(server)
        assert browser.request("DELETE", "/api/v1/sessions", None, {"Origin": "https://evil.example"}).status == 403
        assert browser.request("DELETE", "/api/v1/sessions", None, {"Origin": None}).status == 403
        right, browser.change_token = browser.change_token, "0" * 64
        assert browser.delete("/api/v1/sessions").status == 403
        browser.change_token = right
        assert browser.delete("/api/v1/sessions").status == 204
        assert server.post("/api/v1/session", {"email": ADMIN, "password": PASSWORD}, {"Origin": "https://evil.example"}).status == 403


def test_sessions__are_listed_and_ended():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        here, there = signed_in(server), signed_in(server)
        petar = signed_in(server, "petar@firma.rs")
        items = here.get("/api/v1/sessions").json["items"]
        assert [item["is_this"] for item in items].count(True) == 1 and len(items) == 2
        other = next(item["id"] for item in items if not item["is_this"])
        assert petar.delete(f"/api/v1/sessions/{other}").status == 404
        assert here.delete(f"/api/v1/sessions/{other}").status == 204
        assert there.get("/api/v1/session").status == 401 and here.get("/api/v1/session").status == 200
        # Signing in again in the same browser ends what it had before.
        former = Browser(server)
        former.cookie = here.cookie
        assert here.sign_in().status == 200 and here.cookie != former.cookie
        assert former.get("/api/v1/session").status == 401
        user = petar.get("/api/v1/session").json["user_id"]
        assert petar.get(f"/api/v1/users/{user}/sessions").status == 403
        assert petar.delete(f"/api/v1/users/{user}/sessions").status == 403
        assert here.delete(f"/api/v1/users/{user}/sessions").status == 204 and here.delete("/api/v1/users/1/sessions").status == 404
        assert petar.get("/api/v1/session").status == 401


def test_sessions__of_others_are_seen_and_ended_one_by_one():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        ana, petar, phone = signed_in(server), signed_in(server, "petar@firma.rs"), signed_in(server, "petar@firma.rs")
        user = petar.get("/api/v1/session").json["user_id"]
        path = f"/api/v1/users/{user}/sessions"
        items = ana.get(path).json["items"]
        assert len(items) == 2 and not any(item["is_this"] for item in items), items
        assert all(item["address"] and item["created_at"] <= item["used_at"] < item["expires_at"] for item in items), items
        assert ana.get("/api/v1/users/1/sessions").status == 404
        own = ana.get("/api/v1/sessions").json["items"][0]["id"]
        # Neither by those who do not look after people, nor of somebody else than the path says.
        assert petar.delete(f"{path}/{items[0]['id']}").status == 403 and ana.delete(f"{path}/{own}").status == 404
        this = next(item["id"] for item in phone.get("/api/v1/sessions").json["items"] if item["is_this"])
        assert ana.delete(f"{path}/{this}").status == 204 and ana.delete(f"{path}/{this}").status == 404
        assert phone.get("/api/v1/session").status == 401 and petar.get("/api/v1/session").status == 200
        rows = ana.get("/api/v1/audit?action=session_end").json["items"]
        assert [(row["record_id"], row["actor"], row["changes"]["address"][1]) for row in rows] == [(user, ADMIN, None)], rows


def test_sign_in__wrong_looks_the_same_for_everybody():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        seen = set()
        for email, password in (("petar@firma.rs", "wrong"), ("nobody@firma.rs", "wrong"), ("", ""), ("petar@firma.rs", "")):
            answer = Browser(server).sign_in(email, password)
            body = {name: value for name, value in answer.json.items() if name != "request_id"}
            seen.add((answer.status, json.dumps(body, sort_keys=True), answer.headers.get("Set-Cookie")))
        assert len(seen) == 1 and next(iter(seen))[0] == 401, seen


def test_sign_in__bodies_of_another_form_are_refused():
    with Firm() as server:
        browser = Browser(server)
        for body in ({}, {"email": ADMIN}, {"ticket": "x"}, [], {"email": 1, "password": PASSWORD}, {"email": ADMIN, "password": "x" * 1025},
                     {"email": ADMIN, "password": PASSWORD, "role": "admin"}):
            assert browser.post("/api/v1/session", body).status == 422, body
        faults = browser.post("/api/v1/session", {"email": 1, "password": None, "role": "admin"}).json["errors"]
        assert {fault["pointer"] for fault in faults} == {"/email", "/role"}
        assert server.request("POST", "/api/v1/session", b"{", {"Content-Type": "application/json"}).status == 400


def test_sign_in__guesses_wait_and_a_link_helps():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        browser, admin = Browser(server), signed_in(server)
        petar = signed_in(server, "petar@firma.rs").get("/api/v1/session").json["user_id"]
        # The waits double, so that a slow machine, too, comes to one that is longer than its guesses take.
        answers = [browser.sign_in("petar@firma.rs", "guess") for _ in range(12)]
        later = [answer for answer in answers if answer.status == 429]
        assert [answer.status for answer in answers[:5]] == [401] * 5 and later, answers
        assert all(int(answer.headers["Retry-After"]) >= 1 for answer in later)
        # Others at the same address are not kept waiting.
        assert signed_in(server).get("/api/v1/session").status == 200
        path = admin.post(f"/api/v1/users/{petar}/link", {"use": "reset"}).json["path"]
        _, use, secret = path.split("/")
        assert browser.post(f"/api/v1/links/{use}", {"secret": secret, "password": "lozinka123456"}).status == 422
        assert browser.post(f"/api/v1/links/{use}", {"secret": secret, "password": NEXT}).status == 204
        assert browser.post(f"/api/v1/links/{use}", {"secret": secret, "password": NEXT}).status == 404
        assert browser.sign_in("petar@firma.rs", NEXT).status == 200
        assert secret.encode() not in dump(server) and NEXT.encode() not in dump(server)


def test_second_factor__from_beginning_to_reset():
    for kind in kinds():
        with Firm(kind, people={"petar@firma.rs": "kam"}) as server:
            petar, elsewhere = signed_in(server, "petar@firma.rs"), signed_in(server, "petar@firma.rs")
            assert petar.post("/api/v1/me/totp", {"password": "guess"}).status == 403
            begun = petar.post("/api/v1/me/totp", {"password": PASSWORD}).json
            assert begun["uri"].startswith("otpauth://totp/Kamen:petar%40firma.rs?secret=" + begun["secret"])
            assert petar.post("/api/v1/me/totp/confirm", {"code": "000000"}).status == 422
            used = code_of(begun["secret"])
            answer = petar.post("/api/v1/me/totp/confirm", {"code": used})
            codes = answer.json["recovery_codes"]
            assert len(set(codes)) == 10
            assert elsewhere.get("/api/v1/session").status == 401 and petar.get("/api/v1/session").json["has_second_factor"]
            assert petar.post("/api/v1/me/totp", {"password": PASSWORD}).status == 409

            browser = Browser(server)
            answer = browser.sign_in("petar@firma.rs")
            assert answer.json["state"] == "needs_code" and answer.json["session"] is None and browser.cookie is None
            ticket = answer.json["ticket"]
            assert browser.post("/api/v1/session", {"ticket": ticket, "code": "000000"}).status == 401
            assert browser.post("/api/v1/session", {"ticket": ticket, "code": codes[0]}).status == 200
            assert browser.get("/api/v1/session").json["recovery_codes_left"] == 9
            # Each code is good once: the one that confirmed, and a recovery code.
            assert Browser(server).sign_in("petar@firma.rs", code=codes[0]).status == 401
            assert Browser(server).sign_in("petar@firma.rs", code=used).status == 401

            if kind == "sqlite":
                whole = dump(server)
                assert base64.b32decode(begun["secret"]) not in whole and begun["secret"].encode() not in whole
                assert not [code for code in codes if code.replace("-", "").encode() in whole or code.encode() in whole]
                assert browser.cookie.split("=")[1].encode() not in whole and ticket.encode() not in whole
                assert browser.get("/api/v1/session").json["change_token"].encode() not in whole
            assert len(browser_codes(petar)) == 10

            admin = signed_in(server)
            user = petar.get("/api/v1/session").json["user_id"]
            assert petar.post(f"/api/v1/users/{user}/reset-totp").status == 403
            assert admin.post(f"/api/v1/users/{user}/reset-totp").status == 204
            assert admin.post(f"/api/v1/users/{user}/reset-totp").status == 409
            assert petar.get("/api/v1/session").status == 401
            assert Browser(server).sign_in("petar@firma.rs").json["state"] == "signed_in"


def browser_codes(browser):
    return browser.post("/api/v1/me/recovery-codes", {"password": PASSWORD}).json["recovery_codes"]


def test_second_factor__is_removed_with_the_password():
    with Firm() as server:
        ana = signed_in(server)
        assert ana.post("/api/v1/me/recovery-codes", {"password": PASSWORD}).status == 409
        secret = ana.post("/api/v1/me/totp", {"password": PASSWORD}).json["secret"]
        assert ana.post("/api/v1/me/totp/confirm", {"code": code_of(secret)}).status == 200
        assert ana.post("/api/v1/me/totp/remove", {"password": "guess"}).status == 403
        assert ana.post("/api/v1/me/totp/remove", {"password": PASSWORD}).status == 204
        assert ana.get("/api/v1/session").json["has_second_factor"] is False


def test_password__is_changed():
    with Firm() as server:
        here, there = signed_in(server), signed_in(server)
        change = "/api/v1/me/password"
        assert here.post(change, {"password": "guess", "next": NEXT}).status == 403
        assert here.post(change, {"password": PASSWORD, "next": "too short"}).status == 422
        assert here.post(change, {"password": PASSWORD, "next": NEXT}).status == 204
        assert there.get("/api/v1/session").status == 401 and here.get("/api/v1/session").status == 200
        assert Browser(server).sign_in().status == 401 and Browser(server).sign_in(password=NEXT).status == 200


def test_name__is_everybodys_own_to_change():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        petar = signed_in(server, "petar@firma.rs")
        assert petar.post("/api/v1/me/name", {"name": "Petar Perić"}).status == 204
        me = petar.get("/api/v1/session").json
        assert (me["name"], me["role"]) == ("Petar Perić", "kam")
        assert petar.post("/api/v1/me/name", {"name": "x" * 121}).status == 422
        history = signed_in(server).get(f"/api/v1/users/{me['user_id']}/history").json["items"]
        assert history[0]["actor"] == "petar@firma.rs" and history[0]["changes"]["name"][1] == "Petar Perić", history[0]


def test_tokens__act_within_their_scopes():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        petar, admin = signed_in(server, "petar@firma.rs"), signed_in(server)
        assert petar.post("/api/v1/tokens", {"name": "feed", "scopes": "everything"}).status == 422
        assert petar.post("/api/v1/tokens", {"name": "feed", "scopes": "read", "expires_at": "soon"}).status == 422
        assert petar.post("/api/v1/tokens", {"name": "feed", "scopes": "read", "expires_at": "2020-01-01T00:00:00Z"}).status == 422
        reader = petar.post("/api/v1/tokens", {"name": "feed", "scopes": "read"}).json["token"]
        key = {"Authorization": f"Bearer {reader}"}
        who = server.get("/api/v1/session", key).json
        assert who["email"] == "petar@firma.rs" and who["change_token"] is None
        assert "business_read" in who["permissions"] and "business_write" not in who["permissions"]
        assert set(who["classes"].values()) <= {"none", "read"}
        assert server.get("/api/v1/accounts/1", key).status == 404
        assert server.post("/api/v1/accounts", {"name": "Alfa doo"}, key).status == 403
        # A token neither makes tokens nor changes how its person signs in.
        whole = {"Authorization": "Bearer " + petar.post("/api/v1/tokens", {"name": "all", "scopes": "*"}).json["token"]}
        for path, body in (("/api/v1/tokens", {"name": "x", "scopes": "*"}), ("/api/v1/me/password", {"password": PASSWORD, "next": NEXT}),
                           ("/api/v1/me/totp", {"password": PASSWORD}), ("/api/v1/me/totp/confirm", {"code": "000000"})):
            assert server.post(path, body, whole).status == 403, path
        assert server.delete("/api/v1/session", whole).status == 403 and server.delete("/api/v1/sessions", whole).status == 403

        items = petar.get("/api/v1/tokens").json["items"]
        assert [item["name"] for item in items] == ["feed", "all"] and all("kamen_" not in json.dumps(item) for item in items)
        assert petar.get(f"/api/v1/tokens?user={items[0]['user_id']}").status == 403
        assert len(admin.get(f"/api/v1/tokens?user={items[0]['user_id']}").json["items"]) == 2
        assert admin.get("/api/v1/tokens?user=x").status == 400
        assert signed_in(server, "petar@firma.rs").delete("/api/v1/tokens/1").status == 404
        assert petar.delete(f"/api/v1/tokens/{items[0]['id']}").status == 204
        assert admin.delete(f"/api/v1/tokens/{items[1]['id']}").status == 204
        assert server.get("/api/v1/session", key).status == 401 and server.get("/api/v1/session", whole).status == 401
        assert reader[15:63].encode() not in dump(server)


def test_sign_in__right_password_of_the_disabled_is_a_try_like_any_other():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        admin = signed_in(server)
        petar = signed_in(server, "petar@firma.rs").get("/api/v1/session").json["user_id"]
        assert admin.post(f"/api/v1/users/{petar}/disable").status == 204
        seen = [Browser(server).sign_in("petar@firma.rs").status for _ in range(7)]
        assert seen[0] == 403 and seen[-1] == 429 and set(seen) == {403, 429}, seen


def test_users__are_disabled_and_raised_by_others_only():
    with Firm(people={"petar@firma.rs": "kam"}) as server:
        petar, admin = signed_in(server, "petar@firma.rs"), signed_in(server)
        petar_id, admin_id = (browser.get("/api/v1/session").json["user_id"] for browser in (petar, admin))
        for action in ("disable", "enable", "link"):
            assert petar.post(f"/api/v1/users/{petar_id}/{action}", {"use": "reset"} if action == "link" else None).status == 403
        assert admin.post(f"/api/v1/users/{admin_id}/disable").status == 422
        assert admin.post(f"/api/v1/users/{petar_id}/disable").status == 204
        assert petar.get("/api/v1/session").status == 401 and Browser(server).sign_in("petar@firma.rs", "wrong").status == 401
        # The right password is told why, and opens nothing; it is a try like any other.
        told = Browser(server).sign_in("petar@firma.rs")
        assert told.status == 403 and told.json["errors"][0]["code"] == "access_off" and "Set-Cookie" not in told.headers, told
        assert admin.post(f"/api/v1/users/{petar_id}/link", {"use": "reset"}).status == 409
        assert admin.post(f"/api/v1/users/{petar_id}/enable").status == 204
        petar = signed_in(server, "petar@firma.rs")

        def patch(browser, user_id, body):
            etag = browser.get(f"/api/v1/users/{user_id}").headers["ETag"]
            return browser.request("PATCH", f"/api/v1/users/{user_id}", body, {"If-Match": etag})

        assert patch(petar, petar_id, {"role": "admin"}).status == 403
        assert patch(admin, admin_id, {"role": "director"}).status == 422
        assert patch(admin, admin_id, {"disabled": True}).status == 422
        assert patch(admin, petar_id, {"role": "director"}).status == 200
        assert petar.get("/api/v1/session").status == 401
        assert "password" not in admin.get(f"/api/v1/users/{petar_id}").json and "link_hash" not in admin.get(f"/api/v1/users/{petar_id}").json
        assert admin.post("/api/v1/users/1/disable").status == 404 and admin.post("/api/v1/users/1/link", {"use": "reset"}).status == 404
        assert admin.post("/api/v1/users/1/reset-totp").status == 404
        assert admin.post(f"/api/v1/users/{petar_id}/link", {"use": "else"}).status == 422
        assert Browser(server).post("/api/v1/links/else", {"secret": "x", "password": NEXT}).status == 404


def test_access__explains_what_somebody_sees():
    with Firm(people={"petar@firma.rs": "kam", "mira@firma.rs": "kam", "dragan@firma.rs": "director"}) as server:
        petar, mira, dragan, admin = (signed_in(server, email) for email in ("petar@firma.rs", "mira@firma.rs", "dragan@firma.rs", ADMIN))
        petar_id, mira_id = (browser.get("/api/v1/session").json["user_id"] for browser in (petar, mira))
        account = dragan.post("/api/v1/accounts", {"name": "Alfa doo", "owner_id": petar_id}).json["id"]
        own = petar.get(f"/api/v1/access?account={account}").json
        assert own["sees"] is True and own["reasons"][0]["by"] == "owner" and own["classes"]["margin"] == "none"
        assert mira.get(f"/api/v1/access?account={account}").json["reasons"] == []
        # What one does not see is as absent as what there is not.
        unseen, absent = (mira.get(f"/api/v1/access?account={number}").json for number in (account, "1"))
        assert {**unseen, "account_id": ""} == {**absent, "account_id": ""}
        assert mira.get(f"/api/v1/access?account={account}&user={petar_id}").status == 403
        assert admin.get(f"/api/v1/access?account={account}&user={petar_id}").json["sees"] is True
        today = int(time.time()) // 86400
        day = time.strftime("%Y-%m-%d", time.gmtime(today * 86400))
        assert admin.post("/api/v1/deputies", {"user_id": petar_id, "deputy_id": mira_id, "from_day": day, "to_day": day}).status == 201
        reason = mira.get(f"/api/v1/access?account={account}").json["reasons"][0]
        assert reason["by"] == "owner" and reason["as_deputy"] is True and reason["person_id"] == petar_id
        assert mira.get("/api/v1/session").json["stands_in_for"] == [petar_id]
        assert mira.get(f"/api/v1/accounts/{account}").status == 200
        assert dragan.get(f"/api/v1/access?account={account}").json["reasons"][0]["by"] == "role"
        assert admin.get("/api/v1/access?account=x").status == 400 and admin.get(f"/api/v1/access?account={account}&user=1").status == 404


def test_log__holds_no_secret():
    with Firm(log_level="debug") as server:
        browser = Browser(server)
        browser.sign_in(password="a-wrong-guess-of-mine")
        browser.sign_in()
        token = browser.post("/api/v1/tokens", {"name": "feed", "scopes": "read"}).json["token"]
        server.get("/api/v1/session", {"Authorization": f"Bearer {token}"})
        text = (server.folder / "log").read_text(encoding="utf-8")
        for secret in (PASSWORD, "a-wrong-guess-of-mine", token, browser.cookie.split("=")[1], browser.change_token):
            assert secret not in text


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
