"""Do the tests notice a rule that is wrong? Small faults are put in, one at a time.

`make mutants` changes the rule table and the arithmetic of the scorecard in every
small way this package knows, and runs the tests of the rules against each. A fault
that no test notices survives; docs/mutants.md tells what did, and why it may.
"""
