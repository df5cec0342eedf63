"""Everything with a wire or a lens: topics, connections, fixtures, gateways, faces, the simulated site."""
