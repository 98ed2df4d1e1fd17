"""Golden values for learning without a target, from scikit-learn. Run: /usr/bin/python3 tests/golden/groups.py > tests/golden/groups.json"""

import json
import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_score

rng = np.random.default_rng(5)
centres = np.array([[0, 0, 0, 0], [6, 1, 0, -3], [-4, 5, 3, 0]])
x = np.round(np.concatenate([c + rng.normal(size=(n, 4)) for c, n in zip(centres, (40, 30, 20))]), 3)
order = rng.permutation(len(x))
x = x[order]
standard = (x - x.mean(0)) / x.std(0)
starts = standard[[0, 1, 2]]
fitted = KMeans(3, init=starts, n_init=1, algorithm="lloyd").fit(standard)
pca = PCA(3).fit(standard)
print(
    json.dumps(
        {
            "sklearn": sklearn.__version__,
            "table": x.tolist(),
            "starts": [0, 1, 2],
            "labels": fitted.labels_.tolist(),
            "inertia": fitted.inertia_,
            "centres": fitted.cluster_centers_.tolist(),
            "silhouette": silhouette_score(standard, fitted.labels_),
            "pca": {
                "variance": pca.explained_variance_.tolist(),
                "share": pca.explained_variance_ratio_.tolist(),
                "components": pca.components_.tolist(),
            },
        }
    )
)
