//! Text to tokens and sentences; next stage: [`annotate`](crate::annotate).

pub mod fold;
pub mod sentence;
pub mod token;

pub use fold::Fold;
pub use sentence::{Sentence, split};
pub use token::{
    Caps, Class, Token, Words, closes_bracket, is_caseless, is_comma, is_dash, opens_bracket,
    tokenise,
};
