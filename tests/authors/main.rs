//! What pattern authors rely on: findings with their places, examples that run, the schema, the starter, explanations.

mod check;
mod docs;
mod examples;
mod explain;
mod format;
mod schema;
mod support;
