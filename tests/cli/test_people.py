"""kamen user and kamen token from outside: who signs in, and what acts for them."""

import json
import sqlite3
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the paths come first)
from program import Folder  # noqa: E402

PASSWORD = "seven green bottles stand"


def rows(folder, sql, *values):
    with sqlite3.connect(folder.path / "kamen.db") as db:
        return db.execute(sql, values).fetchall()


def firm():
    """A database with the administrator ana."""
    folder = Folder()
    folder.write("secret.txt", PASSWORD + "\n")
    folder.kamen("init", "--admin", "ana@firma.rs", "--password-file", "secret.txt")
    return folder


def states(folder):
    return {user["email"]: (user["role"], user["state"]) for user in json.loads(folder.kamen("user", "list", "--json"))}


def test_user__is_added_with_a_password_or_a_link():
    with firm() as f:
        out = f.kamen("user", "add", "--email", "Petar@Firma.rs", "--role", "kam", "--name", "Petar Perić", "--password-file", "secret.txt")
        assert "kam" in out and "bottles" not in out
        out = f.kamen("user", "add", "--email", "mira@firma.rs", "--role", "director")
        secret = out.split("/set-up/")[1].split()[0]
        assert len(secret) == 48
        assert states(f) == {"ana@firma.rs": ("admin", "active"), "petar@firma.rs": ("kam", "active"),
                             "mira@firma.rs": ("director", "has no password yet")}
        assert "Petar Perić" in f.kamen("user", "list")
        dump = (f.path / "kamen.db").read_bytes()
        assert secret.encode() not in dump and PASSWORD.encode() not in dump


def test_user__without_sign_in_needs_no_link():
    with firm() as f:
        assert "/set-up/" not in f.kamen("user", "add", "--email", "jovan@firma.rs", "--role", "none")
        assert states(f)["jovan@firma.rs"] == ("none", "does not sign in")
        assert "may not sign in" in f.refusal("user", "link", "--email", "jovan@firma.rs", status=1)


def test_user__bad_wishes_are_refused():
    with firm() as f:
        f.write("short.txt", "elevenchars\n")
        f.write("common.txt", "lozinka123456\n")
        f.write("own.txt", "petarpetar2026\n")
        add = ("user", "add", "--email", "petar@firma.rs", "--role", "kam")
        assert "12" in f.refusal(*add, "--password-file", "short.txt", status=1)
        assert "guessed" in f.refusal(*add, "--password-file", "common.txt", status=1)
        assert "guessed" in f.refusal(*add, "--password-file", "own.txt", status=1)
        assert "missing.txt" in f.refusal(*add, "--password-file", "missing.txt", status=1)
        assert "role" in f.refusal("user", "add", "--email", "petar@firma.rs", "--role", "king", status=1)
        assert "email" in f.refusal("user", "add", "--email", "petar", "--role", "kam", status=1)
        assert "email" in f.refusal("user", "add", "--email", "ANA@firma.rs", "--role", "kam", status=1)
        assert "--role" in f.refusal("user", "add", "--email", "petar@firma.rs", status=2)
        assert "--email" in f.refusal("user", "add", "--role", "kam", status=2)
        assert "add" in f.refusal("user", status=2)
        assert "add" in f.refusal("user", "crown", "--email", "ana@firma.rs", status=2)
        assert "'nobody@firma.rs'" in f.refusal("user", "disable", "--email", "nobody@firma.rs", status=1)
        assert states(f) == {"ana@firma.rs": ("admin", "active")}


def test_user__last_administrator_stays():
    with firm() as f:
        for change in (("disable",), ("role", "--role", "kam")):
            assert "last administrator" in f.refusal("user", *change, "--email", "ana@firma.rs", status=1)
        f.kamen("user", "add", "--email", "mira@firma.rs", "--role", "admin", "--password-file", "secret.txt")
        f.kamen("user", "role", "--email", "ana@firma.rs", "--role", "director")
        assert states(f)["ana@firma.rs"] == ("director", "active")
        assert "last administrator" in f.refusal("user", "disable", "--email", "mira@firma.rs", status=1)


def test_user__disabling_and_another_role_end_sessions():
    with firm() as f:
        f.kamen("user", "add", "--email", "petar@firma.rs", "--role", "kam", "--password-file", "secret.txt")
        [(petar,)] = rows(f, "SELECT id FROM app_user WHERE email = 'petar@firma.rs'")
        sessions = "SELECT count(*) FROM user_session"
        opened = ("INSERT INTO user_session (id, user_id, secret_hash, pending, second_factor, created_at, used_at, idle_ms,"
                  " expires_at, address, agent) VALUES (1, ?, 'x', 0, 0, 0, 0, 0, 0, '', '')")
        for change in (("disable",), ("enable",), ("role", "--role", "member")):
            rows(f, opened, petar)
            f.kamen("user", *change, "--email", "petar@firma.rs")
            assert rows(f, sessions) == [(1 if change == ("enable",) else 0,)], change
            rows(f, "DELETE FROM user_session")
        actions = [action for (action,) in rows(f, "SELECT action FROM audit_entry WHERE record_id = ? ORDER BY seq", petar)]
        assert actions == ["create", "password", "update", "update", "update"], actions


def test_user__reset_makes_a_link_and_takes_the_second_factor():
    with firm() as f:
        assert "/reset/" in f.kamen("user", "reset", "--email", "ana@firma.rs")
        assert "no second factor" in f.refusal("user", "reset", "--email", "ana@firma.rs", "--second-factor", status=1)
        [(ana,)] = rows(f, "SELECT id FROM app_user")
        rows(f, "INSERT INTO user_totp VALUES (?, x'00', 0, 1, 1, 0)", ana)
        f.kamen("user", "reset", "--email", "ana@firma.rs", "--second-factor")
        assert rows(f, "SELECT * FROM user_totp") == []


def test_token__is_made_listed_and_revoked():
    with firm() as f:
        token = json.loads(f.kamen("token", "create", "--user", "ana@firma.rs", "--scopes", "*", "--expires", "30", "--json"))["token"]
        assert token.startswith("kamen_") and len(token) == 71
        plain = f.kamen("token", "create", "--user", "ana@firma.rs", "--name", "price feed").strip()
        first, second = json.loads(f.kamen("token", "list", "--user", "ana@firma.rs", "--json"))
        assert (first["scopes"], first["state"], first["used"]) == ("*", "good", "never") and first["prefix"] == token[6:14]
        assert (second["scopes"], second["name"], second["prefix"]) == ("read", "price feed", plain[6:14])
        f.kamen("token", "revoke", first["prefix"])
        assert json.loads(f.kamen("token", "list", "--user", "ana@firma.rs", "--json"))[0]["state"] == "revoked"
        assert "revoked" in f.kamen("token", "list", "--user", "ana@firma.rs")
        f.refusal("token", "revoke", first["prefix"], status=1)
        dump = (f.path / "kamen.db").read_bytes()
        assert token[15:63].encode() not in dump and plain[15:63].encode() not in dump


def test_token__bad_wishes_are_refused():
    with firm() as f:
        create = ("token", "create", "--user", "ana@firma.rs")
        assert "'everything'" in f.refusal(*create, "--scopes", "read everything", status=1)
        assert "days" in f.refusal(*create, "--expires", "0", status=2)
        assert "days" in f.refusal(*create, "--expires", "4000", status=2)
        assert "'nobody@firma.rs'" in f.refusal("token", "create", "--user", "nobody@firma.rs", status=1)
        assert "--user" in f.refusal("token", "create", status=2)
        assert "create" in f.refusal("token", status=2)
        assert "'abcd2345'" in f.refusal("token", "revoke", "abcd2345", status=1)
        assert json.loads(f.kamen("token", "list", "--user", "ana@firma.rs", "--json")) == []


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
