"""Opening hours: the calendar, what an expression means day by day, and tables of many."""
