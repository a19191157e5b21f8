//! What a policy says of its organisation, in sentences: for a terminal, in Markdown, and the plain facts as JSON.

pub mod human;
pub mod json;
pub mod markdown;

mod advice;
mod prose;
mod sections;
mod words;
mod work;
