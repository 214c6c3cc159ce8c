"""Which certificates are trusted: those of the system, so that company roots work and the user's own are honoured."""

from __future__ import annotations

import ssl
import sys
from pathlib import Path

# Where Linux systems keep their certificates in one file, for an OpenSSL that was built elsewhere and looks elsewhere
_LINUX_STORES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def trusted_context() -> ssl.SSLContext:
    """A client context, 20 ms: to be built once, in a thread. certifi's list serves where the system has none."""
    context = _context_with_authorities()
    # Some systems' OpenSSL is built to begin lower; a system that is stricter stays so.
    context.minimum_version = max(context.minimum_version, ssl.TLSVersion.TLSv1_2)
    return context


def _context_with_authorities() -> ssl.SSLContext:
    if sys.platform.startswith("linux"):
        # truststore does just this on Linux, but reads the file again at every connection, on the window's thread
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if _load_linux_store(context):
            return context
    else:
        try:
            import truststore

            return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        except (ImportError, OSError, NotImplementedError):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    import certifi

    context.load_verify_locations(cafile=certifi.where())
    return context


def _load_linux_store(context: ssl.SSLContext) -> bool:
    context.set_default_verify_paths()  # follows SSL_CERT_FILE and SSL_CERT_DIR
    folder = ssl.get_default_verify_paths().capath
    if context.cert_store_stats()["x509_ca"] or (folder and any(Path(folder).iterdir())):
        return True
    for store in _LINUX_STORES:
        if Path(store).is_file():
            context.load_verify_locations(cafile=store)
            return True
    return False
