"""Reports read aloud by the server: ordered over HTTP, worked on in the background, kept in the home folder."""
