//! A text with places for values.

/// A pattern such as `{day} {month} {year}`, taken apart once.
#[derive(Debug, Default)]
pub(super) struct Pattern(pub(super) Vec<Piece>);

#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    /// Which of the values.
    Value(usize),
}

impl Pattern {
    pub(super) fn new(text: &str, names: &[&str]) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        let next = |rest: &str| {
            let found = names.iter().enumerate().filter_map(|(at, name)| Some((rest.find(name)?, at)));
            found.min()
        };
        while let Some((start, at)) = next(rest) {
            pieces.push(Piece::Text(rest[..start].to_owned()));
            pieces.push(Piece::Value(at));
            rest = &rest[start + names[at].len()..];
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Self(pieces)
    }

    /// Appends the pattern with its values, which are in the order of its names.
    pub(super) fn fill(&self, values: &[impl AsRef<str>], out: &mut String) {
        for piece in &self.0 {
            out.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Value(at) => values.get(*at).map_or("", AsRef::as_ref),
            });
        }
    }
}
