"""The documentation's generated parts: `make docs`."""
