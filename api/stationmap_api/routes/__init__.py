"""One file a resource; each route makes one call into the library."""
