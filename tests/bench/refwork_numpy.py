#!/usr/bin/env python3
"""refwork-1 in numpy, as it is usually written there: trials are elements of arrays, a chunk of
them at a time so that the arrays stay in the cache, chunks spread over processes.

    refwork_numpy.py TRIALS PROCESSES

prints four numbers, seconds and their spread in one process, then in PROCESSES; after that line
come the totals as raw doubles, design by design, for a comparison with the truth. The exit status
is 127, a shell's for a missing command, where numpy is not installed.
"""
import math
import multiprocessing
import os
import pathlib
import re
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a process is to take one processor
try:
    import numpy as np
except ImportError:
    sys.exit(127)

CHUNK, RUNS, MONTHS, CORRELATED = 8192, 5, 36, 12
SEASON = np.sin(np.arange(12) * math.pi / 6)
INCIDENT = [5000, 20000, 15000, 18000]
POINTS = [([2, 4, 8], [0.5, 0.35, 0.15]), ([1, 2], [0.6, 0.4])]

# Name, law and three parameters, which refwork.def explains.
INPUTS = re.findall(r'^INPUT\((\w+), *".*?", *(\w+), (\S+), (\S+), (\S+)\)',
                    pathlib.Path(__file__).with_name("refwork.def").read_text(), re.MULTILINE)
INPUTS = [(name, law, tuple(map(float, parameters))) for name, law, *parameters in INPUTS]


def pert_shapes(a, b, c):
    return 1 + 4 * (b - a) / (c - a), 1 + 4 * (c - b) / (c - a)


# --- inputs on their own: numpy's samplers ------------------------------------------------------

DRAW = {
    "LOGNORMAL": lambda rng, n, a, b, c: a * np.exp(b * rng.standard_normal(n)),
    "PERT": lambda rng, n, a, b, c: a + (c - a) * rng.beta(*pert_shapes(a, b, c), n),
    "TRIANGLE": lambda rng, n, a, b, c: rng.triangular(a, b, c, n),
    "GAMMA": lambda rng, n, a, b, c: rng.gamma(a, b, n),
    "NORMAL": lambda rng, n, a, b, c: np.maximum(0, rng.normal(a, b, n)),
    "BETA": lambda rng, n, a, b, c: rng.beta(a, b, n),
    "UNIFORM": lambda rng, n, a, b, c: rng.uniform(a, b, n),
    "POINTS": lambda rng, n, a, b, c: rng.choice(POINTS[int(a)][0], n, p=POINTS[int(a)][1]),
    "POISSON": lambda rng, n, a, b, c: rng.poisson(a, n),
}

# --- correlated inputs: quantiles at normal scores, where need be from a table ------------------

SCORES = np.linspace(-6, 6, 2049)


def cumulated(density, x):
    areas = np.cumsum((density[1:] + density[:-1]) * np.diff(x))
    return np.concatenate(([0], areas / areas[-1]))


def quantile_table(density, low, high):
    """Quantiles at SCORES of the law on low..high with a density proportional to this one."""
    x = np.linspace(low, high, 100001)
    below = cumulated(np.exp(-SCORES**2 / 2), SCORES)
    return np.interp(below, cumulated(density(x), x), x)


def pert_table(a, b, c):
    p, q = pert_shapes(a, b, c)
    return quantile_table(lambda x: (x - a)**(p - 1) * (c - x)**(q - 1), a, c)


def triangle_table(a, b, c):
    return quantile_table(lambda x: np.minimum((x - a) / (b - a), (c - x) / (c - b)), a, c)


def gamma_table(a, b, c):
    return quantile_table(lambda x: x**(a - 1) * np.exp(-x / b), 0, 40 * b)


TABLE = {"PERT": pert_table, "TRIANGLE": triangle_table, "GAMMA": gamma_table}
TABLES = {name: TABLE[law](*parameters)
          for name, law, parameters in INPUTS[:CORRELATED] if law in TABLE}


def copula_factor():
    """The Cholesky factor of the correlations 2 sin(pi rank / 6) of the normal scores."""
    rank = np.full((CORRELATED, CORRELATED), 0.15)
    for group, inside in enumerate((0.6, 0.7, 0.5)):
        rank[4 * group:4 * group + 4, 4 * group:4 * group + 4] = inside
    np.fill_diagonal(rank, 1)
    return np.linalg.cholesky(2 * np.sin(math.pi / 6 * rank))


FACTOR = copula_factor()


def at_scores(name, law, parameters, z):
    a, b, _ = parameters
    if law == "LOGNORMAL":
        return a * np.exp(b * z)
    if law == "NORMAL":
        return np.maximum(0, a + b * z)
    return np.interp(z, SCORES, TABLES[name])


# --- a chunk of trials --------------------------------------------------------------------------


def draw_inputs(rng, n):
    z = FACTOR @ rng.standard_normal((CORRELATED, n))
    x = {name: at_scores(name, law, parameters, z[i])
         for i, (name, law, parameters) in enumerate(INPUTS[:CORRELATED])}
    for name, law, parameters in INPUTS[CORRELATED:]:
        x[name] = DRAW[law](rng, n, *parameters)
    return x


def totals_of(x, events):
    """The discounted cost of each design; refwork.c has the model one trial at a time."""
    eng, operate = x["eng"], [x["eng"] * x[f"oh{d}"] for d in range(4)]
    total = np.stack([x[f"bh{d}"] * eng + x["inc"] * INCIDENT[d] for d in range(4)])
    load = (x["tin"] + x["tout"]) * (1000 / 2628) * x["peak"] / x["util"]
    load_large, load_small = load / x["thrL"], load / x["thrS"]
    calls = 1000 * (x["tin"] * x["pin"] + x["tout"] * x["pout"]) * (1 + x["retry"])
    calls0, calls3 = calls * (1 - x["cache"]), calls * x["esc"]
    effort = x["qh"] * eng
    people = x["nlab"] * x["lab"] + effort
    errors0 = 1e6 * x["er0"] * x["cerr"]
    errors3 = errors0 * (x["esc"] + (1 - x["esc"]) * 0.5 * (1 + x["er2"]))
    errors1, errors2 = errors0 * x["er1"], errors0 * x["er2"]
    grow, decline, gpu_decline = 1 + x["grow"], 1 - x["pdec"], 1 - x["gdec"]
    monthly = (1 + x["r"])**(-1 / 12)
    discount, volume, price, gpu = monthly, x["vol0"], 1, 730 * x["pgpu"]
    hours = x["trh"] / 730
    for m in range(MONTHS):
        v = volume * (1 + x["amp"] * SEASON[m % 12])
        priced = v * price
        large = np.maximum(x["minL"], np.ceil(v * load_large)) * gpu
        small = np.maximum(x["minS"], np.ceil(v * load_small)) * gpu
        event = events[m] * effort
        retrain = events[m] * x["rsh"] * (people + hours * gpu)
        total[0] += discount * (priced * calls0 + operate[0] + 0.25 * event + v * errors0)
        total[1] += discount * (large + operate[1] + 0.5 * event + v * errors1)
        total[2] += discount * (small + operate[2] + retrain + v * errors2)
        total[3] += discount * (small + priced * calls3 + operate[3] + 0.6 * retrain + v * errors3)
        discount, volume, price, gpu = (discount * monthly, volume * grow, price * decline,
                                        gpu * gpu_decline)
    return total


def chunk_of(seed):
    rng = np.random.default_rng(seed)
    x = draw_inputs(rng, CHUNK)
    total = totals_of(x, rng.poisson(x["drift"], (MONTHS, CHUNK)))
    return total, total.argmin(axis=0).astype(np.uint8)


# --- by the clock -------------------------------------------------------------------------------


def timed(over, seeds):
    """Median and spread of the seconds that `over`, a kind of map, takes, and the totals."""
    took = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        chunks = list(over(chunk_of, seeds))
        total = np.concatenate([chunk[0] for chunk in chunks], axis=1)
        np.concatenate([chunk[1] for chunk in chunks])
        took.append(time.perf_counter() - begin)
    took = sorted(took[1:])
    return took[RUNS // 2], took[-1] - took[0], total


def main():
    trials, processes = map(int, sys.argv[1:])
    seeds = np.random.SeedSequence(4711).spawn(trials // CHUNK)
    *one, total = timed(map, seeds)
    with multiprocessing.Pool(processes) as pool:
        *several, total = timed(pool.map, seeds)
    print(*one, *several, flush=True)
    sys.stdout.buffer.write(total.tobytes())


if __name__ == "__main__":
    main()
