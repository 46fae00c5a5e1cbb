"""The running program measured from outside: under load, with a process killed, restored, with a part taken away.

Every scenario starts real servers on this machine and asks over HTTP: `python -m evals.resilience`.
"""
