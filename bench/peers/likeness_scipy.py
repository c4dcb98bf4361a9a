"""SciPy: cosine between products over their buyers, then the ten products that each account is most likely to like and has not bought.
Argument: purchases.csv. Prints its own seconds of processor time, without loading and reading."""

import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy  # noqa: E402  (one thread must be said before)
import pandas  # noqa: E402
from scipy import sparse  # noqa: E402

TOP = 10


def top_unseen(bought, likeness):
    """The best products of every account by the sum of likeness to what it bought; a slice at a time, so that memory stays small."""
    best = numpy.empty((bought.shape[0], TOP), dtype=numpy.int64)
    for first in range(0, bought.shape[0], 512):
        part = bought[first : first + 512]
        scores = (part @ likeness).toarray()
        scores[part.nonzero()] = -1.0
        unsorted = numpy.argpartition(-scores, TOP, axis=1)[:, :TOP]
        order = numpy.argsort(-numpy.take_along_axis(scores, unsorted, axis=1), axis=1)
        best[first : first + 512] = numpy.take_along_axis(unsorted, order, axis=1)
    return best


def main():
    pairs = pandas.read_csv(sys.argv[1])
    bought = sparse.csr_matrix((numpy.ones(len(pairs)), (pairs["account"], pairs["product"])))
    start = time.process_time()
    scaled = bought @ sparse.diags(1.0 / numpy.sqrt(bought.sum(axis=0).A1))
    likeness = (scaled.T @ scaled).tocsr()
    likeness.setdiag(0.0)
    middle = time.process_time()
    best = top_unseen(bought, likeness)
    end = time.process_time()
    print(json.dumps({"seconds": end - start, "matrix_seconds": middle - start, "nonzero": int(likeness.nnz), "first": best[0].tolist()}))


main()
