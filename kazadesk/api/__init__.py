"""Kazawallet over HTTP. Importing this package is cheap: the HTTP library, which wire.py alone knows, is loaded at the
first request.

What is known of Kazawallet
===========================
The provider documents little, and nothing here was tried on its live service. *Page* is its own page on payment links;
*plug-in* its WooCommerce plug-in; *seen* what integrations in public code do that are said to work. Where they
disagree, KazaDesk has to hold in every case.

Creating a link: POST …/wallet/createPaymentLink with the header x-api-key and a JSON body. The API secret is not
needed, so it is not sent.
  amount       a string (page)
  currency     a code such as USD (page); no list is published. Seen: USD, SYP, TRY, EUR, USDT. What the API means by
               SYP since the new pound (1 new = 100 old) is said nowhere
  email        of the merchant's own account (plug-in), often mistaken for the customer's; an address that is not
               registered is refused with USER_NOT_FOUND
  ref          the merchant's reference, which comes back in the webhook; must be a string (seen)
  redirectUrl  where the customer is sent afterwards; it proves nothing
A success is HTTP 200 with `id` and `url` (plug-in). Seen in place of `url`: paymentLink, payment_url, payment_link,
link, each also under `data`. The first URL anywhere in an answer may be the echoed redirectUrl: never take that.
Refusals come with 200 or an error status, in one of three shapes: an object `error` with `message` and
`details.key` (or `details` as text); `success: false` with `error` as text; `message` as text or as a list.
USER_IS_BLOCK_DU_TO_CHANGING_THE_IP locks the account until the provider's support lifts it.
There is no key against doubles and no way to ask for a link's state: an answer that never came leaves the outcome
unknown, and what is unknown is never sent again by itself.

Balances: GET …/wallet/get-merchant-wallets with x-api-key, x-api-secret and merchant-email. It makes nothing, so it is
what checks the credentials.

The webhook: one POST, once only, when a link is paid or has timed out. Its address is one for the whole account, so
other programs of the same merchant see it too, and it may be lost.
  order_id     the link's id (page); the plug-in reads `id` instead: both are read
  secret       the signature; some read `signature`
  amount       what was paid, as string or number; its characters are kept
  status       fulfilled or timed_out
  currency, ref
The signature is base64(HMAC-SHA512(API secret, SHA-256(amount + ":::" + order_id + ":::" + API key))), the inner
digest as 32 raw bytes: 88 characters. Which spelling of the amount is signed is not documented (10, 10.00 and what was
sent are all in use), so every spelling of the same number is tried.
Not signed: status, currency, ref. There is no time stamp either. So a signature that fits never means "paid" by itself.
"""
