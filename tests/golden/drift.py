"""Golden values of drift statistics from scipy and numpy: /usr/bin/python3 tests/golden/drift.py > tests/golden/drift.json"""
import json
import numpy as np
import scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon

rng = np.random.default_rng(7)


def numeric(reference, current):
    r, c = np.asarray(reference, float), np.asarray(current, float)
    edges = np.unique(np.quantile(r, np.linspace(0, 1, 11)))
    inner = edges[1:-1] if len(edges) > 2 else np.array([r.min()])
    # np.histogram bins are [lo, hi); Temoto's are (lo, hi], so bins are counted with searchsorted on the left.
    def shares(x):
        return np.bincount(np.searchsorted(inner, x, side="left"), minlength=len(inner) + 1) / len(x)
    p, q = shares(r), shares(c)
    fp, fq = np.where(p == 0, 1e-4, p), np.where(q == 0, 1e-4, q)
    ks = stats.ks_2samp(r, c, mode="exact" if max(len(r), len(c)) <= 10000 else "asymp")
    return {
        "reference": list(map(float, r)), "current": list(map(float, c)),
        "ks": {"statistic": float(ks.statistic), "pValue": float(ks.pvalue)},
        "wasserstein": float(stats.wasserstein_distance(r, c)),
        "wassersteinNormed": float(stats.wasserstein_distance(r, c) / max(np.std(r), 0.001)),
        "psi": float(np.sum((fp - fq) * np.log(fp / fq))),
        "jensenShannon": float(np.nan_to_num(jensenshannon(p, q, base=2))),
        "hellinger": float(np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2)) / np.sqrt(2)),
        "totalVariation": float(np.abs(p - q).sum() / 2),
    }


def text(a, b):
    a, b = np.asarray(a), np.asarray(b)
    keep = (a + b) > 0
    chi = stats.chi2_contingency(np.array([a[keep], b[keep]]), correction=False)
    p, q = a / a.sum(), b / b.sum()
    return {"reference": a.tolist(), "current": b.tolist(),
            "chiSquare": {"statistic": float(chi[0]), "pValue": float(chi[1]), "df": int(chi[2])},
            "jensenShannon": float(jensenshannon(p, q, base=2)), "totalVariation": float(np.abs(p - q).sum() / 2),
            "lInfinity": float(np.abs(p - q).max())}


out = {
    "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
    "numeric": [
        numeric(rng.normal(0, 1, 40).round(3), rng.normal(0.3, 1, 25).round(3)),
        numeric(rng.normal(0, 1, 300).round(3), rng.normal(0.1, 1.2, 117).round(3)),
        numeric(rng.poisson(2, 200), rng.poisson(2.6, 90)),
        numeric(rng.integers(0, 2, 60), rng.integers(0, 2, 33)),
        numeric([5] * 12, [5] * 4 + [6] * 3),
        numeric(rng.exponential(3, 101).round(2), rng.exponential(3, 101).round(2)),
        numeric(np.where(rng.random(150) < 0.8, 0, rng.exponential(900, 150).round(0)), np.where(rng.random(64) < 0.6, 0, rng.exponential(900, 64).round(0))),
        numeric([1, 2, 3], [9]),
    ],
    "text": [text([30, 20, 50], [12, 30, 20]), text([5, 5], [9, 3]), text([100, 0, 3, 40], [80, 7, 0, 41]), text([1000, 2000, 30], [900, 2300, 55])],
    "oneSample": [{"n": n, "d": d, "pValue": float(stats.kstwo.sf(d, n))}
                  for n in (200, 1000, 5000, 20000, 80000)
                  for d in (0.5 / np.sqrt(n), 0.9 / np.sqrt(n), 1.3 / np.sqrt(n), 1.6 / np.sqrt(n), 2.5 / np.sqrt(n), 5 / np.sqrt(n))],
    "chiSquareTail": [{"x": x, "df": df, "pValue": float(stats.chi2.sf(x, df))}
                      for df in (1, 2, 5, 40, 500) for x in (0.01, 0.7, 3.84, 20.0, 60.0, 480.0, 900.0)],
}
print(json.dumps(out))
