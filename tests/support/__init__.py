"""What the tests share: real servers and a real browser."""
