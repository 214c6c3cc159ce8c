"""Everything that can go wrong for a known cause, as one tree.

KazaDeskError            has a stable `code` and `details` (values for a sentence, never a secret)
├── InputError           something a person typed or passed; `field` says which
├── LinkError            a create that did not end in a payment URL
│   ├── LinkRefused      the provider said no; nothing was made        → state failed
│   ├── LinkNotSent      certainly not sent                            → state unsent
│   └── LinkOutcomeUnknown  perhaps sent, no usable answer             → state unknown
├── CheckError           the credentials check did not end in balances
├── LedgerError          the ledger cannot be opened, read or written
├── VaultError           the system keyring cannot be used
├── SettingsError        the settings cannot be written
├── FileError            a file that was asked for cannot be written
├── SheetError           a file of many links or sales cannot be used as it is
├── BatchError           many links from one file cannot be begun or gone on with
├── CloseError           a day cannot be closed
├── PracticeError        the stand-in for Kazawallet could not start
└── InboxError           the mailbox for webhooks cannot be used, or not be reached

`words/errors.py` turns codes into sentences, for the window and the command line alike.
"""

from __future__ import annotations


class KazaDeskError(Exception):
    """A known cause. `code` is stable and lower case; `details` hold plain texts for the sentence."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        shown = ", ".join(f"{key}={value!r}" for key, value in self.details.items())
        return f"{self.code} ({shown})" if shown else self.code


class InputError(KazaDeskError):
    """`field`: amount, currency, email, reference, redirect_url, name, phone, reason, item, profile, api_key, ..."""

    def __init__(self, field: str, code: str, **details: str) -> None:
        super().__init__(code, **details)
        self.field = field


class InputErrors(KazaDeskError):
    """Several fields of one form are wrong; `errors` holds one InputError a field, in the form's order."""

    def __init__(self, errors: list[InputError]) -> None:
        super().__init__("input", fields=", ".join(error.field for error in errors))
        self.errors = errors


class LinkError(KazaDeskError):
    """A create that did not end in a URL. `details["message"]` is the provider's own text, if any."""


class LinkRefused(LinkError):
    """The provider refused: nothing was made."""


class LinkNotSent(LinkError):
    """No byte of the request can have left this machine for the provider."""


class LinkOutcomeUnknown(LinkError):
    """Bytes may have left and no usable answer came: the link may exist."""


class CheckError(KazaDeskError):
    """get-merchant-wallets did not answer with balances."""


class LedgerError(KazaDeskError):
    """Codes: folder_foreign, folder_open, ledger_altered, ledger_newer, ledger_corrupt, ledger_missing, ledger_busy,
    disk_full, read_only, path_too_long, second_place_missing, ledger_unavailable, upgrade_stopped, move_refused,
    row_taken.
    """


class VaultError(KazaDeskError):
    """Codes: no_keyring, keyring_locked, prompt_dismissed, keyring_timeout, keyring_not_kept, keyring_failed."""


class SettingsError(KazaDeskError):
    """Codes: settings_unwritable, profile_unknown, last_profile."""


class FileError(KazaDeskError):
    """Codes: disk_full, file_protected, file_taken, file_unwritable."""


class SheetError(KazaDeskError):
    """Codes: not_a_file, unreadable_file, file_too_large, empty_file, not_a_sheet, old_workbook, locked_workbook,
    damaged_workbook, workbook_bomb, sheet_unknown, encoding_needed, bad_encoding, separator_needed, csv_broken,
    controls_in_file, too_many_rows, too_many_columns, too_many_cells, no_head, column_twice, column_unknown,
    results_file, too_many_links, merged_cells, formula_without_value.
    """


class BatchError(KazaDeskError):
    """Codes: sent_before, nothing_to_resume, imported_before, no_such_import."""


class CloseError(KazaDeskError):
    """Codes: closed_already, day_to_come, no_such_close."""


class PracticeError(KazaDeskError):
    """Codes: port_in_use, practice_failed."""


class InboxError(KazaDeskError):
    """Codes of the mailbox itself: inbox_full, inbox_damaged, inbox_unavailable, port_in_use, inbox_failed."""
