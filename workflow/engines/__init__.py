"""Translation engines: one module each behind the `Engine` protocol of `base`."""
