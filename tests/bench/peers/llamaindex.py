"""LlamaIndex: FAISS and its BM25 retriever, joined by its fusion retriever without a model.

Licences: llama-index-core and its three packages MIT, PyStemmer MIT and BSD-3-Clause.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import Stemmer
from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.faiss import FaissVectorStore

_WORDS = "bm25"
# The best of depth 10, 20, 50 and its three fusions, on the fitting half of our own gold: MRR 0.87,
# by reciprocal rank 0.85 at most. To measure again: --fitting.
_DEPTH = 50
_FUSION = "relative_score"


def build(passages: Sequence[str], folder: Path, model: Path) -> None:
    """Write the vectors with the texts, and the BM25 index beside them."""
    nodes = [TextNode(id_=str(row), text=text) for row, text in enumerate(passages)]
    # The documentation's IndexFlatL2 returns distances, which the fusion would read as scores, the
    # farthest as the best; the inner product of normalised vectors is a score.
    embedding = _embedding(model)
    vectors = faiss.IndexFlatIP(len(embedding.get_query_embedding("lengte")))
    storage = StorageContext.from_defaults(vector_store=FaissVectorStore(vectors))
    index = VectorStoreIndex(nodes, storage_context=storage, embed_model=embedding)
    index.storage_context.persist(str(folder))
    words = BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=_DEPTH, stemmer=Stemmer.Stemmer("dutch"), language="dutch"
    )
    words.persist(str(folder / _WORDS))


def open_index(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return the fusion retriever's search over what `build` wrote."""
    store = FaissVectorStore.from_persist_dir(str(folder))
    storage = StorageContext.from_defaults(vector_store=store, persist_dir=str(folder))
    vectors = load_index_from_storage(storage, embed_model=_embedding(model))
    words = BM25Retriever.from_persist_dir(str(folder / _WORDS))
    # It is not kept, and the default is English: the question would be cut to other stems.
    words.stemmer = Stemmer.Stemmer("dutch")
    retriever = QueryFusionRetriever(
        [vectors.as_retriever(similarity_top_k=_DEPTH), words],
        llm=MockLLM(),  # asked for always, used only to write more queries: num_queries=1 has none
        num_queries=1,
        mode=_FUSION,
        similarity_top_k=_DEPTH,
        use_async=False,  # one after the other is faster here, and works in any thread
    )

    def search(question: str, k: int) -> list[int]:
        return [int(found.node.node_id) for found in retriever.retrieve(question)[:k]]

    return search


def _embedding(model: Path) -> HuggingFaceEmbedding:
    return HuggingFaceEmbedding(
        str(model), query_instruction="query: ", text_instruction="passage: "
    )
