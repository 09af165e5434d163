"""Two texts by what they would bring about: who does what for whom, when, on what condition."""
