//! YAML as a tree that knows where each key and value stands, and a decoder
//! that collects every problem instead of stopping at the first.

mod decode;
mod edit;
mod node;
mod quick;
mod slip;

pub use decode::{Cx, Decode, Fields, unknown_name};
pub use edit::{is_longer, push};
pub use node::{Entry, Node, Scalar, Value, parse};

/// How deep a file may nest.
const DEEPEST: usize = 24;
