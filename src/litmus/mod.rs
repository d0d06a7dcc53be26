//! The litmus test of one incident: each question that readers ask of a crisis
//! as done, owed or missing; what a reader takes away from the page; and the
//! record of how well we kept our word.
//!
//! Everything here is made from the board alone, so that it holds nothing that
//! the page could not hold.

mod reader;
mod record;
mod score;
pub mod text;

pub use reader::{Advice, Reader};
pub use record::{Record, Standing};
pub use score::{Asked, Row, Verdict};

use crate::view::{Board, IncidentView};
use crate::words::Words;

/// The score card of one incident.
#[derive(Debug, Clone)]
pub struct Card {
    /// One row for each question.
    pub rows: Vec<Row>,
    /// What a reader takes away.
    pub reader: Reader,
}

impl Card {
    /// The card of an incident of the board.
    pub fn new(board: &Board<'_>, incident: &IncidentView<'_>, words: &Words) -> Self {
        Self { rows: score::rows(board, incident), reader: reader::reader(board, incident, words) }
    }

    /// The row of a question.
    pub fn row(&self, asked: Asked) -> Option<&Row> {
        self.rows.iter().find(|row| row.asked == asked)
    }
}

/// The record as JSON, ending in a newline.
pub fn json(record: &Record<'_>) -> String {
    let mut json = serde_json::to_string_pretty(record).unwrap_or_default();
    json.push('\n');
    json
}
