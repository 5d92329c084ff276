"""Writes run.tfevents with TensorBoard's writer, for EventFileTest (tensorboard 2.21.0).

    python make_event_golden.py
"""

import io
import pathlib

from tensorboard.compat.proto.event_pb2 import Event, SessionLog
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

START = 1_767_323_045.678  # 2026-01-02T03:04:05.678Z


def scalars(step, at, /, **values):
    summary = Summary(
        value=[Summary.Value(tag=tag.replace("__", "/"), simple_value=v) for tag, v in values.items()]
    )
    return Event(wall_time=START + at, step=step, summary=summary)


events = [
    Event(wall_time=START, file_version="brain.Event:2"),
    Event(wall_time=START, session_log=SessionLog(status=SessionLog.START)),
    scalars(
        10, 0.25, tokens=1000, seconds=0.25, learning_rate=1e-3, loss=2.302585092994046, gradient_norm=0.0
    ),
    scalars(
        300,
        7.5,
        tokens=20_000_000,
        seconds=7.5,
        learning_rate=-0.0,
        loss=float("inf"),
        gradient_norm=1e-42,
    ),
    scalars(300, 7.5, valid__loss=1 / 3, valid__state_ratio=float("nan")),
]
out = io.BytesIO()
writer = RecordWriter(out)
for event in events:
    writer.write(event.SerializeToString())
pathlib.Path(__file__).with_name("run.tfevents").write_bytes(out.getvalue())
