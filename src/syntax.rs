//! Text to tree: never fails. What is no item becomes a finding, and everything sound around it is kept.

pub mod ast;
