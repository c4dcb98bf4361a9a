"""Many clients at once: threads that each do the same, and what they were told."""

import threading


def run_together(n, work):
    """Call work(i) on n threads that begin together; their results in order. An exception of any is raised here."""
    gate, results, failures = threading.Barrier(n), [None] * n, []

    def one(i):
        gate.wait()
        try:
            results[i] = work(i)
        except Exception as failure:  # told below, on the thread of the test
            failures.append(failure)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results
