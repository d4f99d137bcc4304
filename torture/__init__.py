"""Torture: thousands of presses under faults, crashes and hostile input, judged by the stand-in.

It drives the real function against `sandbox/`; `make torture` runs it.
"""
