"""Golden values for tests/unit/recipe/series.test.ts from pandas and scipy; features by their definitions in numpy.
Run: /usr/bin/python3 tests/golden/series.py > tests/golden/series.json"""

import json
import numpy as np
import pandas as pd
import scipy
from scipy import interpolate, signal, stats

rng = np.random.default_rng(3)


def plain(values):
    return [None if v is None or v is pd.NaT or (isinstance(v, float) and not np.isfinite(v)) else
            (v.isoformat(sep=" ") if isinstance(v, pd.Timestamp) else v.item() if hasattr(v, "item") else v)
            for v in values]


def table(frame):
    return {name: plain(list(frame[name])) for name in frame.columns}


n = 160
times = pd.Timestamp("2024-02-26") + pd.to_timedelta(np.sort(rng.integers(0, 24 * 9, n)), unit="h")
frame = pd.DataFrame({
    "g": rng.choice(["a", "b"], n),
    "t": times,
    "x": np.where(rng.random(n) < 0.15, np.nan, np.round(rng.normal(10, 4, n), 2)),
    "w": rng.choice(["sun", "rain"], n, p=[0.7, 0.3]),
}).sample(frac=1, random_state=1).reset_index(drop=True)
ordered = frame.sort_values(["g", "t"], kind="stable")


def mode(values):
    return values.mode().iloc[0] if len(values.dropna()) else None


def resampled(freq, rule, fill):
    parts = []
    for name, group in ordered.groupby("g"):
        spans = group.set_index("t").resample(freq)
        x = getattr(spans["x"], rule)(min_count=1) if rule in ("sum", "min", "max", "first", "last") else getattr(spans["x"], rule)()
        w = spans["w"].apply(mode)
        if fill == "linear":
            x = x.interpolate("time", limit_area="inside")
        if fill == "previous":
            x, w = x.ffill(), w.ffill()
        if fill == "next":
            x, w = x.bfill(), w.bfill()
        if fill == "zero":
            x = x.fillna(0)
        parts.append(pd.DataFrame({"g": name, "t": x.index, "x": x.values, "w": [None if pd.isna(v) else v for v in w.values]}))
    return table(pd.concat(parts))


cases = [("6h", 6, "hour", "mean", "missing"), ("6h", 6, "hour", "median", "linear"), ("D", 1, "day", "sum", "missing"),
         ("h", 1, "hour", "first", "previous"), ("h", 1, "hour", "last", "next"), ("D", 1, "day", "max", "zero"),
         ("MS", 1, "month", "min", "missing"), ("h", 1, "hour", "mean", "linear")]
resample = [{"every": every, "unit": unit, "rule": rule, "fill": fill, "rows": resampled(freq, rule, fill)}
            for freq, every, unit, rule, fill in cases]

series = pd.Series(frame["x"].values)
timed = ordered[ordered.g == "a"].drop_duplicates("t").set_index("t")["x"]
windows = {
    "lag": series.shift(2), "change-from-before": series.diff(1), "percent-change-from-before": series / series.shift(1) - 1,
    "cumulative-sum": series.cumsum().ffill(), "cumulative-product": (series / 10).cumprod().ffill(),
    "cumulative-maximum": series.cummax().ffill(), "cumulative-median": series.expanding().median(),
    "cumulative-deviation": series.expanding().std(),
    "rolling-mean": series.rolling(5, min_periods=2).mean(), "rolling-deviation": series.rolling(5, min_periods=2).std(),
    "rolling-median": series.rolling(5, min_periods=2).median(),
    "rolling-quantile": series.rolling(5, min_periods=2).quantile(0.9),
    "rolling-sum": series.rolling(6, min_periods=2, center=True).sum(),
    "relative-rank": (series.rank(method="min") - 1) / (series.count() - 1),
    "dense-rank": series.rank(method="dense"),
}
exponential = [
    {"params": params, "mean": plain(list(series.ewm(**options).mean())), "deviation": plain(list(series.ewm(**options).std()))}
    for params, options in [
        ({"length": 9, "decay": "span", "adjust": True}, {"span": 9}),
        ({"length": 3, "decay": "half-life", "adjust": True}, {"halflife": 3}),
        ({"length": 0.3, "decay": "weight", "adjust": False}, {"alpha": 0.3, "adjust": False}),
    ]
]
by_time = {"times": plain(list(timed.index)), "x": plain(list(timed.values)),
           "mean": plain(list(timed.rolling("9h").mean())), "before": plain(list(timed.rolling("9h", closed="left").sum()))}

place = np.cumsum(rng.integers(1, 5, 40)).astype(float)
gappy = np.where(rng.random(40) < 0.3, np.nan, np.round(np.sin(place / 6) * 5 + rng.normal(0, 1, 40), 3))
known = ~np.isnan(gappy)
curves = {"place": plain(list(place)), "x": plain(list(gappy))}
inside = (place >= place[known][0]) & (place <= place[known][-1])
for name, maker in (("monotone", interpolate.PchipInterpolator), ("akima", interpolate.Akima1DInterpolator), ("spline", interpolate.CubicSpline)):
    filled = np.where(known, gappy, np.where(inside, maker(place[known], gappy[known])(place), np.nan))
    curves[name] = plain(list(filled))

whole = np.round(np.cumsum(rng.normal(0, 1, 50)), 3)
smooth = {"x": plain(list(whole)), "savgol": [
    {"n": w, "degree": d, "made": plain(list(signal.savgol_filter(whole, w, d)))} for w, d in ((5, 2), (11, 3), (21, 4))],
    "detrended": plain(list(signal.detrend(whole))),
    "peaks": [int(i) for i in signal.argrelextrema(whole, np.greater, order=2)[0]]}


def longest(mask):
    best = run = 0
    for hit in mask:
        run = run + 1 if hit else 0
        best = max(best, run)
    return best


def support_peaks(x, k):
    return sum(all(x[i] > x[i - j] and x[i] > x[i + j] for j in range(1, k + 1)) for i in range(k, len(x) - k))


def entropy(x):
    share = np.histogram(x, bins=10)[0] / len(x)
    return float(-sum(p * np.log(p) for p in share if p > 0))


def features(x):
    x = np.asarray(x, dtype=float)
    m, d, size, diff = x.mean(), x.std(), len(x), np.diff(x)
    line = stats.linregress(np.arange(size), x)
    values, counts = np.unique(x, return_counts=True)
    auto = lambda k: float(np.sum((x[:-k] - m) * (x[k:] - m)) / ((size - k) * d * d))
    c3 = lambda k: float(np.mean(x[2 * k:] * x[k:-k] * x[:-2 * k]))
    above = x > m
    return {
        "length": size, "sum": x.sum(), "mean": m, "median": np.median(x), "deviation": d, "variance": x.var(), "minimum": x.min(),
        "maximum": x.max(), "first": x[0], "last": x[-1], "range": np.ptp(x), "absolute-maximum": np.abs(x).max(),
        "root-mean-square": np.sqrt(np.mean(x * x)), "absolute-energy": np.dot(x, x), "mean-absolute-change": np.abs(diff).mean(),
        "absolute-sum-of-changes": np.abs(diff).sum(), "mean-change": diff.mean(),
        "mean-second-derivative": np.mean((x[2:] - 2 * x[1:-1] + x[:-2]) / 2),
        "complexity": np.sqrt(np.dot(diff, diff)), "skewness": pd.Series(x).skew(), "kurtosis": pd.Series(x).kurt(),
        "variation-coefficient": d / m, "quantile-10": np.quantile(x, 0.1), "quantile-25": np.quantile(x, 0.25),
        "quantile-75": np.quantile(x, 0.75), "quantile-90": np.quantile(x, 0.9),
        "interquartile-range": np.quantile(x, 0.75) - np.quantile(x, 0.25),
        "autocorrelation-1": auto(1), "autocorrelation-2": auto(2), "autocorrelation-3": auto(3), "autocorrelation-7": auto(7),
        "trend-slope": line.slope, "trend-intercept": line.intercept, "trend-correlation": line.rvalue,
        "count-above-mean": int((x > m).sum()), "count-below-mean": int((x < m).sum()),
        "longest-above-mean": longest(x > m), "longest-below-mean": longest(x < m),
        "mean-crossings": int(np.diff(above).sum()),
        "peaks-1": support_peaks(x, 1), "peaks-3": support_peaks(x, 3), "peaks-5": support_peaks(x, 5),
        "first-place-of-maximum": np.argmax(x) / size, "last-place-of-maximum": 1 - np.argmax(x[::-1]) / size,
        "first-place-of-minimum": np.argmin(x) / size, "last-place-of-minimum": 1 - np.argmin(x[::-1]) / size,
        "c3-1": c3(1), "c3-2": c3(2),
        "time-reversal-asymmetry": np.mean(x[2:] ** 2 * x[1:-1] - x[1:-1] * x[:-2] ** 2),
        "beyond-1-sigma": np.mean(np.abs(x - m) > d), "beyond-2-sigma": np.mean(np.abs(x - m) > 2 * d),
        "distinct-share": len(values) / size, "sum-of-reoccurring-values": values[counts > 1].sum(),
        "reoccurring-share": (counts > 1).sum() / len(values), "has-duplicate": int(len(values) < size),
        "has-duplicate-maximum": int((x == x.max()).sum() > 1), "has-duplicate-minimum": int((x == x.min()).sum() > 1),
        "variance-larger": int(x.var() > d), "large-deviation": int(d > 0.25 * np.ptp(x)),
        "symmetric": int(abs(m - np.median(x)) < 0.05 * np.ptp(x)), "binned-entropy": entropy(x),
        **{f"fourier-{k}": np.abs(np.fft.rfft(x)[k]) for k in (1, 2, 3)},
    }


lists = [np.round(rng.normal(3, 2, 20), 2), np.round(np.sin(np.arange(40) / 3) * 4, 1), rng.integers(0, 5, 15).astype(float),
         np.arange(12) * 1.5 + np.round(rng.normal(0, 0.4, 12), 2)]
print(json.dumps({
    "versions": {"pandas": pd.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
    "frame": table(frame), "resample": resample, "windows": {k: plain(list(v)) for k, v in windows.items()},
    "exponential": exponential, "byTime": by_time, "curves": curves, "smooth": smooth,
    "features": [{"list": plain(list(x)), "made": {k: plain([v])[0] for k, v in features(x).items()}} for x in lists],
}))
