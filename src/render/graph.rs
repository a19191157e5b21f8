//! Graphs as text of several formats. Each writes the same graph; `style` says what kinds look like in all of them.

pub mod style;
