"""What the ledger keeps of the books."""

from __future__ import annotations

from dataclasses import dataclass

from kazadesk.core.link import LinkRequest, PaymentLink


@dataclass(frozen=True, slots=True)
class Customer:
    """What a merchant keeps about who is to pay. Both may be empty."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row that can be sent. `number`: of the row in the file, from 1. A reference of "" asks for one to be made."""

    number: int
    request: LinkRequest
    customer: Customer


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as the ledger has it. `head`: the file's head words; `made`: rows that have a link."""

    id: int
    profile: str
    digest: str
    file_name: str
    head: tuple[str, ...]
    ref_column: int | None
    created_at: str
    rows: int
    made: int


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row of a batch with what became of it. `cells`: as they stood in the file."""

    row: BatchRow
    cells: tuple[str, ...]
    link: PaymentLink | None
