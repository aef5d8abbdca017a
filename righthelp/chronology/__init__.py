"""The room `chronology`: what happened in a child's life, and what it meant for the child."""
