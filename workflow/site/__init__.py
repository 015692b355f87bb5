"""The public site: what readers get of each release, and the pages, feeds and lists around it."""
