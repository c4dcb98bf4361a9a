"""The rules of the house, as tools/check applies them."""
