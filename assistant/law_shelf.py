"""The law book as questions need it: decoded once, with the provision behind every passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.law_citations import dated_title
from assistant.law_sources import LawSources
from knowledge.citations import Citation
from knowledge.law.book import LawBook, book_from_json
from knowledge.law.focus import penalty_documents
from knowledge.law.passages import law_passages, passage_id
from knowledge.law.titles import place
from knowledge.law.validity import holds
from knowledge.passages import Passage
from knowledge.provisions import LegalDocument, Provision
from knowledge.store.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Shelf:
    sources: LawSources
    passages: Mapping[str, Passage]  # every version's
    provisions: Mapping[str, Provision]  # by passage id
    articles: Mapping[tuple[str, str], tuple[Provision, ...]]  # (document, article) -> all versions in it
    documents: Mapping[str, LegalDocument]
    penal: tuple[Provision, ...]  # every version in the documents on fines

    def article(self, provision: Provision, on: date) -> tuple[Provision, ...]:
        """The provisions of its article that hold on the day."""
        return tuple(one for one in self.articles[provision.document, provision.article] if holds(one, on))

    def texts_of(self, citation: Citation) -> list[str]:
        """The words that a citation stands for: what the checker compares an answer with."""
        document = self.documents.get(citation.id)
        title = [citation.title, dated_title(document)] if document else [citation.title]
        if citation.article is None:
            return [*title, citation.quote]
        versions = [
            one
            for one in self.articles.get((citation.id, citation.article), ())
            if (one.clause, one.point) == (citation.clause, citation.point)
        ]
        words = [f"{place(one)}. {one.heading}. {one.lead} {one.text}" for one in versions]
        return [*title, *words, *(note for one in versions for note in one.notes)]


@dataclass(slots=True)
class Shelves:
    """The shelf of the catalogue's present generation; None in an office without laws."""

    catalogue: Catalogue
    _generation: int = -1
    _shelf: Shelf | None = field(default=None)

    def current(self, generation: int | None = None) -> Shelf | None:
        """Reads the library anew where the catalogue has changed. `generation`: the catalogue's, where it is known."""
        if generation is None:
            generation = self.catalogue.generation()
        if generation != self._generation:
            record = self.catalogue.law_library()
            self._shelf = shelf_of(book_from_json(record)) if record else None
            self._generation = generation
        return self._shelf


def shelf_of(book: LawBook) -> Shelf | None:
    if not book.provisions:
        return None
    provisions = book.provisions
    passages = {passage.id: passage for passage in law_passages(book.documents, provisions)}
    by_id = {passage_id(one): one for one in provisions}
    articles: defaultdict[tuple[str, str], list[Provision]] = defaultdict(list)
    for one in provisions:
        articles[one.document, one.article].append(one)
    fined = penalty_documents(provisions)
    return Shelf(
        LawSources(book.documents, provisions, book.repeals),
        passages,
        {id_: by_id[id_.partition("#")[0]] for id_ in passages},
        {key: tuple(found) for key, found in articles.items()},
        {document.number: document for document in book.documents},
        tuple(one for one in provisions if one.document in fined),
    )
