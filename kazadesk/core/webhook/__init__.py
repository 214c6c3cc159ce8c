"""The provider's one webhook: reading a pasted one, checking its signature, judging it.

The promise: green means that the money is the merchant's, and nothing else is ever green. A wrong green costs goods; a
wrong red or amber sends a customer away who has paid. Every other answer says what is wrong and what to do next.

1. `reading` turns a paste into payloads or into one reason why not. Read liberally, judge strictly: every shape in
   which programs show a webhook is read, because a signature that fits proves that the right values were taken; but
   what a program has damaged or hidden is grey, never red. Amount and order id keep the characters received. A
   reference is text that a customer may have chosen and must never become fields: where it could have (anything but
   strict JSON, and strict JSON whose own reference is empty or stands elsewhere in the text), a copy is green only
   with a reference that is the link's as a whole.
2. `signature` tries every spelling of the amount with every account's credentials, in constant time; where nothing
   fits, `diagnosis` looks for the reason, which never turns the answer.
3. `verdict.judge` decides, by what the ledger knows:

   paid            green   authentic, fulfilled, a link of this ledger, amount and currency as asked, the first time
   paid_unknown    amber   authentic and fulfilled, but no link of this ledger has the id
   mismatch        amber   authentic and fulfilled, but amount, currency or reference differs from what was asked
   repeated        amber   authentic, and counted before: nothing is counted twice
   incomplete      amber   authentic, but the copy lacks status, currency or reference: kept, not counted
   unknown_status  amber   authentic, with a status that nobody knows: kept, not counted
   not_paid        grey    authentic, timed out
   not_authentic   red     no account's credentials fit; the link is left as it is, as anybody could send this
   unreadable      grey    nothing could be read
   no_credentials  grey    no account has both key and secret

   Only a copy that settles something uses up the confirmation: paid, not_paid, paid_unknown, and a mismatch in the
   signed amount. After a mismatch in what is not signed, a later copy that fits is judged afresh.
4. Verdict, webhook and the link's new state are one transaction of the ledger, durable before anything is shown; an
   account and an order id can be counted once only, by the database's own rule.

`field_views` says what stands behind each field: signed, matches the link, differs from it, or cannot be checked.
These modules are functions of their arguments: no clock, disk, network or Qt.
"""
