"""Predictions of multinomial logistic regression with L2 regularisation, for LinearProbeTest.

    python3 linear_probe.py > linear_probe.txt        (torch 2.13)

First line: training labels; second line: predicted test labels.
"""
import torch

N, M, D, K, RIDGE = 150, 100, 6, 4, 1e-3


def rows(start, count):
    i = torch.arange(start, start + count, dtype=torch.float64)[:, None]
    j = torch.arange(D, dtype=torch.float64)[None, :]
    return torch.sin(1.7 * i * (j + 1) + 0.3 * j * j) * (j + 1)


def labels(x):
    noise = torch.sin(91.7 * x.sum(1)) * 2
    return ((x[:, 0] + x[:, 1] * x[:, 2] + noise).floor().long() % K).abs()


x, test = rows(0, N), rows(N, M)
y = labels(x)
mean, sd = x.mean(0), x.std(0, correction=0)


def design(a):
    return torch.cat([(a - mean) / sd, torch.ones(len(a), 1, dtype=torch.float64)], 1)


w = torch.zeros(D + 1, K, dtype=torch.float64, requires_grad=True)
lbfgs = torch.optim.LBFGS([w], max_iter=2000, tolerance_grad=1e-12, tolerance_change=1e-16, line_search_fn="strong_wolfe")


def loss():
    lbfgs.zero_grad()
    value = torch.nn.functional.cross_entropy(design(x) @ w, y) + RIDGE / 2 * (w * w).sum()
    value.backward()
    return value


lbfgs.step(loss)
print(" ".join(map(str, y.tolist())))
print(" ".join(map(str, (design(test) @ w).argmax(1).tolist())))
