//! The words of the language that settings use, as the vocabulary spells them.

use crate::model::words::{Task, UnitKind};

pub(super) fn tasks() -> Vec<(String, Task)> {
    Task::ALL.iter().map(|&it| (it.word().to_owned(), it)).collect()
}

pub(super) fn kinds() -> Vec<(String, UnitKind)> {
    UnitKind::ALL.iter().map(|&it| (it.word().to_owned(), it)).collect()
}
