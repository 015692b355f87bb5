"""The PDF edition: tagged, set by Typst from data, in fonts that have every glyph."""
