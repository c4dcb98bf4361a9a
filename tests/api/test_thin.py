"""A firm without a line, and one with a single line: every question has an answer or a reason why not, and the server stays.
test_thin.py sqlite|postgres."""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from figures import ROWS, Company, run_on  # noqa: E402  (the paths come first)

KIND = sys.argv.pop(1)
# The other pages of figures open with these.
ASKED = ["/api/v1/sales/sums?group_by=account", "/api/v1/sales/accounts", "/api/v1/sales/lines", "/api/v1/sales/overview", "/api/v1/groups",
         "/api/v1/groups/suggestions", "/api/v1/programme", "/api/v1/programme/alerts", "/api/v1/programme/capacity",
         "/api/v1/programme/entitlements"]


def ask_all(company):
    names = [item["name"] for item in company.get("director", "/api/v1/analysis").json["items"]]
    assert len(names) > 10
    for path in [f"/api/v1/analysis/{name}" for name in names] + ASKED:
        got = company.get("director", path)
        assert got.status == 200 or got.status == 422 and got.json["detail"], (path, got)
    for name in names:
        got = company.request("director", "POST", f"/api/v1/analysis/{name}")
        assert got.status in (201, 422), (name, got)
    assert company.get("director", "/readyz").status == 200


def test_no_line():
    with Company(KIND, rows=[]) as company:
        ask_all(company)


def test_one_line():
    with Company(KIND, rows=ROWS[:1]) as company:
        ask_all(company)


def test_one_account():
    with Company(KIND, rows=[row for row in ROWS if row["account_number"] == "1000"]) as company:
        ask_all(company)


if __name__ == "__main__":
    sys.exit(run_on(KIND, globals(), "thin firms are not kept in it"))
