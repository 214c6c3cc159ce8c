<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Backups</name>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s)</source>
        <translation>
            <numerusform>%n notice</numerusform>
            <numerusform>%n notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n notice(s) confirmed since stay known.</source>
        <translation>
            <numerusform>%n notice confirmed since stays known.</numerusform>
            <numerusform>%n notices confirmed since stay known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) may have been sent since: their outcome is unknown.</source>
        <translation>
            <numerusform>%n link may have been sent since: its outcome is unknown.</numerusform>
            <numerusform>%n links may have been sent since: their outcome is unknown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Books</name>
    <message numerus="yes">
        <source>%n cell(s) are wrong. Nothing is sent until all is right: change how the file is read, or correct it.</source>
        <translation>
            <numerusform>%n cell is wrong. Nothing is sent until all is right: change how the file is read, or correct it.</numerusform>
            <numerusform>%n cells are wrong. Nothing is sent until all is right: change how the file is read, or correct it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Create %n link(s)</source>
        <translation>
            <numerusform>Create %n link</numerusform>
            <numerusform>Create %n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) say the same as an earlier one and have no reference: row {rows}.</source>
        <translation>
            <numerusform>%n row says the same as an earlier one and has no reference: row {rows}.</numerusform>
            <numerusform>%n rows say the same as earlier ones and have no reference: rows {rows}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kazawallet asks to wait %n second(s)</source>
        <translation>
            <numerusform>Kazawallet asks to wait %n second</numerusform>
            <numerusform>Kazawallet asks to wait %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n sale</numerusform>
            <numerusform>%n sales</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taken over: {file}, %n sale(s).</source>
        <translation>
            <numerusform>Taken over: {file}, %n sale.</numerusform>
            <numerusform>Taken over: {file}, %n sales.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take back {file}? %n sale(s) are deleted from the history.</source>
        <translation>
            <numerusform>Take back {file}? %n sale is deleted from the history.</numerusform>
            <numerusform>Take back {file}? %n sales are deleted from the history.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) are wrong. Nothing is kept until all is right.</source>
        <translation>
            <numerusform>%n cell is wrong. Nothing is kept until all is right.</numerusform>
            <numerusform>%n cells are wrong. Nothing is kept until all is right.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of the file {file}, sent {when}, %n link(s) are not created yet.</source>
        <translation>
            <numerusform>Of the file {file}, sent {when}, %n link is not created yet.</numerusform>
            <numerusform>Of the file {file}, sent {when}, %n links are not created yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Credentials</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeleteAccount</name>
    <message numerus="yes">
        <source>%n link(s) and their notices stay in the ledger and can be read as before.</source>
        <translation>
            <numerusform>Its %n link and the notices of it stay in the ledger and can be read as before.</numerusform>
            <numerusform>Its %n links and their notices stay in the ledger and can be read as before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) may still be paid: without the keys their notices can no longer be verified.</source>
        <translation>
            <numerusform>%n link may still be paid: without the keys its notices can no longer be verified.</numerusform>
            <numerusform>%n links may still be paid: without the keys their notices can no longer be verified.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desks</name>
    <message numerus="yes">
        <source>It has a ledger with %n link(s).</source>
        <translation>
            <numerusform>It has a ledger with %n link.</numerusform>
            <numerusform>It has a ledger with %n links.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message numerus="yes">
        <source>%n link(s) are being created.</source>
        <translation>
            <numerusform>A link is being created.</numerusform>
            <numerusform>%n links are being created.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kazawallet&apos;s answer is there in %n second(s) at most.</source>
        <translation>
            <numerusform>Kazawallet&apos;s answer is there in %n second at most.</numerusform>
            <numerusform>Kazawallet&apos;s answer is there in %n seconds at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message numerus="yes">
        <source>%n link(s) archived</source>
        <translation>
            <numerusform>%n link archived</numerusform>
            <numerusform>%n links archived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) restored</source>
        <translation>
            <numerusform>%n link restored</numerusform>
            <numerusform>%n links restored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) selected</source>
        <translation>
            <numerusform>%n link selected</numerusform>
            <numerusform>%n links selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export %n selected link(s)</source>
        <translation>
            <numerusform>Export %n selected link</numerusform>
            <numerusform>Export %n selected links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) saved as {name}</source>
        <translation>
            <numerusform>%n link saved as {name}</numerusform>
            <numerusform>%n links saved as {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s)</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n account(s)</source>
        <translation>
            <numerusform>in %n account</numerusform>
            <numerusform>in %n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>The second place has had no backup for %n day(s): {path}</source>
        <translation>
            <numerusform>The second place has had no backup for %n day: {path}</numerusform>
            <numerusform>The second place has had no backup for %n days: {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewestLink</name>
    <message numerus="yes">
        <source>%n second(s) so far.</source>
        <translation>
            <numerusform>%n second so far.</numerusform>
            <numerusform>%n seconds so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notify</name>
    <message numerus="yes">
        <source>%n link(s) paid</source>
        <translation>
            <numerusform>%n link paid</numerusform>
            <numerusform>%n links paid</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message numerus="yes">
        <source>%n sample link(s) of the last 30 days are here</source>
        <translation>
            <numerusform>%n sample link of the last 30 days is here</numerusform>
            <numerusform>%n sample links of the last 30 days are here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample link(s) are erased</source>
        <translation>
            <numerusform>%n sample link is erased</numerusform>
            <numerusform>%n sample links are erased</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message numerus="yes">
        <source>%n item(s) taken over.</source>
        <translation>
            <numerusform>%n item taken over.</numerusform>
            <numerusform>%n items taken over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Receive</name>
    <message numerus="yes">
        <source>%n notice(s) more were in the mailbox.</source>
        <translation>
            <numerusform>%n more notice was in the mailbox.</numerusform>
            <numerusform>%n more notices were in the mailbox.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message numerus="yes">
        <source>%n link(s) were not sent. Send them now?</source>
        <translation>
            <numerusform>%n link was not sent. Send it now?</numerusform>
            <numerusform>%n links were not sent. Send them now?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n link(s) wait to be sent.</source>
        <translation>
            <numerusform>%n link waits to be sent.</numerusform>
            <numerusform>%n links wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s).</source>
        <translation>
            <numerusform>Next try in %n second.</numerusform>
            <numerusform>Next try in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message numerus="yes">
        <source>%n notice(s)</source>
        <translation>
            <numerusform>%n notice</numerusform>
            <numerusform>%n notices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verifier</name>
    <message numerus="yes">
        <source>%n character(s), of which the beginning is shown</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters, of which the beginning is shown</numerusform>
        </translation>
    </message>
</context>
</TS>
