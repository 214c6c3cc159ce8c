"""KazaDesk: create Kazawallet payment links, share them, and verify their webhooks.

Data goes one way: paste or form → service → rule of the core → ledger → back to the widget that asked.

Floors. Imports point downward only; import-linter holds the contract in pyproject.toml, README.md shows it. Nothing
below `ui` imports Qt; the core imports nothing but the standard library; the window reaches network, disk and keyring
through services only, and the services know the ledger by the protocols of services/ports.py.

Threads. Qt's main thread runs one loop (qasync) with all coroutines, and nothing in it takes longer than 50 ms. The
ledger has one thread and one connection. The keyring has one thread, as its prompts may block without end. The
practice stand-in runs a plain asyncio loop in a thread of its own. ui/tasks.py is the one bridge from widgets to
coroutines, and `services` are what it is given to run.

Start. The window paints before httpx, keyring, segno, email-validator or the stand-in's libraries are imported: such
imports stand inside functions, at the few doors where something is opened for the first time.

Errors. Whatever goes wrong for a known cause is one type of core/errors.py with a stable code, or an outcome value
where it is an ordinary result; words/errors.py has the sentences, for window and command line alike. What nobody
foresaw is logged with its traceback, redacted, and shown as a fault of ours.

Words, in code, interface and documents alike: payment link (link), reference (ref), redirect URL, webhook, payload,
signature (the provider's field `secret`), API key, API secret, order id (the provider's id of a link), profile (one
Kazawallet account), ledger, vault, confirmation (one judged webhook), mailbox (keeps webhooks until a desk pulls
them), practice mode.
"""

__version__ = "0.1.0"
