"""Tests of bulletin.speech."""
