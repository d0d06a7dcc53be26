//! Rules about facts: what readers need to know, and whether the words agree with it.
