"""One module a kind of file: bytes in, paragraphs and tables in reading order out.

Each has `blocks(name, data)`, which gives a list of `blocks.Block` or raises
`NoticeError`. What a block says is decided elsewhere: a reader knows files,
not notices. To read another kind of file, add a module here and a line to
`read.KINDS`.
"""
