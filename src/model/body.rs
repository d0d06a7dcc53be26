//! The words of an update, taken apart: sections, questions, answers, actions.
//! The text itself stays in its file; sections are ranges of it.

use super::time::Instant;
use super::{Action, ActionTaken, named};
use crate::source::{Excerpt, Span, Spanned};

named! {
    /// The headings that mean something. Their wording is the language's.
    Known, "heading" {
        /// What readers notice.
        Impact = "impact",
        /// What is certain.
        Know = "know",
        /// What is not known yet.
        Unknowns = "unknowns",
        /// Answers to earlier questions.
        Answers = "answers",
        /// What we are doing and have done.
        Doing = "doing",
        /// What readers should do.
        Actions = "actions",
        /// What we got wrong.
        Wrong = "wrong",
        /// Where to ask.
        Questions = "questions",
    }
}

/// One section: a heading and the text below it.
#[derive(Debug, Clone)]
pub struct Section {
    /// What it means, if the heading is known.
    pub known: Option<Known>,
    /// The heading as written.
    pub heading: Excerpt,
    /// The text below the heading.
    pub text: Span,
}

/// A question that is open.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its number in the incident.
    pub number: Spanned<u32>,
    /// When an answer is promised.
    pub by: Option<Instant>,
    /// The question, as Markdown.
    pub text: Excerpt,
}

/// The answer to a question.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The number of the question.
    pub number: Spanned<u32>,
    /// The answer, or the reason why there cannot be one; Markdown.
    pub text: Excerpt,
    /// Whether the question can be answered at all.
    pub knowable: bool,
}

/// Something found in a list of a known section.
#[derive(Debug, Clone)]
pub enum Item {
    /// Under "What we don't know yet".
    Question(Question),
    /// Under "Answers".
    Reply(Reply),
    /// Under "What you should do".
    Action(Action),
    /// Under "What we are doing".
    Taken(ActionTaken),
}

/// The words of one update.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The whole of it.
    pub whole: Option<Span>,
    /// Text before the first heading.
    pub lead: Option<Span>,
    /// The sections, in order.
    pub sections: Box<[Section]>,
    /// Open questions.
    pub questions: Box<[Question]>,
    /// Answers.
    pub replies: Box<[Reply]>,
    /// What readers should do.
    pub actions: Box<[Action]>,
    /// What we did.
    pub taken: Box<[ActionTaken]>,
    /// Whether the section on unknowns says in words that nothing is open.
    pub nothing_open: bool,
    /// Files beside the update that it shows.
    pub images: Box<[Spanned<Excerpt>]>,
}
