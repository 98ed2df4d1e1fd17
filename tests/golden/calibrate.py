"""Golden values of calibration from scikit-learn, written as JSON: /usr/bin/python3 tests/golden/calibrate.py > tests/golden/calibrate.json"""
import json
import platform

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize_scalar
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

random = np.random.default_rng(5)
cases = []
for rows, ties, weighted in ((40, False, False), (60, True, False), (50, True, True), (30, False, True)):
    score = random.normal(size=rows) * 2
    if ties:
        score = np.round(score)
    truth = (random.random(rows) < 1 / (1 + np.exp(-0.6 * score + 0.4))).astype(float)
    weight = random.integers(1, 5, size=rows).astype(float) if weighted else np.ones(rows)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(score, truth, sample_weight=weight)
    a, b = _sigmoid_calibration(score, truth, sample_weight=weight)
    cases.append(
        {
            "scores": score.tolist(),
            "truth": truth.tolist(),
            "weights": weight.tolist(),
            "isotonic": isotonic.predict(score).tolist(),
            "platt": {"slope": -a, "offset": -b},
        }
    )

margins = random.normal(size=(80, 3)) * 3
labels = np.array([random.choice(3, p=np.exp(0.4 * m) / np.exp(0.4 * m).sum()) for m in margins])


def loss(log_slope):
    z = np.exp(log_slope) * margins
    return (np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) + z.max(1) - z[np.arange(80), labels]).sum()


found = minimize_scalar(loss, bounds=(-4, 4), method="bounded", options={"xatol": 1e-10})
print(
    json.dumps(
        {
            "versions": {"python": platform.python_version(), "sklearn": sklearn.__version__, "scipy": scipy.__version__},
            "cases": cases,
            "temperature": {"margins": margins.ravel().tolist(), "labels": labels.tolist(), "slope": float(np.exp(found.x))},
        }
    )
)
