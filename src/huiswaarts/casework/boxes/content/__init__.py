"""The content of the moving boxes as typed data: what is asked, checked, confirmed and derived."""
