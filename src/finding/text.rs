//! Findings as text for a terminal: the sentence, the file, the line with a
//! marker, what a reader would see, and what to write.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Place, Weight};
use crate::source::Sources;

/// Renders one finding. `colour` switches escape codes on; `prefix` is put
/// before paths, so that they can be opened from where the command runs.
pub fn render(finding: &Finding, sources: &Sources, prefix: &str, colour: bool) -> String {
    let title = level(finding.weight).primary_title(finding.message.as_str()).id(finding.code.name());
    let path_of = |path: &str| format!("{prefix}{path}");

    let mut group = match &finding.place {
        Place::Span(span) => {
            let source = sources.get(span.file);
            let snippet = Snippet::source(source.text.as_str())
                .path(path_of(&source.path))
                .annotation(AnnotationKind::Primary.span(visible(source.text.as_str(), span.range())));
            Group::with_title(title).element(snippet)
        }
        Place::Path(path) => Group::with_title(title).element(annotate_snippets::Origin::path(path_of(path))),
    };
    if let Some((span, text)) = &finding.related {
        let source = sources.get(span.file);
        group = group.element(Snippet::source(source.text.as_str()).path(path_of(&source.path)).annotation(
            AnnotationKind::Context.span(visible(source.text.as_str(), span.range())).label(text.as_str()),
        ));
    }
    finish(finding, group, colour)
}

/// Renders a finding in words that are in no file yet: `place` says where the writer said them.
pub fn render_at(finding: &Finding, place: &str, words: &str, colour: bool) -> String {
    let title = level(finding.weight).primary_title(finding.message.as_str()).id(finding.code.name());
    let mut group = Group::with_title(title).element(annotate_snippets::Origin::path(place));
    if !words.is_empty() {
        group = group.element(Level::NOTE.with_name("words").message(words));
    }
    finish(finding, group, colour)
}

fn level(weight: Weight) -> Level<'static> {
    match weight {
        Weight::Stop => Level::ERROR.with_name("stop"),
        Weight::Fix => Level::WARNING.with_name("fix"),
        Weight::Hint => Level::INFO.with_name("hint"),
    }
}

/// What readers would see, and what to write.
fn finish<'f>(finding: &'f Finding, mut group: Group<'f>, colour: bool) -> String {
    if let Some(reader) = &finding.reader {
        group = group.element(Level::NOTE.with_name("readers").message(reader.as_str()));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.with_name("write").message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

/// A range that has something to mark, on character boundaries and on one line.
fn visible(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let mut start = range.start.min(text.len());
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if let Some(newline) = text[start..end].find('\n') {
        end = start + newline;
    }
    start..end
}
