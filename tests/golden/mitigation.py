"""Mitigations by definition, for tests/unit/clarify/mitigation-golden.test.ts: correlation removal by numpy's least squares as Fairlearn's
CorrelationRemover writes it, reweighing and massaging as Kamiran and Calders (2012) define them, thresholds by trying them all.
Run with /usr/bin/python3 (python3-sklearn): python3 mitigation.py > mitigation.json"""
import itertools
import json
import sys

import numpy as np
import sklearn
from sklearn.metrics import roc_curve

rng = np.random.default_rng(11)
n = 90
sex = [None if i % 29 == 7 else str(s) for i, s in enumerate(rng.choice(["F", "M", "it's \U0001f30a"], n, p=[0.4, 0.45, 0.15]))]
age = np.round(rng.normal(45, 12, n))
member = rng.random(n) < 0.5
income = np.round(rng.normal(50, 9, n) + np.where([s == "F" for s in sex], -8, 0) + 0.2 * age, 3)
hours = np.round(rng.normal(35, 6, n) - 0.1 * age + 3 * member, 3)
gaps = {4, 40, 77}
p = 1 / (1 + np.exp(-(income - 58) / 8))
score = np.round(p, 2)
paid = (rng.random(n) < p).astype(int)
rows = [
    {
        "sex": sex[i],
        "age": age[i],
        "member": bool(member[i]),
        "income": None if i in gaps else income[i],
        "hours": hours[i],
        "score": score[i],
        "paid": "yes" if paid[i] else "no",
    }
    for i in range(n)
]


def removed(column, alpha):
    """X - alpha * (S - mean S) @ lstsq(S - mean S, X), over the rows that have the column; missing is a category."""
    there = [i for i in range(n) if not (column == "income" and i in gaps)]
    x = np.array([rows[i][column] for i in there], dtype=float)
    kinds = [None, "F", "M", "it's \U0001f30a"]
    sensitive = np.column_stack(
        [[float(sex[i] == k) for i in there] for k in kinds]
        + [age[there], [float(member[i]) for i in there], [float(not member[i]) for i in there]]
    )
    centred = sensitive - sensitive.mean(axis=0)
    beta, *_ = np.linalg.lstsq(centred, x, rcond=None)
    cleaned = x - alpha * (centred @ beta)
    out = [None] * n
    for i, value in zip(there, cleaned):
        out[i] = value
    return out


def weight(i):
    group = [j for j in range(n) if sex[j] == sex[i] and bool(member[j]) == bool(member[i])]
    label = [j for j in range(n) if paid[j] == paid[i]]
    both = [j for j in group if paid[j] == paid[i]]
    return len(group) * len(label) / (n * len(both))


def massaged(ranks):
    d = [i for i in range(n) if sex[i] == "F"]
    a = [i for i in range(n) if sex[i] != "F"]
    disc = np.mean([paid[i] for i in a]) - np.mean([paid[i] for i in d])
    m = round(abs(disc) * len(d) * len(a) / n)
    deprived, favoured = (d, a) if disc > 0 else (a, d)
    up = sorted((i for i in deprived if not paid[i]), key=lambda i: (-ranks[i], i))[:m]
    down = sorted((i for i in favoured if paid[i]), key=lambda i: (ranks[i], i))[:m]
    return {"disc": disc, "m": m, "promoted": sorted(up), "demoted": sorted(down)}


def frontier(criterion):
    groups = [[i for i in range(n) if sex[i] == "F"], [i for i in range(n) if sex[i] != "F"]]
    found = []
    options = []
    for rows_of in groups:
        # drop_intermediate=False gives every cut there is, the first of them approving nobody
        _, _, cuts = roc_curve(paid[rows_of], score[rows_of], drop_intermediate=False)
        options.append([np.inf, *cuts[1:]])
    for cuts in itertools.product(*options):
        approved = [score[g] >= c for g, c in zip(groups, cuts)]
        truth = [paid[g] == 1 for g in groups]
        rate = [x.mean() for x in approved]
        tpr = [x[t].mean() for x, t in zip(approved, truth)]
        fpr = [x[~t].mean() for x, t in zip(approved, truth)]
        gap = {
            "demographic-parity": abs(rate[0] - rate[1]),
            "equal-opportunity": abs(tpr[0] - tpr[1]),
            "equalized-odds": max(abs(tpr[0] - tpr[1]), abs(fpr[0] - fpr[1])),
        }[criterion]
        found.append((int(sum((x == t).sum() for x, t in zip(approved, truth))), float(gap)))
    best = []
    for correct, gap in sorted(found, key=lambda each: (-each[0], each[1])):
        if all(gap < known - 1e-12 for _, known in best):
            best.append((correct, gap))
    return best


json.dump(
    {
        "versions": {"numpy": np.__version__, "sklearn": sklearn.__version__},
        "rows": rows,
        "correlation": {c: {"1": removed(c, 1.0), "0.4": removed(c, 0.4)} for c in ("income", "hours")},
        "weights": [weight(i) for i in range(n)],
        "massage": massaged(score),
        "frontiers": {c: frontier(c) for c in ("demographic-parity", "equal-opportunity", "equalized-odds")},
    },
    sys.stdout,
    ensure_ascii=True,
)
print()
