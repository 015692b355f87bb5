"""Tests that share their tables of cases."""
