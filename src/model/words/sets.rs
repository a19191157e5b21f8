//! Sets of words, a bit each.

use super::{Operation, Operations, Task, Tasks, Trait, Traits};

macro_rules! members {
    ($set:ident, $member:ident, $bits:ty) => {
        impl $member {
            pub fn bit(self) -> $set {
                $set(1 << self as u8)
            }
        }

        impl $set {
            pub const NONE: $set = $set(0);

            pub fn has(self, member: $member) -> bool {
                self.0 & member.bit().0 != 0
            }

            pub fn is_empty(self) -> bool {
                self.0 == 0
            }

            pub fn overlaps(self, other: $set) -> bool {
                self.0 & other.0 != 0
            }

            #[must_use]
            pub fn and(self, other: $set) -> $set {
                $set(self.0 & other.0)
            }

            #[must_use]
            pub fn or(self, other: $set) -> $set {
                $set(self.0 | other.0)
            }

            #[must_use]
            pub fn minus(self, other: $set) -> $set {
                $set(self.0 & !other.0)
            }

            pub fn iter(self) -> impl Iterator<Item = $member> {
                let mut left = self.0;
                std::iter::from_fn(move || {
                    let first = $member::ALL.get(left.trailing_zeros() as usize).copied();
                    left &= left.wrapping_sub(1);
                    first
                })
            }
        }

        impl FromIterator<$member> for $set {
            fn from_iter<T: IntoIterator<Item = $member>>(members: T) -> Self {
                members.into_iter().fold($set::NONE, |set, it| set.or(it.bit()))
            }
        }
    };
}

members!(Tasks, Task, u32);
members!(Operations, Operation, u8);
members!(Traits, Trait, u16);

impl Tasks {
    pub const ALL: Tasks = Tasks((1 << 19) - 1);
    /// The eight process tasks.
    pub const PROCESS: Tasks = Tasks(0xff);
}

impl Operations {
    pub const ALL: Operations = Operations(0x3f);
    /// `write`: all but `read`.
    pub const WRITE: Operations = Operations(0x3e);
}

impl Traits {
    /// What the class word `personal` selects: `personal` itself, `contact`, `special`, `payment`.
    pub const PERSONAL_DATA: Traits = Traits(
        1 << Trait::Personal as u16
            | 1 << Trait::Contact as u16
            | 1 << Trait::Special as u16
            | 1 << Trait::Payment as u16,
    );
    /// Data whose writing asks for an identity: personal data and authentic data.
    pub const CUSTOMER: Traits = Traits(Traits::PERSONAL_DATA.0 | 1 << Trait::Authentic as u16);
}
