//! Names as numbers: every spelling is kept once.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A name in Unicode NFC. Two names are equal when their symbols are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub u32);

/// The table of all names of one policy. A name's symbol is its place in it.
#[derive(Debug, Default)]
pub struct Interner {
    names: IndexSet<Box<str>, FxBuildHasher>,
}

impl Interner {
    /// The symbol of a name, which is brought to NFC first.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if name.is_ascii() || is_nfc_quick(name.chars()) == IsNormalized::Yes {
            self.intern_normal(name)
        } else {
            self.intern_normal(&name.nfc().collect::<String>())
        }
    }

    fn intern_normal(&mut self, name: &str) -> Symbol {
        let place = self.names.get_index_of(name).unwrap_or_else(|| self.names.insert_full(name.into()).0);
        Symbol(crate::source::offset(place))
    }

    /// The symbol of a name that is already in the table.
    pub fn get(&self, name: &str) -> Option<Symbol> {
        self.names.get_index_of(name).map(|place| Symbol(crate::source::offset(place)))
    }

    pub fn name(&self, symbol: Symbol) -> &str {
        &self.names[symbol.0 as usize]
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
