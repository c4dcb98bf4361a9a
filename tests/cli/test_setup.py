"""kamen init, migrate, check, version and --help from outside."""

import json
import random
import sqlite3
import stat
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the paths come first)
from program import HEADER, Folder  # noqa: E402


def users(folder, name="kamen.db"):
    with sqlite3.connect(folder.path / name) as db:
        return db.execute("SELECT email, role, password_hash, link_hash, link_expires_at FROM app_user").fetchall()


def test_init__makes_a_database_with_rules_once():
    with Folder() as f:
        assert "made the database" in f.kamen("init")
        assert stat.S_IMODE((f.path / "kamen.db").stat().st_mode) == 0o600
        rules = f.kamen("charges")
        assert rules.count("\n") > 50
        assert "there already" in f.kamen("init")
        assert f.kamen("charges") == rules
        assert f.figures("check")["clean"] is True


def test_init__administrator_with_a_password():
    with Folder() as f:
        f.write("secret.txt", "correct horse battery\nsecond line\n")
        out = f.kamen("init", "--admin", "Ana@Firma.rs", "--password-file", "secret.txt")
        assert "horse" not in out
        [(email, role, password_hash, link_hash, expires)] = users(f)
        assert (email, role, link_hash, expires) == ("ana@firma.rs", "admin", None, None)
        assert password_hash.startswith("$argon2id$")
        assert "users already" in f.refusal_after_output("init", "--admin", "petar@firma.rs", "--password-file", "secret.txt")


def test_init__administrator_with_a_link():
    with Folder() as f:
        out = f.kamen("init", "--admin", "ana@firma.rs")
        [(_, _, password_hash, link_hash, expires)] = users(f)
        assert password_hash is None and expires > 0
        secret = out.split("/set-up/")[1].split()[0]
        assert len(secret) == 48 and secret not in link_hash
        with Folder() as other:
            assert secret not in other.kamen("init", "--admin", "ana@firma.rs")


def test_init__refuses_bad_input():
    with Folder() as f:
        f.write("short.txt", "elevenchars\n")
        f.write("empty.txt", "")
        for email in ("ana", "@firma.rs", "ana@", "a@b@c", "ana @firma.rs", ""):
            assert f"'{email}'" in f.refusal_after_output("init", "--admin", email)
        for name in ("short.txt", "empty.txt"):
            assert "12" in f.refusal_after_output("init", "--admin", "ana@firma.rs", "--password-file", name)
        assert "missing.txt" in f.refusal_after_output("init", "--admin", "ana@firma.rs", "--password-file", "missing.txt")
        assert users(f) == []
        assert "--admin" in f.refusal("init", "--password-file", "short.txt", status=2)
        assert "no folder" in f.refusal("init", "--db", "no folder/kamen.db", status=1)


def test_init__leaves_other_files_alone():
    with Folder() as f:
        f.write("letter.txt", "Dear Ana,\n" * 500)
        f.refusal("init", "--db", "letter.txt", status=1)
        f.refusal("import", "--db", "letter.txt", "letter.txt", status=1)
        assert (f.path / "letter.txt").read_text() == "Dear Ana,\n" * 500


def test_migrate__has_nothing_to_do_on_a_new_database():
    with Folder() as f:
        assert "init" in f.refusal("migrate", status=1)
        f.kamen("init")
        assert "nothing to do" in f.kamen("migrate", "--check")
        assert "0 migrations" in f.kamen("migrate")


def test_migrate__brings_an_empty_file_to_the_schema():
    with Folder() as f:
        sqlite3.connect(f.path / "kamen.db").execute("VACUUM")
        run = f.run("migrate", "--check")
        assert run.returncode == 1 and "kamen migrate" in run.stdout
        assert "kamen migrate" in f.refusal("check", status=1)
        f.kamen("migrate")
        assert f.figures("check")["clean"] is True


def test_check__finds_tampering_and_rebuilds():
    with Folder() as f:
        f.write("sales.csv", HEADER + "F1,1,2024-01-02,100,Alfa doo,A1,Vijak,10,100.50,RSD\n")
        f.kamen("import", "sales.csv")
        with sqlite3.connect(f.path / "kamen.db") as db:
            db.execute("UPDATE account_month SET net_micro = net_micro + 1")
            db.execute("UPDATE sales_segment SET body = x'00'")
        assert f.figures("check", status=1)["clean"] is False
        assert "--rebuild" in f.kamen("check", status=1)
        found = f.figures("check", "--rebuild")
        # The three tiers with their nine rules and fourteen promises, and the import, have rows in the audit; what the last hash is depends on the hour.
        assert found.pop("audit_rows") == 27 and len(found.pop("audit_end")) == 64, found
        assert found == {
            "clean": True, "lines": 1, "segment_lines": 1, "wrong_months": 0, "wrong_segments": 0, "wrong_documents": 0,
            "audit": "", "integrity": "",
        }
        assert "everything agrees" in f.kamen("check")


def flip_one_byte(folder, chosen):
    """One bit of one value of one row of the audit; what was flipped."""
    columns = "at user_id actor credential_id request_id action type record_id version changes hash".split()
    with sqlite3.connect(folder.path / "kamen.db") as db:
        seq, column = chosen.randint(1, 3), chosen.choice(columns)
        (old,) = db.execute(f"SELECT {column} FROM audit_entry WHERE seq = ?", (seq,)).fetchone()
        if isinstance(old, int):
            new = old ^ (1 << chosen.randrange(20))
        else:
            at = chosen.randrange(max(1, len(old)))
            new = old[:at] + chr(ord(old[at:at + 1] or "a") ^ 1) + old[at + 1:]
        db.execute(f"UPDATE audit_entry SET {column} = ? WHERE seq = ?", (new, seq))
    return seq, column, old, new


def test_check__finds_any_flipped_bit_of_the_audit():
    chosen = random.Random(7)
    with Folder() as f:
        f.write("password", "korenje-trava-most-7\n")
        f.kamen("init", "--admin", "ana@firma.rs", "--password-file", "password")
        f.kamen("user", "add", "--email", "iva@firma.rs", "--role", "kam", "--password-file", "password")
        f.kamen("user", "role", "--email", "iva@firma.rs", "--role", "director")
        assert f.figures("check")["audit_rows"] >= 3
        for _ in range(40):
            seq, column, old, new = flip_one_byte(f, chosen)
            found = f.figures("check", status=1)
            assert not found["clean"] and f"audit row {seq} " in found["audit"], (seq, column, old, new, found)
            with sqlite3.connect(f.path / "kamen.db") as db:
                db.execute(f"UPDATE audit_entry SET {column} = ? WHERE seq = ?", (old, seq))
        assert f.figures("check")["clean"]


def test_version__says_what_it_is():
    with Folder() as f:
        got = json.loads(f.kamen("version", "--json"))
        assert got["version"] and got["schema"] >= 1 and got["licence"] == "AGPL-3.0-or-later"
        assert got["version"] in f.kamen("version") and got["version"] in f.kamen("--version")


def test_help__of_the_program_and_of_every_verb():
    with Folder() as f:
        text = f.kamen("--help")
        assert f.kamen("help") == text
        verbs = [line.split()[0] for line in text.splitlines() if line.startswith("  ")]
        assert {"report", "init", "import", "export", "charges", "check", "migrate", "version", "calc"} <= set(verbs)
        for verb in verbs:
            shown = f.kamen(verb, "--help")
            assert f"kamen {verb}" in shown and "Usage:" in shown, verb
            assert not f.run(verb, "--no-such-option").returncode == 0
        assert "'nonsense'" in f.run("nonsense").stderr and f.run("nonsense").returncode == 2
        assert f.run().returncode == 2


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
