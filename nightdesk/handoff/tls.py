"""The trust that mail servers and webhook receivers are checked against."""

import os
import ssl

import certifi


def trust() -> ssl.SSLContext:
    """Certificates are checked against SSL_CERT_FILE if it is set, else against certifi's list."""
    return ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())
