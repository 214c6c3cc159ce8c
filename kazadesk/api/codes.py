"""Every code that a request to Kazawallet can end with. The window and the command line have a sentence for each.

`details` of any of them may hold: message (the provider's own words), key (the provider's error key), status (HTTP),
host, retry_after (seconds), size, url.
"""

from __future__ import annotations

NOT_SENT = (
    "bad_key",  # the API key holds characters that no header can carry
    "dns_failed",  # host
    "network_unreachable",  # host
    "connection_refused",  # host
    "connect_timeout",  # host
    "reset",  # host
    "tls_expired",  # host
    "tls_not_yet_valid",  # host; most likely this computer's clock is wrong
    "tls_self_signed",  # host
    "tls_untrusted",  # host
    "tls_wrong_host",  # host
    "tls_failed",  # host
    "proxy_unreachable",  # host
    "proxy_refused",  # host, status
    "proxy_auth",  # host
    "proxy_unsupported",  # host
)
"""The link was certainly not sent (LinkNotSent)."""

REFUSED = (
    "user_not_found",  # the email is no Kazawallet account
    "account_blocked",  # locked after a change of the caller's address; only the provider's support lifts it
    "key_rejected",  # 401 or 403
    "access_blocked",  # 403 with a web page: a firewall or country filter in front of the provider
    "not_found",  # 404
    "too_large",  # 413
    "rate_limited",  # 429; retry_after
    "refused",  # anything else the provider says no to
)
"""The provider refused, and nothing was made (LinkRefused)."""

UNKNOWN = (
    "reset",
    "no_answer",  # the connection was closed before an answer
    "cut_answer",
    "read_timeout",
    "total_timeout",
    "broken_http",
    "answer_too_large",  # size: bytes allowed
    "bad_encoding",  # compressed in a way that was not asked for and cannot be read
    "not_json",
    "captive_portal",  # a web page instead of an answer
    "bad_shape",
    "no_url",
    "redirected",  # host, status
    "server_error",  # status
    "unclear_refusal",  # status: 408, 409, 499 and the like, which do not say that nothing was made
    "url_is_redirect",  # only the merchant's own redirect URL came back; url
    "url_not_https",  # url
    "url_host",  # url, host
    "url_too_long",
    "bad_url",
)
"""The link may exist (LinkOutcomeUnknown). `order_id` in the details where the answer named one."""

_OF_LINKS = ("unclear_refusal", *(code for code in UNKNOWN if "url" in code))
OF_KEYS = (
    "key_rejected",  # where `named` is missing: the answer does not say which of the two
    "secret_rejected",
    "keys_rejected",  # the answer says that it is one of the two
    "keys_swapped",  # the other way round they are right
)
CHECK = tuple(
    dict.fromkeys((*NOT_SENT, *REFUSED, *OF_KEYS, *(code for code in UNKNOWN if code not in _OF_LINKS), "bad_email"))
)
"""Codes of CheckError, the credentials check. `redirected` and the like mean here only that it did not work."""

# Keys in the provider's errors (the package's docstring) → our codes
PROVIDER_KEYS = {
    "USER_NOT_FOUND": "user_not_found",
    "USER_IS_BLOCK_DU_TO_CHANGING_THE_IP": "account_blocked",
}
