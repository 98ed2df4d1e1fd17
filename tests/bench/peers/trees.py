"""Times other libraries on the rows that the bench of trees wrote: prints one JSON object a library.

Arguments: the file (float64: features row by row, then labels), training rows, test rows, features, threads, repeats.
"""

import json
import os
import sys
import time

path, train, test, width, threads, repeats = sys.argv[1], *map(int, sys.argv[2:7])
os.environ["OMP_NUM_THREADS"] = str(threads)

import numpy as np

cells = np.fromfile(path, dtype=np.float64)
x = cells[: (train + test) * width].reshape(train + test, width)
y = cells[(train + test) * width :]


def loss_of(p):
    p = np.clip(p, 1e-15, 1 - 1e-15)
    return float(-np.mean(np.where(y[train:] == 1, np.log(p), np.log(1 - p))))


def scikit_learn():
    from sklearn import __version__
    from sklearn.ensemble import HistGradientBoostingClassifier

    def fit(rows, rounds):
        return HistGradientBoostingClassifier(
            max_iter=rounds,
            max_leaf_nodes=31,
            learning_rate=0.1,
            l2_regularization=1,
            min_samples_leaf=4,
            max_bins=255,
            early_stopping=False,
        ).fit(x[:rows], y[:rows])

    return __version__, fit, lambda model: model.predict_proba(x[train:])[:, 1]


def xgboost():
    import xgboost as xgb

    def fit(rows, rounds):
        settings = {
            "objective": "binary:logistic",
            "tree_method": "hist",
            "grow_policy": "lossguide",
            "max_leaves": 31,
            "max_depth": 0,
            "max_bin": 255,
            "eta": 0.1,
            "lambda": 1,
            "min_child_weight": 1,
            "nthread": threads,
        }
        return xgb.train(settings, xgb.DMatrix(x[:rows], y[:rows], nthread=threads), rounds)

    return xgb.__version__, fit, lambda model: model.predict(xgb.DMatrix(x[train:]))


for name, library in [("scikit-learn", scikit_learn), ("XGBoost", xgboost)]:
    try:
        version, fit, predict = library()
    except ImportError:
        print(json.dumps({"name": name, "seconds": None, "loss": None}))
        continue
    fit(min(train, 5000), 5)
    best = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        model = fit(train, 100)
        best = min(best, time.perf_counter() - began)
    print(json.dumps({"name": f"{name} {version}", "seconds": best, "loss": loss_of(predict(model))}))
