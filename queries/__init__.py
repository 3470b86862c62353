"""The library of questions: one ``.rq`` file each, under a folder for its topic."""
