"""What somebody hears of verdicts who cannot see their colours: what to do first, then why, the kind last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kazadesk.ui.words.i18n import spoken, translate
from kazadesk.words import verdicts as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.webhook.verdict import Verdict

_ENDS = (".", "?", "!", "…", "؟")


def told(title: str, text: str) -> str:
    """A head and what stands below it, as two sentences."""
    stop = "" if title.endswith(_ENDS) else "."
    return spoken(f"{title}{stop} {text}".strip())


def verdict(judged: Verdict) -> str:
    """The whole verdict; for amber and red the warning first."""
    kind = words.heading(judged)
    text = " ".join([words.sentence(judged), *(words.reason(code, judged) for code in judged.reasons)])
    if words.COLOURS[judged.code] in ("amber", "red"):
        said = translate("Verdict", "Look first: hand nothing over. {text} ({kind})")
        return spoken(said.format(text=text, kind=kind))
    return told(kind, text)


def in_practice(said: str) -> str:
    """`said` of money that is none."""
    return translate("Verdict", "Practice, no real money. {verdict}").format(verdict=said)


def one_of_several(name: str, judged: Verdict) -> str:
    """A verdict after what tells its webhook from the others: amount and reference, order id or file."""
    amount = words.quoted(judged.amount, judged.currency) if judged.amount else ""
    what = _series([part for part in (amount, name) if part])
    return f"{spoken(what)}: {verdict(judged)}" if what else verdict(judged)


def several(verdicts: Sequence[Verdict]) -> str:
    """How many there are of each kind, the ones to look at first."""
    number = translate("Verdict", "%n notice(s)", "", len(verdicts))
    kinds = [f"{count} {words.inside(words.title(code))}" for code, count in words.totals(verdicts)]
    return spoken(f"{number}: {_series(kinds)}.")


def _series(parts: Sequence[str]) -> str:
    return translate("Verdict", ", ").join(parts)
