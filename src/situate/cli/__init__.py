"""The command line: thin commands over the pipeline, the ledger and the gazetteers."""
