//! What customers use, in their words.

/// Services that belong together.
#[derive(Debug, Clone)]
pub struct Group {
    /// How services refer to it.
    pub id: String,
    /// What customers call it.
    pub name: String,
    /// A sentence about it.
    pub description: Option<String>,
}

/// One service.
#[derive(Debug, Clone)]
pub struct Service {
    /// How updates refer to it; part of its address.
    pub id: String,
    /// What customers call it.
    pub name: String,
    /// Index into the groups.
    pub group: Option<usize>,
    /// What it does, in a sentence.
    pub description: Option<String>,
    /// Whether customers know of it.
    pub public: bool,
    /// What it is called inside; never shown, and looked for in texts.
    pub internal_names: Vec<String>,
}
