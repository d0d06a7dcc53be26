//! Rules about trust: who agreed, what may change, and what must never leave the house.
