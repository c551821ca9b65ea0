"""The staff inbox: accounts, the list, the pages, and what keeps strangers and scripts out."""
