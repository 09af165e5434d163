"""The tests: the spec's runner, the laws, the gate, and one folder for each room of the house."""
