"""The staff inbox: what the front desk opens in a browser."""
