"""Runs a program once and says what it took: wall time, processor time, peak memory. Medians over runs."""

import json
import os
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field


class Failed(Exception):
    """A measured program ended badly; its message is for people."""


@dataclass(frozen=True)
class Run:
    wall: float
    cpu: float
    peak_mb: float
    own: float | None  # seconds the program itself reported, as JSON {"seconds": x} on its last line
    own_wall: float | None  # time that went by for it, {"wall": x} there
    out: str  # what it wrote


@dataclass
class Series:
    """Runs of one contestant."""

    name: str
    runs: list = field(default_factory=list)

    def median(self, what):
        return statistics.median(getattr(run, what) for run in self.runs)

    def best(self, what):
        return min(getattr(run, what) for run in self.runs)

    @property
    def peak_mb(self):
        return max(run.peak_mb for run in self.runs)


def run_once(command, env=None, stdin=None, good=(0,)):
    """Run a command to its end. Peak memory and processor time are the kernel's, of the program and the children it waited for."""
    with open(stdin or os.devnull, "rb") as source:
        start = time.perf_counter()
        child = subprocess.Popen([str(word) for word in command], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env={**os.environ, **(env or {})})
        out, err = drain(child)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    text = out.decode(errors="replace")
    if child.returncode not in good:
        raise Failed(f"{' '.join(map(str, command))}: exit status {child.returncode}\n{err.decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, own(text, "seconds"), own(text, "wall"), text)


def drain(child):
    """Both outputs to their end; the program is left for wait4(), which alone tells its usage."""
    err = []
    reader = threading.Thread(target=lambda: err.append(child.stderr.read()))
    reader.start()
    out = child.stdout.read()
    reader.join()
    return out, err[0]


def own(text, name):
    lines = text.strip().splitlines()
    try:
        return float(json.loads(lines[-1])[name])
    except (IndexError, ValueError, KeyError, TypeError):
        return None


def compare(contestants, runs, warm_up=True):
    """Run the contestants in turns, so that what else the machine does falls on all alike.

    contestants: name -> function that prepares and returns a Run. The first round is thrown away: it fills the page cache.
    """
    series = {name: Series(name) for name in contestants}
    for turn in range(runs + (1 if warm_up else 0)):
        for name, once in contestants.items():
            result = once()
            if turn > 0 or not warm_up:
                series[name].runs.append(result)
    return series
