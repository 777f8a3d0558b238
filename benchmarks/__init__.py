"""How fast it is, as ratios within one run; never a test that depends on a machine."""
