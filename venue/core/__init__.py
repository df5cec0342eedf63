"""What every room of the house stands on: time, chance, keys, tables, messages, the two seams (inbox and bus)."""
