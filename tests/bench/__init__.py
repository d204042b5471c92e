"""The benchmark (`make bench`): figures of a region of 10,000 cases, not a test.

CPU time, of Python and of the database's process for us; SQL queries; and the ratio to a bare
view measured in the same run. Written to docs/benchmarks.md.
"""
