"""What members can ask of Magpie: one module a command, none of them knows a platform."""
