"""Other tools, each behind one function, on the same vectors and otherwise with its own defaults.

This module runs in the environment that the peers are installed in, so it imports nothing of the project but the
benchmark's small types. Where a tool is unseeded by default it gets the seed, so that a run can be repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from benchmarks.found import OUTLIER, Found, Task, most_likely

if TYPE_CHECKING:
    from bertopic import BERTopic

N_TOPICS = 30
"""For tools that must be told: about as many as the others find in corpora of this size."""

N_WORDS = 10

LDA_ITERATIONS = 500
"""tomotopy has no default; its own examples use some hundred."""


def bertopic_defaults(task: Task) -> Found:
    """BERTopic. `language` is set, as its default deletes every letter outside A to Z from keywords."""
    model = _bertopic(task)
    topics, _ = model.fit_transform(task.texts, embeddings=task.vectors)
    return Found(np.asarray(topics), _bertopic_words(model))


def bertopic_without_outliers(task: Task) -> Found:
    """BERTopic, then its own `reduce_outliers` by embeddings: every outlier goes to the nearest topic."""
    model = _bertopic(task)
    topics, _ = model.fit_transform(task.texts, embeddings=task.vectors)
    if OUTLIER in topics and set(topics) != {OUTLIER}:
        topics = model.reduce_outliers(task.texts, topics, strategy="embeddings", embeddings=task.vectors)
        model.update_topics(task.texts, topics=topics)
    return Found(np.asarray(topics), _bertopic_words(model))


def _bertopic(task: Task) -> BERTopic:
    from bertopic import BERTopic
    from umap import UMAP

    reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=task.seed)
    return BERTopic(language="multilingual", umap_model=reducer)


def _bertopic_words(model: BERTopic) -> list[list[str]]:
    return [
        [word for word, _ in weighted[:N_WORDS] if word]
        for topic, weighted in model.get_topics().items()
        if topic != OUTLIER
    ]


def top2vec(task: Task) -> Found:
    """Top2Vec on ready vectors; it embeds its vocabulary with the same encoder."""
    from top2vec import Top2Vec

    model = Top2Vec(
        task.texts,
        embedding_model=task.encode,
        umap_args={"n_neighbors": 15, "n_components": 5, "metric": "cosine", "random_state": task.seed},
        verbose=False,
    )
    return Found(np.asarray(model.doc_top), [list(words[:N_WORDS]) for words in model.topic_words])


def turftopic_keynmf(task: Task) -> Found:
    """KeyNMF; a statement without a keyword in the vocabulary is an outlier."""
    from turftopic import KeyNMF

    model = KeyNMF(n_components=N_TOPICS, encoder=task, random_state=task.seed)
    weights = model.fit_transform(task.texts, embeddings=task.vectors)
    return Found(most_likely(weights), _turftopic_words(model))


def turftopic_clustering(task: Task) -> Found:
    """Turftopic's own clustering model: t-SNE, HDBSCAN, soft c-TF-IDF."""
    from turftopic import ClusteringTopicModel

    model = ClusteringTopicModel(encoder=task, random_state=task.seed)
    model.fit_transform(task.texts, embeddings=task.vectors)
    return Found(np.asarray(model.labels_), _turftopic_words(model))


class _Turftopic(Protocol):
    def get_topics(self, top_k: int) -> list[tuple[int, list[tuple[str, float]]]]: ...


def _turftopic_words(model: _Turftopic) -> list[list[str]]:
    return [[str(word) for word, _ in weighted] for topic, weighted in model.get_topics(N_WORDS) if topic != OUTLIER]


class _WordsOfEveryScript:
    """FASTopic's preprocessing step. Its own keeps only the letters a to z, and needs torchvision to be imported."""

    def preprocess(self, texts: list[str]) -> dict[str, object]:
        """Word counts of shape (n_texts, n_words), sparse, and the words."""
        from sklearn.feature_extraction.text import CountVectorizer

        counter = CountVectorizer()
        counts = counter.fit_transform(texts).astype("float32")
        return {"train_bow": counts, "vocab": counter.get_feature_names_out().tolist()}


def fastopic(task: Task) -> Found:
    """FASTopic on ready vectors."""
    import torch
    from fastopic import FASTopic

    torch.manual_seed(task.seed)
    model = FASTopic(N_TOPICS, preprocess=_WordsOfEveryScript(), num_top_words=N_WORDS, doc_embed_model=task)
    words, weights = model.fit_transform(task.texts, preset_doc_embeddings=task.vectors)
    return Found(most_likely(weights), [line.split() for line in words])


def evoc(task: Task) -> Found:
    """EVoC, which clusters vectors and says nothing about words."""
    from evoc import EVoC

    return Found(EVoC(random_state=task.seed).fit_predict(task.vectors), [])


def lda(task: Task) -> Found:
    """LDA by tomotopy on words alone: our terms, so that it too knows every script and its stop words."""
    import tomotopy

    model = tomotopy.LDAModel(k=N_TOPICS, seed=task.seed)
    rows = [row for row, words in enumerate(task.terms) if words]
    for row in rows:
        model.add_doc(task.terms[row])
    model.train(LDA_ITERATIONS, workers=1)
    weights = np.zeros((len(task.terms), N_TOPICS))
    for row, document in zip(rows, model.docs, strict=True):
        weights[row] = document.get_topic_dist()
    words = [[word for word, _ in model.get_topic_words(topic, N_WORDS)] for topic in range(N_TOPICS)]
    return Found(most_likely(weights), words)
