"""What the currencies that are offered are called."""

from __future__ import annotations

from kazadesk.words.voice import translate


def currency_name(code: str) -> str:
    """In the user's language; "" of a code that is not offered."""
    return {
        "USD": translate("Currencies", "US dollar"),
        "SYP": translate("Currencies", "Syrian pound"),
        "TRY": translate("Currencies", "Turkish lira"),
        "EUR": translate("Currencies", "Euro"),
        "USDT": translate("Currencies", "Tether, a digital dollar"),
        "IQD": translate("Currencies", "Iraqi dinar"),
        "JOD": translate("Currencies", "Jordanian dinar"),
        "LBP": translate("Currencies", "Lebanese pound"),
        "AED": translate("Currencies", "UAE dirham"),
        "SAR": translate("Currencies", "Saudi riyal"),
        "KWD": translate("Currencies", "Kuwaiti dinar"),
        "EGP": translate("Currencies", "Egyptian pound"),
    }.get(code, "")
