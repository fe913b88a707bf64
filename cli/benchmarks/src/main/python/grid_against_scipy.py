"""The SciPy side of the benchmark: L-BFGS-B with the analytic gradient in NumPy.

Reads one JSON request per line from stdin and answers each with one JSON line, so that
repeats of both sides can alternate while each process stays warm.
"""

import json
import platform
import sys
import time

import numpy as np
import scipy
from scipy.optimize import minimize


def objective(u, v, y, weights, delta, scale):
    """Sum of weights times Huber's function of ln(exp(a - alpha u) + exp(b - beta v) + exp(e)) - y."""
    half = 0.5

    def value_and_gradient(x):
        a, b, e, alpha, beta = x
        first = np.exp(np.minimum((a - e) - alpha * u, 700.0))
        second = np.exp(np.minimum((b - e) - beta * v, 700.0))
        total = first + second + 1.0
        residual = np.log(total) + (e - y)
        clipped = np.minimum(np.maximum(residual, -delta), delta)
        weighted = clipped if weights is None else clipped * weights
        value = np.dot(weighted, residual - half * clipped)
        share = weighted / total
        first *= share
        second *= share
        gradient = np.array(
            [first.sum(), second.sum(), share.sum(), -np.dot(first, u), -np.dot(second, v)]
        )
        return scale * value, scale * gradient

    return value_and_gradient


def fit(function, start, options):
    return minimize(function, start, jac=True, method="L-BFGS-B", options=options)


def grid(data, starts, options, scale):
    function = objective(*data, None, 1e-3, scale)
    values, points, evaluations = [], [], 0
    for start in starts:
        found = fit(function, start, options)
        values.append(found.fun / scale if np.isfinite(found.fun) else None)
        points.append(found.x)
        evaluations += found.nfev
    best = min((i for i, value in enumerate(values) if value is not None), key=values.__getitem__)
    return {"values": values, "point": points[best].tolist(), "evaluations": evaluations}


def bootstrap(data, counts, start, options, scale):
    points, evaluations = [], 0
    for weights in counts:
        drawn = weights > 0
        u, v, y = (column[drawn] for column in data)
        found = fit(objective(u, v, y, weights[drawn], 1e-3, scale), start, options)
        points.append(found.x.tolist())
        evaluations += found.nfev
    return {"points": points, "evaluations": evaluations}


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    answer["cpuSeconds"] = time.process_time() - cpu
    answer["wallSeconds"] = time.perf_counter() - wall
    return answer


def main():
    setup = json.loads(sys.stdin.readline())
    data = tuple(np.array(setup[name]) for name in ("u", "v", "y"))
    starts = np.array(setup["starts"])
    counts = np.fromfile(setup["counts"], dtype=">f8").reshape(-1, data[0].size).astype(float)
    warm = np.array(setup["warmStart"])
    versions = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }
    print(json.dumps(versions), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        scale, options = request["scale"], request["options"]
        if request["task"] == "grid":
            answer = timed(lambda: grid(data, starts, options, scale))
        else:
            answer = timed(lambda: bootstrap(data, counts, warm, options, scale))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
