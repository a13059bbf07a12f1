"""The processes that analyse: used by the web side, the command line and bulk alike."""
