"""The risks room: the table with its filters, and the inspector of the chosen risk."""
