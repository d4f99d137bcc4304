"""The hosts: play Calendar's sidebar and Chat around an HTTP add-on, as one person uses them.

The source of every rule is hosts.md; what that page only infers or has in several forms is a row
of `sandbox.google.knobs`.
"""
