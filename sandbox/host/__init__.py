"""The host: plays Google Calendar's sidebar around an HTTP add-on.

Everything except :mod:`sandbox.host.calendar_host` is pure: it takes and gives values and does no
I/O. The source of every rule is hosts.md; what that page only infers
or has in several forms is in the table of :mod:`sandbox.knobs`.
"""
