"""What SQLite makes of the orders of the list."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as some

from kazadesk.core.link import PaymentLink
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery
from kazadesk.storage.rows import order_by
from kazadesk.storage.sqlite import dialect
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

ORDERS = [LinkOrder(by, down) for by in OrderBy for down in (True, False)]
orders = pytest.mark.parametrize(
    "order", ORDERS, ids=lambda order: f"{order.by}-{'down' if order.descending else 'up'}"
)


@given(some.lists(some.decimals(0, 10**10, places=6), min_size=2, max_size=12))
def test_any_amounts_stand_in_the_order_of_their_numbers(amounts):
    database = apsw.Connection(":memory:")
    database.execute("CREATE TABLE links (id INTEGER PRIMARY KEY, currency TEXT, amount TEXT)")
    database.executemany("INSERT INTO links (currency, amount) VALUES ('USD', ?)", [(f"{one:f}",) for one in amounts])

    found = database.execute(f"SELECT amount FROM links ORDER BY {order_by(LinkOrder(OrderBy.AMOUNT, False), dialect)}")
    assert [Decimal(amount) for (amount,) in found] == sorted(amounts)


MANY = 10_000


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Iterator[SqliteLedger]:
    """Many links, put in past the rules: only how long it takes to list them is looked at."""
    ledger = SqliteLedger.open(tmp_path_factory.mktemp("large") / "ledger.sqlite")
    states = ("paid", "timed_out", "failed", "paid")

    def fill() -> None:
        database = ledger._connection
        database.execute("DROP TRIGGER links_begin")
        with database:
            database.executemany(
                "INSERT INTO links (profile, reference, amount, currency, email, state, url, created_at, updated_at,"
                " sender) VALUES ('shop', ?, ?, ?, 'merchant@example.com', ?, ?, '', '', '')",
                (
                    (
                        f"KD-{number * 7919 % 100_003:06}",
                        f"{number * 104_729 % 5000}.{number % 100:02}",
                        ("USD", "USD", "SYP", "EUR")[number * 31 % 4],
                        states[number * 17 % 4],
                        f"https://kazawallet.com/pay/{number:032x}",
                    )
                    for number in range(MANY)
                ),
            )

    ledger.run(fill)
    yield ledger
    ledger.close_now()


@orders
@pytest.mark.parametrize("search", ["", "pay/"])
def test_a_page_of_many_links_takes_one_pass(large, run, order, search):
    """Counted in SQLite's own steps, which are the same on every machine."""
    query = LinkQuery(search=search)

    def counted(after: PaymentLink | None) -> tuple[int, list[PaymentLink]]:
        steps = 0

        def count() -> bool:
            nonlocal steps
            steps += 100
            return False

        run(large._read_job(lambda: large._connection.set_progress_handler(count, 100)))
        page = run(large.links(query, order=order, after=after))
        run(large._read_job(lambda: large._connection.set_progress_handler(None)))
        return steps, page

    first, page = counted(None)
    second, after = counted(page[-1])
    assert len(page) == len(after) == 200
    assert not {link.id for link in page} & {link.id for link in after}
    assert max(first, second) < 50 * MANY  # 42 a link at most
