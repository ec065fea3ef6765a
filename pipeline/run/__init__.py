"""Run a batch: engines that convert, limits that hold, a journal that remembers, outputs that are whole."""
