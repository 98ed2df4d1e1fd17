"""Golden values of nearest neighbours, from scikit-learn. Run: /usr/bin/python3 tests/golden/knn.py > tests/golden/knn.json"""

import json
import numpy as np
import sklearn
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

rng = np.random.default_rng(11)
numbers = rng.normal(2, 5, (90, 3)).round(3)
kind = rng.choice(["red", "green", "blue"], 90)
# rows that are alike, with labels of their own
numbers[60:70], kind[60:70] = numbers[:10], kind[:10]
score = numbers[:, 0] + 3 * (kind == "red") + rng.normal(0, 2, 90)
two = np.where(score > 3, "yes", "no")
three = np.where(score > 5, "high", np.where(score > 0, "middle", "low"))
y = (score * 1.7).round(3)
train = np.arange(75)


def encoded(rows):
    mean, std = numbers[train].mean(0), numbers[train].std(0)
    flags = np.stack([kind[rows] == one for one in ("blue", "green", "red")], 1)
    return np.concatenate([(numbers[rows] - mean) / std, flags], 1)


# the last rows are new, and ten of those that train are asked too: they are at distance 0 from themselves
asked = np.concatenate([np.arange(75, 90), np.arange(60, 70)])
cases = []
for target, values, kind_of in (("two", two, KNeighborsClassifier), ("three", three, KNeighborsClassifier), ("y", y, KNeighborsRegressor)):
    for weights in ("uniform", "distance"):
        for p in (1, 2):
            for k in (1, 4, 75):
                model = kind_of(k, weights=weights, p=p, algorithm="brute").fit(encoded(train), values[train])
                found = model.predict(encoded(asked)) if target == "y" else model.predict_proba(encoded(asked))
                cases.append({"target": target, "weights": weights, "p": p, "k": k, "answers": found.ravel().tolist()})

# on a grid many rows are equally far: of those the first are nearest
grid = rng.integers(0, 4, (40, 2)).astype(float)
marks = rng.integers(0, 2, 40)
queries = rng.integers(0, 4, (12, 2)).astype(float)
grid_distances = np.abs(queries[:, None] - grid[None]).sum(2)
order = np.argsort(grid_distances, axis=1, kind="stable")[:, :5]
print(
    json.dumps(
        {
            "sklearn": sklearn.__version__,
            "numbers": numbers.tolist(),
            "kind": kind.tolist(),
            "two": two.tolist(),
            "three": three.tolist(),
            "y": y.tolist(),
            "train": len(train),
            "asked": asked.tolist(),
            "cases": cases,
            "ties": {"grid": grid.tolist(), "queries": queries.tolist(), "places": order.tolist()},
        }
    )
)
