//! A realistic policy of a given number of statements from a seed: the same text on every machine. It is clean but for
//! a planted mistake in about one statement in a thousand.

mod fault;
mod places;
mod records;
mod rng;
mod service;
mod shared;
mod sheet;
mod sizes;
mod theme;
mod units;
mod words;

use std::fs;
use std::io;
use std::path::Path;

use places::Places;
use rng::Rng;
use sheet::Sheet;
use sizes::Sizes;
use theme::Theme;
use units::Units;

pub(crate) struct Estate {
    /// Paths under the root and their text, in the order of their making.
    files: Vec<(String, String)>,
    statements: usize,
}

impl Estate {
    /// An estate of `statements` statements, at least 500.
    pub(crate) fn new(statements: usize, seed: u64) -> Self {
        let sizes = Sizes::of(statements.max(500));
        let places = Places::new(sizes, &mut Rng::new(seed));
        let units = Units::new(sizes);
        let shared = [
            ("gedeeld/frontoffice.org", shared::fronts(sizes, &places)),
            ("gedeeld/balies.org", shared::counters(sizes, &places)),
            ("gedeeld/ondersteuning.org", shared::offices(sizes)),
        ];
        let mut themes: Vec<Theme<'_>> =
            (0..sizes.themes).map(|number| Theme::new(number, sizes, seed, &places, &units)).collect();
        let said = shared.iter().map(|(_, sheet)| sheet.statements()).sum::<usize>();
        fill(&mut themes, sizes.statements.saturating_sub(said), &mut Rng::part(seed, usize::MAX));

        let mut estate = Self { files: Vec::new(), statements: 0 };
        estate.add("organisatie.org", organisation());
        estate.add("locaties.org", places.write_locations());
        estate.add("doelgroepen.org", places.write_audiences());
        estate.add("kanalen.org", places.write_channels());
        estate.add("gegevens.org", records());
        estate.add("eenheden/gedeeld.org", units.write_shared(&places));
        for directorate in &units.directorates {
            estate.add(&format!("eenheden/{}.org", directorate.name.to_lowercase()), directorate.write());
        }
        for (path, sheet) in shared {
            estate.add(path, sheet);
        }
        for theme in &themes {
            estate.add(&format!("themas/{}.org", theme.name.to_lowercase()), theme.write());
        }
        estate
    }

    pub(crate) fn statements(&self) -> usize {
        self.statements
    }

    pub(crate) fn bytes(&self) -> usize {
        self.files.iter().map(|(_, text)| text.len()).sum()
    }

    /// Writes the policy with its `loket.toml` into a directory, which is made where it does not exist.
    pub(crate) fn write(&self, to: &Path) -> io::Result<()> {
        fs::create_dir_all(to)?;
        fs::write(to.join("loket.toml"), SETTINGS)?;
        for (path, text) in &self.files {
            let path = to.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, text)?;
        }
        Ok(())
    }

    fn add(&mut self, path: &str, sheet: Sheet) {
        self.statements += sheet.statements();
        self.files.push((path.to_owned(), sheet.into_text()));
    }
}

/// Says more about services, evenly, until there are `wanted` statements in all themes.
fn fill(themes: &mut [Theme<'_>], wanted: usize, rng: &mut Rng) {
    let mut missing = wanted.saturating_sub(themes.iter().map(Theme::count).sum());
    let mut round = rng.below(theme::FILLERS);
    while missing > 0 {
        for (place, theme) in themes.iter_mut().enumerate() {
            for service in 0..theme.services.len() {
                if missing == 0 {
                    return;
                }
                theme.add(service, round + place + service);
                missing -= 1;
            }
        }
        round += 1;
    }
}

fn organisation() -> Sheet {
    let mut sheet = Sheet::default();
    sheet.line("// The organisation that this policy is about.");
    sheet.line("organisation Duinrade \"Gemeente Duinrade\" {");
    sheet.line("  residents: 84_500");
    sheet.line("  as-of: 2026-11-01");
    sheet.line("}");
    sheet
}

fn records() -> Sheet {
    let mut sheet = Sheet::default();
    sheet.line(records::RECORDS);
    sheet
}

const SETTINGS: &str = "\
[policy]
name = \"Duinrade\"

[requirements]
aspects = [\"policy\", \"content\", \"steering\", \"capacity\"]
";
