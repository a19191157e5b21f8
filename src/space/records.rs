//! Data over time: when records exist, and which of their fields nobody may write then.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::RecordId;
use crate::model::words::{Operations, Trait};
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::products;
use super::region::RegionId;
use super::set::SetId;

impl Space<'_> {
    /// The periods in which the record of some of these fields exists.
    pub(super) fn periods_of_fields(&self, fields: SetId) -> SetId {
        if fields.is_empty() {
            return SetId::EMPTY;
        }
        if !self.sets.is_subset(fields, self.dimensions.passing_fields) {
            return self.dimensions.all_periods;
        }
        self.by_existence(fields).into_iter().fold(SetId::EMPTY, |all, (_, periods)| self.sets.union(all, periods))
    }

    /// Fields by the periods in which their records exist.
    pub(super) fn by_existence(&self, fields: SetId) -> Vec<(SetId, SetId)> {
        if self.sets.disjoint(fields, self.dimensions.passing_fields) {
            return vec![(fields, self.dimensions.all_periods)];
        }
        let records = self.model.records.iter().filter_map(|record| {
            let own = self.sets.intersection(fields, self.sets.run(record.first_field, record.fields_end));
            let exists = self.dimensions.periods_within(&self.sets, record.thing.exists);
            (!own.is_empty()).then_some((own, exists))
        });
        records.collect()
    }

    /// Pairs `field * periods + period` of a product.
    pub(super) fn field_periods(&self, fields: SetId, periods: SetId) -> SetId {
        let width = crate::source::offset(self.dimensions.periods.len());
        if periods == self.dimensions.all_periods {
            let runs = self.sets.runs(fields);
            return self.sets.from_runs(runs.iter().map(|&(start, end)| (start * width, end * width)).collect());
        }
        let mut runs = Vec::new();
        for field in self.sets.members(fields) {
            let base = field * width;
            runs.extend(self.sets.runs(periods).iter().map(|&(start, end)| (base + start, base + end)));
        }
        self.sets.from_runs(runs)
    }

    /// The fields of some records that may be seen, and whether there are others: special data need not be seen.
    pub fn fields_seen(&self, records: &[RecordId]) -> (SetId, bool) {
        let all = records.iter().map(|id| &self.model.records[id.at()]);
        let all = all.fold(SetId::EMPTY, |all, it| self.sets.union(all, self.sets.run(it.first_field, it.fields_end)));
        let special = self.fields_with(all, Trait::Special);
        (self.sets.difference(all, special), !special.is_empty())
    }

    /// The `forbid`s but for which some fields could be written in some periods: none where no `allow` gives that in each of them.
    pub fn forbidding_writers(&self, fields: SetId, periods: SetId) -> Vec<ClaimId> {
        let dimensions = &self.dimensions;
        let moments = dimensions.moments(&self.sets, dimensions.all_audiences, periods);
        let region = self.regions.product(dimensions.all_touchpoints, moments);
        let (units, keys) = (dimensions.all_units, self.writing_keys(fields));
        let cells = Chunk { units, keys, services: dimensions.all_services, region };
        let mut given = Vec::new();
        let mut pairs = SetId::EMPTY;
        for allow in self.about(Head::Allow, fields, dimensions.all_services) {
            let Some(part) = self.both(self.right_chunk(allow), cells) else { continue };
            let fields = self.sets.intersection(self.claim(allow).fields, fields);
            let periods = self.sets.intersection(self.claim_periods(self.claim(allow)), periods);
            pairs = self.sets.union(pairs, self.field_periods(fields, periods));
            given.push(part);
        }
        if !self.sets.is_subset(self.field_periods(fields, periods), pairs) {
            return Vec::new();
        }
        let mut forbids = self.forbids_of(cells);
        forbids.retain(|&id| given.iter().any(|&part| self.both(part, self.right_chunk(id)).is_some()));
        forbids
    }

    /// Fields that nobody may write, record by record (but for those of catalogues), and the periods in which nobody may.
    pub fn unwritable_fields(&self) -> Vec<(SetId, SetId)> {
        let rights = self.rights();
        let writing = self.keys_of(Operations::WRITE, self.dimensions.all_fields);
        let mut known: FxHashMap<(SetId, RegionId), SetId> = FxHashMap::default();
        let mut by_periods: FxHashMap<SetId, SetId> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for chunk in rights.allows.iter().flat_map(|&allow| rights.effective(allow)) {
            let lasts = !self.sets.is_subset(chunk.services, self.dimensions.passing);
            let services = if lasts { SetId::EMPTY } else { chunk.services };
            let then = || self.periods_in(chunk.services, chunk.region);
            let periods = *known.entry((services, chunk.region)).or_insert_with(then);
            if !seen.insert((chunk.keys, periods)) {
                continue;
            }
            let keys = self.sets.intersection(chunk.keys, writing);
            let written = by_periods.entry(periods).or_insert(SetId::EMPTY);
            for (_, fields) in self.dimensions.operations_and_fields(&self.sets, keys) {
                *written = self.sets.union(*written, fields);
            }
        }
        let written = by_periods
            .into_iter()
            .flat_map(|(periods, fields)| self.sets.runs(self.field_periods(fields, periods)).to_vec());
        let written = self.sets.from_runs(written.collect());
        let width = crate::source::offset(self.dimensions.periods.len());
        let mut out = Vec::new();
        for record in self.model.records.iter().filter(|it| !it.thing.catalog) {
            let own = self.sets.run(record.first_field, record.fields_end);
            let exists = self.dimensions.periods_within(&self.sets, record.thing.exists);
            let left = self.sets.difference(self.field_periods(own, exists), written);
            out.extend(products(&self.sets, left, width));
        }
        out
    }
}
