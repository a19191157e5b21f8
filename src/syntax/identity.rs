//! What an item says, whatever the order of its clauses and lists, its place and its white space: two items with the same
//! identity say the same. Reasons, labels, comments and annotations are no part of it.

use std::fmt::Write;

use super::ast::{Arrow, Ast, Selector, SelectorId, Slice, Statement, Term, TermKind};
use super::clause::{head_rule, mode_rule};
use super::grammar::{self, Rule};
use crate::intern::Interner;

impl Ast {
    /// The identity of a statement: its head and clauses, with the members of each list in the order of their names.
    pub fn identity(&self, names: &Interner, statement: &Statement) -> String {
        let mut out = String::new();
        if let Some(expect) = &statement.expect {
            out.push_str(if expect.no { "expect no " } else { "expect " });
        }
        out.push_str(grammar::spelling(head_rule(statement.head)));
        let clause = |word: &str, selector: Option<SelectorId>, out: &mut String| {
            if let Some(selector) = selector {
                let members = self.members(names, self.selector(selector));
                write!(out, " {word} {members}").expect("text takes all");
            }
        };
        clause("", statement.subject, &mut out);
        self.chain(names, statement.hops, &mut out);
        clause(grammar::spelling(Rule::kw_to), statement.operations, &mut out);
        clause("data", statement.data, &mut out);
        for (rule, selector) in [
            (Rule::kw_for, statement.tasks),
            (Rule::kw_of, statement.services),
            (Rule::kw_via, statement.channels),
            (Rule::kw_serving, statement.audiences),
            (Rule::kw_at, statement.locations),
        ] {
            clause(grammar::spelling(rule), selector, &mut out);
        }
        let safeguards = self.safeguards[statement.safeguards.range()].iter().map(|it| {
            let operand = it.operand.map_or("", |it| names.name(it.symbol));
            format!(" when {} {operand}", names.name(it.word.symbol))
        });
        out.push_str(&sorted(safeguards.collect()).concat());
        if let Some(extras) = statement.extras.as_deref() {
            let figure = |it: &Option<(Box<str>, _)>| it.as_ref().map_or_else(String::new, |it| it.0.to_string());
            let level = extras.up_to.map_or("", |it| names.name(it.symbol));
            let mode = extras.mode.map_or("", |it| grammar::spelling(mode_rule(it.0)));
            let (within, share) = (figure(&extras.within), figure(&extras.share));
            write!(out, " up-to {level} {mode} within {within} share {share} {}", extras.onward.is_some())
                .expect("text takes all");
        }
        for (rule, date) in [(Rule::kw_from, statement.from), (Rule::kw_until, statement.until)] {
            if let Some(date) = date {
                write!(out, " {} {}", grammar::spelling(rule), date.day).expect("text takes all");
            }
        }
        out
    }

    /// The identity of a declaration: its noun and name, behind those of the declarations around it.
    pub fn path(&self, names: &Interner, declaration: u32) -> String {
        let around = std::iter::successors(Some(declaration), |&at| self.declarations[at as usize].parent);
        let mut parts: Vec<String> = around
            .map(|at| {
                let it = &self.declarations[at as usize];
                format!("{:?} {}", it.noun, names.name(it.name.symbol))
            })
            .collect();
        parts.reverse();
        parts.join(" / ")
    }

    fn chain(&self, names: &Interner, hops: Slice, out: &mut String) {
        for hop in &self.hops[hops.range()] {
            let arrow = match hop.arrow {
                Arrow::Start => "",
                Arrow::Forth => "->",
                Arrow::Both => "<->",
            };
            write!(out, " {arrow} {}", self.members(names, hop.units)).expect("text takes all");
        }
    }

    fn members(&self, names: &Interner, selector: Selector) -> String {
        let all = |slice: Slice| {
            sorted(self.terms[slice.range()].iter().map(|term| shown(names, *term)).collect()).join(", ")
        };
        let (terms, except) = (all(selector.terms), all(selector.except));
        if except.is_empty() { terms } else { format!("{terms} except {except}") }
    }
}

fn shown(names: &Interner, term: Term) -> String {
    let name = names.name(term.symbol);
    match term.kind {
        TermKind::Star => "*".to_owned(),
        TermKind::Word => name.to_owned(),
        TermKind::Quoted => format!("`{name}`"),
        TermKind::Tag => format!("#{name}"),
        TermKind::Field(field) => format!("{name}.{}", names.name(field)),
        TermKind::Fields => format!("{name}.*"),
    }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words.dedup();
    words
}
