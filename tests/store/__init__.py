"""Tests of bulletin.store."""
