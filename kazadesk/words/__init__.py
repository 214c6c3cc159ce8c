"""What people read, once for the window and the command line: causes, link states, verdicts, amounts.

English is the source, written as `translate("Context", "literal")`; packaging/dev/translations.py finds it here and in
`ui`. No Qt: the window puts its voice in place (`voice.use`), the command line speaks English.
"""
