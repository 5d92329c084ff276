"""Reads the event files of a run with TensorBoard and compares every scalar with metrics.jsonl and
validations.tsv: same steps in the same order, values rounded to the nearest float.

    python read_events.py experiments/STUDY/runs/MODEL/sSEED
"""

import csv
import json
import pathlib
import sys

import numpy
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def expected(run):
    curves = {}
    for line in (run / "metrics.jsonl").read_text().splitlines():
        values = json.loads(line)
        step = values.pop("step")
        for tag, value in values.items():
            curves.setdefault(tag, []).append((step, value))
    no_metrics = {"step", "epoch", "seconds", "tokens", "learning_rate", "train_loss"}
    with open(run / "validations.tsv") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            for metric in row.keys() - no_metrics:
                curve = curves.setdefault("valid/" + metric, [])
                curve.append((int(row["step"]), float(row[metric])))
    return curves


def found(run):
    reader = EventAccumulator(str(run / "tensorboard"), size_guidance={"scalars": 0})
    reader.Reload()
    tags = reader.Tags()["scalars"]
    return {tag: [(event.step, event.value) for event in reader.Scalars(tag)] for tag in tags}


def main(run):
    ours, theirs = expected(run), found(run)
    assert ours.keys() == theirs.keys(), ours.keys() ^ theirs.keys()
    for tag, curve in sorted(ours.items()):
        assert [step for step, _ in curve] == [step for step, _ in theirs[tag]], tag
        doubles = numpy.array([value for _, value in curve], dtype=numpy.float64)
        floats = numpy.array([value for _, value in theirs[tag]], dtype=numpy.float64)
        numpy.testing.assert_array_equal(floats, doubles.astype(numpy.float32), err_msg=tag)
        exact = int(numpy.sum((floats == doubles) | (numpy.isnan(floats) & numpy.isnan(doubles))))
        print(f"{tag}: {len(curve)} values equal to the nearest float, {exact} of them exactly")


main(pathlib.Path(sys.argv[1]))
