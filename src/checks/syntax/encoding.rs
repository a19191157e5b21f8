//! `syntax/encoding`

use crate::check::rule;

rule! {
    /// A file with bytes that are not UTF-8 text.
    ///
    /// ## Why
    ///
    /// In another encoding the same bytes are other letters, and two names that look the same are not.
    /// Old editors on Windows save in Latin-1 or UTF-16 unless they are told otherwise.
    /// The file is read as far as it can be, so that what it declares is known, and no fix writes to it.
    ///
    /// Basis: the language itself: policies are UTF-8, with or without a byte order mark.
    ///
    /// ## Bad
    ///
    /// `<EB>` stands for the single byte EB, the ë of Latin-1.
    ///
    /// ```org
    /// channel Post { medium: letter }
    /// unit Financien "Financi<EB>n" { kind: back }
    ///
    /// responsible Financien for inform via Post
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter }
    /// unit Financien "Financiën" { kind: back }
    ///
    /// responsible Financien for inform via Post
    /// ```
    "syntax/encoding", Error, None
}
