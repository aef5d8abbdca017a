"""The genogram: a family over three generations or more, drawn, and the same in words (BP-168, BP-194, BP-295)."""
