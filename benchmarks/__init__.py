"""Quality and speed, measured on real data that none of us wrote; results of record are in `results/`."""
