"""Runs the program on a file and compares its report with what the world says."""

import json
import os
import subprocess
from dataclasses import dataclass, field
from decimal import Decimal

from world import expect

KAMEN = os.environ.get("KAMEN", "build/kamen")


@dataclass
class Case:
    """One file. `lacks` names what it cannot tell; `asks` is what the program must say when it may not guess."""

    name: str
    file: str
    content: bytes
    documents: list = None
    arguments: tuple = ()
    lacks: frozenset = frozenset()
    asks: tuple = ()
    expected: dict = field(default_factory=dict)
    files: dict = None  # of a folder, when there is no content


def run(path, arguments=()):
    return subprocess.run([KAMEN, "report", path, *arguments, "--json"], capture_output=True, check=False, timeout=300)


def amount(block):
    return Decimal(block["amount"])


def differences(report, wanted, lacks):
    """Pairs of what is wrong, as text; empty when all agrees."""
    lines = report["lines"]
    top = report["key_accounts"][0] if report["key_accounts"] else {"number": None, "name": None, "net": {"amount": "0"}}
    seen = {
        "taken": lines["taken"], "refused": lines["refused"], "without_account": lines["without_account"],
        "net": amount(report["net"]), "accounts": report["accounts"], "from": report["period"]["from"],
        "to": report["period"]["to"], "credits": lines["credits"], "charges": lines["charges"],
        "documents": report["documents"], "top_net": amount(top["net"]),
        "months": {m["month"]: amount(m["net"]) for m in report["by_month"] if amount(m["net"]) != 0},
        "cost": amount(report["profit"]["cost"]) if report["profit"] else None,
    }
    wanted = dict(wanted, months={m: net for m, net in wanted["months"].items() if net != 0})
    wrong = [f"{key}: {seen[key]!s} instead of {wanted[key]!s}" for key in seen if key not in lacks and seen[key] != wanted[key]]
    by_name, by_number = top["name"] == wanted["top"].name, top["number"] == wanted["top"].number
    if "top" not in lacks and not (by_name or ("account_name" in lacks and by_number)):
        wrong.append(f"top: {top['number']} {top['name']} instead of {wanted['top']}")
    if not {"account_number", "account_name", "top"} & lacks and not by_number:
        wrong.append(f"number of top: {top['number']} instead of {wanted['top'].number}")
    return wrong


def judge(case, folder):
    """What is wrong with the program's answer to a case; an empty list when nothing is."""
    path = os.path.join(folder, case.file)
    for name, content in (case.files or {"": case.content}).items():
        if content is None:
            continue
        os.makedirs(os.path.dirname(path + name), exist_ok=True)
        with open(path + name, "wb") as out:
            out.write(content)
    done = run(path, case.arguments)
    error = done.stderr.decode(errors="replace").strip()
    if "runtime error" in error or "Sanitizer" in error:
        return [error[:2000]]
    if case.asks:
        missing = [text for text in case.asks if text not in error]
        if done.returncode not in (1, 2):
            return [f"status {done.returncode}, but it should have asked for {case.asks}: {summary(done, case)}"]
        return [f"'{text}' is missing in: {error}" for text in missing]
    if done.returncode != 0:
        return [f"status {done.returncode}: {error[:400]}"]
    wanted = expect(case.documents)
    wanted.update(case.expected)
    return differences(json.loads(done.stdout), wanted, case.lacks)


def summary(done, case):
    report = json.loads(done.stdout)
    return f"net {report['net']['amount']}" + (f" (truth {expect(case.documents)['net']})" if case.documents else "")
