"""What is spent: the month's activity budget, mileage by date, receipts drawn anew."""
