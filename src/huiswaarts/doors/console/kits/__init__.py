"""Kits: what a region brings on its first day. Read, checked, loaded; whole or not at all."""

from huiswaarts.doors.console.kits.commands import (
    check_path,
    generate_path,
    load_path,
    template_path,
)

__all__ = ["check_path", "generate_path", "load_path", "template_path"]
