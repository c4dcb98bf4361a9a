"""M3 monthly: its test parts, the file that Kamen reads, forecasts from both sides, and the scores of docs/performance.md."""

import csv
import gzip
import json
from dataclasses import dataclass

SEASON, HORIZON = 12, 18


@dataclass
class Scores:
    """Means over series of sMAPE (percent) and MASE; share of the test values that lie in their interval of 95%."""

    smape: float
    mase: float
    coverage: float


def read(path):
    """series -> (training values, test values), in the order of the file."""
    series = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            train, test = series.setdefault(line["series"], ([], []))
            (train if line["part"] == "train" else test).append(float(line["value"]))
    return series


def write_training(path, series):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("series", "period", "value"))
        for name, (train, _) in series.items():
            writer.writerows((name, at + 1, f"{value:.10g}") for at, value in enumerate(train))


def from_csv(path):
    """series -> [(point, lower, upper)] of what a peer wrote: series,step,point,lower95,upper95."""
    forecasts = {}
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            forecasts.setdefault(line["series"], []).append((float(line["point"]), float(line["lower95"]), float(line["upper95"])))
    return forecasts


def from_kamen(text):
    """The same from `kamen calc forecast --json`, and how many series each method took."""
    answer = json.loads(text)
    rows = answer if isinstance(answer, list) else answer["series"]
    return {row["series"]: list(zip(row["point"], row["lower95"], row["upper95"])) for row in rows}


def mean_of(many):
    """The median of several forecasts, point by point: what statsforecast's authors call their ensemble. It has no interval."""
    return {name: [middle(points) for points in zip(*([step[0] for step in one[name]] for one in many))] for name in many[0]}


def score(series, forecasts):
    """Over the series that were forecast; definitions as in the competition: MASE is scaled by the seasonal naive error in training."""
    smape = mase = inside = steps = 0
    for name, forecast in forecasts.items():
        train, test = series[name]
        scale = sum(abs(a - b) for a, b in zip(train[SEASON:], train)) / (len(train) - SEASON)
        errors = [abs(actual - step[0]) for actual, step in zip(test, forecast)]
        smape += sum(200 * error / (abs(actual) + abs(step[0])) for error, actual, step in zip(errors, test, forecast)) / len(test)
        mase += sum(errors) / len(test) / scale
        inside += sum(step[1] <= actual <= step[2] for actual, step in zip(test, forecast))
        steps += len(test)
    return Scores(smape / len(forecasts), mase / len(forecasts), inside / steps)
