"""The roster workbook, from strange files to the rows."""
