"""Real servers for the tests: PostgreSQL, Redis, a worker, the web server, Chromium."""
