#!/usr/bin/env python3
"""Holds the demonstration company against what docs/demo.md says of it. Argument: the program kamen."""

import datetime
import math
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import tap  # noqa: E402
from world import SERVICES, World, day, digests, hundredths, rows  # noqa: E402

KAMEN = sys.argv[1]
FOLDER = tempfile.TemporaryDirectory()


def make(name, *options):
    """Run the verb once; returns the folder."""
    folder = Path(FOLDER.name) / name
    subprocess.run([KAMEN, "demo", "--out", str(folder), *options], check=True, stdout=subprocess.DEVNULL)
    return folder


WORLD = World(make("seed 1"))
TRUTH = WORLD.truth


def iso(text):
    """A day of the truth file; None stays None."""
    return datetime.date.fromisoformat(text) if text else None


def minor(text):
    """An amount of the truth file in hundredths."""
    whole, fraction = text.lstrip("-").split(".")
    return (-1 if text.startswith("-") else 1) * int(whole + fraction)


def refused(*options):
    """Exit status and message of a run that must fail."""
    done = subprocess.run([KAMEN, "demo", *options], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


# --- the same and not the same ---------------------------------------------------------------------------------------


def test_same_seed__same_bytes():
    assert digests(WORLD.folder) == digests(make("seed 1 again", "--seed", "1"))


def test_other_seed__other_bytes():
    first, other = digests(WORLD.folder), digests(make("seed 2", "--seed", "2", "--years", "1"))
    assert first.keys() == other.keys()
    assert [name for name in first if first[name] == other[name]] == []


def test_scale__multiplies_customers_and_lines():
    one, two = (sum(1 for _ in rows(make(f"scale {n}", "--scale", str(n), "--years", "1") / "sales.csv")) for n in (1, 2))
    assert 1.9 < two / one < 2.1, (one, two)
    assert len(list(rows(Path(FOLDER.name) / "scale 2" / "accounts.csv"))) == 1220


def test_until_and_years__bound_the_period():
    folder = make("short", "--years", "1", "--until", "2024-02-29")
    days = [day(row["Datum računa"]) for row in rows(folder / "sales.csv")]
    assert datetime.date(2023, 3, 1) <= min(days) <= datetime.date(2023, 3, 3)
    assert datetime.date(2024, 2, 27) <= max(days) <= datetime.date(2024, 2, 29)


def test_wrong_options__are_refused():
    out = ("--out", str(Path(FOLDER.name) / "never"))
    for options in (("--truth", "t.json", *out), (*out, "--scale", "0"), (*out, "--scale", "101"), (*out, "--years", "11"), (*out, "--until", "yesterday"), (*out, "more")):
        status, message = refused(*options)
        assert status == 2 and message.startswith("kamen demo: "), (options, status, message)
    assert not (Path(FOLDER.name) / "never").exists()


def test_folder_that_cannot_be_made__is_an_error():
    blocked = Path(FOLDER.name) / "file"
    blocked.write_text("in the way")
    status, message = refused("--out", str(blocked / "below"))
    assert status == 1 and "cannot make the folder" in message, message


def test_failed_run__leaves_the_files_of_the_run_before():
    folder = make("kept", "--years", "1")
    before = digests(folder)
    (folder / "truth.json.part").mkdir()
    status, message = refused("--out", str(folder), "--seed", "5", "--years", "1")
    (folder / "truth.json.part").rmdir()
    assert status == 1 and "cannot write" in message, message
    assert digests(folder) == before


# --- the file --------------------------------------------------------------------------------------------------------


def test_counts__lie_in_the_documented_ranges():
    world, totals = TRUTH["world"], TRUTH["totals"]
    assert 380_000 <= totals["all"]["lines"] <= 420_000, totals["all"]
    assert (world["companies"], world["customer_numbers"], world["products"], world["categories"]) == (600, 610, 1200, 25)
    assert (world["groups"], world["sellers"], len(TRUTH["duplicates"])) == (40, 12, 10)
    assert len(WORLD.table("products.csv")) == len({row["Naziv artikla"] for row in WORLD.table("products.csv")}) == 1200
    assert {row["JM"] for row in WORLD.table("products.csv")} == {"kom", "m", "kg", "par", "set"}
    assert len({row["Komercijalista"] for row in WORLD.table("accounts.csv")}) == 12
    assert 0.014 < totals["kinds"]["return"]["lines"] / totals["kinds"]["invoice"]["lines"] < 0.026
    assert all(0 <= line.discount < 6000 for line in WORLD.lines)
    assert 3 * 900 < totals["without_account"]["lines"] < 3 * 2000
    assert 3 * 1000 < totals["charges"]["lines"] < 3 * 4000


def test_documents__are_numbered_without_gaps():
    seen = defaultdict(list)
    for line in WORLD.lines:
        if line.position == 1:
            series, year, number = line.document.split("-")
            assert int(year) == line.day.year
            seen[series, year].append(int(number))
    assert {series for series, _ in seen} == {"F", "MP", "KO"}
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seen.values())


def test_positions__count_up_within_a_document():
    before = None
    for line in WORLD.lines:
        same = before is not None and before.document == line.document
        assert line.position == (before.position + 1 if same else 1), line
        assert not same or (before.day, before.account) == (line.day, line.account), line
        before = line


def test_days__are_in_order_and_never_a_sunday_or_holiday():
    fixed = {(1, 1), (1, 2), (1, 7), (2, 15), (2, 16), (5, 1), (5, 2), (11, 11)}
    easters = {datetime.date(2023, 4, 16), datetime.date(2024, 5, 5), datetime.date(2025, 4, 20)}
    moving = {easter + datetime.timedelta(days=n) for easter in easters for n in (-2, -1, 1)}
    in_lieu = {datetime.date(2023, 1, 3), datetime.date(2025, 2, 17)}
    days = [line.day for line in WORLD.lines]
    assert days == sorted(days)
    for one in set(days):
        assert one.weekday() != 6 and (one.month, one.day) not in fixed and one not in moving | in_lieu, one


def test_net__is_quantity_times_price_less_discount_rounded_half_away():
    for line in WORLD.lines:
        product = abs(line.quantity) * line.price * (10000 - line.discount)
        net = (product + 500_000) // 1_000_000
        assert abs(line.net) == net and (line.net < 0) == (line.quantity < 0 and net > 0), line


def test_credits__are_negative_and_stand_on_documents_of_their_own():
    for line in WORLD.lines:
        assert (line.quantity < 0) == (line.kind == "credit") == line.document.startswith("KO-"), line
        assert (line.account == "") == (line.kind == "counter"), line


# --- names and numbers -----------------------------------------------------------------------------------------------


def pib_is_valid(pib):
    product = 10
    for digit in pib[:8]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return len(pib) == 9 and (product + int(pib[8])) % 10 == 1


def mb_is_valid(mb):
    total = sum(int(digit) * weight for digit, weight in zip(mb[:7], (2, 7, 6, 5, 4, 3, 2)))
    return len(mb) == 8 and (11 - total % 11) % 11 == int(mb[7])


def test_tax_and_company_numbers__are_valid_and_unique():
    companies = [row for row in WORLD.table("accounts.csv") if row["Matični broj"]]
    assert len(companies) == len({row["PIB"] for row in companies}) == len({row["Matični broj"] for row in companies}) == 600
    assert all(pib_is_valid(row["PIB"]) and row["PIB"].startswith("19") for row in companies)
    assert all(mb_is_valid(row["Matični broj"]) for row in companies)
    assert len({row["Naziv kupca"] for row in companies}) == 600


def test_duplicates__are_other_spellings_of_a_customer():
    names = {row["Šifra kupca"]: row for row in WORLD.table("accounts.csv")}
    used = {line.account for line in WORLD.lines}
    for twin in TRUTH["duplicates"]:
        mine, other = names[twin["number"]], names[twin["same_as"]]
        assert mine["Naziv kupca"] != other["Naziv kupca"] and mine["Adresa"] == other["Adresa"]
        assert mine["PIB"] == (other["PIB"] if twin["has_tax_number"] else "")
        assert {twin["number"], twin["same_as"]} <= used


# --- truth against the file --------------------------------------------------------------------------------------------


def check_sum(lines, truth, has_documents=True):
    """A sum of the truth against lines."""
    lines = list(lines)
    assert (len(lines), sum(line.net for line in lines)) == (truth["lines"], minor(truth["net"])), truth
    if has_documents:
        assert len({line.document for line in lines}) == truth["documents"], truth


def test_totals__equal_the_file():
    totals, lines = TRUTH["totals"], WORLD.lines
    check_sum(lines, totals["all"])
    check_sum((line for line in lines if line.kind == "credit"), totals["credits"])
    check_sum((line for line in lines if line.category == SERVICES), totals["charges"], False)
    check_sum((line for line in lines if not line.account), totals["without_account"])
    for kind in ("invoice", "counter"):
        check_sum((line for line in lines if line.kind == kind), totals["kinds"][kind])
    for number, charge in totals["charge_articles"].items():
        check_sum((line for line in lines if line.product == number), charge, False)
    assert sum(line.cost for line in lines) == minor(totals["cost"])
    articles = {line.account for line in lines if line.account and line.category != SERVICES}
    assert len(articles) == totals["accounts"]


def test_account_totals__equal_the_file():
    invoiced, credited = Counter(), Counter()
    last = {}
    for line in WORLD.lines:
        if line.category != SERVICES:
            (invoiced if line.kind == "invoice" else credited)[line.account] += line.net
            if line.kind == "invoice":
                last[line.account] = line.day
    for account in [*TRUTH["accounts"], *TRUTH["duplicate_totals"]]:
        number = account["number"]
        assert minor(account["invoiced"]["net"]) == invoiced[number], number
        assert minor(account["credited"]["net"]) == credited[number], number
        assert iso(account["last_purchase_on"]) == last.get(number), number


def test_concentration__is_near_eighty_twenty():
    nets = sorted((net for net in WORLD.net_by_account().values() if net > 0), reverse=True)
    share = sum(nets[: math.ceil(len(nets) / 5)]) / sum(nets)
    assert 0.75 < share < 0.85, share


def test_some_customers__cost_more_than_they_bring():
    margin = Counter()
    for line in WORLD.lines:
        if line.account and line.category != SERVICES:
            margin[line.account] += line.net - line.cost
    assert 1 <= sum(value < 0 for value in margin.values()) <= 40


# --- what an analysis should find ------------------------------------------------------------------------------------


def slope_within_products(points):
    """Least squares of log quantity on log price with a level for each product."""
    groups = defaultdict(list)
    for product, x, y in points:
        groups[product].append((x, y))
    sxx = sxy = 0.0
    for group in groups.values():
        mx, my = (sum(values) / len(group) for values in zip(*group))
        sxx += sum((x - mx) ** 2 for x, _ in group)
        sxy += sum((x - mx) * (y - my) for x, y in group)
    return sxy / sxx


def test_elasticities__are_found_by_regression_at_large_customers():
    points = defaultdict(list)
    for line in WORLD.article_lines():
        if line.account in WORLD.accounts:
            points[line.account, line.category].append((line.product, math.log(line.net / line.quantity), math.log(line.quantity / 100)))
    errors = []
    for (account, category), sample in points.items():
        usual = sorted(y for _, _, y in sample)[len(sample) // 2]
        # Lines of a few pieces cannot follow a price one by one; there only sums do.
        if len(sample) >= 400 and usual > math.log(8):
            errors.append(abs(slope_within_products(sample) - WORLD.accounts[account]["elasticities"][category]))
    errors.sort()
    assert len(errors) >= 40, len(errors)
    assert errors[len(errors) // 2] < 0.15 and errors[int(0.9 * len(errors))] < 0.4, errors


def test_gone_customers__buy_nothing_more_and_others_do():
    last, first = {}, {}
    for line in WORLD.article_lines():
        last[line.account] = line.day
        first.setdefault(line.account, line.day)
    gone = [account for account in TRUTH["accounts"] if not account["is_alive"]]
    assert 60 < len(gone) < 240
    for account in gone:
        assert account["number"] not in last or last[account["number"]] < iso(account["gone_on"])
    for account in TRUTH["accounts"]:
        assert account["number"] not in first or first[account["number"]] >= iso(account["since"])
        assert account["is_alive"] == (account["gone_on"] is None)


def test_regular_buyers__have_evener_gaps():
    days = defaultdict(list)
    for line in WORLD.article_lines():
        if not days[line.account] or days[line.account][-1] != line.day:
            days[line.account].append(line.day)
    spread = {True: [], False: []}
    for account in TRUTH["accounts"]:
        gaps = [(b - a).days for a, b in zip(days[account["number"]], days[account["number"]][1:])]
        if len(gaps) >= 25 and account["mean_gap_working_days"] > 8 and account["is_alive"] and not account["pause_from"]:
            mean = sum(gaps) / len(gaps)
            spread[account["is_regular"]].append(math.sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) / mean)
    regular, irregular = (sum(values) / len(values) for values in (spread[True], spread[False]))
    assert regular < 0.7 < 0.9 < irregular, (regular, irregular)


def member_on(group, number, when):
    """Whether a customer belonged to a group on a day."""
    return any(
        member["number"] == number and iso(member["from"]) <= when and (member["to"] is None or when <= iso(member["to"]))
        for member in group["members"])


def test_central_purchasing__leaves_one_buyer():
    groups = {group["number"]: group for group in TRUTH["groups"]}
    moves = TRUTH["central_purchasing"]
    assert len(moves) >= 10
    shared_before = 0
    for move in moves:
        group, start = groups[move["group"]], iso(move["from"])
        numbers = {member["number"] for member in group["members"]}
        twins = {twin["number"]: twin["same_as"] for twin in TRUTH["duplicates"]}
        buyers = {False: Counter(), True: Counter()}
        for line in WORLD.article_lines():
            number = twins.get(line.account, line.account)
            if line.category == move["category"] and number in numbers and member_on(group, number, line.day):
                buyers[line.day >= start][number] += 1
        assert set(buyers[True]) == {move["centre"]}, (move, buyers)
        before = sum(count for number, count in buyers[False].items() if number != move["centre"])
        assert move["others_lines_before"] == before and (before == 0) == (move["others_last_on"] is None), (move, buyers)
        assert move["others_last_on"] is None or iso(move["others_last_on"]) < start
        assert 0 <= move["lines_for_others"] <= buyers[True][move["centre"]], (move, buyers)
        assert move["lines_for_others"] == 0 or start <= iso(move["first_for_others_on"])
        shared_before += len(buyers[False]) >= 2
    assert shared_before >= 0.8 * len(moves), (shared_before, len(moves))
    assert sum(move["lines_for_others"] > 0 for move in moves) >= 0.8 * len(moves)


def test_groups__own_a_firm_one_at_a_time():
    spans = defaultdict(list)
    for row in WORLD.table("groups.csv"):
        spans[row["Šifra kupca"]].append((day(row["Od"]), day(row["Do"]) or datetime.date.max))
    for own in spans.values():
        own.sort()
        assert all(start <= end for start, end in own)
        assert all(before[1] < after[0] for before, after in zip(own, own[1:]))
    events = Counter(member["begun_by"] for group in TRUTH["groups"] for member in group["members"])
    ends = Counter(member["ended_by"] for group in TRUTH["groups"] for member in group["members"])
    assert events["acquired"] >= 12 and events["merged"] >= 2 and ends["sold"] == 4
    assert sum(group["absorbed_on"] is not None for group in TRUTH["groups"]) == 2


def test_competitors__take_the_share_that_the_truth_says():
    moves = {(move["number"], move["category"]): move for move in TRUTH["competitor_moves"]}
    centres = {(move["centre"], move["category"]) for move in TRUTH["central_purchasing"]}
    counts = defaultdict(Counter)  # of lines in the category and in all others, before and while
    for line in WORLD.article_lines():
        for category in WORLD.accounts.get(line.account, {"elasticities": ()})["elasticities"]:
            move = moves.get((line.account, category))
            if move is not None and (line.account, category) not in centres:
                over = move["to"] is not None and line.day > iso(move["to"])
                if not over:
                    counts[line.account, category][line.day >= iso(move["from"]), line.category == category] += 1
    kept = expected = weight = 0.0
    for key, count in counts.items():
        if min(count[False, False], count[False, True], count[True, False]) < 30:
            continue
        before, after = (count[while_, True] / (count[while_, True] + count[while_, False]) for while_ in (False, True))
        size = count[False, True]
        kept += size * after / before
        expected += size * (1 - moves[key]["share_taken"])
        weight += size
    assert weight > 0 and abs(kept / weight - expected / weight) < 0.12, (kept / weight, expected / weight)


def test_seasons__are_those_of_the_truth():
    lines, calendar = defaultdict(Counter), TRUTH["calendar_factors"]
    for line in WORLD.article_lines():
        lines[line.category][line.day.month] += 1
    for category in TRUTH["categories"]:
        seen = [lines[category["code"]][month + 1] / calendar[month] for month in range(12)]
        mean = sum(seen) / 12
        error = sum(abs(value / mean - factor) for value, factor in zip(seen, category["season"])) / 12
        assert error < 0.12, (category["code"], error)


def test_late_payers__pay_late():
    late, count = Counter(), Counter()
    twins = {twin["number"]: twin["same_as"] for twin in TRUTH["duplicates"]}
    invoices = 0
    for row in WORLD.table("payments.csv"):
        invoices += 1
        paid, due = day(row["Datum uplate"]), day(row["Datum dospeća"])
        if paid is not None:
            assert paid >= day(row["Datum računa"])
            number = twins.get(row["Šifra kupca"], row["Šifra kupca"])
            late[number] += (paid - due).days
            count[number] += 1
    assert invoices == TRUTH["totals"]["kinds"]["invoice"]["documents"]
    for account in TRUTH["accounts"]:
        if count[account["number"]] >= 30:
            mean, true = late[account["number"]] / count[account["number"]], account["mean_days_late"]
            error = (2 + 0.25 * abs(true)) / math.sqrt(count[account["number"]])
            # Payments on closed days wait for the next open one; those after the end of the period are not seen.
            assert -4 * error - 1.5 < mean - true < 4 * error + 1.5, (account["number"], mean, true)


def test_agreements__give_the_discount_of_the_volume_reached():
    tiers = defaultdict(list)
    for row in WORLD.table("agreements.csv"):
        tiers[row["Šifra kupca"], day(row["Važi od"]).year].append((hundredths(row["Promet od"]), hundredths(row["Rabat %"])))
    promoted = {category["code"]: [] for category in TRUTH["categories"]}
    for promotion in TRUTH["promotions"]:
        promoted[promotion["category"]].append((iso(promotion["from"]), iso(promotion["to"])))
    central = {(move["centre"], move["category"]) for move in TRUTH["central_purchasing"]}
    checked = 0
    for line in WORLD.article_lines():
        own = tiers.get((line.account, line.day.year))
        if own and (line.account, line.category) not in central and not any(a <= line.day <= b for a, b in promoted[line.category]):
            assert line.discount in {discount for _, discount in own}, line
            checked += 1
    assert checked > 50_000, checked


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
