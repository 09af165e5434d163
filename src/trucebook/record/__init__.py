"""The record on disk: rows of files to reports and watches, and back without loss."""
