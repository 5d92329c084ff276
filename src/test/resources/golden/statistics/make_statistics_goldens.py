"""Writes statistics.json beside this file: small samples and their statistics by SciPy.

Run with scipy 1.17.1, numpy 2.4.6: python3 make_statistics_goldens.py. Deterministic (fixed seed).
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

RNG = np.random.default_rng(20261121)


def seeds_case(n, level):
    """Values of two models over n seeds: intervals, tests and effect sizes."""
    a = RNG.normal(0.8, 0.05, n)
    b = a - RNG.normal(0.05, 0.04, n)
    paired = stats.ttest_rel(a, b)
    interval = paired.confidence_interval(1 - level)
    logs = np.log(a) - np.log(b)
    ratio = stats.ttest_1samp(logs, 0).confidence_interval(1 - level)
    mean = stats.ttest_1samp(a, 0).confidence_interval(1 - level)
    low, high = 0.01, 0.2
    tost = 2 * max(
        stats.ttest_1samp(a - b, low, alternative="greater").pvalue,
        stats.ttest_1samp(a - b, high, alternative="less").pvalue,
    )
    pooled = np.sqrt(((n - 1) * a.var(ddof=1) + (n - 1) * b.var(ddof=1)) / (2 * n - 2))
    u = stats.mannwhitneyu(a, b).statistic
    return {
        "a": a.tolist(),
        "b": b.tolist(),
        "level": level,
        "mean": [a.mean(), mean.low, mean.high],
        "difference": [(a - b).mean(), interval.low, interval.high],
        "p": paired.pvalue,
        "ratio": np.exp([logs.mean(), ratio.low, ratio.high]).tolist(),
        "bounds": [low, high],
        "p_within": min(1.0, tost),
        "d_paired": (a - b).mean() / (a - b).std(ddof=1),
        "d": (a.mean() - b.mean()) / pooled,
        "cliff": 2 * u / n**2 - 1,
    }


def slope_case(n):
    """A weighted least-squares line through n points by NumPy, linear and in logarithms."""
    x = np.sort(RNG.uniform(1, 60, n))
    y = 0.3 * x**1.7 * np.exp(RNG.normal(0, 0.2, n))
    w = RNG.integers(1, 40, n).astype(float)
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "weights": w.tolist(),
        "slope": np.polyfit(x, y, 1, w=np.sqrt(w))[0],
        "exponent": np.polyfit(np.log(x), np.log(y), 1, w=np.sqrt(w))[0],
        "unweighted": stats.linregress(x, y).slope,
    }


def examples_case(n):
    """Correctness (0 or 1) of two models on the same n examples: resampling tests."""
    a = (RNG.random(n) < 0.7).astype(int)
    b = np.where(RNG.random(n) < 0.7, a, (RNG.random(n) < 0.4).astype(int))
    mean = lambda x, axis: np.mean(x, axis=axis)
    boot = stats.bootstrap(
        (a - b,), mean, n_resamples=100000, method="percentile", rng=np.random.default_rng(1)
    ).confidence_interval
    permuted = stats.permutation_test(
        (a, b),
        lambda x, y, axis: np.mean(x, axis=axis) - np.mean(y, axis=axis),
        permutation_type="samples",
        n_resamples=100000,
        rng=np.random.default_rng(2),
    )
    return {
        "a": a.tolist(),
        "b": b.tolist(),
        "bootstrap": [float((a - b).mean()), boot.low, boot.high],
        "p_swapped": permuted.pvalue,
    }


def tasks_case(tasks, runs, resamples=20000):
    """Scores of two models on several tasks: statistics of Agarwal et al. 2021, as in rliable."""
    rng = np.random.default_rng(3)
    a = np.round(RNG.beta(4, 2, (tasks, runs)), 2)
    b = np.round(RNG.beta(3, 2, (tasks, runs)), 2)
    iqm = lambda x: stats.trim_mean(x, 0.25, axis=None)
    better = lambda x, y: np.mean(
        [stats.mannwhitneyu(x[m], y[m]).statistic / runs**2 for m in range(tasks)]
    )
    above = lambda x: float(np.mean(x > 0.7))
    draw = lambda x: np.take_along_axis(x, rng.integers(0, runs, (tasks, runs)), axis=1)
    interval = lambda values: np.quantile(values, [0.025, 0.975]).tolist()
    pairs = [(draw(a), draw(b)) for _ in range(resamples)]
    return {
        "a": a.tolist(),
        "b": b.tolist(),
        "iqm": [iqm(a), *interval([iqm(x) for x, _ in pairs])],
        "above": [above(a), *interval([above(x) for x, _ in pairs])],
        "improvement": [better(a, b), *interval([better(x, y) for x, y in pairs[:2000]])],
    }


if __name__ == "__main__":
    goldens = {
        "made_with": {"scipy": scipy.__version__, "numpy": np.__version__},
        "seeds": [seeds_case(n, level) for n in (2, 3, 5, 12) for level in (0.05, 0.01, 0.0125)],
        "slopes": [slope_case(n) for n in (2, 3, 10, 60)],
        "examples": [examples_case(n) for n in (40, 300)],
        "tasks": [tasks_case(tasks, runs) for tasks, runs in ((1, 8), (4, 5), (6, 10))],
    }
    path = pathlib.Path(__file__).with_name("statistics.json")
    path.write_text(json.dumps(goldens, indent=1) + "\n")
