"""Coverage laws by SciPy: the same counts, distributions and number of bootstrap draws.

usage: coverage.py COUNTS.csv DRAWS; prints one JSON object with seconds and estimates.
"""
import csv
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln

T = np.arange(-30, 25.005, 0.01)
LOG_X, LOG_REST = -np.log1p(np.exp(-T)), -np.log1p(np.exp(T))
X0 = 1 / (1 + np.exp(30.005))


def counts(path):
    models = {}
    with open(path, newline="") as table:
        for row in csv.DictReader(table):
            models.setdefault(row["model"], []).append((int(row["n"]), int(row["c"])))
    return {name: np.array(rows, float) for name, rows in models.items()}


def gathered(rows):
    distinct, weights = np.unique(rows, axis=0, return_counts=True)
    return distinct[:, 0], distinct[:, 1], weights


def choose(n, c):
    return gammaln(n + 1) - gammaln(c + 1) - gammaln(n - c + 1)


def beta_binomial(rows):
    n, c, w = gathered(rows)

    def nll(z):
        a, b = np.exp(z)
        return -np.sum(w * (choose(n, c) + betaln(a + c, b + n - c) - betaln(a, b)))

    return minimize(nll, [-1, 1], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})


def zero_inflated(rows):
    n, c, w = gathered(rows)

    def nll(z):
        a, b = np.exp(z[:2])
        pi = 1 / (1 + np.exp(-z[2]))
        bb = choose(n, c) + betaln(a + c, b + n - c) - betaln(a, b)
        return -np.sum(w * np.log((1 - pi) * np.exp(bb) + pi * (c == 0)))

    return minimize(nll, [-1, 1, -4], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})


def scaled(rows, kumaraswamy):
    n, c, w = gathered(rows)
    problems = w.sum()
    s = min(1, (problems + 1) / problems * np.max(c / n))
    kernel = (c[:, None] * (np.log(s) + LOG_X)[None, :]
              + (n - c)[:, None] * np.log1p(-s * np.exp(LOG_X))[None, :])
    top = kernel.max(axis=1)
    kernel = np.exp(kernel - top[:, None])

    def nll(z):
        a, b = np.exp(z)
        if kumaraswamy:
            rest = -np.expm1(a * LOG_X)
            density = np.log(a) + np.log(b) + a * LOG_X + (b - 1) * np.log(rest) + LOG_REST
            left = -np.expm1(b * np.log1p(-X0**a))
        else:
            density = a * LOG_X + b * LOG_REST - betaln(a, b)
            left = X0**a / (a * np.exp(betaln(a, b)))
        total = kernel @ np.exp(density) * 0.01 + np.where(c == 0, left * np.exp(-np.where(c == 0, top, 0)), 0)
        return -np.sum(w * (choose(n, c) + top + np.log(total)))

    box = [(np.log(0.01), np.log(100))] * 2
    return minimize(nll, np.log([0.35, 3.5]), method="L-BFGS-B", bounds=box)


FITS = {
    "beta-binomial": beta_binomial,
    "zero-inflated-beta-binomial": zero_inflated,
    "scaled-beta": lambda rows: scaled(rows, False),
    "scaled-kumaraswamy": lambda rows: scaled(rows, True),
}


def main(path, draws):
    models = counts(path)
    answer = {}
    for name, fit in FITS.items():
        random = np.random.default_rng(42)
        started = time.process_time()
        estimates = []
        for rows in models.values():
            best = fit(rows)
            estimates.append([float(best.fun), float(np.exp(best.x[0]))])
            for _ in range(draws):
                fit(rows[random.integers(0, len(rows), len(rows))])
        answer[name] = {"cpuSeconds": time.process_time() - started, "estimates": estimates}
    print(json.dumps(answer))


main(sys.argv[1], int(sys.argv[2]))
