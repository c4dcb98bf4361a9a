"""What was deleted long ago goes for good: by kamen purge, and by the server once a day. test_purge.py sqlite|postgres."""

import sqlite3
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import tap  # noqa: E402  (the paths come first)
from server import Server  # noqa: E402

KIND = sys.argv.pop(1)
DAY_MS = 86400000


def run_sql(server, sql):
    if KIND == "postgres":
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", server.database.uri, "-c", sql], check=True, capture_output=True)
        return
    with sqlite3.connect(server.database.uri) as db:
        db.execute(sql)
    db.close()


def delete(server, plural, **fields):
    """A record that was made and deleted; its path."""
    made = server.post(f"/api/v1/{plural}", fields, force="true" if plural in ("accounts", "contacts") else None)
    assert made.status == 201, made
    path = f"/api/v1/{plural}/{made.json['id']}"
    assert server.delete(path, etag=made.headers["ETag"]).status in (200, 204)
    return path


def deleted_long_ago(server):
    """An account and a person deleted 40 days ago, an account deleted now: restored it can be."""
    old = [delete(server, "accounts", name="Stara firma"), delete(server, "products", name="Stari proizvod", number="P1")]
    new = delete(server, "accounts", name="Nova firma")
    server.stop()
    for table in ("account", "product"):
        run_sql(server, f"UPDATE {table} SET deleted_at = deleted_at - {40 * DAY_MS} WHERE name LIKE 'Star%'")
    return old, new


def restore(server, path):
    return server.post(f"{path}/restore").status


def test_purge__removes_what_was_deleted_long_ago():
    with Server(KIND, role="director", purge_days=0) as server:
        old, new = deleted_long_ago(server)
        assert server.kamen("purge", "--older-than", "60") == "0 records removed for good\n"
        assert server.kamen("purge") == "2 records removed for good\n"
        assert server.kamen("purge") == "0 records removed for good\n"
        assert "agrees" in server.kamen("check")
        server.start()
        assert [restore(server, path) for path in (*old, new)] == [404, 404, 200]


def test_purge__takes_days_and_nothing_else():
    with Server(KIND, start=False, admin=False) as server:
        for arguments in (["--older-than", "-1"], ["--older-than", "40000"], ["everything"]):
            server.kamen("purge", *arguments, status=2)


def test_server__purges_at_its_start_and_says_so():
    with Server(KIND, role="director", purge_days=30) as server:
        old, new = deleted_long_ago(server)
        server.start()
        # Changes take their turn: this one comes behind the purge.
        assert server.post("/api/v1/accounts", {"name": "Treća firma"}).status == 201
        assert [restore(server, path) for path in (*old, new)] == [404, 404, 200]
        assert server.stop() == 0
        assert [line["count"] for line in server.log() if isinstance(line, dict) and line.get("event") == "purged"] == ["2"]


def test_server__keeps_everything_when_told_so():
    with Server(KIND, role="director", purge_days=0) as server:
        old, _ = deleted_long_ago(server)
        server.start()
        assert [restore(server, path) for path in old] == [200, 200]


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
