"""What `kamen report` finds in the demonstration company, against what is known to be true of it.

Usage: test_truth.py KAMEN
"""

import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tools"))
import tap  # noqa: E402

KAMEN = sys.argv[1]
SEEDS = (1, 2)


def make_world(seed):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([KAMEN, "demo", "--out", folder, "--seed", str(seed)], check=True, stdout=subprocess.DEVNULL)
        report = subprocess.run([KAMEN, "report", f"{folder}/sales.csv", "--json"], check=True, capture_output=True)
        truth = json.loads(pathlib.Path(folder, "truth.json").read_text(encoding="utf-8"))
    return truth, json.loads(report.stdout)


WORLDS = [make_world(seed) for seed in SEEDS]


def net_of(account):
    return float(account["invoiced"]["net"]) + float(account["credited"]["net"])


def test_report__totals_are_the_truth():
    for truth, report in WORLDS:
        totals = truth["totals"]
        assert report["lines"]["taken"] == totals["all"]["lines"]
        assert report["documents"] == totals["all"]["documents"]
        assert report["net"] == {"amount": totals["all"]["net"], "currency": "RSD"}
        assert report["lines"]["charges"] == totals["charges"]["lines"]
        assert report["lines"]["credits"] == totals["credits"]["lines"]
        assert report["lines"]["without_account"] == totals["without_account"]["lines"]


def test_report__largest_accounts_are_the_truth():
    for truth, report in WORLDS:
        largest = sorted(truth["accounts"], key=net_of, reverse=True)[:20]
        shown = [account["number"] for account in report["key_accounts"][:20]]
        # Companies that appear under two numbers are smaller here than in truth by what the second number bought.
        assert len(set(shown) & {account["number"] for account in largest}) >= 19, (shown, largest)


def test_report__silence_finds_the_customers_that_are_gone():
    for truth, report in WORLDS:
        silent = {account["number"] for account in report["silent"]}
        gone = [account for account in truth["accounts"] if not account["is_alive"]]
        found = [account for account in gone if account["number"] in silent]
        money = sum(net_of(account) for account in found) / sum(net_of(account) for account in gone)
        assert len(found) >= 0.85 * len(gone), (len(found), len(gone))
        assert money >= 0.95, money


def test_report__silence_rarely_accuses_a_customer_that_is_alive():
    for truth, report in WORLDS:
        alive = {account["number"] for account in truth["accounts"] if account["is_alive"]}
        silent = [account["number"] for account in report["silent"]]
        wrong = [number for number in silent if number in alive]
        assert len(wrong) <= 0.05 * len(silent), wrong


def test_report__margin_is_the_truth():
    for truth, report in WORLDS:
        covered = report["profit"]
        # Charges and counter sales are apart from the accounts' products, so the cost is compared where both know it.
        assert float(covered["cost"]["amount"]) <= float(truth["totals"]["cost"])
        assert float(covered["cost"]["amount"]) >= 0.98 * float(truth["totals"]["cost"])


sys.exit(tap.run(globals()))
