"""Markdown in, Markdown out: texts are located in the file and replaced there, never re-rendered.

`parse` finds the blocks, `inline` takes one segment's markup apart and puts it back on the words of
a translation, `render` writes an edition, and `skeleton` proves that its structure is the source's.
"""
