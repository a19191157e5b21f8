//! A queue by the book, for the operators that cut its agents: Erlang C, written out.

/// The part of contacts that is answered within a time, which is given as a multiple of the handling time.
pub(super) fn answered(load: f64, agents: f64, within: f64) -> f64 {
    if agents <= load {
        return 0.0;
    }
    // Terms load^k / k! for fewer than all agents busy, and the term for all of them.
    let (mut sum, mut term, mut busy) = (0.0, 1.0, 0.0);
    while busy < agents {
        sum += term;
        busy += 1.0;
        term *= load / busy;
    }
    let all_busy = term * agents / (agents - load);
    let waits = all_busy / (sum + all_busy);
    1.0 - waits * (-(agents - load) * within).exp()
}
