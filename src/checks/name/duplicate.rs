//! `name/duplicate`

use crate::check::rule;

rule! {
    /// A name that is declared twice among things of the same kind, or that the language itself uses as a class.
    ///
    /// ## Why
    ///
    /// A policy is one name space over all its files.
    /// With two declarations of one name, nobody can say which of the two a statement means.
    /// Units, channels, locations, audiences and records have names of their own kind; themes and services share
    /// one.
    /// A class word such as `front` or `sync` can be a name only in backticks.
    ///
    /// Basis: the language itself: a name stands for one thing and everything in it.
    ///
    /// ## Bad
    ///
    /// ```org
    /// #- klantcontact.org
    /// unit Webcare "Webcare" { kind: front }
    /// channel Facebook { medium: social }
    /// responsible Webcare for inform via Facebook
    ///
    /// #- communicatie.org
    /// unit Webcare "Team webcare" { kind: staff }
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// #- klantcontact.org
    /// unit Webcare "Webcare" { kind: front }
    /// channel Facebook { medium: social }
    /// responsible Webcare for inform via Facebook
    ///
    /// #- communicatie.org
    /// unit Redactie "Team redactie" { kind: staff }
    /// supporting Redactie for inform via Facebook
    /// ```
    "name/duplicate", Error, None
}
