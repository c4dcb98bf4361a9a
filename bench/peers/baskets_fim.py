"""Borgelt's apriori, the C code that arules is built on: frequent itemsets. Arguments: baskets.csv, the support (0.005), apriori, eclat
or fpgrowth. Prints its own seconds of processor time for the mining alone: what handing over the baskets takes, measured by asking for
sets that no basket can have, is taken off."""

import csv
import json
import statistics
import sys
import time

import fim

RUNS = 5


def main():
    path, support, mine = sys.argv[1], float(sys.argv[2]), getattr(fim, sys.argv[3])
    baskets = {}
    with open(path, encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            baskets.setdefault(line["basket"], []).append(line["item"])
    baskets = list(baskets.values())
    handed, took, found = [], [], []
    for _ in range(RUNS):
        start = time.process_time()
        mine(baskets, target="s", supp=-(len(baskets) + 1), zmin=1)
        middle = time.process_time()
        # A negative support is a number of baskets: the smallest that is not below the share.
        found = mine(baskets, target="s", supp=-(-(-support * len(baskets) // 1)), zmin=1)
        end = time.process_time()
        handed.append(middle - start)
        took.append(end - middle)
    seconds = statistics.median(took) - statistics.median(handed)
    print(json.dumps({"seconds": seconds, "handed_over_seconds": statistics.median(handed), "sets": len(found)}))


main()
