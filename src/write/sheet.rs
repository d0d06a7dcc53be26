//! What a writer has said so far: facts by key, words by the part of the text.

/// The facts and words of one update, before they are a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    facts: Vec<(String, String)>,
    parts: Vec<(String, String)>,
}

impl Sheet {
    /// States a fact: a key of an update and its value as YAML. The last word wins.
    pub fn fact(&mut self, key: &str, yaml: impl Into<String>) -> &mut Self {
        put(&mut self.facts, key, yaml.into());
        self
    }

    /// Says the words of a part, such as `lead` or `actions`. The last word wins.
    pub fn part(&mut self, name: &str, words: impl Into<String>) -> &mut Self {
        put(&mut self.parts, name, words.into());
        self
    }

    /// The value of a fact.
    pub fn get(&self, key: &str) -> Option<&str> {
        get(&self.facts, key)
    }

    /// The words of a part.
    pub fn words(&self, name: &str) -> Option<&str> {
        get(&self.parts, name)
    }

    /// All facts, in the order in which they were stated.
    pub fn facts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.facts.iter().map(|(key, yaml)| (key.as_str(), yaml.as_str()))
    }

    /// All parts, in the order in which they were said.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts.iter().map(|(name, words)| (name.as_str(), words.as_str()))
    }
}

fn put(list: &mut Vec<(String, String)>, key: &str, value: String) {
    match list.iter_mut().find(|(k, _)| k == key) {
        Some((_, old)) => *old = value,
        None => list.push((key.to_owned(), value)),
    }
}

fn get<'a>(list: &'a [(String, String)], key: &str) -> Option<&'a str> {
    list.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str())
}
