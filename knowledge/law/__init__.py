"""Law: references, penalties, validity and passages over typed provisions. Pure functions of values."""
