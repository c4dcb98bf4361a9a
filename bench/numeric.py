"""The cases of the numeric methods. A method alone is timed inside its program, after reading, and in processor time where it uses one
processor: its peers' seconds leave out loading, reading and compiling, too."""

import m3
import measure
from common import LIFETIMES_PYTHON, LINES, PEERS, PYTHON, Row, Table, duration, limit_row, row

FIT_LIMIT_SECONDS = 0.010
LIKENESS_LIMIT_SECONDS = 0.3
SMAA_LIMIT_SECONDS = 0.1
ANALYZE_LIMIT_SECONDS = 3
FORECAST_LIMIT_MS = 2
SUPPORT = 0.005
# Not the assortment: in a file of shifted copies nobody buys anything new in the end, and it says so.
ANALYSES = ("concentration", "behaviour", "clv", "forecast", "selection", "elasticity")
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


def compare_programs(bench, commands):
    """In turns; each of them warms up itself."""
    contestants = {name: lambda command=command: measure.run_once(command) for name, command in commands.items()}
    return measure.compare(contestants, bench.runs, warm_up=False)


def bench_clv(bench):
    """fit of BG/NBD, Pareto/NBD and Gamma-Gamma for 5,878 accounts against lifetimes"""
    buyers = bench.small_table("buyers")
    models = (
        ("BG/NBD", "bgnbd", [bench.program("clv"), "bgnbd", buyers]),
        ("Pareto/NBD", "pnbd", [bench.program("clv"), "pnbd", buyers]),
        ("Gamma-Gamma", "gg", [bench.program("spend"), buyers]),
    )
    for name, theirs, command in models:
        peer = [LIFETIMES_PYTHON, PEERS / "clv_lifetimes.py", theirs, buyers]
        series = compare_programs(bench, {"kamen": command, "lifetimes": peer})
        work = f"{name} of 5,878 accounts, processor time"
        yield row(work, series["kamen"], series["lifetimes"], "lifetimes", None, None, "own", "own")
        if theirs == "bgnbd":
            yield limit_row(work, series["kamen"], FIT_LIMIT_SECONDS)


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
    yield Row("forecast of M3 monthly, a series, processor time", f"{our_ms:.2f} ms", f"limit {FORECAST_LIMIT_MS} ms",
              our_ms / FORECAST_LIMIT_MS, 1.0, runs.peak_mb)
    columns = ("M3 monthly, horizon 18", "sMAPE", "MASE", "in the 95% interval", "ms a series", "of our time")
    yield Table("All 1,428 series:", columns, tuple(lines))
    yield Table(f"One series in {SAMPLE}, {len(sample)} of them:", columns, (sample_line, *samples))


def bench_likeness(bench):
    """item-to-item cosine and the best ten for each of 4,312 accounts against SciPy"""
    purchases = bench.small_table("purchases")
    series = compare_programs(
        bench,
        {
            "kamen": [bench.program("likeness"), purchases],
            "scipy": [PYTHON, PEERS / "likeness_scipy.py", purchases],
        },
    )
    work = "item-to-item top 10 for 4,312 accounts, processor time"
    yield row(work, series["kamen"], series["scipy"], "SciPy sparse cosine", None, None, "own", "own")
    yield limit_row(work, series["kamen"], LIKENESS_LIMIT_SECONDS)


def bench_baskets(bench):
    """frequent itemsets of 19,213 baskets at support 0.005 against Borgelt's apriori and eclat, mining alone"""
    baskets = bench.small_table("baskets")
    peers = {name: [PYTHON, PEERS / "baskets_fim.py", baskets, SUPPORT, name] for name in ("apriori", "eclat")}
    series = compare_programs(bench, {"kamen": [bench.program("baskets"), baskets, SUPPORT], **peers})
    work = f"frequent itemsets of 19,213 baskets, support {SUPPORT}, processor time"
    for name in peers:
        yield row(work, series["kamen"], series[name], f"Borgelt's {name}", 1.0, None, "own", "own")


def bench_smaa(bench):
    """SMAA-2, 10,000 draws of 500 alternatives by 10 criteria, two processors, against NumPy"""
    size = (10000, 500, 10)
    series = compare_programs(bench, {"kamen": [bench.program("smaa"), *size], "numpy": [PYTHON, PEERS / "smaa_numpy.py", *size]})
    work = "SMAA-2, 10,000 draws of 500 alternatives x 10 criteria, two processors"
    # Time that goes by, as two threads share the work; the peer's own seconds are that, too.
    yield row(work, series["kamen"], series["numpy"], "NumPy", None, None, "own_wall", "own")
    yield limit_row(work, series["kamen"], SMAA_LIMIT_SECONDS, "own_wall")


def bench_analyze(bench):
    """every analysis of a database with 1,067,371 lines, one after the other, each in a new process, against the limit"""
    name = "kamen-analyze.db"
    bench.import_into_file(bench.retail(), name)()
    env = {"KAMEN_DB": str(bench.out / name)}
    contestants = {what: lambda what=what: measure.run_once([bench.kamen, "analyze", what, "--json"], env) for what in ANALYSES}
    series = measure.compare(contestants, bench.runs)
    bench.remove_database(bench.out / name)
    total = sum(one.median("wall") for one in series.values())
    parts = ", ".join(f"{what} {duration(one.median('wall'))}" for what, one in series.items())
    yield Row(f"all of `kamen analyze` on {LINES:,} lines: {parts}", duration(total), f"limit {duration(ANALYZE_LIMIT_SECONDS)}",
              total / ANALYZE_LIMIT_SECONDS, 1.0, max(one.peak_mb for one in series.values()))


CASES = {function.__name__.removeprefix("bench_"): function
         for function in (bench_clv, bench_forecast_m3, bench_likeness, bench_baskets, bench_smaa, bench_analyze)}
