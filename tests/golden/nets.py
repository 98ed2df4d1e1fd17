"""Golden values for nets, by hand in numpy and from scikit-learn's optimisers. Run: /usr/bin/python3 tests/golden/nets.py > tests/golden/nets.json"""

import json
import numpy as np
import sklearn
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

rng = np.random.default_rng(11)
U = np.uint32


def hash32(x):
    x = np.asarray(x, dtype=U)
    x = (x ^ (x >> U(16))) * U(0x7FEB352D)
    x = (x ^ (x >> U(15))) * U(0x846CA68B)
    return x ^ (x >> U(16))


def kept(seed, step, layer, rows, width, share):
    key = hash32(hash32(hash32(seed) ^ U(step)) ^ U(layer))
    counter = (np.arange(rows * width, dtype=U) * U(0x9E3779B9) + key).reshape(rows, width)
    return (hash32(counter) >= np.floor(share * 2**32)) / (1 - share)


def margins_loss(loss, z, y, w):
    """Mean over the rows of weighted losses, and its gradient by z."""
    n = len(y)
    if loss == "squared":
        return (w * (z[:, 0] - y) ** 2 / 2).sum() / n, (w * (z[:, 0] - y) / n)[:, None]
    if loss == "logistic":
        p = 1 / (1 + np.exp(-z[:, 0]))
        return -(w * (y * np.log(p) + (1 - y) * np.log(1 - p))).sum() / n, (w * (p - y) / n)[:, None]
    p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
    hot = np.eye(z.shape[1])[y.astype(int)]
    return -(w * np.log((p * hot).sum(1))).sum() / n, w[:, None] * (p - hot) / n


def step_case(loss, optimiser, outputs):
    """Two numbers and a table of 5 x 3; hidden 4 with batch norm and dropout 0.25, then the head. The third step of ten."""
    n, seed, step, total, full, share = 7, 5, 3, 10, 8, 0.25
    x = rng.normal(size=(n, 2))
    codes = np.array([0, 4, 5, 2, 2, 1, 3])  # 5 is none of them
    y = rng.normal(size=n) if loss == "squared" else rng.integers(0, max(2, outputs), n).astype(float)
    w = np.array([1, 2, 1, 0.5, 1, 0, 1.0])
    shapes = {"table": (5, 3), "w0": (5, 4), "b0": (4,), "g0": (4,), "w1": (4, outputs), "b1": (outputs,)}
    p = {name: rng.normal(size=shape) * 0.5 + (name == "g0") for name, shape in shapes.items()}
    first = {name: rng.normal(size=shape) * 0.1 for name, shape in shapes.items()}
    second = {name: rng.random(size=shape) * 0.1 for name, shape in shapes.items()}
    stats = np.concatenate([rng.normal(size=4), rng.random(4) + 0.5])
    before = {"parameters": flat(p), "first": flat(first), "second": flat(second), "stats": stats.tolist()}

    table = np.vstack([p["table"], np.zeros(3)])
    enter = np.hstack([x, table[codes]])
    z = enter @ p["w0"]
    mean, var = z.mean(0), z.var(0)
    inverse = 1 / np.sqrt(var + 1e-5)
    hat = (z - mean) * inverse
    a = hat * p["g0"] + p["b0"]
    gate = kept(seed, step, 0, n, 4, share) * (a > 0)
    h = a * gate
    out = h @ p["w1"] + p["b1"]
    value, d = margins_loss(loss, out, y, w)
    g = {"w1": h.T @ d, "b1": d.sum(0)}
    da = d @ p["w1"].T * gate
    g["b0"], g["g0"] = da.sum(0), (da * hat).sum(0)
    dh = da * p["g0"]
    dz = inverse * (dh - dh.mean(0) - hat * (dh * hat).mean(0))
    g["w0"] = enter.T @ dz
    de = dz @ p["w0"].T
    g["table"] = np.zeros((6, 3))
    np.add.at(g["table"], codes, de[:, 2:])
    g["table"] = g["table"][:5]

    clip, rate, l2, decay, momentum = 0.3, 0.05, 0.01, 0.1, 0.8
    length = np.sqrt(sum((v**2).sum() for v in g.values()))
    gradient = flat(g, shapes)
    for name in shapes:
        is_weight = name.startswith("w")
        slope = g[name] * min(1, clip / (length + 1e-6))
        if optimiser != "adamw" and is_weight:
            slope = slope + l2 * p[name]
        if optimiser == "sgd":
            first[name] = momentum * first[name] + slope
            p[name] = p[name] - rate * first[name]
            continue
        first[name] = 0.9 * first[name] + 0.1 * slope
        second[name] = 0.999 * second[name] + 0.001 * slope**2
        m, s = first[name] / (1 - 0.9**step), second[name] / (1 - 0.999**step)
        if optimiser == "adamw" and is_weight:
            p[name] = p[name] * (1 - rate * decay)
        p[name] = p[name] - rate * m / (np.sqrt(s) + 1e-8)
    move = max(0.1, 1 / step) * n / full
    stats = stats + move * (np.concatenate([mean, z.var(0, ddof=1)]) - stats)
    return {
        "loss": loss,
        "outputs": outputs,
        "params": dict(optimiser=optimiser, clip=clip, learningRate=rate, l2=l2, weightDecay=decay, momentum=momentum, dropout=share),
        "when": dict(seed=seed, step=step, total=total, full=full),
        "rows": dict(numbers=x.tolist(), codes=codes[:, None].tolist(), labels=y.tolist(), weights=w.tolist()),
        "before": before,
        "value": value * n,
        "gradient": gradient,
        "after": {"parameters": flat(p, shapes), "first": flat(first, shapes), "second": flat(second, shapes), "stats": stats.tolist()},
    }


def flat(tensors, names=None):
    """In the order of the spec: table, weights, bias and gain of the first layer, weights and bias of the head."""
    return np.concatenate([tensors[name].ravel() for name in names or tensors]).tolist()


def optimiser_case(name, make):
    w = rng.normal(size=5)
    start = w.copy()
    gradients = rng.normal(size=(20, 5))
    optimiser = make([w])
    for g in gradients:
        optimiser.update_params([w], [g])
    return {"optimiser": name, "start": start.tolist(), "gradients": gradients.tolist(), "end": w.tolist()}


def rounded(value):
    if isinstance(value, dict):
        return {name: rounded(part) for name, part in value.items()}
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return round(value, 10) if isinstance(value, float) else value


numbers = [0, 1, 2, 0xFFFFFFFF, 0x9E3779B9, 123456789]
print(
    json.dumps(
        rounded(
            {
            "versions": {"numpy": np.__version__, "sklearn": sklearn.__version__},
            "hash32": [[n, int(hash32(n))] for n in numbers],
            "dropout": {
                **dict(seed=9, step=70000, layer=1, rows=6, width=5, share=0.3),
                "kept": (kept(9, 70000, 1, 6, 5, 0.3) > 0).astype(int).tolist(),
            },
            "steps": [
                step_case(loss, optimiser, outputs)
                for loss, outputs in [("squared", 1), ("logistic", 1), ("softmax", 3)]
                for optimiser in ["adam", "adamw", "sgd"]
            ],
            "optimisers": [
                optimiser_case("adam", lambda w: AdamOptimizer(w, learning_rate_init=0.05)),
                optimiser_case("sgd", lambda w: SGDOptimizer(w, learning_rate_init=0.05, momentum=0.8, nesterov=False)),
            ],
        }),
        separators=(",", ":"),
    )
)
