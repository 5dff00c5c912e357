"""What several tests lean on: servers, a small school, a platform in miniature."""
