"""Changes and balances that texts tell of what tables hold."""
