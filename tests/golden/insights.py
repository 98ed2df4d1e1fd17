"""Golden values of the analyses from scipy, sklearn and numpy: /usr/bin/python3 tests/golden/insights.py > tests/golden/insights.json"""
import json
import numpy as np
import scipy
import sklearn
from scipy import stats
from scipy.stats.contingency import association
from sklearn.linear_model import Lasso
from sklearn.metrics import mutual_info_score

rng = np.random.default_rng(42)
n = 180
a = rng.normal(50, 10, n).round(2)
b = (0.8 * a + rng.normal(0, 4, n)).round(2)
c = rng.exponential(3, n).round(2)
d = (2 * c - 0.3 * a + rng.normal(0, 1, n)).round(2)
y = (1.5 * a - 2 * c + rng.normal(0, 6, n)).round(2)
g = rng.choice(["north", "south", "east"], n, p=[0.5, 0.3, 0.2])
h = np.where(rng.random(n) < 0.6, g, rng.choice(["north", "south", "west"], n))
label = np.where(y > np.median(y), "yes", "no")
numbers = {"a": a, "b": b, "c": c, "d": d}
names = list(numbers)
X = np.column_stack([numbers[k] for k in names])
Z = (X - X.mean(0)) / X.std(0)
corr = np.corrcoef(X.T)
table = np.array([[np.sum((g == i) & (h == j)) for j in np.unique(h)] for i in np.unique(g)])


def lasso(target, l1):
    t = (target - target.mean()) / target.std()
    return dict(zip(names, map(float, Lasso(alpha=l1, fit_intercept=False, tol=1e-14, max_iter=1000000).fit(Z, t).coef_)))


def ratio(values, groups):
    between = sum(np.sum(groups == k) * (values[groups == k].mean() - values.mean()) ** 2 for k in np.unique(groups))
    return float(np.sqrt(between / np.sum((values - values.mean()) ** 2)))


def box(values):
    q1, q2, q3 = np.quantile(values, [0.25, 0.5, 0.75])
    inside = values[(values >= q1 - 1.5 * (q3 - q1)) & (values <= q3 + 1.5 * (q3 - q1))]
    return {"rows": len(values), "q1": float(q1), "median": float(q2), "q3": float(q3), "low": float(inside.min()),
            "high": float(inside.max()), "outliers": int(len(values) - len(inside))}


out = {
    "versions": {"scipy": scipy.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__},
    "table": {**{k: v.tolist() for k, v in numbers.items()}, "y": y.tolist(), "g": g.tolist(), "h": h.tolist(), "label": label.tolist()},
    "pearson": {"ab": float(stats.pearsonr(a, b)[0]), "cd": float(stats.pearsonr(c, d)[0])},
    "spearman": {"ab": float(stats.spearmanr(a, b)[0]), "ac": float(stats.spearmanr(a, c)[0])},
    "cramersV": float(association(table, method="cramer")),
    "mutual": float(mutual_info_score(g, h)),
    "correlationRatio": ratio(a, g),
    "vif": dict(zip(names, map(float, np.diag(np.linalg.inv(corr))))),
    "singular": list(map(float, np.linalg.svd(Z, compute_uv=False))),
    "lasso": {"y": lasso(y, 0.05), "label": lasso((label == "yes").astype(float), 0.05)},
    "skew": float(stats.skew(c)),
    "kurtosis": float(stats.kurtosis(c, fisher=False)),
    "histogram": {"counts": np.histogram(c, bins=10)[0].tolist(), "edges": list(map(float, np.histogram(c, bins=10)[1]))},
    "box": {k: box(c[g == k]) for k in ("north", "south", "east")},
}
print(json.dumps(out))
