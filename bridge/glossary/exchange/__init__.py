"""Books as files: CSV and TSV for spreadsheets, TBX for terminology tools."""
