"""The cases of the numeric methods. A method alone is timed inside its program, after reading, and in processor time where it uses one
processor: its peers' seconds leave out loading, reading and compiling, too."""

import m3
import measure
from common import LIFETIMES_PYTHON, PEERS, PYTHON, Row, Table, limit_row, row, seconds

FIT_LIMIT_SECONDS = 0.010
# One series in so many for the peers that take a second or more for ten of them.
SAMPLE = 14
# Peer, its function, every how many series.
FORECASTERS = (
    ("statsforecast", "AutoETS", 1),
    ("statsforecast", "AutoTheta", 1),
    ("statsforecast", "DynamicOptimizedTheta", 1),
    ("statsforecast", "AutoCES", 1),
    ("statsforecast", "AutoARIMA", SAMPLE),
    ("R forecast", "ets", SAMPLE),
    ("R forecast", "thetaf", SAMPLE),
)


def bench_clv(bench):
    """fit of BG/NBD, Pareto/NBD for 5,878 accounts against lifetimes"""
    buyers = bench.small_table("buyers")
    for model, name in (("bgnbd", "BG/NBD"), ("pnbd", "Pareto/NBD")):
        series = measure.compare(
            {
                "kamen": lambda: measure.run_once([bench.program("clv"), model, buyers]),
                "lifetimes": lambda: measure.run_once([LIFETIMES_PYTHON, PEERS / "clv_lifetimes.py", model, buyers]),
            },
            bench.runs,
            warm_up=False,
        )
        yield row(f"{name} of 5,878 accounts, processor time", series["kamen"], series["lifetimes"], "lifetimes", None, None, "own", "own")
        if model == "bgnbd":
            yield limit_row(f"{name} of 5,878 accounts, processor time", series["kamen"], FIT_LIMIT_SECONDS)


def peer_forecast(bench, peer, function, every):
    """The peer's run and the file with its forecasts."""
    out = bench.out / f"m3-{function}.csv"
    program = [PYTHON, PEERS / "m3_statsforecast.py"] if peer == "statsforecast" else ["Rscript", PEERS / "m3_forecast.R"]
    return measure.run_once([*program, bench.data / "forecast" / "m3_monthly.csv.gz", function, every, out]), m3.from_csv(out)


def forecast_line(who, scores, ms, times):
    return (who, f"{scores.smape:.3f}", f"{scores.mase:.4f}", f"{scores.coverage:.1%}", f"{ms:.2f}", times)


def bench_forecast_m3(bench):
    """`kamen calc forecast` over M3 monthly against statsforecast and R's forecast: processor time and accuracy"""
    series = m3.read(bench.data / "forecast" / "m3_monthly.csv.gz")
    file = bench.out / "m3-training.csv"
    m3.write_training(file, series)
    command = [bench.kamen, "calc", "forecast", file, "--horizon", m3.HORIZON, "--season", m3.SEASON, "--json"]
    runs = measure.compare({"kamen": lambda: measure.run_once(command)}, bench.runs)["kamen"]
    ours = m3.from_kamen(runs.runs[-1].out)
    our_ms = runs.median("cpu") * 1000 / len(ours)
    lines = [forecast_line("**Kamen, all series**", m3.score(series, ours), our_ms, "1")]
    sample = {name: ours[name] for name in list(series)[::SAMPLE]}
    sample_line = forecast_line("**Kamen, the same sample**", m3.score(series, sample), our_ms, "1")
    samples = []
    for peer, function, every in FORECASTERS:
        # Seconds to minutes a run and steady in processor time: one run is enough.
        run, forecasts = peer_forecast(bench, peer, function, every)
        ms = run.own * 1000 / len(forecasts)
        line = forecast_line(f"{peer} {function}", m3.score(series, forecasts), ms, f"{ms / our_ms:.1f}")
        (lines if every == 1 else samples).append(line)
        if function.startswith("Auto"):
            yield Row(f"forecast of {len(forecasts):,} series of M3 monthly, a series, processor time", f"{our_ms:.2f} ms",
                      f"{peer} {function}: {ms:.1f} ms", our_ms / ms, 0.1, runs.peak_mb)
    yield Row("forecast of M3 monthly, a series, processor time", f"{our_ms:.2f} ms", "limit 2 ms", our_ms / 2, 1.0, runs.peak_mb)
    columns = ("M3 monthly, horizon 18", "sMAPE", "MASE", "in the 95% interval", "ms a series", "of our time")
    yield Table("All 1,428 series:", columns, tuple(lines))
    yield Table(f"One series in {SAMPLE}, {len(sample)} of them:", columns, (sample_line, *samples))


def bench_likeness(bench):
    """item-to-item cosine and the best ten for each of 4,312 accounts against SciPy"""
    purchases = bench.small_table("purchases")
    series = measure.compare(
        {
            "kamen": lambda: measure.run_once([bench.program("likeness"), purchases]),
            "scipy": lambda: measure.run_once([PYTHON, PEERS / "likeness_scipy.py", purchases]),
        },
        bench.runs,
        warm_up=False,
    )
    work = "item-to-item top 10 for 4,312 accounts, processor time"
    yield row(work, series["kamen"], series["scipy"], "SciPy sparse cosine", None, None, "own", "own")
    yield limit_row(work, series["kamen"], 0.3)


def bench_baskets(bench):
    """frequent itemsets of 19,213 baskets at support 0.005 against Borgelt's apriori, mining alone"""
    baskets = bench.small_table("baskets")
    series = measure.compare(
        {
            "kamen": lambda: measure.run_once([bench.program("baskets"), baskets, 0.005]),
            "apriori": lambda: measure.run_once([PYTHON, PEERS / "baskets_fim.py", baskets, 0.005, "apriori"]),
            "eclat": lambda: measure.run_once([PYTHON, PEERS / "baskets_fim.py", baskets, 0.005, "eclat"]),
        },
        bench.runs,
        warm_up=False,
    )
    work = "frequent itemsets of 19,213 baskets, support 0.005, processor time"
    for name in ("apriori", "eclat"):
        yield row(work, series["kamen"], series[name], f"Borgelt's {name}", 1.0, None, "own", "own")


def bench_smaa(bench):
    """SMAA-2, 10,000 draws of 500 alternatives by 10 criteria, two processors, against NumPy"""
    size = (10000, 500, 10)
    series = measure.compare(
        {
            "kamen": lambda: measure.run_once([bench.program("smaa"), *size]),
            "numpy": lambda: measure.run_once([PYTHON, PEERS / "smaa_numpy.py", *size]),
        },
        bench.runs,
        warm_up=False,
    )
    work = "SMAA-2, 10,000 draws, 500 alternatives, 10 criteria"
    yield row(work, series["kamen"], series["numpy"], "NumPy", None, None, "own", "own")
    yield limit_row(work, series["kamen"], 0.1)


CASES = {function.__name__.removeprefix("bench_"): function for function in (bench_clv, bench_forecast_m3)}
