"""Thin routes: each reads a request, asks the program, and hands the answer over."""
