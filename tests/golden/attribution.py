"""Golden values of attribution drift from scikit-learn: /usr/bin/python3 tests/golden/attribution.py > tests/golden/attribution.json"""
import itertools
import json
import math
import numpy as np
import sklearn
from sklearn.metrics import ndcg_score

rng = np.random.default_rng(11)


def by_definition(baseline, current):
    """DCG of SageMaker Model Monitor, by hand: the mean over every order that the live scores allow."""
    best = sum(a / math.log2(i + 2) for i, a in enumerate(sorted(baseline, reverse=True)))
    found = []
    for order in itertools.permutations(range(len(current))):
        if all(current[a] >= current[b] for a, b in zip(order, order[1:])):
            found.append(sum(baseline[f] / math.log2(i + 2) for i, f in enumerate(order)) / best)
    return float(np.mean(found))


def case(name, baseline, current):
    answer = {"name": name, "baseline": list(map(float, baseline)), "current": list(map(float, current)),
              "ndcg": float(ndcg_score([baseline], [current]))}
    if len(baseline) <= 7:
        answer["byDefinition"] = by_definition(baseline, current)
    return answer


cases = [
    case("the college admissions of SageMaker's documentation", [0.70, 0.50, 0.05], [0.10, 0.20, 0.70]),
    case("the same", [3, 2, 1], [3, 2, 1]),
    case("scaled", [3, 2, 1], [0.3, 0.2, 0.1]),
    case("two swapped at the end", [9, 5, 1, 0.5], [9, 5, 0.5, 1]),
    case("ties among the live ones", [4, 3, 2, 1], [1, 2, 2, 2]),
    case("all live ones tied but one", [4, 3, 2, 1, 0], [0, 0, 0, 0, 1]),
    case("ties in the baseline", [2, 2, 1, 1], [1, 2, 3, 4]),
    case("noughts in the baseline", [1, 0, 0], [0, 1, 2]),
]
for columns in (2, 5, 7, 14, 40):
    for _ in range(3):
        cases.append(case(f"{columns} columns", rng.gamma(0.5, 1, columns).round(6), rng.gamma(0.5, 1, columns).round(6)))
print(json.dumps({"versions": {"sklearn": sklearn.__version__, "numpy": np.__version__}, "cases": cases}, indent=1))
