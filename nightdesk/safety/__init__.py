"""The red-flag screen: notices danger before anything else happens."""
