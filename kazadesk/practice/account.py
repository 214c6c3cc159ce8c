"""The one merchant account that the stand-in knows. Its keys are printed in the documents and protect nothing."""

from __future__ import annotations

from kazadesk.core.redact import Secret
from kazadesk.core.webhook.signature import Credentials

PROFILE = "practice"
EMAIL = "merchant@example.com"
CREDENTIALS = Credentials(PROFILE, Secret("0DE5C0FFEE01"), Secret("5EC7E7C0FFEE"))
