"""What the stand-in remembers, over restarts and across processes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import pytest

from kazadesk.practice import EMAIL
from kazadesk.practice.records import AlreadySettledError, Records


def make(records: Records, ref: str = "KD-1"):
    return records.make("10.00", "USD", EMAIL, ref, "https://shop.example/")


def test_links_and_their_states_outlive_the_process(tmp_path) -> None:
    path = tmp_path / "تدريب" / "provider.jsonl"
    first = Records(path)
    paid, waiting = make(first, "A"), make(first, "ب")
    first.settle(paid.id, "paid")
    second = Records(path)
    assert second.all() == first.all()
    assert [link.state for link in second.all()] == ["paid", "open"]
    assert second.find(waiting.id).ref == "ب"
    with pytest.raises(AlreadySettledError, match="paid"):
        second.settle(paid.id, "expired")


def test_without_a_file_nothing_is_kept() -> None:
    link = make(Records())
    assert Records().find(link.id) is None


def test_an_id_looks_like_the_providers() -> None:
    link = make(Records())
    assert len(link.id) == 24
    int(link.id, 16)


def test_two_processes_see_each_others_links(tmp_path) -> None:
    path = tmp_path / "provider.jsonl"
    mine = Records(path)
    code = (
        "import sys, pathlib; from kazadesk.practice.records import Records;"
        "records = Records(pathlib.Path(sys.argv[1]));"
        "link = records.make('5', 'USD', 'merchant@example.com', 'other', '');"
        "records.settle(link.id, 'paid'); print(link.id)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert mine.find(run.stdout.strip()).state == "paid"
    make(mine)
    assert len(Records(path).all()) == 2


@pytest.mark.parametrize(
    "rest", ['{"id": "65f0", "amo', "{}", '{"id": "65f0"}', '["list"]', "null", '{"id": ["a"], "state": "b"}']
)
def test_a_line_that_an_unclean_end_has_cut_harms_no_other(rest, tmp_path) -> None:
    path = tmp_path / "provider.jsonl"
    before = make(Records(path))
    with path.open("a") as file:
        file.write(rest)
    records = Records(path)
    after = make(records)
    assert [link.id for link in Records(path).all()] == [before.id, after.id]
    assert [link.id for link in records.all()] == [before.id, after.id]


def test_every_line_is_json(tmp_path) -> None:
    path = tmp_path / "provider.jsonl"
    records = Records(path)
    records.settle(make(records, "two\nlines").id, "expired")
    lines = [json.loads(line) for line in path.read_text().splitlines() if line]
    assert [line.get("state") for line in lines] == ["open", "expired"]


def test_a_link_is_settled_once_however_many_try(tmp_path) -> None:
    records = Records(tmp_path / "provider.jsonl")
    link = make(records)
    ends: list[str] = []

    def settle() -> None:
        try:
            ends.append(records.settle(link.id, "paid").state)
        except AlreadySettledError:
            ends.append("refused")

    threads = [threading.Thread(target=settle) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == ["paid", *["refused"] * 7]
