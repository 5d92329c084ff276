"""Recomputes the verdicts on claims of an experiment, by the guide to claims alone, and compares them with claims.json.

    python3 recompute_claims.py [--bootstrap N] [--looks N] [--verbose] FOLDER...

Python 3.9 or newer, standard library only. Reads study.yaml, results.csv, measures.csv and examples.csv of each folder, judges every
claim by src/site/markdown/claims.md with none of SeqLab's code, and prints what differs from claims.json of the folder, which
`seqlab report FOLDER` writes. `report` also rewrites other files: run it on copies of experiments. Exit code 1 if anything differs.

What is compared, and how closely it must agree:
- estimates, from the kept seeds and from all; d_z; numbers of seeds and of dropped seeds; rulings; p and interval ends of t, sign
  and binomial tests, of the last two also with looks: 1e-9, relative above 1; breaking points of tests over seeds: to the four digits
  of their text;
- p and interval ends that the bootstrap over seeds and examples decides: Monte-Carlo error of both generators, five standard errors;
  a ruling may differ where p is that close to the level;
- p, interval ends and breaking points of t tests with looks, which are simulated: likewise.

Where the guide is silent, this script reads it as follows:
- percentiles of the bootstrap are interpolated between resamples; an end of a sign test is the outermost value that the test does
  not reject, or infinite if there is none;
- a test leaves out the seeds that fail any of its controls;
- looks: with seeds left out, a planned look that would be left with none is no look; Holm's correction for a part has the p of the
  other parts at the seeds of its own look, those of final parts as they were; a test of equal values has the looks of a sign test;
- a share has no d_z.

Not recomputed: BLEU by length, because examples.csv does not define its contributions; breaking points where the bootstrap decides.
"""

import argparse
import csv
import functools
import json
import math
import pathlib
import random
import re
import sys
from bisect import bisect_right
from operator import mul

NAN, INF = float("nan"), float("inf")

# ---------------------------------------------------------------- YAML: the subset that SeqLab writes, and flow style


def scalar(text):
    text = text.strip()
    if text in ("", "null", "~"):
        return None
    if text[0] in "'\"":
        return text[1:-1].replace("''", "'") if text[0] == "'" else json.loads(text)
    if text in ("true", "false"):
        return text == "true"
    if re.fullmatch(r"[-+]?\d+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", text):
        return float(text)
    return text


def flow(text):
    """A value in flow style: [a, b], {k: v} or a scalar."""

    def parse(i):
        while text[i] == " ":
            i += 1
        if text[i] == "[":
            out, i = [], i + 1
            while True:
                while text[i] in " ,":
                    i += 1
                if text[i] == "]":
                    return out, i + 1
                item, i = parse(i)
                out.append(item)
        if text[i] == "{":
            out, i = {}, i + 1
            while True:
                while text[i] in " ,":
                    i += 1
                if text[i] == "}":
                    return out, i + 1
                key, i = token(i, ":,}]")
                out[str(scalar(key))], i = parse(i + 1)
        value, i = token(i, ",]}")
        return scalar(value), i

    def token(i, ends):
        if text[i] in "'\"":
            j = text.index(text[i], i + 1) + 1
            while j < len(text) and text[j] == " ":
                j += 1
            return text[i:j].strip(), j
        j = i
        while text[j] not in ends or (text[j] == ":" and text[j + 1] != " "):
            j += 1
        return text[i:j], j

    text += " "
    return parse(0)[0]


def yaml(source):
    lines = []
    for line in source.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            lines.append([len(line) - len(line.lstrip()), line.strip()])
    at = 0

    def value(text, indent):
        nonlocal at
        if text:
            return flow(text) if text[0] in "[{" else scalar(text)
        if at < len(lines) and (lines[at][0] > indent or (lines[at][0] == indent and lines[at][1].startswith("- "))):
            return block(lines[at][0])
        return None

    def block(indent):
        nonlocal at
        if lines[at][1].startswith("- "):
            out = []
            while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith("- "):
                rest = lines[at][1][2:]
                if rest[0] in "[{" or not re.match(r"[^\s'\"]+:( |$)", rest):
                    at += 1
                    out.append(value(rest, indent))
                else:
                    lines[at] = [indent + 2, rest]
                    out.append(block(indent + 2))
            return out
        out = {}
        while at < len(lines) and lines[at][0] == indent and not lines[at][1].startswith("- "):
            key, rest = re.match(r"('[^']*'|\"[^\"]*\"|[^:]+(?::[^ :]+)*):(?: (.*))?$", lines[at][1]).groups()
            at += 1
            out[str(scalar(key))] = value(rest or "", indent)
        return out

    return block(0)


# ---------------------------------------------------------------- distributions


def incomplete_beta(a, b, x):
    """Regularised incomplete beta function by its continued fraction (Lentz's method)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 10000):
        for term in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 + term * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + term / c
            c = c if abs(c) > tiny else tiny
            h *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * h


def t_upper(t, df):
    """P(T > t) of Student's t."""
    if t == INF or t == -INF:
        return 0.0 if t > 0 else 1.0
    tail = incomplete_beta(df / 2, 0.5, df / (df + t * t)) / 2
    return tail if t > 0 else 1 - tail


def bisect(function, low, high):
    """The place where a decreasing function falls to 0."""
    for _ in range(300):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


@functools.lru_cache(None)
def t_critical(p, df):
    """t with P(T > t) = p."""
    if p > 0.5:
        return -t_critical(1 - p, df)
    high = 1.0
    while t_upper(high, df) > p:
        high *= 2
    return bisect(lambda t: t_upper(t, df) - p, 0.0, high)


def binomial_upper(k, n, q):
    """P(X >= k) of a binomial distribution: exact sum."""
    return math.fsum(math.comb(n, i) * q**i * (1 - q) ** (n - i) for i in range(max(k, 0), n + 1))


def share_interval(k, n, p, looks):
    """One-sided bounds of a probability: where p, corrected for the looks, is this. Clopper-Pearson without looks.

    p* of an outcome may fall where outcomes of other looks cease to be as extreme, and so be this at several places. Only the outermost
    bounds are wrong with a probability of at most p, as the test rejects every place beyond them; they are searched in steps of 0.001.
    """

    def low(k):
        if k == 0:
            return 0.0
        beyond = lambda q: p - corrected("binomial", binomial_upper(k, n, q), looks, q)
        steps = 1000 if looks else 1
        first = next(i for i in range(1, steps + 1) if i == steps or beyond(i / steps) <= 0)
        return bisect(beyond, (first - 1) / steps, first / steps)

    return low(k), 1 - low(n - k)


# ---------------------------------------------------------------- files of an experiment


def number(text):
    return float(text) if text not in ("", "NaN") else NAN


class Experiment:
    DIVISORS = {  # divisor of an example's contribution: guide to results, formulas of metrics
        "exact_match": lambda s, t: 1,
        "token_accuracy": lambda s, t: t + 1,
        "edit_distance": lambda s, t: t,
        "loss": lambda s, t: t + 1,
        "perplexity": lambda s, t: t + 1,
    }

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.study = yaml((self.folder / "study.yaml").read_text(encoding="utf-8"))
        self.grid = list((self.study.get("grid") or {}).keys())
        self.results, self.measures, self.examples = {}, {}, {}
        for row in self.rows("results.csv"):
            if row.get("status", "done") == "done":
                self.results[self.run(row)] = row
        for row in self.rows("measures.csv"):
            series = self.measures.setdefault((row["measure"], row["dimension"]), {})
            series.setdefault(self.run(row), []).append((number(row["x"]), number(row["value"]), number(row["n"])))
        self.of = {}
        for run in self.results:
            self.of.setdefault(run[:2], []).append(run)
        self.lengths = {}
        for row in self.rows("examples.csv"):
            run = self.run(row)
            lengths = (int(row["source_length"]), int(row["target_length"]))
            if self.lengths.setdefault(self.data(run), {}).setdefault(row["example"], lengths) != lengths:
                raise SystemExit(f"{folder}: runs of seed {run[1]} were tested on different examples")
            for name in self.DIVISORS:
                if row.get(name) not in (None, ""):
                    self.examples.setdefault(name, {}).setdefault(run, {})[row["example"]] = float(row[name])
        tasks = {task for _, task in self.lengths}
        distinct = {(task, tuple(lengths.items())) for (_, task), lengths in self.lengths.items()}
        self.shared = len(distinct) == len(tasks)  # the same examples for all seeds

    def rows(self, name):
        path = self.folder / name
        if not path.exists():
            return
        with open(path, newline="", encoding="utf-8") as file:
            yield from csv.DictReader(file)

    def run(self, row):
        return row["model"], int(row["seed"]), tuple(row.get(key) or None for key in self.grid)

    def data(self, run):
        """What determines the examples of a run: its seed, and the keys of the task in the grid."""
        return run[1], tuple(value for key, value in zip(self.grid, run[2]) if key.startswith("task."))

    def seeds(self):
        """Seeds in their order, and planned looks or None."""
        seeds = self.study.get("seeds") or [1, 2, 3]
        if not isinstance(seeds, dict):
            return seeds, None
        looks = tuple(seeds.get("looks") or ()) or None
        return seeds.get("list") or list(range(1, looks[-1] + 1)), looks


def selected(point, bound):
    """Whether a value meets a range or value of `where`."""
    if bound is None:
        return True
    if isinstance(bound, list):
        low, high = bound
        try:
            value = float(point)
        except (TypeError, ValueError):
            return str(point) == str(low)
        return (low is None or value >= low) and (high is None or value <= high)
    try:
        return float(point) == float(bound)
    except (TypeError, ValueError):
        return str(point) == str(bound)


class Side:
    """One model of a test at its points: the value of each seed, or its points along `over`."""

    def __init__(self, experiment, test, spec):
        spec = spec if isinstance(spec, dict) else {"model": spec}
        self.e = experiment
        self.model = spec["model"]
        self.measure = spec.get("measure") or test["measure"]
        where = {**(test.get("where") or {}), **(spec.get("where") or {})}
        self.over = test.get("over")
        self.grid_where = {k: v for k, v in where.items() if k in experiment.grid}
        self.dimensions = {k: v for k, v in where.items() if k not in experiment.grid}
        self.of_examples = self.measure in experiment.examples and set(self.dimensions) <= {"source_length", "target_length"} and (
            self.over is None or self.over in experiment.grid + ["source_length", "target_length"]
        )

    def runs(self, seed):
        """Runs of the seed at the selected grid points; keys that the model does not have are empty."""
        out = []
        for run in self.e.of.get((self.model, seed), []):
                keys = run[2]
                if all(k not in self.grid_where or v is None or selected(v, self.grid_where[k]) for k, v in zip(self.e.grid, keys)):
                    out.append(run)
        if len(out) > 1 and self.over not in self.e.grid:
            raise SystemExit(f"{self.e.folder}: {self.model} has several runs of seed {seed}")
        return out

    @functools.lru_cache(None)
    def selected_examples(self, run):
        place = {"source_length": 0, "target_length": 1}
        lengths = self.e.lengths[self.e.data(run)]
        return [i for i, of in lengths.items() if all(selected(of[place[d]], b) for d, b in self.dimensions.items())]

    def metric(self, run, examples):
        contributions, divide, lengths = self.e.examples[self.measure][run], self.e.DIVISORS[self.measure], self.e.lengths[self.e.data(run)]
        total = divisor = 0.0
        for i in examples:
            total += contributions[i]
            divisor += divide(*lengths[i])
        value = total / divisor if divisor else NAN
        return math.exp(value) if self.measure == "perplexity" else value

    def rows(self, run):
        """Points (x, value, n) of a measure of a probe."""
        names = [d for m, d in self.e.measures if m == self.measure]
        if self.over and self.over not in self.e.grid:
            dimension = self.over
        elif self.dimensions:
            dimension = next(iter(self.dimensions))
        else:
            dimension = "" if "" in names else names[0]
        rows = self.e.measures[self.measure, dimension].get(run, [])
        return [r for r in rows if dimension not in self.dimensions or selected(r[0], self.dimensions[dimension])]

    def is_column(self, run):
        return not self.dimensions and self.e.results[run].get(self.measure) is not None

    def value(self, run):
        if self.of_examples:
            return self.metric(run, self.selected_examples(run))
        if self.is_column(run):
            return number(self.e.results[run][self.measure])
        rows = self.rows(run)
        weight = math.fsum(n for _, _, n in rows)
        return math.fsum(v * n for _, v, n in rows) / weight if weight else NAN

    def points(self, seed):
        """Points (x, value, weight) along `over`."""
        if self.over in self.e.grid:
            place = self.e.grid.index(self.over)
            out = []
            for run in self.runs(seed):
                if self.of_examples:
                    weight = len(self.selected_examples(run))
                else:
                    weight = 1 if self.is_column(run) else math.fsum(n for _, _, n in self.rows(run))
                out.append((float(run[2][place]), self.value(run), weight))
            return sorted(out)
        run = self.runs(seed)[0]
        if not self.of_examples:
            return self.rows(run)
        place = ("source_length", "target_length").index(self.over)
        by_length = {}
        for i in self.selected_examples(run):
            by_length.setdefault(self.e.lengths[self.e.data(run)][i][place], []).append(i)
        return [(x, self.metric(run, by_length[x]), len(by_length[x])) for x in sorted(by_length)]


def slope(points, logarithmic=False):
    """Slope of the weighted least-squares line."""
    if logarithmic:
        if any(x <= 0 or not y > 0 for x, y, _ in points):
            return NAN
        points = [(math.log(x), math.log(y), w) for x, y, w in points]
    weight = math.fsum(w for _, _, w in points)
    if not weight:
        return NAN
    mx = math.fsum(w * x for x, _, w in points) / weight
    my = math.fsum(w * y for _, y, w in points) / weight
    sxx = math.fsum(w * (x - mx) ** 2 for x, _, w in points)
    return math.fsum(w * (x - mx) * (y - my) for x, y, w in points) / sxx if sxx else NAN


def log_ratio(a, b):
    return math.log(a / b) if a > 0 and b > 0 else NAN


COUNTED = re.compile(
    r"(initial_)?(parameters|steps|((attention|block|encoder|decoder)_)?flops|sequential_depth|greedy_depth|path_length|gradient_reach"
    r"|(attention|block)_memory_mb)(_exponent)?"
)


class Test:
    def __init__(self, experiment, spec):
        self.e, self.spec, self.type = experiment, spec, spec["type"]
        self.sides = [Side(experiment, spec, spec[k]) for k in ("of", "than", "to") if spec.get(k)]
        low, high = {
            "greater": lambda: (spec.get("margin") or 0.0, None),
            "equal_within": lambda: (-spec["within"], spec["within"]),
            "ratio_within": lambda: tuple(None if b is None else math.log(b) if b > 0 else -INF for b in spec["within"]),
            "trend": lambda: tuple(spec["slope"]),
            "gap_widens": lambda: (0.0, None),
            "holds": lambda: (spec.get("above"), spec.get("below")),
            "share": lambda: (spec.get("above"), spec.get("below")),
        }[self.type]()
        self.low, self.high = low, high
        self.method = {"holds": "sign", "share": "binomial"}.get(self.type, "t")
        self.shown = math.exp if self.type == "ratio_within" else (lambda v: v)

    def line(self, seed):
        """Points (x, value or difference of two values, n) of a slope."""
        points = [side.points(seed) for side in self.sides]
        if self.type == "trend":
            return points[0]
        other = {x: v for x, v, _ in points[1]}
        return [(x, v - other[x], n) for x, v, n in points[0] if x in other]

    def values(self, seeds):
        """Value of each seed. The weight of a point of a slope is its n, summed over the seeds."""
        missing = {s for s in seeds if any(not side.runs(s) for side in self.sides)}
        if self.type not in ("trend", "gap_widens"):
            return [NAN if s in missing else self.value(s) for s in seeds]
        lines = {s: self.line(s) for s in seeds if s not in missing}
        weights = {}
        for line in lines.values():
            for x, _, n in line:
                weights[x] = weights.get(x, 0.0) + n
        log = self.spec.get("scale") == "log"
        return [NAN if s in missing else slope([(x, v, weights[x]) for x, v, _ in lines[s]], log) for s in seeds]

    def value(self, seed):
        values = [side.value(side.runs(seed)[0]) for side in self.sides]
        if self.type == "share":
            low, high = self.spec["counts"]
            return NAN if math.isnan(values[0]) else float((low is None or values[0] >= low) and (high is None or values[0] <= high))
        if self.type == "holds":
            return values[0]
        return log_ratio(*values) if self.type == "ratio_within" else values[0] - values[1]

    def bootstrapped(self):
        """Whether the test has a bootstrap: metrics over the same examples for all seeds."""
        return self.method != "binomial" and self.e.shared and all(side.of_examples for side in self.sides)

    def counted(self, values):
        return len(set(values)) == 1 and all(COUNTED.fullmatch(side.measure) for side in self.sides)


# ---------------------------------------------------------------- inference over seeds


def tails(method, values, low, high):
    """One-sided p of: above low, below low, below high, above high (None for an open bound)."""
    n = len(values)

    def beyond(bound, above):
        if bound is None:
            return None
        if method == "binomial":
            k = int(sum(values))
            return binomial_upper(k, n, bound) if above else binomial_upper(n - k, n, 1 - bound)
        if method == "sign":
            return binomial_upper(sum((v > bound) if above else (v < bound) for v in values), n, 0.5)
        mean = math.fsum(values) / n
        sd = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1))
        t = (mean - bound) / (sd / math.sqrt(n))
        return t_upper(t if above else -t, n - 1)

    return beyond(low, True), beyond(low, False), beyond(high, False), beyond(high, True)


def interval(method, values, p, looks=None):
    """One-sided confidence bounds at this p: of a mean or a median the critical p, of a share the level."""
    n = len(values)
    if method == "binomial":
        return share_interval(int(sum(values)), n, p, looks)
    if method == "sign":
        ordered = sorted(values)
        k = 0  # the largest k with P(X <= k - 1) <= p: the k-th smallest value is the bound
        while binomial_upper(n - k, n, 0.5) <= p:
            k += 1
        return (ordered[k - 1], ordered[n - k]) if k else (-INF, INF)
    mean = math.fsum(values) / n
    sd = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1))
    half = t_critical(p, n - 1) * sd / math.sqrt(n)
    return mean - half, mean + half


def combine(tail):
    """p of support and of refutation, from the four tails."""
    above_low, below_low, below_high, above_high = tail
    support = max(p for p in (above_low, below_high) if p is not None)
    opposite = [p for p in (below_low, above_high) if p is not None]
    return support, min(1.0, len(opposite) * min(opposite))


def median(values):
    ordered, n = sorted(values), len(values)
    return ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2


def quantile(ordered, p):
    place = p * (len(ordered) - 1)
    i = int(place)
    if not math.isfinite(ordered[i]) or i + 1 == len(ordered) or not math.isfinite(ordered[i + 1]):
        return ordered[i]
    return ordered[i] + (ordered[i + 1] - ordered[i]) * (place - i)


def bootstrap(test, seeds, repetitions, centre):
    """Estimates on resampled seeds and resampled examples (the same examples for every seed), and how many are undefined.

    Along a length, examples are resampled within each point, which keeps its weight.
    """
    generator = random.Random(f"{test.e.folder.name} {json.dumps(test.spec, sort_keys=True)}")
    first = test.sides[0].runs(seeds[0])[0]
    lengths, kind = test.e.lengths[test.e.data(first)], test.type
    ids = list(lengths)
    cells = []  # for each side: points of the slope, or one point, each with its examples, their divisors and contributions
    for side in test.sides:
        by_point = {}  # point -> index of the run of a seed, places of its examples
        chosen_examples = set(side.selected_examples(side.runs(seeds[0])[0]))
        selected_places = [at for at, i in enumerate(ids) if i in chosen_examples]
        if side.over in test.e.grid:
            for r, run in enumerate(side.runs(seeds[0])):
                by_point[float(run[2][test.e.grid.index(side.over)])] = r, selected_places
        elif side.over is None:
            by_point[0] = 0, selected_places
        else:
            for at in selected_places:
                x = lengths[ids[at]][("source_length", "target_length").index(side.over)]
                by_point.setdefault(x, (0, []))[1].append(at)
        divide = test.e.DIVISORS[side.measure]
        points = {}
        for x, (r, places) in by_point.items():
            of_seed = {s: test.e.examples[side.measure][side.runs(s)[r]] for s in seeds}
            columns = {s: [of_seed[s][ids[p]] for p in places] for s in seeds}
            points[x] = places, [divide(*lengths[ids[p]]) for p in places], columns
        cells.append(points)
    strata = [range(len(ids))]
    if test.sides[0].over in ("source_length", "target_length"):
        strata = [places for places, _, _ in cells[0].values()]
    out = []
    for _ in range(repetitions):
        chosen = generator.choices(seeds, k=len(seeds))
        counts = [0] * len(ids)
        for stratum in strata:
            for i in generator.choices(stratum, k=len(stratum)):
                counts[i] += 1
        drawn = set(chosen)
        lines = []
        for side, points in zip(test.sides, cells):
            line = {}  # point -> value of each seed, weight
            for x, (places, divisors, columns) in points.items():
                times = [counts[p] for p in places]
                divisor = sum(map(mul, times, divisors))
                if divisor:
                    values = {s: sum(map(mul, times, columns[s])) / divisor for s in drawn}
                    if side.measure == "perplexity":
                        values = {s: math.exp(v) for s, v in values.items()}
                    line[x] = (values, len(places))
            lines.append(line)
        values = {}
        for s in drawn:
            if kind == "trend":
                values[s] = slope([(x, v[s], n) for x, (v, n) in lines[0].items()], test.spec.get("scale") == "log")
            elif kind == "gap_widens":
                values[s] = slope([(x, v[s] - lines[1][x][0][s], n) for x, (v, n) in lines[0].items() if x in lines[1]])
            elif any(not line for line in lines):
                values[s] = NAN
            else:
                of = [line[0][0][s] for line in lines]
                values[s] = of[0] if kind == "holds" else log_ratio(*of) if kind == "ratio_within" else of[0] - of[1]
        out.append(centre([values[s] for s in chosen]))
    defined = sorted(v for v in out if not math.isnan(v))
    return defined, len(out) - len(defined)


def bootstrap_tails(resampled, low, high):
    """Share of resamples beyond a bound, one more than there are: never 0. Undefined ones count as beyond every bound."""
    values, undefined = resampled

    def beyond(bound, above):
        if bound is None:
            return None
        return (1 + undefined + sum((v <= bound) if above else (v >= bound) for v in values)) / (len(values) + undefined + 1)

    return beyond(low, True), beyond(low, False), beyond(high, False), beyond(high, True)


def bootstrap_end(resampled, p, low):
    """Lower or upper end that a share p of resamples lies beyond."""
    values, undefined = resampled
    return quantile([-INF] * undefined + values, p) if low else quantile(values + [INF] * undefined, 1 - p)


# ---------------------------------------------------------------- looks: one critical p for all


@functools.lru_cache(None)
def smallest_t_p(looks, simulations):
    """Sorted: the smallest one-sided p of the t tests at all looks, simulated where the quantity is the bound."""
    generator = random.Random(f"{looks} {simulations}")
    smallest = []
    for _ in range(simulations):
        total = squares = 0.0
        least, at = 1.0, 0
        for i in range(1, looks[-1] + 1):
            z = generator.gauss(0, 1)
            total += z
            squares += z * z
            if i == looks[at]:
                mean = total / i
                least = min(least, t_upper(mean / math.sqrt((squares - i * mean * mean) / (i - 1) / i), i - 1))
                at += 1
        smallest.append(least)
    return sorted(smallest)


@functools.lru_cache(None)
def chance_of_any(p, looks, q):
    """Probability that a binomial test at any look has a p of at most this, where the probability is q: by enumeration."""
    alive, reached, previous = {0: 1.0}, 0.0, 0
    for n in looks:
        step = n - previous
        chances = [math.comb(step, j) * q**j * (1 - q) ** (step - j) for j in range(step + 1)]
        grown = {}
        for k, chance in alive.items():
            for j, more in enumerate(chances):
                grown[k + j] = grown.get(k + j, 0.0) + chance * more
        alive = {}
        for k, chance in grown.items():
            if binomial_upper(k, n, q) <= p * (1 + 1e-12):
                reached += chance
            else:
                alive[k] = chance
        previous = n
    return reached


def corrected(method, p, looks, q, simulations=None):
    """p*: the probability that the smallest p of all planned looks is at most p, if the quantity lies on the bound (of a share: q)."""
    if looks is None or p is None:
        return p
    if method == "t":
        return (1 + bisect_right(smallest_t_p(looks, simulations), p)) / (simulations + 1)
    return chance_of_any(p, looks, q)


@functools.lru_cache(None)
def critical_p(method, looks, level, simulations):
    """The largest p with p* of at most level. Of a share the level itself, because its ends are where p* is the level."""
    if looks is None or method == "binomial":
        return level
    if method == "t":
        return smallest_t_p(looks, simulations)[int(level * simulations) - 1]
    candidates = sorted({binomial_upper(k, n, 0.5) for n in looks for k in range(n + 1)}, reverse=True)
    return next((c for c in candidates if chance_of_any(c, looks, 0.5) <= level * (1 + 1e-12)), 0.0)


# ---------------------------------------------------------------- controls


def models_of(control, test):
    """Models that a control concerns: those of the test, unless it names others."""
    models = control.get("of") or list(dict.fromkeys(side.model for side in test.sides))
    return [m["model"] if isinstance(m, dict) else m for m in (models if isinstance(models, list) else [models])]


def meets(control, test, model, seed):
    """Whether a model meets a control with this seed, at the points of the grid of the test."""
    own = [side for side in test.sides if side.model == model] or test.sides
    for side in own:
        probe = Side(test.e, {"measure": control["measure"], "where": {**side.grid_where, **(control.get("where") or {})}}, model)
        probe.over = side.over if side.over in test.e.grid else None
        values = [probe.value(run) for run in probe.runs(seed)]
        low, high = control.get("at_least"), control.get("at_most")
        if not values or not all((low is None or v >= low) and (high is None or v <= high) for v in values):
            return False
    return True


# ---------------------------------------------------------------- judging


def holm(ps):
    """Adjusted p values (Holm 1979)."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    out, largest = [0.0] * len(ps), 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(ps) - rank) * ps[i]))
        out[i] = largest
    return out


class Part:
    """One test at the seeds of one look: everything but earlier looks and the correction for the other parts."""

    def __init__(self, test, seeds, controls, level, looks, options):
        self.test, self.level, self.options = test, level, options
        self.invalid, self.seeds = controlled(test, seeds, controls)
        self.dropped = len(seeds) - len(self.seeds)
        self.values = test.values(self.seeds)
        self.boot, self.method, self.looks = None, test.method, looks
        self.counted = False
        self.support, self.refutation, self.estimate, self.ends, self.effect = 1.0, 1.0, NAN, (NAN, NAN), NAN
        everything = self.values if not self.dropped else test.values(seeds)
        centre = median if test.method == "sign" else lambda v: math.fsum(v) / len(v)
        self.of_all = NAN if any(map(math.isnan, everything)) else test.shown(centre(everything))
        self.undefined = not self.values or any(math.isnan(v) for v in self.values)
        if self.undefined:
            return
        values, n = self.values, len(self.values)
        self.counted = test.counted(values)
        mean = math.fsum(values) / n
        if n > 1 and len(set(values)) > 1 and test.method != "binomial":
            self.effect = mean / math.sqrt(math.fsum((v - mean) ** 2 for v in values) / (n - 1))
        if test.method == "t" and len(set(values)) == 1:
            self.method = "sign"  # the variance is unknown
        if looks and self.method != "t":  # looks of exact tests are at the seeds kept
            kept = [len(controlled(test, seeds[:k], controls)[1]) if k <= len(seeds) else k - self.dropped for k in looks]
            self.looks = tuple(k for k in kept if k > 0)
        raw = centre(values)
        self.estimate = test.shown(raw)
        self.critical = critical_p(self.method, self.looks, level, options.looks)
        if self.counted:
            within = (test.low is None or raw > test.low) and (test.high is None or raw < test.high)
            self.support, self.refutation = (0.0, 1.0) if within else (1.0, 0.0)
            self.ends = (self.estimate, self.estimate)
            return
        self.seed_p = self.corrected(tails(self.method, values, test.low, test.high))
        self.support, self.refutation = self.seed_p
        self.seed_ends = self.ends = interval(self.method, values, self.critical, self.looks)
        if test.bootstrapped():
            self.boot = bootstrap(test, self.seeds, options.bootstrap, centre)
            self.boot_p = self.corrected(bootstrap_tails(self.boot, test.low, test.high))
            self.boot_ends = bootstrap_end(self.boot, self.critical, True), bootstrap_end(self.boot, self.critical, False)
            self.support, self.refutation = max(self.boot_p[0], self.support), max(self.boot_p[1], self.refutation)
            self.ends = min(self.boot_ends[0], self.ends[0]), max(self.boot_ends[1], self.ends[1])
        self.ends = tuple(test.shown(v) if math.isfinite(v) else v for v in self.ends)

    def corrected(self, tail):
        """p of support and of refutation, formed of the p of each bound, corrected for the looks."""
        low, high = self.test.low, self.test.high
        q = (low, low and 1 - low, high and 1 - high, high) if self.method == "binomial" else (0.5,) * 4
        return combine([corrected(self.method, p, self.looks, share, self.options.looks) for p, share in zip(tail, q)])


def controlled(test, seeds, controls):
    """Whether a control failed, and the seeds that meet all controls with every model."""
    failed, kept = False, list(seeds)
    for control in controls:
        for model in models_of(control, test):
            met = [s for s in seeds if meets(control, test, model, s)]
            share = control.get("seeds")
            failed |= len(met) < (0.8 if share is None else share) * len(seeds) - 1e-12
            kept = [s for s in kept if s in met]
    return failed, kept


def judge(experiment, claim, options):
    """Parts of a claim with their rulings, and the ruling of the claim."""
    seeds, looks = experiment.seeds()
    level = claim.get("level") or 0.05
    tests = [Test(experiment, spec) for spec in claim["parts"]]
    available = [s for s in seeds if any(run[1] == s for run in experiment.results)]
    if not available:  # no run yet
        return [], "inconclusive"
    steps = [k for k in looks if k <= len(available)] if looks else [len(available)]
    common = [*(experiment.study.get("requires") or []), *(claim.get("requires") or [])]
    parts = [None] * len(tests)
    for k in steps:
        undecided = [i for i, part in enumerate(parts) if part is None or part.ruling == "inconclusive"]
        for i in undecided:
            before, test = parts[i], tests[i]
            part = parts[i] = Part(test, available[:k], [*common, *(test.spec.get("requires") or [])], level, looks, options)
            if before:  # p is the smallest of the looks so far
                part.support, part.refutation = min(part.support, before.support), min(part.refutation, before.refutation)
        spent = [p for p in parts if not p.counted]
        adjusted = dict(zip(spent, holm([1.0 if p.invalid else p.refutation for p in spent])))
        for part in (parts[i] for i in undecided):
            part.adjusted = adjusted.get(part, part.refutation)
            part.ruling = (
                "invalid" if part.invalid else "inconclusive" if part.undefined
                else "supported" if part.support <= level else "refuted" if part.adjusted <= level else "inconclusive"
            )
    rulings = [p.ruling for p in parts]
    if all(r == "supported" for r in rulings):
        verdict = "supported"
    elif "refuted" in rulings:
        verdict = "mixed" if "supported" in rulings else "refuted"
    else:
        verdict = "invalid" if "invalid" in rulings else "inconclusive"
    return parts, verdict


# ---------------------------------------------------------------- comparison


def close(a, b):
    a, b = float(a), float(b)
    if math.isnan(a) or math.isnan(b) or math.isinf(a) or math.isinf(b):
        return a == b or (math.isnan(a) and math.isnan(b))
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


RESAMPLES, SEQUENCES = 1999, 100000  # of the bootstrap and of looks in claims.json


def simulations(part, options):
    """Sizes of the simulations that a part depends on: the smaller of both sides."""
    out = [min(RESAMPLES, options.bootstrap)] if part.boot else []
    return out + ([min(SEQUENCES, options.looks)] if part.looks and part.method == "t" else [])


def close_simulated(its, mine, part, parts, name, options):
    """Within Monte-Carlo error: shares five standard errors apart, ends between the quantiles at such shares."""
    if name in ("support", "refutation"):
        # looks, two bounds and other parts multiply p and its error; a larger p of another part may be the adjusted one
        factor = (len(part.looks) if part.looks else 1) * (2 * len(parts) if name == "refutation" else 1)
        n = min(n for p in parts for n in simulations(p, options))
        share = min(0.5, max(its, mine) / factor + 1 / n)
        return abs(its - mine) <= 5 * factor * math.sqrt(2 * share * (1 - share) / n)
    c, low = part.critical, name == "low"
    limits = critical_ps(part, part.level, options)
    ends = [interval(part.method, part.values, q)[0 if low else 1] for q in limits]
    if part.boot:
        error = 5 * math.sqrt(2 * c * (1 - c) / min(RESAMPLES, options.bootstrap))
        shares = [max(0.0, limits[0] - error), min(1.0, limits[1] + error)]
        ends = [(min if low else max)(end, bootstrap_end(part.boot, q, low)) for end, q in zip(ends, shares)]
    ends = sorted(part.test.shown(e) if math.isfinite(e) else e for e in ends)
    return ends[0] - 1e-9 <= its <= ends[1] + 1e-9


def critical_ps(part, level, options):
    """The critical p at this level, less and more the Monte-Carlo error of both simulations of looks."""
    n = min(SEQUENCES, options.looks)
    error = 5 * math.sqrt(2 * level / n) if part.looks and part.method == "t" else 0.0
    return [critical_p(part.method, part.looks, p, options.looks) for p in (max(1 / n, level - error), level + error)]


def breaking_points(part, parts, options):
    """Claimed bounds at which the part would no longer be supported or refuted, the other parts being as they are.

    Of each ruling both ends, each of them as a pair: less and more Monte-Carlo error.
    """
    others = [1.0 if p.invalid else p.refutation for p in parts if p is not part and not p.counted]
    p = bisect(lambda p: part.level - holm([p, *others])[0], 0.0, 1.0)
    p = p / 2 if part.test.low is not None and part.test.high is not None else p
    p *= 1 + 1e-9  # p of a sign test is a sum of powers of 1/2, and may equal the limit
    out = {}
    for ruling, limit in ("supported", part.level), ("refuted", p):
        intervals = [interval(part.method, part.values, q, part.looks) for q in critical_ps(part, limit, options)]
        out[ruling] = [sorted(part.test.shown(v) if math.isfinite(v) else v for v in ends) for ends in zip(*intervals)]
    return out


def compare_breaking(part, parts, text, options):
    """Numbers of the text with the recomputed ones, and whether they agree to its four digits."""
    mine = breaking_points(part, parts, options)
    for ruling, relation, numbers in re.findall(r"(supported|refuted) for bounds (?:that )?(above|below|contain|exclude) (\S+(?: to [^\s,]+)?)", text):
        low, high = mine[ruling]
        ends = {"below": [low], "above": [high]}.get(relation, [low, high])
        for its, (least, most) in zip((float(v.rstrip(",")) for v in numbers.split(" to ")), ends):
            digits = 6e-4 * abs(its)
            yield f"{ruling} for bounds {relation}", (least, most), its, least - digits <= its <= most + digits


def compare(experiment, options):
    path = experiment.folder / "claims.json"
    theirs = {c["claim"]: c for c in json.loads(path.read_text(encoding="utf-8"))}
    differences = agreed = simulated = 0
    for claim in experiment.study.get("claims") or []:
        parts, verdict = judge(experiment, claim, options)
        other = theirs[claim["id"]]
        where = f"{experiment.folder.name} {claim['id']}"
        borderline = [
            i for i, (part, its) in enumerate(zip(parts, other["parts"]), 1)
            if part.ruling != its["ruling"] and any(simulations(p, options) for p in parts) and "invalid" not in (part.ruling, its["ruling"])
            and close_simulated(float(its["p"]["support"]), part.support, part, parts, "support", options)
            and close_simulated(float(its["p"]["refutation"]), part.adjusted, part, parts, "refutation", options)
        ]
        if verdict == other["ruling"]:
            agreed += 1
        elif borderline:
            print(f"simulated {where}: ruling {verdict}, claims.json {other['ruling']}")
        else:
            differences += 1
            print(f"DIFFERENT {where}: ruling {verdict}, claims.json {other['ruling']}")
        for i, (part, its_part) in enumerate(zip(parts, other["parts"]), 1):
            estimate, p = its_part["estimate"], its_part["p"]
            pairs = [
                ("ruling", part.ruling, its_part["ruling"]),
                ("dropped", part.dropped, its_part["dropped"]),
                ("estimate of all seeds", part.of_all, its_part["all_seeds"]["value"]),
            ]
            if i in borderline:
                print(f"simulated {where} part {i}: ruling {part.ruling}, claims.json {its_part['ruling']}")
                pairs.pop(0)
            pairs += [] if part.invalid else [
                ("seeds", 0 if part.undefined else len(part.seeds), estimate["seeds"]),
                ("estimate", part.estimate, estimate["value"]),
                ("low", part.ends[0], estimate["low"]),
                ("high", part.ends[1], estimate["high"]),
                ("d_z", part.effect, its_part["effect"]),
            ]
            if not part.invalid and not part.undefined:
                pairs += [("support", part.support, p["support"]), ("refutation", part.adjusted, p["refutation"])]
            if options.verbose:
                print(f"{where} part {i}: {its_part['test']}\n    values {part.values}")
                if part.boot:
                    print(f"    over seeds: interval {part.seed_ends}, p {part.seed_p}\n    bootstrap: interval {part.boot_ends}, p {part.boot_p}")
            for name, mine, its in pairs:
                its = its if isinstance(mine, str) else float(its)
                same = mine == its if isinstance(mine, str) else close(mine, its)
                simulated_here = any(simulations(p, options) for p in (parts if name == "refutation" else [part]))
                if not same and name in ("low", "high", "support", "refutation") and simulated_here:
                    same = close_simulated(its, mine, part, parts, name, options)
                    simulated += same
                    if options.verbose or not same:
                        print(f"{'simulated' if same else 'BEYOND MONTE-CARLO ERROR'} {where} part {i} {name}: {mine:.6g}, claims.json {its:.6g}")
                elif not same:
                    print(f"DIFFERENT {where} part {i} ({its_part['test']}): {name} {mine!r}, claims.json {its!r}")
                agreed += same
                differences += not same
            if not (part.invalid or part.undefined or part.counted or part.boot):
                for name, mine, its, same in compare_breaking(part, parts, its_part["breaking_point"], options):
                    agreed += same
                    simulated += same and bool(simulations(part, options))
                    differences += not same
                    if not same:
                        print(f"DIFFERENT {where} part {i} ({its_part['test']}): breaking point, {name} {mine}, claims.json {its}")
    print(f"{experiment.folder.name}: {agreed} numbers and rulings agree, {simulated} of them to Monte-Carlo error; {differences} differ")
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--bootstrap", type=int, default=1999, help="resamples of seeds and examples")
    parser.add_argument("--looks", type=int, default=100000, help="simulated sequences of seeds")
    parser.add_argument("--verbose", action="store_true", help="print the values of seeds, and both tests where two must agree")
    options = parser.parse_args()
    return 1 if sum(compare(Experiment(folder), options) for folder in options.folders) else 0


if __name__ == "__main__":
    sys.exit(main())
