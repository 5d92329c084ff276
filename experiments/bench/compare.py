#!/usr/bin/env python3
"""Times `seqlab bench` and pytorch.py in turns on this machine, and writes speed.csv and the table speed.md.

    python3 experiments/bench/compare.py [--rounds 7]       measure what speed.csv lacks, and write speed.md
    python3 experiments/bench/compare.py --rounds 0         write speed.md anew from speed.csv

Delete speed.csv to measure all rounds anew.

Python 3.9 or newer with torch; run it from the project's folder, with nothing else on the machine. In each round the two take turns
at each family of each size, as the speed of a machine may drift within minutes. A ratio is SeqLab's speed over PyTorch's of the same round.
"""
import argparse
import csv
import json
import math
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FAMILIES = ("lstm", "additive", "general", "general-feed", "transformer")
KEYS = ("batch", "length", "vocab", "embed", "hidden", "threads")
SIZES = ((10, 14, 54, 64, 64, 1), (32, 20, 2000, 128, 256, 2), (64, 25, 8000, 256, 512, 2))
BEAM = 5
# measure: key of SeqLab, key of PyTorch, whether it is a time
MEASURES = {
    "training": ("train_ms", "train_ms", True),
    "training, fused Adam": ("train_ms", "fused_ms", True),
    "greedy search": ("decode_sentences_per_second", "greedy", False),
    "greedy search with log-probabilities": ("scored_sentences_per_second", "greedy", False),
    f"beam search, {BEAM} hypotheses": ("beam_sentences_per_second", "beam", False),
}


def run(command, size, family):
    options = [text for key, value in zip(KEYS, size) for text in ("--" + key, str(value))]
    command = [*command, "--family", family, "--beam", str(BEAM), *options]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return next(json.loads(line) for line in lines if line.startswith("{"))


def read(file):
    with open(file, newline="") as lines:
        return list(csv.reader(lines))[1:]


def count_rounds(rows):
    return len(set(row[0] for row in rows))


def measure(rounds, file):
    tools = {"seqlab": ["./seqlab", "bench", "--json"], "pytorch": [sys.executable, str(HERE / "pytorch.py")]}
    rows = read(file) if file.exists() else []
    for number in range(count_rounds(rows) + 1, rounds + 1):
        order = list(tools) if number % 2 else list(tools)[::-1]
        for size in SIZES:
            for family in FAMILIES:
                results = {tool: run(tools[tool], size, family) for tool in order}
                for name, (our_key, their_key, _) in MEASURES.items():
                    ours, theirs = results["seqlab"][our_key], results["pytorch"][their_key]
                    rows.append([number, "/".join(map(str, size)), family, name, ours, theirs])
            print(f"round {number} of {rounds}, {size}", flush=True)
        with open(file, "w", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(["round", "/".join(KEYS), "family", "measure", "seqlab", "pytorch"])
            writer.writerows(rows)


def table(file):
    rows = read(file)
    ratios = {}
    for _, size, family, name, ours, theirs in rows:
        ratio = float(ours) / float(theirs)
        ratios.setdefault((name, family), {}).setdefault(size, []).append(1 / ratio if MEASURES[name][2] else ratio)
    sizes = list(dict.fromkeys(row[1] for row in rows))
    text = [
        "# Speed against hand-written PyTorch",
        "",
        f"SeqLab's speed over that of [pytorch.py](pytorch.py): median [smallest, largest] of {count_rounds(rows)} rounds, in turns on one machine. Above 1, SeqLab is faster.",
        "Written by `python3 experiments/bench/compare.py`; the times of each round are in [speed.csv](speed.csv).",
    ]
    for name in MEASURES:
        cells = {family: by_size for (measure, family), by_size in ratios.items() if measure == name}
        unit = "milliseconds a step" if MEASURES[name][2] else "sentences a second, 64 at a time"
        text += ["", f"## {name[0].upper() + name[1:]}", "", f"From {unit}. Sizes: {'/'.join(KEYS)}.", ""]
        text += ["| Family | " + " | ".join(sizes) + " |", "|:--|" + "--:|" * len(sizes)]
        for family, by_size in cells.items():
            text.append(f"| {family} | " + " | ".join(cell(by_size[size]) for size in sizes) + " |")
        for title, chosen in (("recurrent", lambda f: f != "transformer"), ("all", lambda f: True)):
            medians = [statistics.median(v) for f, by_size in cells.items() if chosen(f) for v in by_size.values()]
            mean = math.exp(statistics.fmean(map(math.log, medians)))
            text.append(f"| geometric mean, {title} | " + " | ".join([""] * (len(sizes) - 1) + [f"**{mean:.2f}**"]) + " |")
    return "\n".join(text) + "\n"


def cell(values):
    return f"{statistics.median(values):.2f} [{min(values):.2f}, {max(values):.2f}]"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    if rounds:
        measure(rounds, HERE / "speed.csv")
    (HERE / "speed.md").write_text(table(HERE / "speed.csv"))


if __name__ == "__main__":
    main()
