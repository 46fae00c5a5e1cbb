"""The program: settings, wiring, command line, web server and pages."""
