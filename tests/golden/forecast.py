"""Golden values for tests/unit/forecast/: Holt and Winters' recursions in their component form, written from the textbook
(Hyndman and Athanasopoulos, chapter 8), their weights by scipy.optimize from many starts.
Run: /usr/bin/python3 tests/golden/forecast.py > tests/golden/forecast.json"""

import json
import numpy as np
import scipy
from scipy import optimize, stats

rng = np.random.default_rng(7)
period, horizon, level = 12, 6, 0.9
place = np.arange(72)
trend = 200 + 2.5 * place
wave = np.sin(2 * np.pi * place / period)
values = np.round(trend * (1 + 0.2 * wave) + rng.normal(0, 6, 72), 3)


def season_start(y):
    """Classical decomposition: centred moving mean over a season, its ends by half."""
    kernel = np.r_[0.5, np.ones(period - 1), 0.5] / period
    middle = np.convolve(y, kernel, "valid")
    rest = y[period // 2 : -(period // 2)] - middle
    at = (np.arange(len(rest)) + period // 2) % period
    means = np.array([rest[at == k].mean() for k in range(period)])
    return means - means.mean()


def start(y, has_trend, kind):
    s = None
    rest = y[:10]
    if kind == "additive":
        s = season_start(y)
        rest = y[: 2 * period] - np.tile(s, 2)
    elif kind == "multiplicative":
        s = np.exp(season_start(np.log(y)))
        rest = y[: 2 * period] / np.tile(s, 2)
    if not has_trend:
        return rest.mean(), 0.0, s
    slope, at_zero = np.polyfit(np.arange(1, len(rest) + 1), rest, 1)
    return at_zero, slope, s


def run(y, kind, a, b, g, phi, first):
    """Component form: what level, trend and season become, from what they were."""
    l, t, s = first
    s = None if s is None else list(s)
    fitted = []
    for i, value in enumerate(y):
        ahead = l + phi * t
        if kind == "none":
            fitted.append(ahead)
            new = a * value + (1 - a) * ahead
        elif kind == "additive":
            fitted.append(ahead + s[i])
            new = a * (value - s[i]) + (1 - a) * ahead
            s.append(s[i] + g * (value - ahead - s[i]))
        else:
            fitted.append(ahead * s[i])
            new = a * value / s[i] + (1 - a) * ahead
            s.append(g * value / ahead + (1 - g) * s[i])
        l, t = new, b * (new - l) + (1 - b) * phi * t
    return np.array(fitted), l, t, None if s is None else s[len(y) :]


def ahead(kind, l, t, s, phi):
    out = []
    for h in range(1, horizon + 1):
        base = l + sum(phi**j for j in range(1, h + 1)) * t
        out.append(base if kind == "none" else base + s[h - 1] if kind == "additive" else base * s[h - 1])
    return out


def weights(x, trend, kind):
    low = lambda v, least, most: least + (most - least) / (1 + np.exp(-v))
    x = list(x)
    a = low(x.pop(0), 1e-4, 1 - 1e-4)
    b = low(x.pop(0), 1e-4, 1 - 1e-4) if trend != "none" else 0.0
    g = low(x.pop(0), 1e-4, 1 - 1e-4) * (1 - a) if kind != "none" else 0.0
    phi = low(x.pop(0), 0.8, 0.98) if trend == "damped" else 1.0
    return a, b, g, phi


models = []
for kind in ["none", "additive", "multiplicative"]:
    for trend_kind in ["none", "additive", "damped"]:
        first = start(values, trend_kind != "none", kind)
        given = (0.3, 0.1 if trend_kind != "none" else 0.0, 0.2 if kind != "none" else 0.0, 0.9 if trend_kind == "damped" else 1.0)
        fitted, l, t, s = run(values, kind, *given, first)
        size = 1 + (trend_kind != "none") + (kind != "none") + (trend_kind == "damped")

        def cost(x):
            return float(((values - run(values, kind, *weights(x, trend_kind, kind), first)[0]) ** 2).sum())

        starts = np.random.default_rng(1).normal(0, 2, (12, size))
        best = min((optimize.minimize(cost, x, method="Nelder-Mead", options={"maxiter": 4000, "fatol": 1e-8}) for x in starts), key=lambda r: r.fun)
        n, k = len(values), size + 1 + (trend_kind != "none") + (period if kind != "none" else 0) + 1
        models.append({
            "trend": trend_kind, "season": kind, "weights": given, "fitted": fitted.tolist(),
            "ahead": ahead(kind, l, t, s, given[3]), "least": best.fun,
            "aicc": n * np.log(best.fun / n) + 2 * k + 2 * k * (k + 1) / (n - k - 1),
        })


def spread(a, b, g, phi):
    """Variances of an additive model by its moving-average weights: a unit shock put through the recursions."""
    size = 30
    shocked = []
    for at in range(size):
        l = t = 0.0
        s = [0.0] * period
        out = []
        for i in range(size):
            e = 1.0 if i == at else 0.0
            y = l + phi * t + s[i] + e
            out.append(y)
            new = a * (y - s[i]) + (1 - a) * (l + phi * t)
            s.append(s[i] + g * e)
            l, t = new, b * (new - l) + (1 - b) * phi * t
        shocked.append(out)
    return (np.array(shocked) ** 2).sum(axis=0).tolist()


m = period
diff = values[m:] - values[:-m]
z = stats.norm.ppf((1 + level) / 2)
half = z * np.sqrt((diff**2).mean()) * np.sqrt(np.arange(horizon + m) // m + 1)
lags = 40
line = np.polyval(np.polyfit(place, values, 1), place)
rest = values - line
print(json.dumps({
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
    "period": period, "horizon": horizon, "level": level, "values": values.tolist(), "models": models,
    "variances": {"weights": [0.4, 0.2, 0.15, 0.93], "values": spread(0.4, 0.2, 0.15, 0.93)},
    "naive": {"mean": np.tile(values[-m:], 2)[: horizon + m].tolist(), "half": half.tolist()},
    "autocorrelation": [float((rest[k:] * rest[: len(rest) - k]).sum() / (rest**2).sum()) for k in range(lags + 1)],
}))
