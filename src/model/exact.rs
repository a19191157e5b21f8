//! Fractions of whole numbers: what a policy states in decimals, and what follows from it by arithmetic alone. Two of them are
//! equal when the figures in the text are, however they were worked out.

use std::cmp::Ordering;
use std::iter::Sum;

/// A number from 0 on, exactly. Where it would take more than 128 bits above or below the line it is rounded to 63, and what is larger
/// than 63 bits is then as large as they can say: more than any number of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact {
    /// Above the line, and below it, in lowest terms.
    above: u128,
    below: u128,
}

impl Exact {
    pub const ZERO: Exact = Exact { above: 0, below: 1 };
    pub const ONE: Exact = Exact { above: 1, below: 1 };

    /// `above / below`; a fraction of nothing is taken as one of 1.
    pub const fn of(above: u128, below: u128) -> Self {
        let below = if below == 0 { 1 } else { below };
        let common = gcd(above, below);
        Exact { above: above / common, below: below / common }
    }

    /// So many hundredths.
    pub fn percent(percent: u32) -> Self {
        Self::of(percent.into(), 100)
    }

    /// The nearest float.
    #[expect(clippy::cast_precision_loss, reason = "the nearest float is asked for")]
    pub fn value(self) -> f64 {
        self.above as f64 / self.below as f64
    }

    #[must_use]
    pub fn times(self, other: impl Into<Exact>) -> Self {
        let other = other.into();
        let (one, two) = (gcd(self.above, other.below), gcd(other.above, self.below));
        let above = (self.above / one).checked_mul(other.above / two);
        let below = (self.below / two).checked_mul(other.below / one);
        match (above, below) {
            (Some(above), Some(below)) => Exact { above, below },
            _ => self.rounded().times(other.rounded()),
        }
    }

    /// `None` where the other is nothing.
    pub fn divided_by(self, other: impl Into<Exact>) -> Option<Self> {
        let other = other.into();
        (other.above > 0).then(|| self.times(Exact { above: other.below, below: other.above }))
    }

    #[must_use]
    pub fn plus(self, other: impl Into<Exact>) -> Self {
        let other = other.into();
        let sum = self.on_one_line(other).and_then(|(one, two, below)| Some(Self::of(one.checked_add(two)?, below)));
        sum.unwrap_or_else(|| self.rounded().plus(other.rounded()))
    }

    /// Nothing where the other is more.
    #[must_use]
    pub fn less(self, other: impl Into<Exact>) -> Self {
        let other = other.into();
        match self.on_one_line(other) {
            Some((one, two, below)) => Self::of(one.saturating_sub(two), below),
            None => self.rounded().less(other.rounded()),
        }
    }

    /// Rounded up to a whole number; `None` from 2³² on.
    pub fn rounded_up(self) -> Option<u32> {
        u32::try_from(self.above.div_ceil(self.below)).ok()
    }

    /// The next whole number above it; `None` from 2³² on.
    pub fn next(self) -> Option<u32> {
        u32::try_from((self.above / self.below).checked_add(1)?).ok()
    }

    /// Both above one line, and what is below it.
    fn on_one_line(self, other: Exact) -> Option<(u128, u128, u128)> {
        let common = gcd(self.below, other.below);
        let (left, right) = (other.below / common, self.below / common);
        Some((self.above.checked_mul(left)?, other.above.checked_mul(right)?, self.below.checked_mul(left)?))
    }

    /// The same to 63 bits, so that two of them can be multiplied and added.
    fn rounded(self) -> Self {
        let bits = 128 - self.above.max(self.below).leading_zeros();
        let away = bits.saturating_sub(63);
        Self::of(self.above >> away, (self.below >> away).max(1))
    }
}

const fn gcd(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl From<u32> for Exact {
    fn from(number: u32) -> Self {
        Exact { above: number.into(), below: 1 }
    }
}

impl Ord for Exact {
    /// By the whole parts, then by what is left, the other way up: no product is needed, and nothing can be too large.
    fn cmp(&self, other: &Self) -> Ordering {
        let ((mut a, mut b), (mut c, mut d)) = ((self.above, self.below), (other.above, other.below));
        let mut turned = false;
        loop {
            let order = (a / b).cmp(&(c / d)).then_with(|| match (a % b, c % d) {
                (0, 0) => Ordering::Equal,
                (0, _) => Ordering::Less,
                (_, 0) => Ordering::Greater,
                _ => Ordering::Equal,
            });
            if order != Ordering::Equal || a % b == 0 {
                return if turned { order.reverse() } else { order };
            }
            ((a, b), (c, d)) = ((b, a % b), (d, c % d));
            turned = !turned;
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(all: I) -> Self {
        all.fold(Exact::ZERO, Exact::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::Exact;

    /// Every pair of small fractions against whole numbers.
    #[test]
    fn fractions_agree_with_whole_numbers() {
        let all = || (0..13_u128).flat_map(|above| (1..13_u128).map(move |below| (above, below)));
        for ((a, b), (c, d)) in all().flat_map(|one| all().map(move |other| (one, other))) {
            let (one, other) = (Exact::of(a, b), Exact::of(c, d));
            assert_eq!(one.cmp(&other), (a * d).cmp(&(c * b)), "{a}/{b} {c}/{d}");
            assert_eq!(one.times(other), Exact::of(a * c, b * d));
            assert_eq!(one.plus(other), Exact::of(a * d + c * b, b * d));
            assert_eq!(one.less(other), Exact::of((a * d).saturating_sub(c * b), b * d));
            assert_eq!(one.divided_by(other), (c > 0).then(|| Exact::of(a * d, b * c)));
            assert_eq!(u128::from(one.rounded_up().expect("a small number")), a.div_ceil(b));
            assert_eq!(u128::from(one.next().expect("a small number")), a / b + 1);
        }
    }

    #[test]
    fn the_nearest_float_is_that_of_the_text() {
        for (above, below, is) in [(999, 1000, 0.999), (1, 10, 0.1), (45, 10, 4.5), (2, 3, 2.0 / 3.0), (0, 7, 0.0)] {
            assert_eq!(Exact::of(above, below).value().to_bits(), f64::to_bits(is));
        }
    }

    /// Rounded numbers stay near, and nothing panics.
    #[test]
    fn large_numbers_are_near() {
        let numbers = [1, 3, 1_u128 << 64, (1 << 64) + 1, u128::MAX / 3, u128::MAX - 1, u128::MAX];
        let all = || numbers.into_iter().flat_map(|above| numbers.map(|below| Exact::of(above, below)));
        for (one, other) in all().flat_map(|one| all().map(move |other| (one, other))) {
            let wanted = one.value() + other.value();
            if wanted < 1e18 {
                let sum = one.plus(other).value();
                assert!((sum - wanted).abs() <= 1e-15 * wanted.max(1.0), "{one:?} {other:?} {sum}");
                assert!(one.less(other) <= one.plus(other), "{one:?} {other:?}");
            } else {
                assert!(one.plus(other) > u32::MAX.into(), "{one:?} {other:?}");
            }
            let product = one.value() * other.value();
            let within = (1e-15..1e15).contains(&product) && (1e-15..1e15).contains(&one.value());
            let near = (one.times(other).value() / product - 1.0).abs() < 1e-3;
            assert!(!within || near, "{one:?} {other:?}");
            assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
        }
    }
}
