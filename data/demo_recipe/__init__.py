"""How the demonstration data is made: each module makes one part, `data/make_demo.py` writes the whole.

Order of work: `sources` and `polygons` are read, `allocation` says how many stations a district has,
`places` puts them on the ground, `register` writes a row about each, `visits` counts who came.
"""
