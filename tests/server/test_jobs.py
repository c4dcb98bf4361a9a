"""Imports, their undo and backups over the API: progress, events, refused rows, rights, and the end of the server in between."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import ADMIN, Server, kinds  # noqa: E402

HEADER = "document,position,date,account_number,account_name,product_number,product_name,quantity,net,currency\n"


def lines(n, first=0):
    rows = (f"D{i},1,2025-{i % 12 + 1:02d}-{i % 28 + 1:02d},A{i % 50},Kupac {i % 50},P{i % 9},Roba {i % 9},1,{i % 97 + 1}.50,RSD\n" for i in range(first, first + n))
    return (HEADER + "".join(rows)).encode()


def events(answer):
    """(id, event, data) of a stream."""
    found = re.findall(r"id: (.*)\nevent: (.*)\ndata: (.*)\n\n", answer.body.decode())
    return [(event_id, event, json.loads(data)) for event_id, event, data in found]


def follow(server, answer, **headers):
    """Wait for the end of the job that an answer names; its last state."""
    assert answer.status == 202, answer
    stream = server.get(answer.headers["Location"] + "/events", headers)
    assert stream.status == 200 and stream.headers["Content-Type"] == "text/event-stream", stream
    event_id, event, job = events(stream)[-1]
    assert event == "end" and event_id.startswith(job["state"]), stream
    return job


def notes(server):
    """(action, batch, who, changes) of the audit about imports."""
    columns = "action, record_id, user_id, changes FROM audit_entry WHERE type = 'import' ORDER BY seq"
    if server.database.kind == "sqlite":
        with sqlite3.connect(server.database.uri) as db:
            rows = db.execute("SELECT " + columns).fetchall()
    else:
        command = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-d", server.database.uri, "-c", "SELECT " + columns]
        rows = [line.split("\t") for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]
    return [(action, int(batch), int(who), json.loads(changes)) for action, batch, who, changes in rows]


def upload(server, body, **query):
    return server.post("/api/v1/imports", body, {"Content-Type": "text/csv"}, **query)


def test_import__is_a_job_with_rejects_and_undo():
    for kind in kinds():
        with Server(kind, role="director", admin=False) as server:
            answer = upload(server, lines(500) + b"X,1,no date,A1,N,P1,P,1,1,RSD\n", filename="../../etc/fakture.csv")
            job = follow(server, answer)
            assert job["state"] == "done" and job["parameters"]["file"] == "fakture.csv", job
            result = job["result"]
            assert (result["refused"], result["summary"]["lines"]["taken"], result["dry_run"]) == (1, 500, False)
            rejects = server.get(result["rejects"])
            assert rejects.headers["Content-Type"].startswith("text/csv") and "no date" in rejects.body.decode()
            assert server.get(f"/api/v1/imports/{result['batch']}/rejects").body == rejects.body
            [batch] = server.get("/api/v1/imports").json["items"]
            assert (batch["batch"], batch["state"], batch["files"], batch["lines"]) == (result["batch"], "done", "fakture.csv", 500)
            undone = follow(server, server.post(f"/api/v1/imports/{batch['batch']}/undo"))
            assert undone["result"] == {"batch": batch["batch"], "kind": "sales", "lines": 500}
            assert server.get("/api/v1/imports").json["items"][0]["state"] == "undone"
            again = follow(server, server.post(f"/api/v1/imports/{batch['batch']}/undo"))
            assert again["state"] == "failed" and "undone" in again["message"], again
            assert server.post("/api/v1/imports/99/undo").status == 404
            assert not list(server.folder.glob("*-files/job-*")) and not list(server.folder.glob("*-files/upload-*"))


def test_demo__fills_an_empty_database_once():
    for kind in kinds():
        with Server(kind, start=False) as server:
            director, admin = server.make_token(server.add_user("director", password=False)), server.make_token(ADMIN)
            server.start()
            server.token = director
            assert server.get("/api/v1/company").json["is_new"] is True
            refused = server.post("/api/v1/demo")
            assert refused.status == 403, refused
            server.token = admin
            job = follow(server, server.post("/api/v1/demo"))
            assert job["state"] == "done" and job["result"]["lines"] > 300000 and job["total"] > 0, job
            assert server.get("/api/v1/company").json["is_new"] is False
            assert len(server.get("/api/v1/users", role="eq.kam").json["items"]) == 3
            again = server.post("/api/v1/demo")
            assert again.status == 409 and "holds invoices" in again.json["detail"], again
            server.token = director
            [account] = server.get("/api/v1/accounts", limit=1, select="id,owner_id").json["items"]
            assert account["owner_id"] is not None
            assert not list(server.folder.glob("*-files/job-*"))


def test_import__tries_and_takes_lists():
    with Server(role="director", admin=False) as server:
        tried = follow(server, upload(server, lines(20), dry_run="true"))
        assert tried["result"]["dry_run"] is True and tried["result"]["batch"] is None
        assert server.get("/api/v1/imports").json["items"] == []
        listed = follow(server, upload(server, b"number,name\nA1,Prvi\nA2,Drugi\n", kind="accounts", filename="kupci.csv"))
        assert listed["result"]["summary"]["new_accounts"] == 2, listed
        wrong = upload(server, lines(1), kind="contracts")
        assert wrong.status == 400 and "contracts" in wrong.json["detail"], wrong
        assert upload(server, lines(1), dry_run="maybe").status == 400


def test_import__that_fails_says_why_and_shows_no_folder():
    with Server(role="director", admin=False) as server:
        job = follow(server, upload(server, b"\x00\x01\x02", filename="x.csv"))
        assert job["state"] == "failed" and job["message"], job
        assert job["error"]["message"] == job["message"] and job["result"] is None and job["step"] is None, job
        assert str(server.folder) not in json.dumps(job) and "job-" not in job["message"], job
        empty = follow(server, upload(server, b"\n\n", filename="prazna.csv"))
        assert empty["error"] == {"code": "file_empty", "parameters": {"file": "prazna.csv"}, "message": empty["message"]}, empty
        broken = follow(server, upload(server, b"PK\x03\x04 and no more", filename="rad.xlsx"))
        assert broken["error"]["code"] == "file_damaged" and broken["error"]["parameters"] == {"file": "rad.xlsx"}, broken
        unknown = upload(server, lines(2), profile="nobody")
        assert unknown.status == 404 and "no profile 'nobody'" in unknown.json["detail"], unknown


def test_events__resume_behind_the_last_that_was_seen():
    with Server(role="director", admin=False) as server:
        answer = upload(server, lines(50))
        job = follow(server, answer)
        stream = server.get(answer.headers["Location"] + "/events")
        [(last_id, event, data)] = events(stream)
        assert event == "end" and data == job == server.get(answer.headers["Location"]).json
        assert events(server.get(answer.headers["Location"] + "/events", {"Last-Event-ID": last_id})) == []
        assert len(events(server.get(answer.headers["Location"] + "/events", {"Last-Event-ID": "running.0.0"}))) == 1
        server.stop()
        server.start()
        assert events(server.get(answer.headers["Location"] + "/events", {"Last-Event-ID": last_id})) == []


def test_jobs__are_seen_by_their_owner_and_by_who_runs_the_server():
    with Server(role="director", start=False) as server:
        director, analyst, kam = server.token, server.make_token(server.add_user("analyst", password=False)), server.make_token(server.add_user("kam", password=False))
        admin = server.make_token(ADMIN)
        server.start()
        server.token = director
        path = upload(server, lines(3)).headers["Location"]
        follow_path = path + "/events"
        server.get(follow_path)
        seen = {}
        for name, token in (("director", director), ("analyst", analyst), ("kam", kam), ("admin", admin)):
            server.token = token
            seen[name] = (server.get(path).status, server.get(follow_path).status, len(server.get("/api/v1/jobs").json["items"]), server.post(path + "/cancel").status)
        assert seen["director"] == (200, 200, 1, 409), seen
        assert seen["admin"] == (200, 200, 1, 409), seen
        assert seen["analyst"] == seen["kam"] == (404, 404, 0, 404), seen
        server.token = kam
        assert upload(server, lines(1)).status == 403
        assert server.post("/api/v1/backups").status == 403
        server.token = None
        assert upload(server, lines(1)).status == 401
        assert server.get(path).status == 401
        assert not list(server.folder.glob("*-files/upload-*"))


def test_batches__go_page_by_page_and_say_who():
    for kind in kinds():
        with Server(kind, role="director", admin=False) as server:
            for i in range(3):
                follow(server, upload(server, lines(2, 10 * i)))
            first = server.get("/api/v1/imports", limit=2).json
            second = server.get("/api/v1/imports", limit=2, cursor=first["next"]).json
            assert [b["batch"] for b in first["items"] + second["items"]] == [3, 2, 1] and second["next"] is None, (first, second)
            wrong = server.get("/api/v1/imports?limit=0&cursor=x&page=1")
            assert wrong.status == 400 and {e["pointer"] for e in wrong.json["errors"]} == {"/limit", "/cursor", "/page"}, wrong
            follow(server, server.post("/api/v1/imports/3/undo"))
            rows = notes(server)
            assert [row[:2] for row in rows] == [("import", 1), ("import", 2), ("import", 3), ("undo", 3)], rows
            assert rows[0][2] != 0 and len({row[2] for row in rows}) == 1, rows
            assert rows[0][3]["lines"] == [0, 2] and rows[3][3]["lines"] == [2, 0] and rows[3][3]["kind"] == ["sales", None], rows
            server.stop()
            assert json.loads(server.kamen("check", "--json"))["clean"] is True


def test_analysis__is_a_job_when_nobody_waits():
    for kind in kinds():
        with Server(kind, role="director", admin=False) as server:
            follow(server, upload(server, lines(2000)))
            answer = server.post("/api/v1/analysis/concentration", None, {"Prefer": "respond-async"}, by="product")
            assert answer.headers["Preference-Applied"] == "respond-async" and answer.json["kind"] == "analysis", answer
            job = follow(server, answer)
            assert job["state"] == "done" and job["progress"] == job["total"] == 3, job
            assert job["parameters"]["analysis"] == "concentration" and job["parameters"]["parameters"]["by"] == "product", job
            run = server.get(f"/api/v1/analysis/runs/{job['result']['run']}").json
            waited = server.post("/api/v1/analysis/concentration", by="product").json
            assert {**run["answer"]} == {key: value for key, value in waited.items() if key != "run"}
            assert server.post("/api/v1/analysis/clv", None, {"Prefer": "respond-async"}, horizon=0).status == 400
            thin = follow(server, server.post("/api/v1/analysis/concentration", None, {"Prefer": "respond-async"}, until="1999-01-01"))
            assert thin["state"] == "failed" and "no line is left" in thin["message"], thin


def test_list__goes_page_by_page():
    with Server(role="director", admin=False) as server:
        made = [follow(server, upload(server, lines(1, i)))["id"] for i in range(5)]
        first = server.get("/api/v1/jobs", limit=3).json
        second = server.get("/api/v1/jobs", limit=3, cursor=first["next"]).json
        assert [job["id"] for job in first["items"] + second["items"]] == made[::-1] and second["next"] is None
        assert server.get("/api/v1/jobs", limit=0).status == 400


def test_backup__is_a_database_of_one_moment():
    with Server(role="admin") as server:
        job = follow(server, server.post("/api/v1/backups"))
        assert job["state"] == "done" and job["progress"] == job["total"] > 0, job
        [copy] = server.folder.glob("*-files/backups/*")
        assert copy.name == job["result"]["file"] and copy.stat().st_size == job["result"]["bytes"]
        with sqlite3.connect(copy) as db:
            assert db.execute("SELECT email FROM app_user").fetchall() == [(ADMIN,)]
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        # By the command line, too, while the server holds the database.
        assert "read back" in server.kamen("backup", "--to", "copy.db")
        assert json.loads(server.kamen("check", "--db", "copy.db", "--json"))["clean"] is True
        server.kamen("backup", "--to", "copy.db", status=1)
        server.kamen("backup", status=2)
        assert not list(server.folder.glob("*.part"))


def test_backup__of_postgresql_names_the_tool_for_it():
    if "postgres" not in kinds():
        raise tap.Skip("no PostgreSQL here")
    with Server("postgres", role="admin") as server:
        answer = server.post("/api/v1/backups")
        assert answer.status == 409 and "pg_dump" in answer.json["detail"], answer
        server.kamen("backup", "--to", "copy", status=2)


def test_upload__of_a_large_file_keeps_memory_level():
    with Server(role="director", metrics_listen="127.0.0.1:0", admin=False) as server:
        follow(server, upload(server, lines(10)))
        before = server.metrics()["process_resident_memory_bytes"]
        junk = b"x" * (64 << 20)
        answer = upload(server, junk, filename="junk.csv")
        assert answer.status == 202, answer
        during = server.metrics()["process_resident_memory_bytes"]
        assert during - before < 24 << 20, (before, during)
        assert follow(server, answer)["state"] == "failed"


def test_kill__in_the_middle_of_an_import_begins_it_again():
    for kind in kinds():
        with Server(kind, role="director", admin=False) as server:
            body = lines(60000)
            path = upload(server, body).headers["Location"]
            server.kill()
            server.start()
            job = events(server.get(path + "/events"))[-1][2]
            assert job["state"] == "done", job
            [batch] = server.get("/api/v1/imports").json["items"]
            assert batch["lines"] == 60000, batch


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
