"""The mechanism behind deliveries: who gets what when, in which words, and the attempts. The log is its record."""
