#!/usr/bin/env python3
"""Times `seqlab bench --turns` and pytorch.py in turns on this machine, and writes speed.csv and the table speed.md.

    python3 experiments/bench/compare.py                measure the sizes and families that speed.csv lacks, and write speed.md
    python3 experiments/bench/compare.py --table        write speed.md anew from speed.csv

Delete speed.csv to measure all anew, about half an hour.

Python 3.9 or newer with torch; run it from the project's folder, with nothing else on the machine. The speed of a machine may drift
within minutes, so both programs stay loaded, and take turns of about a second at each measure. The first turns warm up and are not
counted. A ratio is SeqLab's speed over PyTorch's of the same round.
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
BEAM, WARM_UP, ROUNDS = 5, 3, 7
# measure: key of SeqLab, key of PyTorch, whether it is a time
MEASURES = {
    "training": ("train_ms", "train_ms", True),
    "training, fused Adam": ("train_ms", "fused_ms", True),
    "greedy search": ("decode_sentences_per_second", "greedy", False),
    "greedy search with log-probabilities": ("scored_sentences_per_second", "greedy", False),
    f"beam search, {BEAM} hypotheses": ("beam_sentences_per_second", "beam", False),
}


class Tool:
    """A program that measures what each line of its input names."""

    def __init__(self, command, size, family):
        options = [text for key, value in zip(KEYS, size) for text in ("--" + key, str(value))]
        command = [*command, "--family", family, "--beam", str(BEAM), *options]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def measure(self, key):
        self.process.stdin.write(key + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())[key]

    def close(self):
        self.process.stdin.close()
        if self.process.wait():
            sys.exit(f"{' '.join(self.process.args)}: exit code {self.process.returncode}")


def measure(size, family):
    """Rows of all rounds: measure, round, SeqLab, PyTorch."""
    seqlab = Tool(["./seqlab", "bench", "--turns"], size, family)
    pytorch = Tool([sys.executable, str(HERE / "pytorch.py")], size, family)
    rows = []
    for number in range(1 - WARM_UP, ROUNDS + 1):
        for name, (our_key, their_key, _) in MEASURES.items():
            if number % 2:
                ours, theirs = seqlab.measure(our_key), pytorch.measure(their_key)
            else:
                theirs, ours = pytorch.measure(their_key), seqlab.measure(our_key)
            rows.append([name, number, ours, theirs])
    seqlab.close()
    pytorch.close()
    return [row for row in rows if row[1] > 0]


def read(file):
    with open(file, newline="") as lines:
        return list(csv.reader(lines))[1:]


def write(file, rows):
    new = file.with_suffix(".new")
    with open(new, "w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["/".join(KEYS), "family", "measure", "round", "seqlab", "pytorch"])
        writer.writerows(rows)
    new.replace(file)


def measure_all(file):
    rows = read(file) if file.exists() else []
    for size in SIZES:
        for family in FAMILIES:
            cell = ["/".join(map(str, size)), family]
            if cell in [row[:2] for row in rows]:
                continue
            rows += [cell + row for row in measure(size, family)]
            write(file, rows)
            print(*cell, flush=True)


def table(file):
    rows = read(file)
    ratios = {}
    for size, family, name, _, ours, theirs in rows:
        ratio = float(ours) / float(theirs)
        ratios.setdefault((name, family), {}).setdefault(size, []).append(1 / ratio if MEASURES[name][2] else ratio)
    sizes = list(dict.fromkeys(row[0] for row in rows))
    text = [
        "# Speed against hand-written PyTorch",
        "",
        f"SeqLab's speed over that of [pytorch.py](pytorch.py): median [smallest, largest] of {ROUNDS} rounds, in turns on one machine. Above 1, SeqLab is faster.",
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
    parser.add_argument("--table", action="store_true", help="only write speed.md")
    if not parser.parse_args().table:
        measure_all(HERE / "speed.csv")
    (HERE / "speed.md").write_text(table(HERE / "speed.csv"))


if __name__ == "__main__":
    main()
