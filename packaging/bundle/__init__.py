"""KazaDesk for people without Python: what goes in, how it is built and packed, what each system wants around it."""
