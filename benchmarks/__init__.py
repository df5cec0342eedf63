"""What the performance claims are measured by: ``python -m benchmarks NAME``, one JSON line a figure."""
