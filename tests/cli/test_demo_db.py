"""kamen demo into a database, from outside. KAMEN is the program."""

import functools
import json
import sqlite3
import sys
from contextlib import closing
from datetime import date
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


def test_demo__gives_each_customer_a_manager_and_a_place():
    f = company()
    truth = json.loads((f.path / "kamen.db.truth.json").read_text(encoding="utf-8"))
    managers = dict(rows(f, "SELECT id, place FROM app_user WHERE role = 'kam'"))
    accounts = rows(f, "SELECT number, owner_id, region, city, industry, payment_days FROM account WHERE number IS NOT NULL AND kind <> 'head'")
    assert len(accounts) == truth["world"]["customer_numbers"] and all(all(row) for row in accounts)
    regions = {}
    for _, owner, region, *_ in accounts:
        regions.setdefault(managers[owner], set()).add(region)
    assert "Južna Bačka" in regions["Novi Sad"] and "Niš i jug" in regions["Niš"] and "Podunavlje" in regions["Beograd"], regions


def quarters(first, last):
    """The first days of quarters from one day to another."""
    for year in range(first.year, last.year + 1):
        for month in (1, 4, 7, 10):
            if first <= date(year, month, 1) <= last:
                yield date(year, month, 1)


def group_of(truth, day):
    """Number of a customer: number of the group that it belongs to on a day, as the truth says."""
    said = day.isoformat()
    return {
        m["number"]: group["number"]
        for group in truth["groups"]
        for m in group["members"]
        if m["from"] <= said and (m["to"] is None or said <= m["to"])
    }


def head_of(ties, account, day):
    """The head of an account on a day, going up along memberships."""
    while True:
        above = [parent for parent, bought, sold in ties.get(account, []) if (bought is None or bought <= day) and (sold is None or day < sold)]
        if not above:
            return account
        account = above[0]


def test_demo__memberships_are_those_of_the_truth():
    f = company()
    truth = json.loads((f.path / "kamen.db.truth.json").read_text(encoding="utf-8"))
    number = dict(rows(f, "SELECT id, number FROM account WHERE number IS NOT NULL"))
    ties = {}
    for account, parent, bought, sold in rows(f, "SELECT account_id, parent_id, bought_on, sold_on FROM group_membership"):
        ties.setdefault(account, []).append((parent, bought, sold))
    first, last = (date.fromisoformat(truth["world"][name]) for name in ("from", "to"))
    compared = 0
    for day in (*quarters(first, last), last):
        said = group_of(truth, day)
        since = (day - date(1970, 1, 1)).days
        for account in ties:
            if number[account] in said:
                assert number[head_of(ties, account, since)] == said[number[account]], (number[account], day)
                compared += 1
            else:
                assert number[account].startswith("G") or head_of(ties, account, since) == account, (number[account], day)
    assert compared > 500, compared
    # The tree of today is that of the last day, and two groups stand below others.
    today = dict(rows(f, "SELECT id, head_id FROM account WHERE head_id IS NOT NULL"))
    assert {a: head_of(ties, a, since) for a in ties if head_of(ties, a, since) != a} == today
    assert rows(f, "SELECT COUNT(*) FROM account WHERE kind = 'head' AND parent_id IS NOT NULL") == [(2,)]


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
