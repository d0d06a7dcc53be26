//! Lines that start in the wrong column.

use super::around::{Around, Line};
use crate::finding::{Code, Finding};

impl<'a> Around<'a> {
    pub(super) fn tab(&self) -> Option<Finding> {
        let after = self.slice[self.offset..].find('\n').map(|n| self.line(self.offset + n + 1));
        let line = self
            .near()
            .chain(after)
            .find(|line| line.text[..line.indent()].contains(|c: char| c != ' ' && c.is_whitespace()))?;
        if !line.text[..line.indent()].contains('\t') {
            return Some(
                Finding::stop(
                    Code::YamlSyntax,
                    self.span(line, 0, line.text.len()),
                    "This line is indented with a blank that is not the one of the space bar.",
                )
                .help("Write the blanks at its beginning again: two for each level."),
            );
        }
        Some(
            Finding::stop(Code::YamlTab, self.whole(line), "This line is indented with a tab.")
                .help("Use spaces: two for each level."),
        )
    }

    /// `  name: API` below `  - id: api`.
    pub(super) fn beside_item(&self, info: &str) -> Option<Finding> {
        let line = self.this_or_last();
        let above = self.above(line).next().filter(Line::is_item)?;
        (info.contains("'-' indicator") && line.indent() == above.indent()).then(|| {
            Finding::stop(
                Code::YamlSyntax,
                self.whole(line),
                "This line stands below the dash of a list, and belongs below the words behind it.",
            )
            .help("Start it two blanks further in.")
        })
    }

    /// A line that starts in a column in which none above it does.
    pub(super) fn uneven(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let mut nearest: Option<Line<'a>> = None;
        for above in self.above(line) {
            let inner = above.text.len() - above.words().len();
            if above.indent() == line.indent() || inner == line.indent() {
                return None;
            }
            if above.indent() < line.indent() {
                break;
            }
            if nearest.is_none_or(|nearest| above.indent() < nearest.indent()) {
                nearest = Some(above);
            }
        }
        let nearest = nearest?;
        Some(
            Finding::stop(
                Code::YamlSyntax,
                self.span(line, 0, line.text.len()),
                "This line starts in another column than the lines above it.",
            )
            .help(format!(
                "Lines that belong together start in the same column. `{}` above it has {} in front.",
                nearest.text.trim_start().chars().take(30).collect::<String>().trim_end(),
                match nearest.indent() {
                    1 => "1 blank".to_owned(),
                    n => format!("{n} blanks"),
                }
            )),
        )
    }

    /// `kind: - x`, or `- x` between keys.
    pub(super) fn item_beside_key(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let beside =
            line.text.split_once(": ").is_some_and(|(_, value)| value.trim_start().starts_with("- "));
        let between = line.text.trim_start().starts_with("- ");
        (beside || between).then(|| {
            Finding::stop(Code::YamlSyntax, self.whole(line), "A list cannot start here.").help(
                "Put each item on a line of its own below its key: `  - first`. Or write `key: [first, second]`. A \
                 value that only begins with a dash needs quotes.",
            )
        })
    }

    /// A line that is deeper than the complete line before it.
    pub(super) fn indented_too_far(&self) -> Option<Finding> {
        let line = self.this_or_last();
        let mut lines = self.above(line);
        let before = lines.next()?;
        let complete = before.parts().0.is_some() && !before.parts().1.is_empty();
        if !complete || line.indent() <= before.indent() {
            return None;
        }
        let finding =
            |message: &str| Finding::stop(Code::YamlSyntax, self.span(line, 0, line.text.len()), message);
        // The line before may be the one that is not deep enough.
        if let Some(parent) = lines.next()
            && let (Some(key), "") = parent.parts()
            && parent.indent() == before.indent()
        {
            return Some(
                finding("This line and the one before it start in different columns.").help(format!(
                    "What belongs to `{key}` starts two blanks further in than `{key}`, all of it in one column."
                )),
            );
        }
        Some(
            finding("This line is indented further than the one before it, which is complete.")
                .help("Start it in the same column as the line before."),
        )
    }
}
