"""The words of `kamen analyze`: every analysis speaks the language that it is asked for, whole, with the same numbers."""

import functools
import os
import re
import sys
from datetime import date, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import tap  # noqa: E402  (the path comes first)
from program import Folder  # noqa: E402

FOLDER = None
# What is Latin in Cyrillic, too: names of methods and of what people type. Names of the data are in Cyrillic here.
LATIN = {
    "A", "ABC", "B", "BG", "C", "EASE", "F", "Gini", "HHI", "II", "Lorenz", "MASE", "MBG", "NBD", "NDCG", "PROMETHEE", "Pareto", "R", "RFM", "RSD",
    "T", "TOPSIS", "Theil", "cosine", "fixed_cost", "limit", "n", "x",
    "products",  # the basis, as --basis takes it
}
FORECASTS = {"ets", "mean", "median", "naive", "seasonal", "ses", "snaive", "theta", "croston", "sba", "tsb", "holt", "winters", "drift", "zero", "combination"}
HEADER = "document,type,date,account_number,account_name,product_number,product_name,category,country,quantity,net,cost,currency\n"


def lines():
    """Three years of 14 customers, whose names, like those of everything else, have no Latin letter."""
    rows, first = [], date(2023, 1, 3)
    for month in range(36):
        for customer in range(14):
            if (month + customer) % (1 + customer // 4) != 0 or (customer == 13 and month > 20):
                continue
            day = first + timedelta(30 * month + customer)
            for article in range(1 + customer % 3 + (month > 30)):
                quantity = 3 + (customer * 7 + month * 5 + article) % 11
                price = 100 + 3 * customer + 10 * article + (month * 7 + customer) % 9
                net = quantity * price if (month, article) != (8, 0) else -2 * price
                kind = "invoice" if net > 0 else "credit"
                rows.append(f"{month}-{customer}-{kind[0] if net < 0 else 1},{kind},{day},{1000 + customer},Купац {customer},{article},Артикал {article},"
                            f"Категорија {article % 2},RS,{quantity if net > 0 else -2},{net},{round(net * (0.7 + 0.03 * customer))},RSD\n")
    rows.append("900,invoice,2025-05-05,,,1,Артикал 1,Категорија 1,,1,10,,RSD\n")
    return HEADER + "".join(rows)


def folder():
    global FOLDER
    if FOLDER is None:
        FOLDER = Folder()
        FOLDER.kamen("import", FOLDER.write("sales.csv", lines()))
        groups = "company,parent,kind,bought_on\n1001,1000,owns,2023-01-01\n1002,1000,owns,2023-01-01\n1005,1004,owns,2023-01-01\n"
        FOLDER.kamen("import", "--kind", "group_memberships", FOLDER.write("groups.csv", groups))
    return FOLDER


# Each with what brings out as many of its sentences as it has.
ASKED = {
    "concentration": [["--slice", "category", "--points"], ["--by", "product"], ["--by", "group"]],
    "dependency": [[], ["--fixed_cost", "100000", "--loss", "1000"], ["--by", "group"]],
    "selection": [[], ["--by", "group"]],
    "groups": [[], ["--on", "2024-01-01"]],
}


def analyses():
    """Names of the analyses, without the verbs behind them."""
    names = re.findall(r"^(\S+) ", folder().kamen("analyze"), re.MULTILINE)
    return [name for name in names if name not in ("programme", "runs", "show", "again") and not name.startswith("'")]


@functools.cache
def ask(name, *more, language):
    return folder().kamen("analyze", name, "--no-keep", "--language", language, "--limit", "4", *more)


def check_whole(what, text, allowed=frozenset()):
    words = set(re.findall(r"[A-Za-zČĆŽŠĐčćžšđ_]+", text)) - LATIN - allowed
    assert words == set(), (what, sorted(words), text)
    assert re.search("[а-яА-Я]", text), (what, text)


def test_every_analysis__has_all_its_words_in_cyrillic():
    found = analyses()
    assert len(found) >= 13 and set(ASKED) <= set(found), found
    for name in found:
        for more in ASKED.get(name, [[]]):
            check_whole((name, more), ask(name, *more, language="sr-Cyrl"), FORECASTS if name == "forecast" else frozenset())


def test_every_analysis__says_the_same_numbers_in_all_languages():
    for name in analyses():
        english, latin, cyrillic = [ask(name, language=language) for language in ("en", "sr", "sr-Cyrl")]
        # 1,234.5 and 1.234,5 are one number; those of names may be cut where words are longer.
        digits = [{re.sub(r"[.,\s\u202f]", "", number) for number in re.findall(r"\d[\d.,]*\d", text)} for text in (english, latin, cyrillic)]
        assert digits[0] == digits[1] == digits[2], (name, digits[0] ^ digits[1], digits[1] ^ digits[2])
        assert len(english.splitlines()) > 5 and english != latin != cyrillic, name


def test_programme__speaks_all_languages():
    for part in ("portfolio", "alerts", "capacity", "entitlements"):
        check_whole(part, folder().kamen("analyze", "programme", part, "--language", "sr-Cyrl"))
    check_whole("account", folder().kamen("analyze", "programme", "account", "1000", "--language", "sr-Cyrl"))


def test_json__has_no_language():
    for language in ("en", "sr", "sr-Cyrl"):
        assert folder().kamen("analyze", "groups", "--no-keep", "--json", "--language", language) == folder().kamen("analyze", "groups", "--no-keep", "--json")


def test_language__comes_from_the_locale_or_is_refused():
    os.environ["LC_ALL"] = "sr_RS@latin"
    try:
        assert folder().kamen("analyze", "groups", "--no-keep") == ask("groups", "--limit", "15", language="sr")
    finally:
        del os.environ["LC_ALL"]
    assert "--language" in folder().refusal("analyze", "groups", "--language", "fr", status=2)
    assert "--language" in folder().refusal("analyze", "programme", "--language", "fr", status=2)


if __name__ == "__main__":
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "C.UTF-8"
    sys.exit(tap.run(globals()))
