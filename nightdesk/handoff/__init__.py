"""The way out: telling staff of requests by e-mail and webhook until it has worked."""
