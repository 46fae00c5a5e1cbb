"""The office's own tables: accounts, the audit log, cases that people work on."""
