"""What the ledger keeps of the books."""

from __future__ import annotations

from dataclasses import dataclass

from kazadesk.core.customers import Customer
from kazadesk.core.link import LinkRequest, PaymentLink


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row that can be sent. `number`: of the row in the file, from 1. A reference of "" asks for one to be made."""

    number: int
    request: LinkRequest
    customer: Customer


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as the ledger has it. `head`: the file's head words; `turn`: 1 for the first of the same list, 2 for the
    one that was sent once more; `made`: rows that have a link.
    """

    id: int
    profile: str
    digest: str
    file_name: str
    head: tuple[str, ...]
    ref_column: int | None
    created_at: str
    turn: int
    rows: int
    made: int


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row of a batch with what became of it. `cells`: as they stood in the file."""

    row: BatchRow
    cells: tuple[str, ...]
    link: PaymentLink | None


@dataclass(frozen=True, slots=True)
class Sale:
    """A row of an old list: history, which no webhook ever proves. `row`: of the file, from 1; `day`: as 2026-03-04."""

    row: int
    day: str
    amount: str
    currency: str
    reference: str
    name: str
    phone: str
    paid: bool


@dataclass(frozen=True, slots=True)
class Import:
    """An old list that was taken over. `taken_back_at`: its sales are gone again."""

    id: int
    profile: str
    digest: str
    file_name: str
    imported_at: str
    taken_back_at: str | None
    sales: int
