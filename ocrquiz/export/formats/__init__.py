"""One module a format. Each brings `FORMAT`, named by an entry point of `ocrquiz.formats`."""
