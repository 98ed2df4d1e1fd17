"""Golden values for tests/unit/clarify/effects.test.ts. Run: /usr/bin/python3 tests/golden/effects.py > tests/golden/effects.json

Partial dependence, curves of single rows and permutation importance are scikit-learn's (brute force); accumulated local effects are
written here by their definition (Apley & Zhu 2020, and R's ALEPlot 1.1 for the order of categories and for empty cells). The models
are written as Temoto's arrays.
"""

import json
import numpy as np
import sklearn
from sklearn.ensemble import RandomForestRegressor
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import get_scorer

rng = np.random.default_rng(11)
n = 90
f32 = lambda a: np.asarray(a, dtype=np.float32).astype(float)

size = f32(np.round(rng.normal(10, 3, n), 2))
age = f32(np.round(size * 2 + rng.normal(0, 4, n), 1))
weight = f32(np.round(rng.random(n) * 5, 2))
few = rng.integers(0, 4, n).astype(float)
x = np.column_stack([size, age, weight, few])
y = f32(np.round(np.sin(size / 2) * 3 + 0.1 * age * weight + few + rng.normal(0, 0.3, n), 3))
label = (y > np.median(y)).astype(int)
names = ["size", "age", "weight", "few"]

linear = LinearRegression().fit(x, y)
logistic = LogisticRegression(C=1.0, max_iter=5000).fit(x, label)
forest = RandomForestRegressor(n_estimators=8, max_depth=4, random_state=3).fit(x, y)


def trees_of(forest):
    """Trees as Temoto holds them; each adds its share of the mean."""
    trees = []
    for each in forest.estimators_:
        t = each.tree_
        inner = t.children_left >= 0
        trees.append(
            {
                "feature": np.where(inner, t.feature, -1).tolist(),
                "threshold": np.where(inner, t.threshold, 0).tolist(),
                "left": t.children_left.tolist(),
                "right": t.children_right.tolist(),
                "missingLeft": np.zeros(t.node_count, int).tolist(),
                "value": (t.value[:, 0, 0] / len(forest.estimators_)).tolist(),
                "cover": t.weighted_n_node_samples.tolist(),
                "output": 0,
            }
        )
    return {"type": "trees", "base": [0], "trees": trees}


models = {
    "linear": {"type": "linear", "weights": [linear.coef_.tolist()], "bias": [float(linear.intercept_)]},
    "logistic": {"type": "linear", "weights": [logistic.coef_[0].tolist()], "bias": [float(logistic.intercept_[0])]},
    "forest": trees_of(forest),
}
fitted = {"linear": linear, "logistic": logistic, "forest": forest}
answer = {
    "linear": linear.predict,
    "forest": forest.predict,
    "logistic": lambda rows: logistic.predict_proba(rows)[:, 1],
}


def dependence():
    """With at most grid_resolution distinct values scikit-learn asks at all of them, as Temoto does."""
    cases = []
    for model in fitted:
        for columns in (["few"], ["size"], ["few", "size"]):
            features = [names.index(name) for name in columns]
            pd = partial_dependence(
                fitted[model], x, [tuple(features)] if len(features) > 1 else features, kind="both" if len(features) == 1 else "average",
                method="brute", grid_resolution=200, percentiles=(0, 1),
            )
            case = {"model": model, "columns": columns, "grid": [v.tolist() for v in pd["values"]], "average": pd["average"][0].ravel().tolist()}
            if len(features) == 1:
                case["individual"] = pd["individual"][0][:5].ravel().tolist()
            cases.append(case)
    return cases


def importance():
    """The orders that scikit-learn shuffled by are kept, so that the drops can be equal and not only alike."""
    cases = []
    repeats = 3
    for model, scoring, metric in (
        ("linear", "neg_root_mean_squared_error", "rmse"),
        ("forest", "neg_mean_absolute_error", "mae"),
        ("forest", "r2", "r2"),
        ("logistic", "neg_log_loss", "logLoss"),
        ("logistic", "roc_auc", "auc"),
        ("logistic", "accuracy", "accuracy"),
    ):
        truth = label if model == "logistic" else y
        found = permutation_importance(fitted[model], x, truth, scoring=scoring, n_repeats=repeats, random_state=5)
        seed = np.random.RandomState(5).randint(np.iinfo(np.int32).max + 1)
        state = np.random.RandomState(seed)
        index, orders = np.arange(n), []
        total = np.arange(n)
        for _ in range(repeats):
            state.shuffle(index)
            total = total[index]
            orders.append(total.tolist())
        scorer = get_scorer(scoring)
        base = scorer(fitted[model], x, truth)
        moved = x.copy()
        moved[:, 0] = x[orders[0], 0]
        assert abs(base - scorer(fitted[model], moved, truth) - found["importances"][0, 0]) < 1e-12
        cases.append(
            {
                "model": model,
                "metric": metric,
                "score": float(base),
                "importances": found["importances"].tolist(),
            }
        )
    return {"orders": orders, "cases": cases}


def edges(values, k):
    z = np.concatenate([[values.min()], np.quantile(values, np.arange(1, k + 1) / k, method="inverted_cdf")])
    return np.unique(z)


def bins(values, z):
    return np.clip(np.searchsorted(z, values, side="left") - 1, 0, len(z) - 2)


def moved(columns):
    rows = x.copy()
    for column, values in columns.items():
        rows[:, column] = values
    return rows


def ale_one(predict, j, k):
    z = edges(x[:, j], k)
    at = bins(x[:, j], z)
    rise = predict(moved({j: z[at + 1]})) - predict(moved({j: z[at]}))
    means = np.array([rise[at == i].mean() for i in range(len(z) - 1)])
    effect = np.concatenate([[0], np.cumsum(means)])
    share = np.array([(at == i).mean() for i in range(len(z) - 1)])
    return z, effect - np.sum(share * (effect[:-1] + effect[1:]) / 2)


def ale_two(predict, j, l, k):
    z1, z2 = edges(x[:, j], k), edges(x[:, l], k)
    a, b = bins(x[:, j], z1), bins(x[:, l], z2)
    k1, k2 = len(z1) - 1, len(z2) - 1
    f = lambda i, m: predict(moved({j: z1[a + i], l: z2[b + m]}))
    rise = (f(1, 1) - f(1, 0)) - (f(0, 1) - f(0, 0))
    count = np.array([[np.sum((a == i) & (b == m)) for m in range(k2)] for i in range(k1)])
    means = np.array([[rise[(a == i) & (b == m)].mean() if count[i, m] else np.nan for m in range(k2)] for i in range(k1)])
    full = np.argwhere(count > 0)
    middle = lambda cells: np.column_stack(
        [
            (z1[cells[:, 0]] + z1[cells[:, 0] + 1]) / 2 / (z1[-1] - z1[0]),
            (z2[cells[:, 1]] + z2[cells[:, 1] + 1]) / 2 / (z2[-1] - z2[0]),
        ]
    )
    empty = np.argwhere(count == 0)
    for cell in empty:
        near = np.argmin(((middle(full) - middle(cell[None])) ** 2).sum(1))
        means[tuple(cell)] = means[tuple(full[near])]
    total = np.zeros((k1 + 1, k2 + 1))
    total[1:, 1:] = means.cumsum(0).cumsum(1)
    d1 = total[1:] - total[:-1]
    first = np.concatenate([[0], np.cumsum((count * (d1[:, 1:] + d1[:, :-1]) / 2).sum(1) / count.sum(1))])
    d2 = total[:, 1:] - total[:, :-1]
    second = np.concatenate([[0], np.cumsum((count * (d2[1:] + d2[:-1]) / 2).sum(0) / count.sum(0))])
    rest = total - first[:, None] - second[None]
    corners = (rest[1:, 1:] + rest[1:, :-1] + rest[:-1, 1:] + rest[:-1, :-1]) / 4
    return [z1.tolist(), z2.tolist()], (rest - (count * corners).sum() / count.sum()).ravel().tolist(), len(empty)


words = np.array(["apple", "pear", "plum", "fig", "date"])
kind = words[np.clip(np.round((size - 4) / 3 + rng.normal(0, 0.5, n)), 0, 4).astype(int)]


def category_predict(of_kind, rows):
    """A linear model with one weight a category, and one of size."""
    return 0.5 * rows[:, 0] + np.vectorize(category_weights.get)(of_kind)


category_weights = {"apple": 0.0, "pear": 2.0, "plum": -1.0, "fig": 4.0, "date": 1.5}


def ale_categories():
    levels = np.unique(kind)
    k = len(levels)
    distance = np.zeros((k, k))
    for column in (0, 2):
        grid = np.sort(x[:, column])
        cdf = np.array([[np.mean(x[kind == level, column] <= v) for v in grid] for level in levels])
        distance += np.abs(cdf[:, None] - cdf[None]).max(2)
    centring = np.eye(k) - 1 / k
    values, vectors = np.linalg.eigh(-0.5 * centring @ distance**2 @ centring)
    place = vectors[:, -1]
    counts = np.array([(kind == level).sum() for level in levels])
    if place[counts.argmax()] > 0:
        place = -place
    order = levels[np.argsort(place)]
    position = {level: i for i, level in enumerate(order)}
    at = np.array([position[each] for each in kind])
    own = category_predict(kind, x)
    up, down = at < k - 1, at > 0
    rises = np.concatenate(
        [category_predict(order[at[up] + 1], x[up]) - own[up], own[down] - category_predict(order[at[down] - 1], x[down])]
    )
    where = np.concatenate([at[up], at[down] - 1])
    effect = np.concatenate([[0], np.cumsum([rises[where == i].mean() for i in range(k - 1)])])
    share = np.array([(at == i).mean() for i in range(k)])
    return {"order": order.tolist(), "values": (effect - (share * effect).sum()).tolist(), "counts": [int((kind == each).sum()) for each in order]}


ale = []
for model in ("linear", "forest", "logistic"):
    for j in (0, 1, 2):
        z, values = ale_one(answer[model], j, 10)
        ale.append({"model": model, "columns": [names[j]], "grid": [z.tolist()], "values": values.tolist(), "filled": 0})
    grid, values, filled = ale_two(answer[model], 0, 2, 6)
    ale.append({"model": model, "columns": ["size", "weight"], "grid": grid, "values": values, "filled": filled})

print(
    json.dumps(
        {
            "versions": {"numpy": np.__version__, "scikit-learn": sklearn.__version__},
            "names": names,
            "x": x.tolist(),
            "y": y.tolist(),
            "label": label.tolist(),
            "kind": kind.tolist(),
            "categoryWeights": category_weights,
            "models": models,
            "dependence": dependence(),
            "importance": importance(),
            "ale": ale,
            "aleCategories": ale_categories(),
        }
    )
)
