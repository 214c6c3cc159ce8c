"""Windows checked on Linux: a Debian with Wine in a folder, a Windows Python from packages, and a merchant's day.

What only Wine 10 gets wrong, each with how that is known; nothing else is excused:

- It has no icuuc.dll, which Windows has had since 1703 and Qt6Core asks for: sources/icuuc.c stands in for it, in
  Wine's system folder only.
- Setup for one user ends with 1, for SHGetKnownFolderPath(UserProgramFiles) fails; /ALLUSERS works, so that is proven.
- A wait in LockFileEx is never woken: two processes on one ledger met SQLITE_BUSY after 5 s; without SQLite's blocking
  locks (setlk_timeout(0, 0) in storage/sqlite/database.py) the longest wait is 0.2 s.
- Its own file dialog does not always have the keyboard, and leaves the window manager with an active window that is
  gone (xdotool: BadWindow): so it is closed by Alt+F4, and visible windows are counted instead.
- The webhook field is in a serif font: neither Cascadia Mono nor Consolas nor Courier New is there.
- Trust comes from Wine's store, in which no test can put an authority: those tests are left out on Windows and macOS.
- A window takes 4 s, and tests that start processes ten times as long as on Linux: tests/ with limits of 5 to 30 s fail
  where the machine is busy with other things; alone they pass.
"""
