"""Plackett-Luce on wins and ties by iterated spectral ranking, as ONEBench asks of choix, in NumPy.

usage: ranking.py WIDE.csv[.gz] DRAWS SEED
A wide table: a column of models, then one of scores 0, 1 or nothing per sample.
Prints JSON: CPU seconds of reading, one fit and the draws, and the strengths.
"""

import csv
import gzip
import json
import sys
import time

import numpy as np


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        names, solved, failed = [], [], []
        for row in rows:
            names.append(row[0])
            cells = np.array(row[1:])
            solved.append(cells == "1")
            failed.append(cells == "0")
    return names, np.array(solved, dtype=np.float64), np.array(failed, dtype=np.float64)


def counts(solved, failed):
    wins = solved @ failed.T
    ties = solved @ solved.T + failed @ failed.T
    np.fill_diagonal(ties, 0)
    return wins + ties


def spectral(wins, start):
    """Maystre and Grossglauser (2015): stationary distributions until the change is below 1e-8 n."""
    n = len(wins)
    strength = np.exp(start)
    theta = start
    for _ in range(100):
        rates = wins.T / (strength[:, None] + strength[None, :])
        np.fill_diagonal(rates, 0)
        balance = rates.T - np.diag(rates.sum(axis=1))
        balance[-1, :] = 1
        right = np.zeros(n)
        right[-1] = n
        strength = np.linalg.solve(balance, right)
        following = np.log(strength)
        following -= following.mean()
        change = np.abs(following - theta).sum()
        theta = following
        strength = np.exp(theta)
        if change <= 1e-8 * n:
            return theta
    raise RuntimeError("not converged")


def main():
    path, draws, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    started = time.process_time()
    names, solved, failed = read(path)
    after_reading = time.process_time()
    theta = spectral(counts(solved, failed), np.zeros(len(names)))
    after_fit = time.process_time()
    generator = np.random.default_rng(seed)
    samples = solved.shape[1]
    drawn = np.empty((draws, len(names)))
    for draw in range(draws):
        columns = generator.integers(samples, size=samples)
        drawn[draw] = spectral(counts(solved[:, columns], failed[:, columns]), theta)
    ended = time.process_time()
    print(
        json.dumps(
            {
                "numpy": np.__version__,
                "read": after_reading - started,
                "fit": after_fit - after_reading,
                "draws": ended - after_fit,
                "models": names,
                "theta": theta.tolist(),
                "errors": drawn.std(axis=0, ddof=1).tolist() if draws > 1 else [],
            }
        )
    )


main()
