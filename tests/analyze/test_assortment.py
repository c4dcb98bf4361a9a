"""kamen analyze assortment from outside: customers of two tastes, of which some begin late with an article of their taste."""

import csv
import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import program  # noqa: E402  (the path comes first)
import tap  # noqa: E402
from program import amount, close, database, run  # noqa: E402

FIRST = date(2023, 1, 1)
DAYS = 365
TASTE = 10  # articles of each taste; A is the taste of even customers, B that of odd ones
HEADER = "document,date,account_number,account_name,product_number,product_name,category,quantity,net,currency\n"


def bought_until(customer):
    """The articles of a customer before the cut: its taste but one, which moves from customer to customer."""
    missing = customer // 2 % TASTE
    return [p for p in range(TASTE) if p != missing], missing


def price(article):
    return 100 + 10 * article


def lines():
    for customer in range(40):
        taste = "AB"[customer % 2]
        articles, missing = bought_until(customer)
        for month in range(12):
            day = FIRST + timedelta(30 * month + customer % 20)
            # After the cut three quarters of the customers buy what they lacked; customers 0 to 9 still do not.
            more = [missing] if month >= 10 and customer >= 10 else []
            for p in articles + more:
                yield (f"D{customer}-{month},{day},{100 + customer},Customer {customer},{taste}{p},Article {taste}{p},"
                       f"Group {p // 5}{taste},1,{price(p)}.00,EUR\n")


def tastes(name="tastes"):
    return database(name, HEADER + "".join(lines()))


def analyse(*arguments):
    return program.analyse("assortment", *arguments, db=tastes())


def answer_of(*arguments):
    return run("analyze", "assortment", "--db", tastes(), *arguments)


def refused(*arguments, status=1, db=None):
    return run("analyze", "assortment", "--db", db or tastes(), *arguments, status=status).stderr


def by_number(answer):
    return {a["number"]: a for a in answer["accounts"]}


def test_guess__what_is_missing_of_the_taste_comes_first():
    accounts = by_number(analyse())
    for customer in range(10):
        taste, (_, missing) = "AB"[customer % 2], bought_until(customer)
        guesses = accounts[str(100 + customer)]["guesses"]
        assert guesses[0]["number"] == f"{taste}{missing}", (customer, guesses[0])
        assert guesses[0]["place"] == 1 and guesses[0]["buyers"] == 19


def test_guess__is_never_what_the_customer_buys():
    for a in analyse()["accounts"]:
        customer = int(a["number"]) - 100
        articles, missing = bought_until(customer)
        own = {f"{'AB'[customer % 2]}{p}" for p in articles + ([missing] if customer >= 10 else [])}
        assert a["items"] == len(own)
        assert not own & {g["number"] for g in a["guesses"]}


def test_backtest__methods_of_taste_beat_what_most_buy():
    answer = analyse()
    new = answer["backtest"]["new"]
    assert new["ease"]["accounts"] == 30 and new["ease"]["hit_rate"] == 1
    assert new["cosine"]["ndcg"] == 1 and new["popular"]["ndcg"] < 0.9
    assert answer["best"] in ("cosine", "ease") and "habit" not in new
    close(new["ease"]["precision"], 0.1, 1e-9) and new["ease"]["precision_error"] == 0


def test_backtest__habit_knows_what_is_ordered_again():
    again = analyse()["backtest"]["again"]
    assert again["habit"]["hit_rate"] == 1 and again["habit"]["ndcg"] > again["popular"]["ndcg"]
    # Nine of ten places for those with something new; nine for those without, of nine that there were to find.
    close(again["habit"]["precision"], 0.9, 1e-9)


def test_backtest__is_cut_a_quarter_before_the_end():
    back = analyse()["backtest"]
    last = max(date.fromisoformat(line.split(",")[1]) for line in lines())
    assert (last - date.fromisoformat(back["cut"])).days == back["days"]
    assert back["days"] <= 91 and back["places"] == 10


def test_chance__is_the_share_that_was_right_and_never_rises():
    answer = analyse()
    guesses = by_number(answer)["100"]["guesses"]
    close(guesses[0]["chance"], 0.75, 1e-9)  # 30 of 40 customers bought it
    assert all(a["chance"] >= b["chance"] for a, b in zip(guesses, guesses[1:]))


def test_worth__is_the_share_of_its_buyers_times_what_the_customer_buys():
    account = by_number(analyse())["100"]
    guess = account["guesses"][0]
    number = guess["number"]
    article = int(number[1:])
    shares = []
    for customer in range(0, 40, 2):
        articles, missing = bought_until(customer)
        months = {**dict.fromkeys(articles, 12), missing: 2 if customer >= 10 else 0}
        spent = sum(price(p) * n for p, n in months.items())
        if months[article]:
            shares.append(price(article) * months[article] / spent)
    expected = sum(shares) / len(shares) * amount(account["net_of_the_year"])
    assert len(shares) == guess["buyers"] and abs(amount(guess["worth"]) - expected) < 0.01, (guess, expected)
    mean = sum(shares) / len(shares)
    error = (sum((s - mean) ** 2 for s in shares) / (len(shares) - 1) / len(shares)) ** 0.5
    assert abs(amount(guess["worth_error"]) - error * amount(account["net_of_the_year"])) < 0.01
    assert amount(account["expected_worth"]) >= guess["chance"] * amount(guess["worth"]) - 0.01


def test_accounts__come_by_what_the_guesses_are_worth():
    worth = [amount(a["expected_worth"]) for a in analyse()["accounts"]]
    assert len(worth) == 40 and worth == sorted(worth, reverse=True)
    assert len(analyse("--limit", "5")["accounts"]) == 5


def test_by__categories_that_all_have_cannot_be_judged():
    # Everybody buys both groups of its taste before the cut: there is nothing new to judge by, and that is said.
    assert "bought something new" in refused("--by", "category")


def test_by__account_is_no_assortment():
    assert "neither" in refused("--by", "account", status=2)


def test_csv__one_row_a_guess():
    out = answer_of("--csv", "--limit", "0").stdout
    rows = list(csv.DictReader(io.StringIO(out)))
    answer = analyse("--limit", "0")
    assert len(rows) == sum(len(a["guesses"]) for a in answer["accounts"])
    assert set(rows[0]) == {"number", "name", "place", "item_number", "item_name", "buyers", "chance", "worth", "worth_error"}


def test_text__says_how_often_it_was_right():
    out = answer_of().stdout
    assert "Article A" in out and "%" in out


def test_same_question__same_bits():
    answer_of()
    newest = json.loads(run("analyze", "runs", "--json", "--db", tastes()).stdout)[0]
    assert newest["analysis"] == "assortment"
    assert "the same answer, bit for bit" in run("analyze", "again", newest["run"], "--db", tastes()).stderr


def test_thin__a_month_is_too_little():
    db = database("thin", HEADER + "".join(line for line in lines() if line.split(",")[1] < "2023-01-31"))
    err = refused(db=db)
    assert "not enough data" in err and "days" in err


if __name__ == "__main__":
    sys.exit(tap.run(globals()))
