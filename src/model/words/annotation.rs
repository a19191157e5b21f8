//! What annotations are called, and their arguments.

/// What stands before an item with an `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Annotation {
    Accept,
    Source,
    Id,
    Review,
    Rule,
}

/// The named arguments of annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Argument {
    Until,
    Because,
    By,
    Level,
    Help,
}
