"""Golden values for tests/unit/clarify/explain-golden from xgboost, and by brute force over all coalitions around the predictions of
xgboost and scikit-learn. Run: /usr/bin/python3 tests/golden/explain.py > tests/golden/explain.json"""

import json
import math
from itertools import combinations

import numpy as np
import sklearn
import xgboost as xgb
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(4)
players = 5
names = [f"x{i}" for i in range(players)]


def rounded(a, digits=9):
    a = np.round(np.asarray(a, dtype=float), digits)
    return np.where(np.isnan(a), None, a).tolist()


def table(n, missing):
    x = np.round(rng.normal(size=(n, players)), 2).astype(np.float32)
    x[:, 3] = np.round(x[:, 3])
    if missing:
        x[rng.random((n, players)) < 0.15] = np.nan
    return x


def worths(predict, row, background):
    """v(S) by the bits of S: the mean prediction of the background with the row's values in S."""
    v = np.zeros(1 << players)
    for mask in range(1 << players):
        mixed = background.copy()
        for i in range(players):
            if mask >> i & 1:
                mixed[:, i] = row[i]
        v[mask] = np.mean(predict(mixed))
    return v


def shapley(v):
    phi = np.zeros(players)
    for i in range(players):
        others = [j for j in range(players) if j != i]
        for size in range(players):
            weight = math.factorial(size) * math.factorial(players - size - 1) / math.factorial(players)
            for chosen in combinations(others, size):
                mask = sum(1 << j for j in chosen)
                phi[i] += weight * (v[mask | 1 << i] - v[mask])
    return phi


def pairs(v, phi):
    matrix = np.zeros((players, players))
    for i in range(players):
        for j in range(players):
            if i == j:
                continue
            others = [k for k in range(players) if k not in (i, j)]
            for size in range(players - 1):
                weight = math.factorial(size) * math.factorial(players - size - 2) / (2 * math.factorial(players - 1))
                for chosen in combinations(others, size):
                    m = sum(1 << k for k in chosen)
                    matrix[i, j] += weight * (v[m | 1 << i | 1 << j] - v[m | 1 << i] - v[m | 1 << j] + v[m])
        matrix[i, i] = phi[i] - matrix[i].sum()
    return matrix


def brute(predict, rows, background):
    found = [worths(predict, row, background) for row in rows]
    phi = [shapley(v) for v in found]
    return {
        "base": float(found[0][0]),
        "values": rounded(phi),
        "interactions": rounded([pairs(v, p) for v, p in zip(found, phi)]),
    }


def target(x):
    x = np.nan_to_num(x, nan=0.5)
    return 2 * x[:, 0] + np.sin(2 * x[:, 1]) * x[:, 2] - np.abs(x[:, 3]) * (x[:, 0] > 0)


def xgboost_case(objective, label, missing, rounds=6, depth=4, **more):
    x = table(400, missing)
    raw = target(x)
    y = label(raw + 0.3 * rng.normal(size=len(x)))
    params = {"objective": objective, "max_depth": depth, "eta": 0.5, "base_score": 0.3, "nthread": 1, **more}
    booster = xgb.train(params, xgb.DMatrix(x, y), rounds)
    rows, background = table(5, missing), table(8, missing)
    classes = more.get("num_class", 1)
    contribs = booster.predict(xgb.DMatrix(rows), pred_contribs=True)
    interactions = booster.predict(xgb.DMatrix(rows), pred_interactions=True)
    margin = booster.predict(xgb.DMatrix(rows), output_margin=True)

    def predict(k):
        def ask(mixed):
            answer = booster.predict(xgb.DMatrix(mixed), output_margin=True)
            return answer if classes == 1 else answer[:, k]

        return ask

    return {
        "classes": classes,
        "model": json.loads(booster.save_raw("json")),
        "rows": rounded(rows, 4),
        "background": rounded(background, 4),
        "margin": rounded(np.reshape(margin, (len(rows), classes)), 6),
        "pathDependent": rounded(np.reshape(contribs, (len(rows), classes, players + 1)), 6),
        "pathInteractions": rounded(np.reshape(interactions, (len(rows), classes, players + 1, players + 1)), 6),
        "interventional": [brute(predict(k), rows, background) for k in range(classes)],
    }


def gradient_boosting():
    x = table(300, False)
    model = GradientBoostingRegressor(n_estimators=8, max_depth=3, random_state=0).fit(x, target(x))
    rows, background = table(5, False), table(8, False)
    trees = []
    for (estimator,) in model.estimators_:
        tree = estimator.tree_
        trees.append(
            {
                "feature": tree.feature.tolist(),
                "threshold": tree.threshold.tolist(),
                "left": tree.children_left.tolist(),
                "right": tree.children_right.tolist(),
                "value": (tree.value.ravel() * model.learning_rate).tolist(),
                "cover": tree.weighted_n_node_samples.tolist(),
            }
        )
    return {
        "init": float(model.init_.constant_.item()),
        "trees": trees,
        "rows": rounded(rows, 4),
        "background": rounded(background, 4),
        "interventional": brute(model.predict, rows, background),
    }


def logistic():
    x = table(300, False)
    model = LogisticRegression().fit(x, target(x) > 0)
    rows, background = table(5, False), table(8, False)
    return {
        "weights": model.coef_[0].tolist(),
        "bias": float(model.intercept_[0]),
        "rows": rounded(rows, 4),
        "background": rounded(background, 4),
        "margin": brute(model.decision_function, rows, background),
        "probability": brute(lambda mixed: model.predict_proba(mixed)[:, 1], rows, background),
    }


thirds = lambda raw: np.digitize(raw, [-0.7, 0.7])
print(
    json.dumps(
        {
            "versions": {"xgboost": xgb.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__},
            "xgboost": {
                "regression": xgboost_case("reg:squarederror", lambda raw: raw, False),
                "binary": xgboost_case("binary:logistic", lambda raw: (raw > 0).astype(int), True),
                "multiclass": xgboost_case("multi:softprob", thirds, True, rounds=3, depth=3, num_class=3),
                "deep": xgboost_case("reg:squarederror", lambda raw: raw, True, rounds=3, depth=6),
            },
            "gradientBoosting": gradient_boosting(),
            "logistic": logistic(),
        },
        separators=(",", ":"),
    )
)
