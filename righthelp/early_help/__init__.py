"""Early help: agreed with the family, an assessment together, a lead practitioner with a team, and a way on from it."""
