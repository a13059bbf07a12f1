"""newsfacts: the service. `create_app` is its application factory."""

__version__ = "0.1.0"
