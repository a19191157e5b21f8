//! Rectangles put side by side in their order, so that the whole has about the proportions that are aimed at.

use super::Size;

/// Places, and the size of the whole.
pub(super) struct Packed {
    pub(super) at: Vec<(f64, f64)>,
    pub(super) size: Size,
}

/// Packs rectangles into rows with `gap` between them. Where no width is given, several are tried.
pub(super) fn pack(sizes: &[Size], width: Option<f64>, aspect: f64, gap: f64) -> Packed {
    let widest = sizes.iter().map(|it| it.width).fold(0.0, f64::max);
    if let Some(width) = width {
        return pack_in(sizes, width.max(widest), gap);
    }
    let area: f64 = sizes.iter().map(|it| (it.width + gap) * (it.height + gap)).sum();
    let ideal = (area * aspect).sqrt();
    let mut best: Option<(f64, Packed)> = None;
    for factor in [0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0] {
        let packed = pack_in(sizes, (ideal * factor).max(widest), gap);
        // The larger of the sides, when both are brought to the proportions.
        let cost = packed.size.width.max(packed.size.height * aspect);
        let cost = cost + 0.1 * (packed.size.width + packed.size.height * aspect);
        if best.as_ref().is_none_or(|(least, _)| cost < *least - 0.5) {
            best = Some((cost, packed));
        }
    }
    best.map_or_else(|| Packed { at: Vec::new(), size: Size::default() }, |(_, packed)| packed)
}

/// A stretch of the lower edge of what is placed so far.
struct Edge {
    from: f64,
    height: f64,
}

/// Each as high up as it can lie, then as far to the left.
fn pack_in(sizes: &[Size], width: f64, gap: f64) -> Packed {
    let mut skyline = vec![Edge { from: 0.0, height: 0.0 }];
    let mut at = Vec::with_capacity(sizes.len());
    let mut size = Size::default();
    for it in sizes {
        let mut best: Option<(f64, usize)> = None;
        for start in 0..skyline.len() {
            let end = skyline[start].from + it.width;
            if end > width + 0.01 {
                break;
            }
            let under = skyline[start..].iter().take_while(|edge| edge.from < end + gap - 0.01);
            let height = under.map(|edge| edge.height).fold(0.0, f64::max);
            if best.is_none_or(|(least, _)| height < least - 0.01) {
                best = Some((height, start));
            }
        }
        // A width that holds the widest holds each at the left.
        let (y, start) = best.unwrap_or((skyline.iter().map(|edge| edge.height).fold(0.0, f64::max), 0));
        let x = skyline[start].from;
        at.push((x, y));
        size.width = size.width.max(x + it.width);
        size.height = size.height.max(y + it.height);
        raise(&mut skyline, start, x + it.width + gap, y + it.height + gap);
    }
    Packed { at, size }
}

/// Lifts the skyline from the edge `start` to `end`.
fn raise(skyline: &mut Vec<Edge>, start: usize, end: f64, height: f64) {
    let from = skyline[start].from;
    let mut behind = start;
    while skyline.get(behind + 1).is_some_and(|edge| edge.from <= end + 0.01) {
        behind += 1;
    }
    let rest = skyline[behind].height;
    let reaches = skyline.get(behind + 1).map_or(f64::INFINITY, |edge| edge.from);
    let mut edges = vec![Edge { from, height }];
    if end + 0.01 < reaches {
        edges.push(Edge { from: end.max(skyline[behind].from), height: rest });
    }
    skyline.splice(start..=behind, edges);
}
