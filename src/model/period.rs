//! Time divided at the days that any statement or declaration names.

use super::{Days, Model};

/// The periods from `as_of` on, in order: the first begins at `as_of`, the last is open. At least one.
pub fn periods(model: &Model, as_of: i32) -> Vec<Days> {
    let mut cuts = Vec::new();
    let mut cut = |days: Days| {
        if days.first > as_of {
            cuts.push(days.first);
        }
        if days.last >= as_of && days.last < i32::MAX {
            cuts.push(days.last + 1);
        }
    };
    for statement in &model.statements {
        cut(statement.days);
    }
    for thing in model.things() {
        cut(thing.exists);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut first = as_of;
    let mut periods: Vec<Days> = Vec::with_capacity(cuts.len() + 1);
    for next in cuts {
        periods.push(Days { first, last: next - 1 });
        first = next;
    }
    periods.push(Days { first, last: i32::MAX });
    periods
}

#[cfg(test)]
mod tests {
    use super::periods;
    use crate::finding::Finding;
    use crate::intern::Interner;
    use crate::model::{Days, Model, Resolved, build};
    use crate::source::Sources;
    use crate::syntax::ast::Ast;

    fn model(days: &[(i32, i32)]) -> Model {
        let mut findings: Vec<Finding> = Vec::new();
        let mut model = build(Ast::default(), Interner::default(), &Sources::default(), &mut findings);
        model.statements =
            days.iter().map(|&(first, last)| Resolved { days: Days { first, last }, ..Resolved::default() }).collect();
        model
    }

    #[test]
    fn a_policy_without_dates_has_one_open_period() {
        assert_eq!(periods(&model(&[]), 100), [Days { first: 100, last: i32::MAX }]);
    }

    #[test]
    fn cuts_divide_time_from_as_of_on() {
        let model = model(&[(50, 120), (121, 130), (i32::MIN, 99), (100, i32::MAX), (i32::MIN, 100)]);
        let found: Vec<(i32, i32)> = periods(&model, 100).iter().map(|it| (it.first, it.last)).collect();
        assert_eq!(found, [(100, 100), (101, 120), (121, 130), (131, i32::MAX)]);
    }
}
