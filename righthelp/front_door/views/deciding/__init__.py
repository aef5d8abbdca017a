"""The pages of deciding, a file per noun."""
