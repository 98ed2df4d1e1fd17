"""Golden values for tests/unit/evaluation from scikit-learn and scipy. Run: /usr/bin/python3 tests/golden/evaluate.py > tests/golden/evaluate.json"""

import json
import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(11)


def plain(values):
    return [None if not np.isfinite(v) else float(v) for v in np.asarray(values, dtype=float)]


def scores_of(y, digits):
    return np.clip(np.round(0.3 * y + rng.random(len(y)) * 0.7, digits), 0.02, 0.98)


def binary(n, digits, weighted):
    y = (rng.random(n) < 0.4).astype(int)
    p = scores_of(y, digits)
    w = rng.integers(1, 5, n).astype(float) if weighted else np.ones(n)
    fpr, tpr, cuts = metrics.roc_curve(y, p, sample_weight=w, drop_intermediate=False)
    precision, recall, _ = metrics.precision_recall_curve(y, p, sample_weight=w)
    called = (p >= 0.5).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(y, called, sample_weight=w).ravel()
    positive, negative = p[y == 1], p[y == 0]
    case = {
        "labels": y.tolist(),
        "scores": p.tolist(),
        "weights": w.tolist(),
        # the first cut is above all scores, in scikit-learn 1.2 as the highest score + 1
        "roc": {"fpr": plain(fpr), "tpr": plain(tpr), "cuts": plain(cuts[1:])},
        # as recall rises, without the added end
        "pr": {"precision": plain(precision[:-1][::-1]), "recall": plain(recall[:-1][::-1])},
        "figures": {
            "auc": metrics.roc_auc_score(y, p, sample_weight=w),
            "averagePrecision": metrics.average_precision_score(y, p, sample_weight=w),
            "logLoss": metrics.log_loss(y, p, sample_weight=w),
            "brier": metrics.brier_score_loss(y, p, sample_weight=w),
        },
        "confusion": {
            "truePositives": float(tp),
            "falsePositives": float(fp),
            "falseNegatives": float(fn),
            "trueNegatives": float(tn),
        },
        "called": {
            "accuracy": metrics.accuracy_score(y, called, sample_weight=w),
            "balancedAccuracy": metrics.balanced_accuracy_score(y, called, sample_weight=w),
            "precision": metrics.precision_score(y, called, sample_weight=w),
            "recall": metrics.recall_score(y, called, sample_weight=w),
            "specificity": metrics.recall_score(y, called, pos_label=0, sample_weight=w),
            "f1": metrics.f1_score(y, called, sample_weight=w),
            "mcc": metrics.matthews_corrcoef(y, called, sample_weight=w),
            "kappa": metrics.cohen_kappa_score(y, called, sample_weight=w),
        },
    }
    if not weighted:
        case["figures"]["ks"] = stats.ks_2samp(positive, negative).statistic
        seen, said = calibration_curve(y, p, n_bins=10, strategy="quantile")
        case["calibration"] = {"observed": plain(seen), "predicted": plain(said)}
        odds = np.log(p / (1 - p)).reshape(-1, 1)
        line = LogisticRegression(penalty=None, tol=1e-12, max_iter=10000).fit(odds, y)
        case["line"] = {"slope": float(line.coef_[0, 0]), "intercept": float(line.intercept_[0])}
    return case


def means(y, p, k, average):
    grid = np.arange(51) / 50
    roc, right = [], []
    for own in range(k):
        fpr, tpr, _ = metrics.roc_curve(y == own, p[:, own], drop_intermediate=False)
        roc.append(np.interp(grid, fpr, tpr))
        precision, recall, _ = metrics.precision_recall_curve(y == own, p[:, own])
        # strictest cut first; the last one is an added end
        precision, recall = precision[:-1][::-1], recall[:-1][::-1]
        right.append([precision[np.argmax(recall >= step)] for step in grid])
    weights = np.bincount(y, minlength=k) if average == "weighted" else None
    return {
        "auc": metrics.roc_auc_score(y, p, multi_class="ovr", average=average),
        "averagePrecision": metrics.average_precision_score(np.eye(k)[y], p, average=average),
        "roc": plain(np.average(roc, axis=0, weights=weights)),
        "precision": plain(np.average(right, axis=0, weights=weights)),
    }


def multiclass(n, k):
    y = rng.integers(0, k, n)
    raw = rng.random((n, k)) + 0.8 * np.eye(k)[y] * rng.random((n, 1))
    p = raw / raw.sum(1, keepdims=True)
    called = p.argmax(1)
    each = metrics.precision_recall_fscore_support(y, called, zero_division=0)
    return {
        "truth": y.tolist(),
        "answers": p.ravel().tolist(),
        "classes": k,
        "confusion": metrics.confusion_matrix(y, called, labels=range(k)).ravel().tolist(),
        "figures": {
            "accuracy": metrics.accuracy_score(y, called),
            "balancedAccuracy": metrics.balanced_accuracy_score(y, called),
            "precision": metrics.precision_score(y, called, average="macro", zero_division=0),
            "recall": metrics.recall_score(y, called, average="macro"),
            "f1": metrics.f1_score(y, called, average="macro"),
            "weightedF1": metrics.f1_score(y, called, average="weighted"),
            "auc": metrics.roc_auc_score(y, p, multi_class="ovr", average="macro"),
            "logLoss": metrics.log_loss(y, p),
            "mcc": metrics.matthews_corrcoef(y, called),
            "kappa": metrics.cohen_kappa_score(y, called),
        },
        "each": {"precision": plain(each[0]), "recall": plain(each[1]), "f1": plain(each[2])},
        "top2": metrics.top_k_accuracy_score(y, p, k=2),
        "means": {name: means(y, p, k, name) for name in ("macro", "weighted")},
    }


def regression(n, weighted):
    y = np.round(rng.gamma(2, 3, n))
    p = np.abs(y + rng.normal(0, 1, n)) + 0.1
    w = rng.integers(1, 4, n).astype(float) if weighted else np.ones(n)
    some = y != 0
    return {
        "truth": y.tolist(),
        "answers": p.tolist(),
        "weights": w.tolist(),
        "figures": {
            "rmse": metrics.mean_squared_error(y, p, squared=False, sample_weight=w),
            "mae": metrics.mean_absolute_error(y, p, sample_weight=w),
            "r2": metrics.r2_score(y, p, sample_weight=w),
            "bias": float(np.average(p - y, weights=w)),
            "mape": metrics.mean_absolute_percentage_error(y[some], p[some], sample_weight=w[some]),
            "poissonDeviance": metrics.mean_poisson_deviance(y, p, sample_weight=w),
            "pinball": metrics.mean_pinball_loss(y, p, alpha=0.8, sample_weight=w),
            "coverage": float(np.average(y <= p, weights=w)),
            "medianError": float(np.median(np.repeat(np.abs(p - y), w.astype(int)))),
        },
    }


print(
    json.dumps(
        {
            "versions": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
            "binary": [binary(60, 1, False), binary(150, 3, False), binary(80, 2, True)],
            "multiclass": [multiclass(150, 3), multiclass(120, 6)],
            "regression": [regression(80, False), regression(60, True)],
        }
    )
)
