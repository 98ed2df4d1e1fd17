"""Models that XGBoost made, what they answer and its Shapley values (path-dependent), for tests/unit/model/xgboost.test.ts.

Run: /usr/bin/python3 tests/golden/import.py > tests/golden/import.json   (Debian's python3-xgboost)
"""

import json
import os
import sys
import tempfile

import numpy as np
import pandas as pd
import xgboost

random = np.random.default_rng(20261127)
names = ["age", "income", "debt ratio", "years"]
rows = 60


def draw():
    x = np.column_stack(
        [
            random.integers(18, 80, rows),
            np.round(random.lognormal(10, 0.6, rows), 1),
            random.random(rows),
            random.integers(0, 12, rows),
        ]
    ).astype(np.float32)
    x[random.random(x.shape) < 0.12] = np.nan
    return x


X = draw()
filled = np.nan_to_num(X, nan=3.0)
signal = (filled[:, 0] - 45) / 20 + np.log(filled[:, 1] + 1) - 10 - 2 * filled[:, 2] + 0.1 * filled[:, 3]
signal = signal + random.normal(0, 0.3, rows)
binary = (signal > np.median(signal)).astype(int)
three = np.digitize(signal, np.quantile(signal, [0.33, 0.66]))
counts = random.poisson(np.exp(np.clip(signal / 3, -2, 2)))


def thresholds_of(model):
    """float32 thresholds by feature."""
    found = {}
    for tree in model["learner"]["gradient_booster"].get("model", {}).get("trees", []):
        for left, feature, value, split in zip(
            tree["left_children"], tree["split_indices"], tree["split_conditions"], tree["split_type"]
        ):
            if left >= 0 and split == 0:
                found.setdefault(feature, []).append(np.float32(value))
    return found


def asked_rows(model):
    """Some rows of training, and rows at a threshold and on either side of it as float32, and a row with nothing in it."""
    found = thresholds_of(model)
    asked = [row for row in X[:12]]
    for feature, values in sorted(found.items()):
        for value in sorted(set(values))[:4]:
            for near in (value, np.nextafter(value, np.float32(-np.inf)), np.nextafter(value, np.float32(np.inf))):
                row = X[random.integers(rows)].copy()
                row[feature] = near
                asked.append(row)
    asked.append(np.full(X.shape[1], np.nan, np.float32))
    return np.array(asked, np.float32)


def numbers(array):
    """Shortest decimal of each float32; null for a missing value."""
    return [
        [None if np.isnan(value) else float(str(np.float32(value))) for value in row] for row in np.atleast_2d(array)
    ]


def codes_of(frame):
    """Categories as the numbers XGBoost reads, missing as NaN."""
    columns = [frame[c].cat.codes.where(frame[c].notna()) if frame[c].dtype == "category" else frame[c] for c in frame]
    return np.column_stack(columns).astype(np.float32)


def case(name, params, y, rounds=5, features=names, data=None, with_contribs=True, **more):
    frame = data if data is not None else X
    matrix = xgboost.DMatrix(frame, label=y, feature_names=features, **more)
    booster = xgboost.train({"max_depth": 3, "eta": 0.4, "seed": 3, "verbosity": 0, **params}, matrix, rounds)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "m.json")
        booster.save_model(path)
        with open(path, encoding="utf-8") as file:
            text = file.read()
    asked = asked_rows(json.loads(text)) if data is None else None
    question = xgboost.DMatrix(asked, feature_names=features) if asked is not None else matrix
    predictions = booster.predict(question)
    out = {
        "name": name,
        "model": text,
        "rows": numbers(asked if asked is not None else codes_of(frame)),
        "margins": numbers(booster.predict(question, output_margin=True).reshape(question.num_row(), -1)),
        "predictions": numbers(predictions.reshape(question.num_row(), -1)),
    }
    if with_contribs:
        contribs = booster.predict(question, pred_contribs=True)
        # rows x classes x (features, base)
        out["contribs"] = [numbers(row.reshape(-1, frame.shape[1] + 1)) for row in contribs]
    return out


grid = pd.DataFrame(
    {
        "age": filled[:, 0],
        "city": pd.Categorical(np.array(["oslo", "rome", "lima", "cairo", "quito", "paris"])[random.integers(0, 6, rows)]),
        "plan": pd.Categorical(np.array(["a", "b", "c"])[random.integers(0, 3, rows)]),
    }
)
effect = {"oslo": 1.0, "rome": -1.0, "lima": 0.8, "cairo": -0.7, "quito": 0.9, "paris": -0.2}
grid_y = grid["city"].map(effect).astype(float) + (grid["plan"] == "b") + (grid["age"] > 40) + random.normal(0, 0.1, rows)
grid.loc[grid.index % 9 == 0, "city"] = None

cases = [
    case("binary", {"objective": "binary:logistic", "base_score": 0.3}, binary),
    case("binary logitraw", {"objective": "binary:logitraw"}, binary, rounds=3),
    case("regression", {"objective": "reg:squarederror", "base_score": 1.5}, signal),
    case("absolute error", {"objective": "reg:absoluteerror"}, signal, rounds=3),
    case("logistic regression", {"objective": "reg:logistic"}, 1 / (1 + np.exp(-signal)), rounds=3),
    case("three classes", {"objective": "multi:softprob", "num_class": 3}, three, rounds=3),
    case("three labels", {"objective": "multi:softmax", "num_class": 3}, three, rounds=2),
    case("poisson", {"objective": "count:poisson"}, counts),
    case("dart", {"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.4}, binary),
    case("forest", {"objective": "binary:logistic", "num_parallel_tree": 3, "subsample": 0.7, "colsample_bynode": 0.7}, binary, rounds=2),
    case("monotone, names absent", {"objective": "reg:squarederror", "monotone_constraints": "(1,0,-1,0)"}, signal, features=None, rounds=3),
    case("linear", {"objective": "binary:logistic", "booster": "gblinear"}, binary, with_contribs=False),
    case("one-hot categories", {"objective": "reg:squarederror", "tree_method": "approx", "max_cat_to_onehot": 20}, grid_y, data=grid, features=None, enable_categorical=True, rounds=3),
    case("sets of categories", {"objective": "reg:squarederror", "tree_method": "approx", "max_cat_to_onehot": 1}, grid_y, data=grid, features=None, enable_categorical=True, rounds=3),
    case("ranking", {"objective": "rank:pairwise"}, binary, rounds=2),
    case("not known here", {"objective": "binary:hinge"}, binary, rounds=1, with_contribs=False),
]

with tempfile.TemporaryDirectory() as folder:
    matrix = xgboost.DMatrix(X, label=binary, feature_names=names)
    booster = xgboost.train({"max_depth": 2, "objective": "binary:logistic"}, matrix, 2)
    booster.dump_model(os.path.join(folder, "dump.json"), dump_format="json", with_stats=True)
    booster.save_model(os.path.join(folder, "m.ubj"))
    with open(os.path.join(folder, "dump.json"), encoding="utf-8") as file:
        dump = file.read()
    with open(os.path.join(folder, "m.ubj"), "rb") as file:
        ubj = file.read()[:200].hex()

json.dump(
    {
        "versions": {"xgboost": xgboost.__version__, "numpy": np.__version__, "python": sys.version.split()[0]},
        "cases": cases,
        "dump": dump,
        "ubj": ubj,
    },
    sys.stdout,
    separators=(",", ":"),
)
