"""Invented people and families: for demo and training, for tuning the matcher, and for measuring it.

Nobody here is real: names are drawn from lists of common names and combined by chance, addresses lie in towns that
do not exist, under a postcode area that the Royal Mail does not use.
"""
