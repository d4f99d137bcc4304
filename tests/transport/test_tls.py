from __future__ import annotations

import ssl

from addon.google.transport import new_pool

HOSTS = ("www.googleapis.com", "meet.googleapis.com")


def test_every_host_shares_one_tls_context_that_checks_certificate_and_name() -> None:
    """Connections of a process have the certificate authorities loaded once, and checked."""
    with new_pool() as pool:
        contexts = [
            pool.connection_from_host(host, scheme="https").conn_kw["ssl_context"] for host in HOSTS
        ]
    assert contexts[0] is contexts[1]
    assert (ssl.CERT_REQUIRED, True) == (contexts[0].verify_mode, contexts[0].check_hostname)
    assert contexts[0].cert_store_stats()["x509_ca"] > 0


def test_plain_http_has_no_tls_context() -> None:
    """The stand-in for Google, which speaks plain HTTP, costs no certificate authorities."""
    with new_pool() as pool:
        assert "ssl_context" not in pool.connection_from_host("127.0.0.1", 80).conn_kw
