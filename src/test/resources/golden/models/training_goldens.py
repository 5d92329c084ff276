"""Golden values of optimizers, gradient clipping and learning-rate schedules."""

import json
import math

import numpy as np
import torch
from safetensors.torch import save_file

SHAPES = {"a": (3, 4), "b": (5,)}
SEED = 2000
STEPS = 5
OPTIMIZERS = {
    "adam": {"type": "adam", "learning_rate": 0.05},
    "adam_weight_decay": {"type": "adam", "learning_rate": 0.05, "weight_decay": 0.01},
    "adamw": {"type": "adamw", "learning_rate": 0.05, "weight_decay": 0.01},
    "adamw_other_betas": {"type": "adamw", "learning_rate": 0.05, "beta1": 0.8, "beta2": 0.95,
                          "epsilon": 1e-6, "weight_decay": 0.1},
    "sgd": {"type": "sgd", "learning_rate": 0.05},
    "sgd_momentum": {"type": "sgd", "learning_rate": 0.05, "momentum": 0.9},
    "sgd_momentum_weight_decay": {
        "type": "sgd", "learning_rate": 0.05, "momentum": 0.9, "weight_decay": 0.01},
}
CLIP_NORM = 1.0
CLIP_SCALES = {"above": 2.0, "below": 0.1, "zero": 0.0}


def draw(generator, scale=1.0):
    return {name: torch.from_numpy((scale * generator.standard_normal(shape)).astype(np.float32))
            .double() for name, shape in SHAPES.items()}


def torch_optimizer(spec, weights):
    shared = {"lr": spec["learning_rate"], "weight_decay": spec.get("weight_decay", 0.0)}
    if spec["type"] == "sgd":
        return torch.optim.SGD(weights, momentum=spec.get("momentum", 0.0), **shared)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[spec["type"]]
    betas = (spec.get("beta1", 0.9), spec.get("beta2", 0.999))
    return kind(weights, betas=betas, eps=spec.get("epsilon", 1e-8), **shared)


def optimizer_tensors(generator):
    """`optimizer/`: initial/<p>, gradient/<step>/<p>, and <name>/<step>/<p> after each step, from 1."""
    initial = draw(generator)
    steps = [draw(generator) for _ in range(STEPS)]
    for gradient in steps:
        gradient["b"][0] = 0.0  # a weight with gradient 0
    tensors = {f"optimizer/initial/{name}": value for name, value in initial.items()}
    for number, gradient in enumerate(steps, 1):
        tensors |= {f"optimizer/gradient/{number}/{name}": g for name, g in gradient.items()}
    for kind, spec in OPTIMIZERS.items():
        weights = {name: torch.nn.Parameter(value.clone()) for name, value in initial.items()}
        optimizer = torch_optimizer(spec, weights.values())
        for number, gradient in enumerate(steps, 1):
            for name, weight in weights.items():
                weight.grad = gradient[name].clone()
            optimizer.step()
            tensors |= {f"optimizer/{kind}/{number}/{name}": weight.detach().clone()
                        for name, weight in weights.items()}
    return tensors


def clip_tensors(generator):
    """`clip/<case>/{before,after}/<p>` and the global norm before, `clip/<case>/norm`."""
    tensors = {}
    for case, scale in CLIP_SCALES.items():
        before = draw(generator, scale)
        weights = {name: torch.nn.Parameter(torch.zeros_like(g)) for name, g in before.items()}
        for name, weight in weights.items():
            weight.grad = before[name].clone()
        norm = torch.nn.utils.clip_grad_norm_(weights.values(), CLIP_NORM)
        tensors[f"clip/{case}/norm"] = norm
        tensors |= {f"clip/{case}/before/{name}": g for name, g in before.items()}
        tensors |= {f"clip/{case}/after/{name}": weight.grad for name, weight in weights.items()}
    return tensors


def inverse_sqrt(step, warmup=10):
    return min(step / warmup, math.sqrt(warmup / step))


def cosine(step, warmup=5, steps=50, minimum=0.1):
    if step <= warmup:
        return step / warmup
    done = (step - warmup) / (steps - warmup)
    return minimum + (1 - minimum) * (1 + math.cos(math.pi * done)) / 2


def exponential(step, decay=0.5, every=10):
    return decay ** (step / every)


def check_against_torch():
    """PyTorch's schedulers, which count from 0 and have no warm-up."""
    schedulers = torch.optim.lr_scheduler
    weight = torch.nn.Parameter(torch.zeros(1))
    for theirs, ours in (
            (lambda o: schedulers.CosineAnnealingLR(o, T_max=45, eta_min=0.1), lambda t: cosine(t + 5)),
            (lambda o: schedulers.ExponentialLR(o, gamma=0.5 ** 0.1), exponential)):
        optimizer = torch.optim.SGD([weight], lr=1.0)
        scheduler = theirs(optimizer)
        for count in range(46):
            assert abs(scheduler.get_last_lr()[0] - ours(count)) < 1e-12, (count, ours(count))
            optimizer.step()
            scheduler.step()


def schedules():
    steps = range(1, 51)
    return {
        "inverse_sqrt": {
            "definition": {"type": "inverse_sqrt", "warmup": 10},
            "formula": "min(s/10, sqrt(10/s))",
            "factors": [inverse_sqrt(s) for s in steps]},
        "cosine": {
            "definition": {"type": "cosine", "warmup": 5, "steps": 50, "minimum": 0.1},
            "formula": "s/5 up to 5, then 0.1 + 0.9 * (1 + cos(pi * (s-5)/45)) / 2",
            "factors": [cosine(s) for s in steps]},
        "exponential": {
            "definition": {"type": "exponential", "decay": 0.5, "every": 10},
            "formula": "0.5^(s/10)",
            "factors": [exponential(s) for s in steps]},
    }


def write_training_goldens(folder, versions):
    check_against_torch()
    generator = np.random.default_rng(SEED)
    tensors = optimizer_tensors(generator) | clip_tensors(generator)
    save_file({name: tensor.detach().float().contiguous() for name, tensor in tensors.items()},
              folder / "training.safetensors")
    page = {
        "versions": versions, "seed": SEED, "steps": STEPS,
        "optimizers": OPTIMIZERS,
        "clip": {"max_norm": CLIP_NORM, "formula": "g * min(1, max_norm / (norm + 1e-6))",
                 "cases": list(CLIP_SCALES)},
        "schedules": schedules(),
    }
    (folder / "training.json").write_text(json.dumps(page, indent=1) + "\n", encoding="utf-8")
