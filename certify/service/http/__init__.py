"""The service over HTTP: its application, API, guards and socket."""
