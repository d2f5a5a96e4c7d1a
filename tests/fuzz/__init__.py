"""What must hold whatever somebody sends, and the targets that a fuzzer drives it with."""
