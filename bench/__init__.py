"""What the service costs, measured on the project's own articles: `make bench` writes it into docs/performance.md."""
