"""Files that people add: what they really are, cleaned, scanned, kept, and read back unharmed.

Pure where it can be: `clean` knows no Django and runs in a process of its own (`apart`), with
little memory and little time. `scanner` talks to ClamAV, `store` to the storage.
"""
