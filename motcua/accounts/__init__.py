"""Who may do what: users, roles, sign-ins, and the log of what they changed."""
