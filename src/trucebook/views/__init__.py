"""The questions a reader asks, one file each: plain values, the same for terminal and web page."""
