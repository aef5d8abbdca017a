"""The room `work`: who works with a child, from when to when, and how work passes from one to another."""
