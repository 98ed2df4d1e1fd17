"""Boosted trees of scikit-learn and XGBoost on made-up tables: their loss on held-out rows for each objective.

/usr/bin/python3 tests/golden/trees.py > tests/golden/trees.json
"""

import json

import numpy as np
import sklearn
import xgboost
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

SHARED = dict(max_iter=60, max_leaf_nodes=15, learning_rate=0.1, min_samples_leaf=1, l2_regularization=1.0, max_bins=255, early_stopping=False)


def mulberry32(seed):
    """The generator of src/lib/core/random.ts."""
    state = seed & 0xFFFFFFFF

    def imul(a, b):
        return (a * b) & 0xFFFFFFFF

    def draw():
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = state
        t = imul(t ^ (t >> 15), t | 1)
        t ^= (t + imul(t ^ (t >> 7), t | 61)) & 0xFFFFFFFF
        return ((t ^ (t >> 14)) & 0xFFFFFFFF) / 4294967296

    return draw


def table(rows=4000):
    """Three columns, as tests/unit/train/tree-losses.test.ts draws them."""
    draw = mulberry32(5)
    x = np.empty((rows, 3))
    noise = np.empty((rows, 2))
    for row in range(rows):
        for column in range(3):
            x[row, column] = draw()
        for column in range(2):
            noise[row, column] = draw()
    signal = np.sin(6 * x[:, 0]) + 2 * x[:, 1] * x[:, 2]
    spread = noise[:, 0] + noise[:, 1] - 1
    real = signal + (0.2 + x[:, 1]) * spread
    counts = np.floor(np.exp(0.7 * signal) * (0.2 + 1.6 * noise[:, 0]))
    pair = (signal + spread > 1).astype(int)
    three = (signal + spread > 0.4).astype(int) + (signal + spread > 1.4)
    return x.astype(np.float32), real, counts, pair, three


def pinball(y, z, level):
    d = y - z
    return float(np.mean(np.maximum(level * d, (level - 1) * d)))


def deviance(y, mean):
    log = np.where(y > 0, y * np.log(np.where(y > 0, y, 1) / mean), 0)
    return float(2 * np.mean(log - y + mean))


def log_loss(y, p):
    return float(-np.mean(np.log(p[np.arange(len(y)), y])))


def main():
    x, real, counts, pair, three = table()
    test = np.arange(len(x)) % 4 == 0
    fit, held = x[~test], x[test]
    losses = {}

    def regress(name, y, measure, **settings):
        model = HistGradientBoostingRegressor(**SHARED, **settings).fit(fit, y[~test])
        losses[name] = {"sklearn": measure(y[test], model.predict(held))}

    regress("squared", real, lambda y, z: float(np.mean((y - z) ** 2)), loss="squared_error")
    regress("absolute", real, lambda y, z: float(np.mean(np.abs(y - z))), loss="absolute_error")
    regress("poisson", counts, deviance, loss="poisson")
    regress("quantile", real, lambda y, z: pinball(y, z, 0.9), loss="quantile", quantile=0.9)
    for name, y in (("logistic", pair), ("softmax", three)):
        model = HistGradientBoostingClassifier(**SHARED).fit(fit, y[~test])
        losses[name] = {"sklearn": log_loss(y[test], model.predict_proba(held))}

    common = dict(tree_method="hist", grow_policy="lossguide", max_leaves=15, max_depth=0, max_bin=256, eta=0.1, reg_lambda=1, min_child_weight=1, nthread=1)
    matrix = lambda rows, y: xgboost.DMatrix(x[rows], label=y[rows])
    for name, y, settings in (
        ("squared", real, {"objective": "reg:squarederror", "base_score": float(real[~test].mean())}),
        ("logistic", pair, {"objective": "binary:logistic"}),
        ("softmax", three, {"objective": "multi:softprob", "num_class": 3}),
    ):
        booster = xgboost.train({**common, **settings}, matrix(~test, y), 60)
        found = booster.predict(matrix(test, y))
        if name == "squared":
            losses[name]["xgboost"] = float(np.mean((y[test] - found) ** 2))
        else:
            p = found if name == "softmax" else np.stack([1 - found, found], axis=1)
            losses[name]["xgboost"] = log_loss(y[test], p)
    print(json.dumps({"versions": {"sklearn": sklearn.__version__, "xgboost": xgboost.__version__}, "losses": losses}))


main()
