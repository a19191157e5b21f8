//! Short codes for heads that are too long for their columns.

use rustc_hash::FxHashSet;

/// How long a code should be.
const LENGTH: usize = 3;

/// A code for each name, no two the same: its capitals where it has several, else its first letters, with a figure where needed.
pub(super) fn codes<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut out = Vec::new();
    for name in names {
        let wish = wish(name);
        let mut code = wish.clone();
        let mut number = 2;
        while !taken.insert(code.clone()) {
            code = format!("{wish}{number}");
            number += 1;
        }
        out.push(code);
    }
    out
}

fn wish(name: &str) -> String {
    let letters: Vec<char> = name.chars().filter(|it| it.is_alphanumeric()).collect();
    let starts = name.split(|it: char| !it.is_alphanumeric()).filter_map(|word| word.chars().next());
    let capitals: Vec<char> = letters.iter().copied().filter(|it| it.is_uppercase()).collect();
    let starts: Vec<char> = starts.collect();
    let chosen = if capitals.len() > 1 {
        capitals
    } else if starts.len() > 1 {
        starts
    } else {
        letters
    };
    let code: String = chosen.into_iter().take(LENGTH).collect();
    if code.is_empty() { "x".to_owned() } else { code }
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn codes_are_short_and_different() {
        let names = ["Burgerzaken", "KCC", "Balie@Oost", "Balie@Oever", "naar-huis", "", "Burgers", "FrontBedrijven"];
        assert_eq!(codes(names.into_iter()), ["Bur", "KCC", "BO", "BO2", "nh", "x", "Bur2", "FB"]);
    }
}
