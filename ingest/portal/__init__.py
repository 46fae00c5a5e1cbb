"""The national portal's JSON records, one page each, whose tables lost their cell borders, as typed procedures."""
