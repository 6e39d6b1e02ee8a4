//! Quotations and reported speech to statements with their speakers; next stage: [`fact`](crate::fact).
//!
//! Quotations and the tags of `[speech]` go in. Around each word of saying the orders of the language are tried
//! ("quote cue speaker", "speaker cue that clause"); quotations that no word of saying claims are statements if they stand
//! as sentences of their own. Then, in the order of the text, speakers get their names and offices, and words that point
//! back get the speaker named last. Short quoted names, error messages and scare quotes are no statements.
//!
//! Work is done only around words of saying and quotations. Invariant: linear in the text; every look back or forward is
//! bounded by its sentence or by a constant.

mod anchor;
mod cast;
mod clause;
mod complete;
mod draft;
mod grammar;
mod order;
mod particle;
mod person;
mod phrase;
mod scene;
mod subject;
#[cfg(test)]
mod tests;

use crate::annotate::Annotation;
use crate::model::{Diagnostic, Statement};
use crate::pattern::Pack;
use anchor::Anchors;
use scene::Scene;

/// Finds who says what, by the start of the first part.
pub fn statements(text: &str, a: &Annotation, pack: &Pack) -> (Vec<Statement>, Vec<Diagnostic>) {
    let scene = Scene::new(text, a, pack);
    let anchors = Anchors::of(&scene);
    if anchors.0.is_empty() && scene.outer.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let drafts = draft::collect(&scene, &anchors);
    (complete::finish(&scene, drafts), Vec::new())
}
