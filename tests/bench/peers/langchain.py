"""LangChain: FAISS and its BM25 retriever, joined by its ensemble retriever (reciprocal rank).

Licences: langchain-core, -classic, -community and -huggingface MIT, rank-bm25 Apache-2.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import Stemmer
from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS
from langchain_community.vectorstores.utils import DistanceStrategy
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings

# The best of depth 10, 20, 50 and of 0.5, 0.6, 0.7 for the vectors, on the fitting half of our own
# gold: MRR 0.84; equal weights gave 0.82. To measure again: --fitting.
_DEPTH = 10
_WEIGHTS = [0.6, 0.4]  # vectors, words
_stemmer = Stemmer.Stemmer("dutch")


def build(passages: Sequence[str], folder: Path, model: Path) -> None:
    """Write the vector store, which holds the texts too."""
    documents = [
        Document(page_content=text, metadata={"row": row}) for row, text in enumerate(passages)
    ]
    store = FAISS.from_documents(
        documents, _embeddings(model), distance_strategy=DistanceStrategy.MAX_INNER_PRODUCT
    )
    store.save_local(str(folder))


def open_index(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return the ensemble's search; its BM25 index has no file and is made again from the texts."""
    store = FAISS.load_local(
        str(folder),
        _embeddings(model),
        allow_dangerous_deserialization=True,  # a pickle, of our own a moment ago
        distance_strategy=DistanceStrategy.MAX_INNER_PRODUCT,
    )
    ids = store.index_to_docstore_id
    documents = [store.docstore.search(ids[row]) for row in range(len(ids))]
    words = BM25Retriever.from_documents(documents, preprocess_func=_words, k=_DEPTH)
    ensemble = EnsembleRetriever(
        retrievers=[store.as_retriever(search_kwargs={"k": _DEPTH}), words],
        weights=_WEIGHTS,
        id_key="row",
    )

    def search(question: str, k: int) -> list[int]:
        return [int(document.metadata["row"]) for document in ensemble.invoke(question)[:k]]

    return search


def _words(text: str) -> list[str]:
    """Cut into Dutch stems; the default cuts at spaces, and keeps capitals and points."""
    return list(_stemmer.stemWords(re.findall(r"\w+", text.lower())))


def _embeddings(model: Path) -> HuggingFaceEmbeddings:
    return HuggingFaceEmbeddings(
        model_name=str(model),
        encode_kwargs={"prompt_name": "passage"},
        query_encode_kwargs={"prompt_name": "query"},
    )
