"""The village's workbook: eight sheets, read, checked, saved and written again.

columns and cells say what may stand where; reading turns a file into lines; stored
turns the village into the same lines; checking compares; applying saves the
difference; writing is the way out.
"""
