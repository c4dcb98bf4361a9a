"""SMAA-2 in NumPy: free weights, exact measurements. Arguments: draws, alternatives, criteria. Prints its own wall seconds, the median
of five."""

import json
import statistics
import sys
import time

import numpy

RUNS = 5


def acceptability(values, draws, random):
    """Share of draws in which an alternative takes a rank, and the mean of the weights that make it the first."""
    count, criteria = values.shape
    weights = random.dirichlet(numpy.ones(criteria), size=draws)
    order = numpy.argsort(-(weights @ values.T), axis=1)
    ranks = numpy.empty_like(order)
    numpy.put_along_axis(ranks, order, numpy.arange(count)[None, :], axis=1)
    shares = numpy.bincount((ranks + numpy.arange(count) * count).ravel(), minlength=count * count).reshape(count, count) / draws
    central = numpy.zeros((count, criteria))
    numpy.add.at(central, order[:, 0], weights)
    return shares, central / numpy.maximum(1, numpy.bincount(order[:, 0], minlength=count))[:, None]


def main():
    draws, count, criteria = (int(word) for word in sys.argv[1:4])
    random = numpy.random.default_rng(1)
    values = random.random((count, criteria))
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        acceptability(values, draws, random)
        took.append(time.perf_counter() - start)
    print(json.dumps({"seconds": statistics.median(took)}))


main()
