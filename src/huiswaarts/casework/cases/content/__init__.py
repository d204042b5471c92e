"""The content that every case starts from: the access matrix as data."""
