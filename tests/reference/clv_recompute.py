#!/usr/bin/env python3
"""Recompute the likelihoods and predictions of kamen/clv.h with 40 digits; prints the rows of tests/analytics/clv_cases.h.

Needs mpmath (1.3). Run: python3 tests/reference/clv_recompute.py > tests/analytics/clv_cases.h
The formulas are those of the papers, with hypergeometric functions for BG/NBD and MBG/NBD; Pareto/NBD's loss is integrated
numerically, so that no formula is shared with the library.
"""

import mpmath as mp

mp.mp.dps = 40

# model, parameters, (x, t_x, T), t: the ordinary, and corners where published formulas lose their digits.
CASES = [
    ("BGNBD", (0.243, 4.414, 0.793, 2.426), (2, 30.43, 38.86), 39),
    ("BGNBD", (0.243, 4.414, 1, 2.426), (5, 12.5, 38.86), 39),
    ("BGNBD", (0.87, 10.2, 0.267, 193.3), (12, 48.1, 52.7), 52),
    ("BGNBD", (3.5, 70.25, 1e-6, 2.5), (1, 3.25, 200.5), 100),
    ("BGNBD", (0.02, 0.35, 5.5, 40.25), (150, 41.5, 60.25), 20),
    ("BGNBD", (1200.5, 9000.25, 0.5, 3.25), (0, 0, 25.5), 39),
    ("MBGNBD", (0.525, 6.183, 0.891, 1.614), (2, 30.43, 38.86), 39),
    ("MBGNBD", (0.525, 6.183, 0.891, 1.614), (0, 0, 38.86), 39),
    ("MBGNBD", (2.25, 12.5, 1, 0.125), (20, 10.5, 30.25), 52),
    ("MBGNBD", (0.9, 10.5, 1e-5, 7e3), (300, 99.5, 100.25), 13),
    ("PNBD", (0.553, 10.578, 0.606, 11.669), (2, 30.43, 38.86), 39),
    ("PNBD", (0.553, 10.578, 0.606, 11.669), (0, 0, 38.86), 39),
    ("PNBD", (0.553, 10.578, 1, 11.669), (26, 30.857, 31), 52),
    ("PNBD", (0.881, 10.33, 0.384, 7690), (12, 48.1, 52.7), 52),
    ("PNBD", (0.05, 0.125, 3.5, 900.5), (0, 0, 500.25), 39),
    ("PNBD", (25.5, 2.25, 0.75, 0.015625), (180, 20.5, 40.25), 26),
    ("PNBD", (1.5, 4000.25, 0.1, 0.5), (1, 2.5, 700.5), 365),
    ("PNBD", (2.5, 8.25, 90000, 3e6), (40, 30.5, 90.75), 12),
]


def beta_ratio(a, b, c, d):
    """B(a, b) / B(c, d)."""
    return mp.beta(a, b) / mp.beta(c, d)


def bg_terms(model, parameters, history):
    r, alpha, a, b = parameters
    x, t_x, T = history
    m = x + 1 if model == "MBGNBD" else x
    front = mp.rf(r, x) * alpha**r
    alive = front * beta_ratio(a, b + m, a, b) / (alpha + T) ** (r + x)
    lost = front * beta_ratio(a + 1, b + m - 1, a, b) / (alpha + t_x) ** (r + x) if m > 0 else mp.mpf(0)
    return alive, lost


def pareto_terms(parameters, history):
    r, alpha, s, beta = parameters
    x, t_x, T = history
    front = mp.rf(r, x) * alpha**r
    alive = front / (alpha + T) ** (r + x) * (beta / (beta + T)) ** s
    cuts = [t_x + (T - t_x) * (mp.mpf(2) ** k - 1) / (mp.mpf(2) ** 24 - 1) for k in range(25)]
    lost = front * mp.quad(lambda u: s / beta * (1 + u / beta) ** (-s - 1) * (alpha + u) ** (-r - x), cuts)
    return alive, lost


def bg_alive(model, parameters, history, t):
    """Purchases of a living customer within t: the mean over p of (1 - (1 + p t / alpha')^-r') / p."""
    r, alpha, a, b = parameters
    x, _, T = history
    r, alpha, b = r + x, alpha + T, b + (x + 1 if model == "MBGNBD" else x)
    if a > mp.mpf("0.01") and a != 1:
        z = t / (alpha + t)
        fraction = (alpha / (alpha + t)) ** r * mp.hyp2f1(r, b, a + b - 1, z)
        return (a + b - 1) / (a - 1) * (1 - fraction)
    # Where that formula divides by 0 or cancels: a power series in the weight, by conditioning on the purchases.
    total, survival, bought, weight, k = mp.mpf(0), mp.mpf(1), mp.mpf(0), (alpha / (alpha + t)) ** r, 0
    while k < 20000:
        total += weight * bought
        bought += survival
        survival *= (b + k) / (a + b + k)
        weight *= t / (alpha + t) * (r + k) / (k + 1)
        k += 1
        if k > 10 and weight * bought < mp.mpf(10) ** -30 * total:
            break
    return total


def pareto_alive(parameters, history, t):
    r, alpha, s, beta = parameters
    x, _, T = history
    rate, beta = (r + x) / (alpha + T), beta + T
    return rate * mp.quad(lambda u: (beta / (beta + u)) ** s, mp.linspace(0, t, 9))


def main():
    print("/* Made by tests/reference/clv_recompute.py: likelihoods and predictions with 40 digits, rounded. */")
    print("#pragma once\n\n#include <kamen/clv.h>\n")
    print("typedef struct {\n    KamClvParameters parameters;\n    KamClvHistory history;\n    double t;")
    print("    double log_likelihood, p_alive, expected;\n} ClvCase;\n\nstatic const ClvCase clv_cases[] = {")
    for model, values, history, t in CASES:
        parameters = tuple(mp.mpf(v) for v in values)
        past = tuple(mp.mpf(v) for v in history)
        if model == "PNBD":
            alive, lost = pareto_terms(parameters, past)
            future = pareto_alive(parameters, past, mp.mpf(t))
        else:
            alive, lost = bg_terms(model, parameters, past)
            future = bg_alive(model, parameters, past, mp.mpf(t))
        p_alive = alive / (alive + lost)
        results = ", ".join(mp.nstr(v, 17) for v in (mp.log(alive + lost), p_alive, p_alive * future))
        given = ", ".join(repr(v) for v in values), ", ".join(repr(v) for v in history)
        print(f"    {{ {{ KAM_CLV_{model}, {{ {given[0]} }} }}, {{ {given[1]} }}, {t}, {results} }},")
    print("};")


if __name__ == "__main__":
    main()
