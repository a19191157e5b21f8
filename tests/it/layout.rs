//! Layouts of random nested boxes and lines: what lies where, whatever the input.

use loket::layout::{Block, Direction, Edge, Input, Layout, Rect, Size, Spacing, layout};
use proptest::prelude::{Strategy, any, proptest};
use proptest::{collection, option, prop_assert, prop_assert_eq};

/// Rounding of places.
const NEAR: f64 = 0.01;

fn inputs() -> impl Strategy<Value = Input> {
    let sizes = (20.0..200.0_f64, 15.0..80.0_f64).prop_map(|(width, height)| Size { width, height });
    let blocks = collection::vec((sizes, option::weighted(0.5, any::<u16>())), 1..30);
    let labels = option::weighted(0.4, (10.0..90.0_f64, 8.0..30.0_f64));
    let edges = collection::vec((any::<u16>(), any::<u16>(), labels, any::<bool>(), 0..3_u32), 0..40);
    (blocks, edges, any::<bool>()).prop_map(|(blocks, edges, right)| {
        let many = blocks.len();
        let blocks = blocks.into_iter().enumerate().map(|(at, (size, parent))| Block {
            size,
            // A box comes before those in it.
            parent: parent.filter(|_| at > 0).map(|it| usize::from(it) % at),
            rank: None,
        });
        let edges = edges.into_iter().map(|(from, to, label, directed, kind)| Edge {
            from: usize::from(from) % many,
            to: usize::from(to) % many,
            label: label.map(|(width, height)| Size { width, height }),
            directed,
            kind,
        });
        Input {
            blocks: blocks.collect(),
            edges: edges.collect(),
            direction: if right { Direction::Right } else { Direction::Down },
            spacing: Spacing::default(),
            aspect: 1.5,
        }
    })
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x + NEAR < b.x + b.width
        && b.x + NEAR < a.x + a.width
        && a.y + NEAR < b.y + b.height
        && b.y + NEAR < a.y + a.height
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.x <= inner.x + NEAR
        && outer.y <= inner.y + NEAR
        && inner.x + inner.width <= outer.x + outer.width + NEAR
        && inner.y + inner.height <= outer.y + outer.height + NEAR
}

fn whole(done: &Layout) -> Rect {
    Rect { x: 0.0, y: 0.0, width: done.size.width, height: done.size.height }
}

/// Boxes without others in them.
fn leaves(input: &Input) -> Vec<usize> {
    let around = |at: usize| input.blocks.iter().any(|it| it.parent == Some(at));
    (0..input.blocks.len()).filter(|&at| !around(at)).collect()
}

proptest! {
    #[test]
    fn boxes_lie_in_their_parents_and_beside_each_other(input in inputs()) {
        let done = layout(&input);
        prop_assert_eq!(done.blocks.len(), input.blocks.len());
        for (at, &rect) in done.blocks.iter().enumerate() {
            prop_assert!(holds(whole(&done), rect), "{at} lies outside the picture");
            prop_assert!(rect.width + NEAR >= input.blocks[at].size.width, "{at} is too narrow");
            prop_assert!(rect.height + NEAR >= input.blocks[at].size.height, "{at} is too low");
            if let Some(parent) = input.blocks[at].parent {
                prop_assert!(holds(done.blocks[parent], rect), "{at} lies outside {parent}");
            }
            for (other, &its) in done.blocks.iter().enumerate().skip(at + 1) {
                let siblings = input.blocks[at].parent == input.blocks[other].parent;
                prop_assert!(!siblings || !overlap(rect, its), "{at} lies on {other}");
            }
        }
    }

    #[test]
    fn labels_lie_on_nothing(input in inputs()) {
        let done = layout(&input);
        prop_assert_eq!(done.routes.len(), input.edges.len());
        let labels: Vec<Rect> = done.routes.iter().filter_map(|it| it.label).collect();
        for (at, &label) in labels.iter().enumerate() {
            prop_assert!(holds(whole(&done), label), "label {at} lies outside the picture");
            for &leaf in &leaves(&input) {
                prop_assert!(!overlap(label, done.blocks[leaf]), "label {at} lies on box {leaf}");
            }
            for (other, &its) in labels.iter().enumerate().skip(at + 1) {
                prop_assert!(!overlap(label, its), "label {at} lies on label {other}");
            }
        }
    }

    #[test]
    fn equal_input_gives_equal_places(input in inputs()) {
        prop_assert_eq!(layout(&input), layout(&input));
    }
}
