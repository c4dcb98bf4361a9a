"""kamen demo into a database, from outside. KAMEN is the program."""

import functools
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import tap  # noqa: E402  (the path comes first)
from program import HEADER, Folder, cents  # noqa: E402

SHORT = ("--years", "1")


def names(folder):
    return sorted(path.name for path in folder.path.iterdir() if not path.name.endswith(("-wal", "-shm", ".lock")))


def test_demo__fills_the_default_database_with_the_truth_beside():
    with Folder() as f:
        text = f.kamen("demo", *SHORT)
        assert "kamen.db: " in text and "kamen.db.truth.json" in text, text
        assert names(f) == ["kamen.db", "kamen.db.truth.json"], names(f)
        truth = json.loads((f.path / "kamen.db.truth.json").read_text(encoding="utf-8"))
        batches = f.figures("import", "--list")
        assert [batch["kind"] for batch in batches] == ["accounts", "products", "sales"], batches
        assert batches[2]["lines"] == truth["totals"]["all"]["lines"]
        assert cents(batches[2]["net"]["amount"]) == cents(truth["totals"]["all"]["net"])
        assert batches[0]["lines"] == truth["world"]["customer_numbers"]
        assert batches[1]["lines"] == truth["world"]["products"]
        f.kamen("check")


def test_demo__countries_and_categories_come_with_it():
    with Folder() as f:
        f.kamen("demo", *SHORT, "--db", "d.db", "--truth", "what is so.json")
        assert names(f) == ["d.db", "what is so.json"], names(f)
        first = f.kamen("export", "accounts", "--db", "d.db").splitlines()[1]
        assert ",RS," in first, first
        categories = json.loads(f.kamen("analyze", "concentration", "--by", "category", "--json", "--db", "d.db"))
        assert len(categories["list"]) == 25, len(categories["list"])


def test_demo__its_own_files_are_known_already():
    with Folder() as f:
        f.kamen("demo", *SHORT, "--db", "d.db", "--out", "files")
        assert names(f) == ["d.db", "d.db.truth.json", "files"], names(f)
        assert (f.path / "files" / "truth.json").read_bytes() == (f.path / "d.db.truth.json").read_bytes()
        for kind in ("accounts", "products", "sales"):
            got = f.figures("import", "--db", "d.db", "--kind", kind, f"files/{kind}.csv")
            assert got["batch"] is None and got["lines"]["taken"] == 0, (kind, got)


def test_demo__out_alone_makes_no_database():
    with Folder() as f:
        f.kamen("demo", *SHORT, "--out", "files")
        assert names(f) == ["files"], names(f)


def test_demo__leaves_a_database_with_invoices_alone():
    with Folder() as f:
        f.write("s.csv", HEADER + "F1,1,2024-01-02,100,Alfa,A1,Vijak,1,10,RSD\n")
        f.kamen("import", "s.csv")
        message = f.refusal("demo", *SHORT, status=1)
        assert "holds invoices already" in message and "--out" in message, message
        assert len(f.figures("import", "--list")) == 1
        assert "kamen.db.truth.json" not in names(f)


def test_demo__completes_a_filling_that_was_interrupted():
    with Folder() as f:
        f.kamen("demo", *SHORT, "--out", "files")
        f.kamen("import", "--kind", "accounts", "files/accounts.csv")
        f.kamen("demo", *SHORT)
        assert [batch["kind"] for batch in f.figures("import", "--list")] == ["accounts", "products", "sales"]


@functools.lru_cache
def company():
    """A folder with the company in kamen.db, which nobody changes."""
    folder = Folder()
    folder.kamen("demo", *SHORT)
    return folder


def rows(folder, query):
    with closing(sqlite3.connect(folder.path / "kamen.db")) as connection:
        return connection.execute(query).fetchall()


def test_demo__has_people_of_every_role_who_choose_their_passwords():
    f = company()
    firm = f.figures("company")
    assert (firm["name"], firm["country"], firm["currency"]) == ("Primer Oprema d.o.o.", "RS", "RSD"), firm
    assert firm["tax_number"].startswith("19") and firm["company_number"], firm
    people = f.figures("user", "list")
    roles = sorted(person["role"] for person in people)
    assert roles == ["admin", "analyst", "director", "executive", *["kam"] * 3, *["member"] * 4], roles
    assert {person["state"] for person in people} == {"has no password yet"}
    assert all(person["email"].endswith("@firma.example") for person in people), people
    director = next(person["email"] for person in people if person["role"] == "director")
    assert "/set-up/" in f.kamen("user", "link", "--email", director)


def test_demo__gives_each_customer_a_manager_a_place_and_groups_a_head():
    f = company()
    truth = json.loads((f.path / "kamen.db.truth.json").read_text(encoding="utf-8"))
    managers = dict(rows(f, "SELECT id, place FROM app_user WHERE role = 'kam'"))
    accounts = rows(f, "SELECT number, owner_id, region, city, industry, payment_days FROM account WHERE number IS NOT NULL")
    assert len(accounts) == truth["world"]["customer_numbers"] and all(all(row) for row in accounts)
    regions = {}
    for _, owner, region, *_ in accounts:
        regions.setdefault(managers[owner], set()).add(region)
    assert "Južna Bačka" in regions["Novi Sad"] and "Niš i jug" in regions["Niš"] and "Podunavlje" in regions["Beograd"], regions
    # A firm belongs to the group of which it is a member at the end; those of one group have one head.
    members = {m["number"]: group["number"] for group in truth["groups"] for m in group["members"] if m["ended_by"] == "open"}
    heads = {}
    for number, head in rows(f, "SELECT a.number, h.number FROM account a JOIN account h ON h.id = a.head_id"):
        heads.setdefault(members[number], set()).add(head)
        assert members[head] == members[number], (number, head)
    assert len(heads) > 20 and all(len(of_group) == 1 for of_group in heads.values()), heads


def test_demo__has_what_people_leave_behind():
    f = company()
    last = rows(f, "SELECT MAX(valid_from) FROM price_list_item")[0][0]
    assert rows(f, "SELECT COUNT(*), COUNT(DISTINCT product_id), MIN(valid_from) FROM price_list_item") == [(1200, 1200, last)]
    for table, least in (("contact", 80), ("interaction", 80), ("task", 40), ("account_team", 80), ("site", 40), ("record_tag", 20)):
        assert rows(f, f"SELECT COUNT(*) FROM {table}")[0][0] >= least, table
    assert "everything agrees" in f.kamen("check")


def test_demo__password_of_all_its_people():
    with Folder() as f:
        f.write("password", "korenje-trava-most-7\n")
        f.write("weak", "password\n")
        f.refusal("demo", *SHORT, "--password-file", "weak", status=1)
        assert f.figures("import", "--list") == []
        f.kamen("demo", *SHORT, "--password-file", "password")
        assert {person["state"] for person in f.figures("user", "list")} == {"active"}


def test_truth__that_cannot_be_kept_fills_nothing():
    with Folder() as f:
        message = f.refusal("demo", *SHORT, "--truth", "no such folder/truth.json", status=1)
        assert "no such folder/truth.json" in message, message
        assert f.figures("import", "--list") == []
        assert "--truth goes with --db" in f.refusal("demo", "--out", "files", "--truth", "t.json", status=2)


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
