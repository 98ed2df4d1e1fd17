"""Every bias metric by its definition, in numpy, written apart from the code under test.

    /usr/bin/python3 tests/golden/bias.py > tests/golden/bias.json

Formulas: SageMaker Clarify's open library smclarify 0.5 (which cannot be installed here), as its documentation gives them.
Distributions by scipy, confusion and class scores by scikit-learn, neighbours by a stable sort; where no neighbours tie,
scikit-learn's KNeighborsClassifier must agree.
"""
import itertools
import json
import math
import warnings

import numpy as np
import scipy
import scipy.special
import sklearn
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
from sklearn.neighbors import KNeighborsClassifier

warnings.simplefilter("ignore")


def div(x, y):
    if y == 0:
        return 0.0 if x == 0 else math.copysign(math.inf, x)
    return x / y


def minus(x, y):
    return 0.0 if x == y else x - y


def distances(pa, pd):
    both = (pa > 0) & (pd > 0)
    if not both.any():
        return {name: None for name in ["KL", "JS", "LP", "TVD", "KS"]}
    a, d = pa[both], pd[both]
    middle = (a + d) / 2
    kl = lambda x, y: float(np.sum(x * np.log(x / y)))
    assert abs(kl(a, d) - np.sum(scipy.special.rel_entr(a, d))) < 1e-12
    return {
        "KL": kl(a, d),
        "JS": (kl(a, middle) + kl(d, middle)) / 2,
        "LP": float(np.linalg.norm(a - d, 2)),
        "TVD": float(np.linalg.norm(a - d, 1) / 2),
        "KS": float(np.max(np.abs(a - d))),
    }


def cdd(inside, outcome, group):
    total = 0.0
    for name in np.unique(group):
        here = group == name
        no, yes = here & (outcome == 0), here & (outcome == 1)
        total += here.sum() * (div((no & inside).sum(), no.sum()) - div((yes & inside).sum(), yes.sum()))
    return total / len(group) if len(group) else None


def flip_test(points, inside, predicted):
    rest, facet = np.flatnonzero(~inside), np.flatnonzero(inside)
    k = 1 if len(rest) <= 9 else 5
    value = lowest = highest = 0
    tied_at_all = False
    for row in facet:
        far = ((points[rest] - points[row]) ** 2).sum(axis=1)
        order = np.argsort(far, kind="stable")
        reach = far[order[k - 1]]
        sure, tied = np.flatnonzero(far < reach), np.flatnonzero(far == reach)
        seats = k - len(sure)
        tied_at_all |= len(tied) > seats
        vote = lambda chosen: int(predicted[rest[list(chosen)]].sum() * 2 > k)
        # the counts of positives that a choice among the ties can have decide, so a few stand for all
        kinds = {}
        for at in tied:
            kinds.setdefault(int(predicted[rest[at]]), []).append(at)
        few = [at for those in kinds.values() for at in those[:seats]]
        votes = [vote([*sure, *chosen]) for chosen in itertools.combinations(few, seats)]
        value += predicted[row] - vote(order[:k])
        lowest += predicted[row] - max(votes)
        highest += predicted[row] - min(votes)
    if not tied_at_all:
        knn = KNeighborsClassifier(n_neighbors=k).fit(points[rest], predicted[rest]).predict(points[facet])
        assert ((predicted[facet] > knn).sum() - (predicted[facet] < knn).sum()) == value
    n = len(facet)
    return {"value": value / n, "lowest": lowest / n, "highest": highest / n}


def side_classes(classes, y, p, predicted):
    side = {"n": len(y), "labels": [int((y == c).sum()) for c in classes]}
    if not predicted:
        return side
    told = np.array([v is not None for v in p], dtype=bool)
    y, p = y[told].astype(str), p[told].astype(str)
    matrix = confusion_matrix(y, p, labels=classes) if len(y) else np.zeros((len(classes),) * 2, int)
    side["confusion"] = matrix.tolist()
    side["accuracy"] = float((y == p).mean()) if len(y) else None
    if len(y):
        precision, recall, f1, _ = precision_recall_fscore_support(y, p, labels=classes, zero_division=0)
        seen, guessed = matrix.sum(axis=1), matrix.sum(axis=0)
        side["precision"] = [float(v) if g else None for v, g in zip(precision, guessed)]
        side["recall"] = [float(v) if s else None for v, s in zip(recall, seen)]
        side["f1"] = [float(v) if s + g else None for v, s, g in zip(f1, seen, guessed)]
    return side


def measure(table, inside, positive, predicted, group, drop_missing):
    """inside: list of True, False, None (missing). positive: value -> bool."""
    y, p, g = (np.array(table[name], dtype=object) for name in ["y", "p", "g"])
    inside = np.array(inside, dtype=object)
    keep = np.array([v is not None for v in y], dtype=bool)
    if drop_missing:
        keep &= np.array([v is not None for v in inside], dtype=bool)
    y, p, g = y[keep], p[keep], g[keep]
    d = np.array([v is True for v in inside[keep]], dtype=bool)
    numbers = np.array([[np.nan if v is None else v for v in table[x]] for x in table["numbers"]], dtype=float).T
    numbers = numbers[keep] if numbers.size else np.zeros((len(y), 0))
    out = {"n": len(y), "nFacet": int(d.sum()), "nRest": int((~d).sum()), "pre": {}, "post": None}
    names = ["CI", "DPL", "KL", "JS", "LP", "TVD", "KS"] + (["CDDL"] if group else [])
    told = np.array([v is not None for v in p], dtype=bool)
    if d.all() or not d.any():
        out["pre"] = {name: None for name in names}
    else:
        yes = np.array([positive(v) for v in y])
        na, nd = (~d).sum(), d.sum()
        qa, qd = yes[~d].mean(), yes[d].mean()
        out["pre"] = {"CI": (na - nd) / (na + nd), "DPL": qa - qd}
        out["pre"].update(distances(np.array([1 - qa, qa]), np.array([1 - qd, qd])))
        if group:
            known = np.array([v is not None for v in g], dtype=bool)
            out["pre"]["CDDL"] = cdd(d[known], yes[known].astype(int), g[known].astype(str))
    if predicted:
        out["post"] = post(y, p, g, d, told, numbers, positive, group)
    if all(isinstance(v, str) for v in y):
        classes = list(dict.fromkeys([*y, *[v for v in p if v is not None and predicted]]))
        out["classes"] = {
            "names": classes,
            "facet": side_classes(classes, y[d], p[d], predicted),
            "rest": side_classes(classes, y[~d], p[~d], predicted),
        }
        if 0 < d.sum() < len(d):
            share = lambda rows: np.array([(y[rows] == c).mean() for c in classes])
            out["classes"]["distances"] = distances(share(~d), share(d))
    return out


def post(y, p, g, d, told, numbers, positive, group):
    names = ["DPPL", "DI", "DCA", "DCR", "RD", "SD", "DAR", "DRR", "AD", "TE", "GE"] + (["CDDPL"] if group else [])
    out = {name: None for name in names}
    known_d, known_g = d[told], g[told]
    yes = np.array([positive(v) for v in y[told]], dtype=bool)
    hat = np.array([positive(v) for v in p[told]], dtype=bool)
    a = ~known_d
    if known_d.any() and a.any():
        count = lambda rows, label, guess: int((rows & (yes == label) & (hat == guess)).sum())
        tpa, fpa, fna, tna = count(a, 1, 1), count(a, 0, 1), count(a, 1, 0), count(a, 0, 0)
        tp, fp, fn, tn = (count(known_d, *which) for which in [(1, 1), (0, 1), (1, 0), (0, 0)])
        qa, qd = hat[a].mean(), hat[known_d].mean()
        benefit = hat.astype(float) - yes.astype(float) + 1
        mean = benefit.mean()
        out.update(
            DPPL=qa - qd,
            DI=div(qd, qa),
            DCA=minus(div(tpa + fna, tpa + fpa), div(tp + fn, tp + fp)),
            DCR=minus(div(tn + fp, tn + fn), div(tna + fpa, tna + fna)),
            RD=div(tpa, tpa + fna) - div(tp, tp + fn),
            SD=div(tn, tn + fp) - div(tna, tna + fpa),
            DAR=div(tpa, tpa + fpa) - div(tp, tp + fp),
            DRR=div(tn, tn + fn) - div(tna, tna + fna),
            AD=(yes == hat)[a].mean() - (yes == hat)[known_d].mean(),
            TE=minus(div(fn, fp), div(fna, fpa)),
            GE=None if mean == 0 else float(((benefit / mean) ** 2 - 1).sum() / (2 * len(benefit))),
        )
        if group:
            with_group = np.array([v is not None for v in known_g], dtype=bool)
            out["CDDPL"] = cdd(known_d[with_group], hat[with_group].astype(int), known_g[with_group].astype(str))
    complete = ~np.isnan(numbers[told]).any(axis=1)
    points, inside = numbers[told][complete], known_d[complete]
    if points.shape[1] and inside.any() and not inside.all():
        out["FT"] = flip_test(points, inside, hat[complete].astype(int))
    else:
        out["FT"] = {"value": None, "lowest": None, "highest": None}
    return out


rng = np.random.default_rng(20261127)


def table(rows, classes, share_missing=0.0, integers=True):
    pick = lambda values, weights=None: [str(v) for v in rng.choice(values, rows, p=weights)]
    y = pick(classes)
    t = {
        "f": pick(["F", "M", "X"], [0.45, 0.45, 0.1]),
        "r": pick(["a", "b"]),
        "age": [float(v) for v in rng.integers(18, 90, rows)],
        "y": y,
        "p": [v if rng.random() < 0.7 else str(rng.choice(classes)) for v in y],
        "g": pick(["u", "v", "w"]),
        "x": [float(v) for v in (rng.integers(0, 4, rows) if integers else rng.normal(0, 3, rows).round(6))],
    }
    for name in t:
        t[name] = [None if rng.random() < share_missing else v for v in t[name]]
    return t


def both(left, right):
    return False if left is False or right is False else None if left is None or right is None else True


among = lambda *values: lambda v: None if v is None else v in values
above = lambda t: lambda v: None if v is None else v > t

cases = []


def case(name, t, facet, positive, predicted=True, group=True, drop=False):
    """facet and positive: {"values": [...]} or {"threshold": t}; facet a list of (column, selection)."""
    read = lambda s: above(s["threshold"]) if "threshold" in s else among(*s["values"])
    inside = None
    for column, selection in facet:
        flags = [read(selection)(v) for v in t[column]]
        inside = flags if inside is None else [both(x, y) for x, y in zip(inside, flags)]
    own = {column for column, _ in facet}
    numeric = [c for c in ["age", "x", "y", "p"] if any(isinstance(v, float) for v in t[c])]
    t = {**t, "numbers": [c for c in numeric if c not in own | {"y", "p"}]}
    expected = measure(t, inside, read(positive), predicted, group, drop)
    del t["numbers"]
    cases.append(
        {
            "name": name,
            "columns": t,
            "facet": [{"column": c, "selection": s} for c, s in facet],
            "positive": positive,
            "predicted": predicted,
            "group": group,
            "dropMissingFacet": drop,
            "expected": expected,
        }
    )


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, (np.floating, float)):
        value = float(value)
        return value if math.isfinite(value) else "Infinity" if value > 0 else "-Infinity"
    return int(value) if isinstance(value, np.integer) else value


women, yes = [("f", {"values": ["F"]})], {"values": ["1"]}
binary = table(160, ["0", "1"])
case("two classes, ties among neighbours", binary, women, yes)
case("facet values pooled", binary, [("f", {"values": ["F", "X"]})], yes)
case("threshold", binary, [("age", {"threshold": 40})], yes)
case("threshold at the largest value", binary, [("age", {"threshold": max(binary["age"])})], yes)
case("threshold below all", binary, [("age", {"threshold": 1})], yes)
case("intersection", binary, [("f", {"values": ["F"]}), ("age", {"threshold": 40})], yes)
case("intersection of three", binary, [("f", {"values": ["F", "X"]}), ("r", {"values": ["a"]}), ("age", {"threshold": 30})], yes)
case("neighbours without ties", table(120, ["0", "1"], integers=False), women, yes)
many = table(150, ["low", "mid", "high", "top"])
case("four classes, two of them positive", many, women, {"values": ["high", "top"]})
gaps = table(150, ["low", "mid", "high"], share_missing=0.12)
for drop in [False, True]:
    case(f"missing everywhere, dropped: {drop}", gaps, women, {"values": ["high"]}, drop=drop)
    case(f"missing in an intersection, dropped: {drop}", gaps, [("f", {"values": ["M"]}), ("age", {"threshold": 50})], {"values": ["high"]}, drop=drop)
amounts = table(100, ["0"], share_missing=0.05)
amounts["y"] = [None if v is None else float(rng.integers(0, 100)) for v in amounts["y"]]
amounts["p"] = [None if v is None else v + float(rng.integers(-20, 20)) for v in amounts["y"]]
case("label and prediction cut at a number", amounts, women, {"threshold": 50})
few = table(30, ["0", "1"])
few["f"] = ["F"] * 23 + ["M"] * 7
case("one neighbour where the rest is small", few, women, yes)
none = {**table(40, ["0", "1"]), "p": ["0"] * 40}
case("no positive prediction", none, women, yes)
right = table(40, ["0", "1"])
case("predictions all right", {**right, "p": right["y"]}, women, yes)
case("predictions all wrong", {**right, "p": ["1" if v == "0" else "0" for v in right["y"]]}, women, yes)
alike = {**table(40, ["1"]), "p": ["1"] * 40}
case("all of one class", alike, women, yes)
denied = {**table(40, ["1"]), "p": ["0"] * 40}
case("all denied", denied, women, yes)
sided = table(40, ["0", "1"])
sided["y"] = ["1" if f == "F" else "0" for f in sided["f"]]
case("no label on both sides", sided, women, yes)
half = table(40, ["0", "1"])
half["y"] = ["1" if f == "F" else v for f, v in zip(half["f"], half["y"])]
case("one label missing on one side", half, women, yes)
blind = table(30, ["0", "1"])
blind["p"] = [None if f == "F" else v for f, v in zip(blind["f"], blind["p"])]
case("no prediction on one side", blind, women, yes)
lone = table(30, ["0", "1"])
case("no group has a value", {**lone, "g": [None] * 29 + ["u"]}, women, yes)
case("nobody in the facet", lone, [("f", {"values": ["nobody"]})], yes)
case("everybody in the facet", lone, [("f", {"values": ["F", "M", "X"]})], yes)
case("labels alone", lone, women, yes, predicted=False, group=False)
case("one row on each side", {k: v[:2] for k, v in {**lone, "f": ["F", "M"], "y": ["1", "0"], "p": ["0", "1"]}.items()}, women, yes)

print(
    json.dumps(
        {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__, "cases": plain(cases)},
        separators=(",", ":"),
    )
)
