"""Opening a ledger: what is told while an old one is brought up to date."""

from __future__ import annotations

import time

import pytest

from kazadesk.storage.opening import UpgradeNews


def test_each_hundredth_is_told_once_and_none_of_a_quick_upgrade(monkeypatch: pytest.MonkeyPatch) -> None:
    now, shown = [100.0], list[int]()
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    news = UpgradeNews(shown.append)
    assert all(news(share) for share in (0.0, 0.5, 0.99, 0.99))
    assert (shown, news.told) == ([], -1)
    now[0] += 0.31
    assert all(news(share) for share in (0.1, 0.101, 0.109, 0.1, 0.11, 0.99, 0.99, 0.99))
    assert (shown, news.told) == ([10, 11, 99], 99)
