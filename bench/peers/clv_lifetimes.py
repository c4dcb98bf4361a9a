"""lifetimes: fits a model to a summary of customers. Arguments: bgnbd, pnbd or gg; the CSV. Prints its own seconds of processor time,
the median of five fits after one more, without loading and reading, and the parameters."""

import json
import statistics
import sys
import time
import warnings

import numpy
import pandas

warnings.filterwarnings("ignore")

from lifetimes import BetaGeoFitter, GammaGammaFitter, ParetoNBDFitter  # noqa: E402

FITS = 5


def main():
    model, buyers = sys.argv[1], pandas.read_csv(sys.argv[2])
    spent = buyers[buyers.x > 0]
    numpy.random.seed(1)

    def fit():
        if model == "bgnbd":
            return BetaGeoFitter().fit(buyers.x, buyers.t_x, buyers["T"])
        if model == "pnbd":
            return ParetoNBDFitter().fit(buyers.x, buyers.t_x, buyers["T"])
        return GammaGammaFitter().fit(spent.x, spent["mean"])

    took, result, problem = [], None, None
    for _ in range(FITS + 1):
        start = time.process_time()
        try:
            result = fit()
        except Exception as failure:  # lifetimes' own ConvergenceError, and what numpy throws under it
            problem = type(failure).__name__
        took.append(time.process_time() - start)
    out = {"seconds": statistics.median(took[1:]), "failed": problem}
    if result is not None:
        out["parameters"] = {name: float(value) for name, value in result.params_.items()}
    print(json.dumps(out))


main()
