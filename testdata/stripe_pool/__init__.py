"""What testdata/stripe_pool_30.py is made of."""
