"""Golden values for tests/unit/train from scikit-learn. Run: /usr/bin/python3 tests/golden/train.py > tests/golden/train.json"""

import json
import numpy as np
import sklearn
from sklearn import metrics
from sklearn.datasets import load_diabetes, load_iris
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(7)


def rounded(a, digits=12):
    return np.round(np.asarray(a, dtype=float), digits).tolist()


def binary(n):
    y = (rng.random(n) < 0.4).astype(int)
    p = np.round(np.clip(0.3 * y + rng.random(n) * 0.7, 0.001, 0.999), 1 if n < 50 else 2)
    p = np.clip(p, 0.001, 0.999)
    called = (p >= 0.5).astype(int)
    return {
        "labels": y.tolist(),
        "positive": p.tolist(),
        "metrics": {
            "accuracy": metrics.accuracy_score(y, called),
            "auc": metrics.roc_auc_score(y, p),
            "logLoss": metrics.log_loss(y, p),
            "precision": metrics.precision_score(y, called, zero_division=0),
            "recall": metrics.recall_score(y, called),
            "f1": metrics.f1_score(y, called),
            "brier": metrics.brier_score_loss(y, p),
        },
    }


def multiclass(n, k):
    y = rng.integers(0, k, n)
    raw = rng.random((n, k)) + 0.8 * np.eye(k)[y] * rng.random((n, 1))
    p = raw / raw.sum(1, keepdims=True)
    called = p.argmax(1)
    return {
        "labels": y.tolist(),
        "probabilities": p.ravel().tolist(),
        "classes": k,
        "metrics": {
            "accuracy": metrics.accuracy_score(y, called),
            "auc": metrics.roc_auc_score(y, p, multi_class="ovr", average="macro"),
            "logLoss": metrics.log_loss(y, p),
            "precision": metrics.precision_score(y, called, average="macro", zero_division=0),
            "recall": metrics.recall_score(y, called, average="macro"),
            "f1": metrics.f1_score(y, called, average="macro"),
            "brier": float(((p - np.eye(k)[y]) ** 2).sum(1).mean()),
        },
    }


def regression(n):
    y = rng.normal(3, 2, n)
    p = y + rng.normal(0, 1, n)
    return {
        "truth": y.tolist(),
        "predictions": p.tolist(),
        "metrics": {
            "rmse": metrics.mean_squared_error(y, p, squared=False),
            "mae": metrics.mean_absolute_error(y, p),
            "r2": metrics.r2_score(y, p),
        },
    }


def linear(x, y, model):
    # The inputs are float32, as they are for us.
    x = x.astype(np.float32).astype(float)
    z = StandardScaler().fit_transform(x)
    model.fit(z, y)
    return {
        "x": rounded(x.T, 9),
        "y": np.asarray(y).tolist(),
        "coefficients": np.atleast_2d(model.coef_).tolist(),
        "intercept": np.atleast_1d(model.intercept_).tolist(),
    }


iris = load_iris()
diabetes = load_diabetes(scaled=False)
two = iris.target > 0
exact = dict(tol=1e-10, max_iter=100000)
print(
    json.dumps(
        {
            "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
            "binary": [binary(40), binary(400)],
            "multiclass": [multiclass(300, 3), multiclass(200, 5)],
            "regression": [regression(200)],
            "logistic": linear(iris.data[two], iris.target[two] - 1, LogisticRegression(C=0.5, **exact)),
            "multinomial": linear(iris.data, iris.target, LogisticRegression(C=1, multi_class="multinomial", **exact)),
            "ridge": linear(diabetes.data[:200, :6], diabetes.target[:200], Ridge(alpha=2.0)),
        }
    )
)
