"""What is computed from statements: pure functions from frames and arrays to new ones."""
