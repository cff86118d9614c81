"""The local web app in which a person sets right what was read. Needs the extra `review`."""
