"""The page shell, GOV.UK components, forms, formatters and error pages."""
