"""A certificate for a made-up host that lives on loopback."""

import socket
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest

NAME = "receiver.clinic.example"


class Certificates:
    """A self-signed certificate for NAME, made with openssl."""

    def __init__(self, folder: Path) -> None:
        self.key, self.certificate = folder / "key.pem", folder / "certificate.pem"
        subprocess.run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650", "-subj", f"/CN={NAME}",
                "-addext", f"subjectAltName=DNS:{NAME}",
                "-keyout", str(self.key), "-out", str(self.certificate),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip

    def server(self) -> ssl.SSLContext:
        """What a server of NAME uses."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context

    def believe(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let clients trust it."""
        monkeypatch.setenv("SSL_CERT_FILE", str(self.certificate))

    def resolve(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let NAME be found on loopback."""
        real = socket.getaddrinfo

        def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
            return real("127.0.0.1" if host == NAME else host, *arguments, **options)

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
