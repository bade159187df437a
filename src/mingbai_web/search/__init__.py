"""Finding by words: an index for the office and one for the public, apart, each written with the projections."""
