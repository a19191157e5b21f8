//! Rights, prohibitions and needs by the data they are about: of thousands about one record, a right asks only those about its
//! fields.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::syntax::ast::Head;

use super::Space;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::set::SetId;

/// Claims, each with its group, in the order of the groups.
type Grouped = Vec<(GroupId, ClaimId)>;

/// Rights, prohibitions and needs by field, those of many fields without one.
#[derive(Debug, Default)]
pub struct ByData(OnceCell<FxHashMap<(Head, Option<u32>), Grouped>>);

/// A claim of more fields than this is listed apart; about more services than this, groups are not asked.
const NARROW: u32 = 32;

/// So few claims are looked through as they are.
const FEW: usize = 16;

impl Space<'_> {
    /// The rights, prohibitions or needs that may be about some fields and services, by the shortest list; in order.
    pub(super) fn about(&self, head: Head, fields: SetId, services: SetId) -> Vec<ClaimId> {
        let of_head = self.groups.with_head(head);
        if of_head.len() <= FEW {
            return of_head.to_vec();
        }
        let groups = (self.sets.len(services) <= NARROW).then(|| self.groups.meeting(&self.sets, services));
        let by_service = groups.as_ref().and_then(|groups| self.lists_of(head, groups));
        let few = by_service.as_ref().is_some_and(|it| it.iter().map(|list| list.len()).sum::<usize>() <= FEW);
        let wide = self.sets.len(fields) > NARROW;
        let mut out = match by_service {
            Some(lists) if few || wide => lists.concat(),
            _ if wide => return of_head.to_vec(),
            _ => self.about_fields(head, fields, groups.as_deref()),
        };
        out.sort_unstable();
        out.dedup();
        out
    }

    fn lists_of(&self, head: Head, groups: &[GroupId]) -> Option<Vec<&[ClaimId]>> {
        let lists = groups.iter().map(|&group| match head {
            Head::Allow => Some(self.groups.allows(group)),
            Head::Forbid => Some(self.groups.forbids(group)),
            _ => None,
        });
        lists.collect()
    }

    /// Of each field, the claims of some groups.
    fn about_fields(&self, head: Head, fields: SetId, groups: Option<&[GroupId]>) -> Vec<ClaimId> {
        let index = self.by_data.0.get_or_init(|| self.index_by_data());
        let mut out = Vec::new();
        for field in self.sets.members(fields).map(Some).chain([None]) {
            let Some(list) = index.get(&(head, field)) else { continue };
            match groups {
                Some(groups) if list.len() > groups.len() => {
                    for &group in groups {
                        let start = list.partition_point(|&(other, _)| other < group);
                        let of_group = list[start..].iter().take_while(|&&(other, _)| other == group);
                        out.extend(of_group.map(|&(_, id)| id));
                    }
                }
                _ => out.extend(list.iter().map(|&(_, id)| id)),
            }
        }
        out
    }

    fn index_by_data(&self) -> FxHashMap<(Head, Option<u32>), Grouped> {
        let mut out: FxHashMap<(Head, Option<u32>), Grouped> = FxHashMap::default();
        for head in [Head::Allow, Head::Forbid, Head::Need] {
            for (id, claim) in self.claims_with(head) {
                let of_group = (self.groups.group(claim.services).expect("every claim has a group"), id);
                if self.sets.len(claim.fields) > NARROW {
                    out.entry((head, None)).or_default().push(of_group);
                    continue;
                }
                for field in self.sets.members(claim.fields) {
                    out.entry((head, Some(field))).or_default().push(of_group);
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is put in order by itself")]
        for claims in out.values_mut() {
            claims.sort_unstable();
        }
        out
    }
}
