"""Which texts go together, by scikit-learn, which is loaded with this file alone."""

from collections.abc import Sequence

from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_distances


def labels(texts: Sequence[Sequence[str]], furthest: float) -> list[int]:
    """The number of its group for each text, given as its terms. No two of a group are further
    apart than `furthest` (cosine distance of their TF-IDF)."""
    apart = cosine_distances(TfidfVectorizer(analyzer=list, sublinear_tf=True).fit_transform(texts))
    linked = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="complete", distance_threshold=furthest
    )
    return [int(label) for label in linked.fit(apart).labels_]
