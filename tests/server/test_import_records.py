"""Records of any type from files over the API: a job with rejects, undo, rights, and what an export gives taken back."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the paths come first)
from server import Server, kinds  # noqa: E402
from test_jobs import follow  # noqa: E402

CONTACTS = "Купац;Презиме;Име;Е-адреса;Телефон\nMetal;Ђорђевић;Ана;ana@metal.rs;+381 11 222 333\nМЕТАЛ;Илић;Петар;petar@metal.rs;\n"


def bring(server, plural, text, **query):
    body = text if isinstance(text, bytes) else text.encode()
    return server.post(f"/api/v1/{plural}/import", body, {"Content-Type": "text/csv"}, **query)


def firm(kind="sqlite", **settings):
    server = Server(kind, role="director", admin=False, **settings)
    assert server.post("/api/v1/accounts", {"name": "Metal", "number": "K1"}).status == 201
    return server


def test_import__is_a_job_with_rejects_and_undo():
    for kind in kinds():
        with firm(kind) as server:
            job = follow(server, bring(server, "contacts", CONTACTS + "Нема;Х;;;\n", filename="kontakti.csv"))
            result = job["result"]
            assert job["state"] == "done" and (result["batch"], result["refused"]) == (1, 1), job
            assert result["summary"]["lines"]["new"] == 2 and result["summary"]["language"] == "sr-Cyrl", result
            assert "there is no account 'Нема'" in server.get(result["rejects"]).body.decode()
            assert {c["name"] for c in server.get("/api/v1/contacts").json["items"]} == {"Ана Ђорђевић", "Петар Илић"}
            [made] = server.get("/api/v1/search", q="djordjevic").json["items"]
            history = server.get(f"/api/v1/contacts/{made['id']}/history").json["items"]
            assert [entry["action"] for entry in history] == ["create"] and history[0]["user_id"] != "0", history
            [batch] = server.get("/api/v1/imports").json["items"]
            assert (batch["kind"], batch["lines"], batch["files"]) == ("contacts", 2, "kontakti.csv")

            changed = server.get(f"/api/v1/contacts/{made['id']}")
            assert server.patch(f"/api/v1/contacts/{made['id']}", {"department": "Nabavka"}, etag=changed.headers["ETag"]).status == 200
            undone = follow(server, server.post("/api/v1/imports/1/undo"))["result"]
            assert (undone["deleted"], undone["restored"], undone["kept"]) == (1, 0, 1), undone
            assert made["id"] in undone["notes"][0] and "changed since" in undone["notes"][0], undone
            assert [c["name"] for c in server.get("/api/v1/contacts").json["items"]] == ["Ана Ђорђевић"]
            again = follow(server, server.post("/api/v1/imports/1/undo"))
            assert again["state"] == "failed" and "undone" in again["message"], again


def test_import__takes_back_what_an_export_gives():
    with firm() as server:
        follow(server, bring(server, "contacts", CONTACTS))
        assert server.post("/api/v1/tasks", {"title": "Poziv", "due_on": "2026-07-03", "priority": "high"}).status == 201
        for plural, n in (("contacts", 2), ("tasks", 1)):
            for lang in ("en", "sr", "sr-Cyrl"):
                file = server.get(f"/api/v1/{plural}/export", format="csv", lang=lang)
                assert file.status == 200
                result = follow(server, bring(server, plural, file.body))["result"]
                assert result["batch"] is None and result["summary"]["lines"]["equal"] == n, (plural, lang, result)


def test_import__tries_maps_and_refuses():
    with firm() as server:
        tried = follow(server, bring(server, "contacts", CONTACTS, dry_run="true"))["result"]
        assert tried["batch"] is None and [c["title"] for c in tried["summary"]["changes"]] == ["Ана Ђорђевић", "Петар Илић"]
        assert server.get("/api/v1/contacts").json["items"] == []
        mapped = follow(server, bring(server, "contacts", "Ko,Gde,Kako\nIlic,K1,x@y.rs\n", map="family_name=Ko;account_id=B;email=3"))
        assert mapped["result"]["summary"]["lines"]["new"] == 1, mapped
        asked = follow(server, bring(server, "contacts", "Ko,Gde\nIlic,K1\n"))
        assert asked["state"] == "failed" and "--map" in asked["message"] and str(server.folder) not in asked["message"], asked
        assert bring(server, "contacts", CONTACTS, language="de").status == 400
        listed = follow(server, bring(server, "accounts", "number,name\nK2,Drvo\n"))
        assert listed["result"]["summary"]["new_accounts"] == 1, listed


def test_import__is_a_right_of_role_and_token():
    with firm() as server:
        director = server.token
        server.stop()
        analyst = server.add_user("analyst", password=False)
        manager, narrow, wide = (server.make_token(*who) for who in ((server.add_user("kam", password=False),),
                                                                 (analyst, "import business_read"), (analyst,)))
        server.start()
        server.token = manager
        assert bring(server, "contacts", CONTACTS).status == 403
        server.token = director
        # Who may import may not therefore add people.
        assert bring(server, "users", "Name\nAna\n").status in (404, 405)
        assert server.post("/api/v1/imports", b"Name\nAna\n", {"Content-Type": "text/csv"}, kind="users").status == 403
        server.token = narrow
        assert bring(server, "contacts", CONTACTS).status == 403
        # An analyst reads e-mail addresses and does not write them; names alone may come in.
        server.token = wide
        refused = follow(server, bring(server, "contacts", CONTACTS))["result"]
        assert (refused["batch"], refused["refused"]) == (None, 2), refused
        assert "your role reads 'email'" in server.get(refused["rejects"]).body.decode()
        assert follow(server, bring(server, "contacts", "Kupac;Prezime\nMetal;Simić\n"))["result"]["summary"]["lines"]["new"] == 1


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
