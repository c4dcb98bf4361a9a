"""statsforecast over M3 monthly, one series after the other in one thread, with its interval of 95%. Arguments: the data, the model's
name, "every" (1: all series, 14: one in 14), where the forecasts go. Prints its own seconds of processor time, without loading and
without the first forecast, which compiles where a version compiles."""

import csv
import gzip
import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy  # noqa: E402  (one thread must be said before)
from statsforecast import models  # noqa: E402

SEASON, HORIZON = 12, 18


def training(path):
    series = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["part"] == "train":
                series.setdefault(line["series"], []).append(float(line["value"]))
    return {name: numpy.array(values) for name, values in series.items()}


def main():
    data, model, every, out = sys.argv[1], getattr(models, sys.argv[2])(season_length=SEASON), int(sys.argv[3]), sys.argv[4]
    series = training(data)
    names = list(series)[::every]
    model.forecast(y=series[names[0]], h=HORIZON, level=[95])
    start = time.process_time()
    results = [model.forecast(y=series[name], h=HORIZON, level=[95]) for name in names]
    seconds = time.process_time() - start
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("series", "step", "point", "lower95", "upper95"))
        for name, result in zip(names, results):
            writer.writerows((name, step + 1, result["mean"][step], result["lo-95"][step], result["hi-95"][step]) for step in range(HORIZON))
    print(json.dumps({"seconds": seconds, "series": len(names)}))


main()
