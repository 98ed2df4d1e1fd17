"""Golden values of the vector operations, from scikit-learn: `/usr/bin/python3 tests/golden/vectors.py > tests/golden/vectors.json`."""

import hashlib
import json
import re
import sys

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import Normalizer, StandardScaler

texts = [
    "The Godfather", "The Godfather Part II", "It's a Wonderful Life", "Amélie, or the fabulous destiny of Amélie",
    "2001: A Space Odyssey", "the the THE the", "", "L'Âge d'or", "Space  Jam", "A part of the life in space", "--- !!! ---",
    "Life of Pi", "Le Fabuleux Destin d'Amélie Poulain", "Part of Your World", "godfather life part",
]


def table(vectorizer):
    found = vectorizer.fit_transform(texts).toarray()
    return {"terms": [str(name) for name in vectorizer.get_feature_names_out()], "rows": found.astype(float).tolist()}


words = {"token_pattern": r"(?u)\b\w\w+\b"}
text = {
    "counts": table(CountVectorizer(**words)),
    "binary": table(CountVectorizer(binary=True, lowercase=False, **words)),
    "pairs": table(CountVectorizer(ngram_range=(1, 2), min_df=2, max_df=0.4, **words)),
    "characters": table(CountVectorizer(analyzer="char", ngram_range=(2, 3), min_df=3)),
    "charactersInWords": table(CountVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2)),
    "spaces": table(CountVectorizer(tokenizer=str.split, lowercase=True, min_df=2)),
    "tfidf": table(TfidfVectorizer(**words)),
    "tfidfPlain": table(TfidfVectorizer(smooth_idf=False, sublinear_tf=True, norm="l1", min_df=2, **words)),
    "tfidfRaw": table(TfidfVectorizer(norm=None, binary=True, **words)),
}


def hashed(count, signed):
    rows = []
    for each in texts:
        row = [0.0] * count
        for term in re.findall(r"\w+", each.lower()):
            last = int.from_bytes(hashlib.md5(term.encode()).digest()[8:], "little")
            row[last % count] += -1 if signed and (last >> 32) % 2 == 1 else 1
        rows.append(row)
    return rows


random = numpy.random.default_rng(3)
base = random.normal(size=(60, 3))
numbers = numpy.round(base @ random.normal(size=(3, 5)) + random.normal(size=(60, 5)) * 0.3 + [0, 10, -5, 100, 1], 3)
numbers[:, 3] = numpy.round(numbers[:, 3] * 20, 3)


def signed(components):
    """Each with its largest weight positive."""
    return [component * numpy.sign(component[numpy.argmax(numpy.abs(component))]) for component in components]


def pca(scale, components):
    given = StandardScaler().fit_transform(numbers) if scale else numbers
    fitted = PCA(n_components=components, svd_solver="full").fit(given)
    return ((given - fitted.mean_) @ numpy.array(signed(fitted.components_)).T).tolist()


svd = TruncatedSVD(n_components=3, algorithm="arpack", random_state=0).fit(numbers)


def kmeans(scale, count):
    given = StandardScaler().fit_transform(numbers) if scale else numbers
    fitted = KMeans(n_clusters=count, init=given[:count], n_init=1, tol=0, algorithm="lloyd").fit(given)
    order = sorted(range(count), key=lambda k: fitted.cluster_centers_[k][0])
    place = {old: new for new, old in enumerate(order)}
    return {
        "labels": [place[label] for label in fitted.labels_.tolist()],
        "distances": fitted.transform(given)[:, order].tolist(),
    }


json.dump(
    {
        "versions": {"python": sys.version.split()[0], "numpy": numpy.__version__, "sklearn": sklearn.__version__},
        "texts": texts,
        "text": text,
        "hashed": {"plain": hashed(7, False), "signed": hashed(7, True)},
        "numbers": numbers.tolist(),
        "pca": {"plain": pca(False, 3), "scaled": pca(True, 2), "variance": pca(True, 0.9)},
        "svd": (numbers @ numpy.array(signed(svd.components_)).T).tolist(),
        "kmeans": {"plain": kmeans(False, 4), "scaled": kmeans(True, 5)},
        "normalised": {norm: Normalizer(norm).fit_transform(numbers).tolist() for norm in ("l1", "l2", "max")},
    },
    sys.stdout,
)
