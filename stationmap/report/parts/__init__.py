"""Sections of a report that other rooms' results become: one file each."""
