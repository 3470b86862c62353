"""What people look at: tables now, and every page, ledger and chart."""
