//! The net of one group of boxes: vertices in layers, each with arms to the layers beside it. Lines that pass a layer have a
//! vertex there, and so have labels.

/// What a vertex stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A box of the level, by its number.
    Block(usize),
    /// Lines that pass.
    Bend,
    /// The label of a line, or where it turns back: the number of the line.
    Label(usize),
    /// A port on the border, by its number.
    Port(usize),
    /// The end of a line at the inner side of the border: the number of the line.
    Inner(usize),
    /// The title of the box around, which lines must not run through.
    Title,
}

#[derive(Debug)]
pub(super) struct Vertex {
    pub(super) kind: Kind,
    pub(super) layer: usize,
    /// Its length along and across.
    pub(super) along: f64,
    pub(super) across: f64,
    /// What is kept free beside it, across.
    pub(super) margin: f64,
    /// Where it begins, across.
    pub(super) at: f64,
    pub(super) before: Vec<Arm>,
    pub(super) behind: Vec<Arm>,
}

/// A piece of a line to a vertex in a neighbouring layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arm {
    pub(super) to: usize,
    /// Where it meets the two, from where they begin.
    pub(super) own: f64,
    pub(super) other: f64,
    /// How much it should be straight.
    pub(super) weight: f64,
}

#[derive(Debug, Default)]
pub(super) struct Net {
    pub(super) vertices: Vec<Vertex>,
    /// The vertices of each layer, in their order across.
    pub(super) layers: Vec<Vec<usize>>,
    /// Whether the order of a layer is given.
    pub(super) fixed: Vec<bool>,
}

impl Net {
    pub(super) fn add(&mut self, kind: Kind, layer: usize, along: f64, across: f64, margin: f64) -> usize {
        let at = self.vertices.len();
        let (before, behind) = (Vec::new(), Vec::new());
        self.vertices.push(Vertex { kind, layer, along, across, margin, at: 0.0, before, behind });
        self.layers[layer].push(at);
        at
    }

    /// Joins two vertices. `behind` lies in a layer behind that of `before`; they meet the line so far from where they begin.
    pub(super) fn join(&mut self, (before, own): (usize, f64), (behind, other): (usize, f64)) {
        let bends = |it: usize| !matches!(self.vertices[it].kind, Kind::Block(_));
        let weight = match (bends(before), bends(behind)) {
            (true, true) => 6.0,
            (true, false) | (false, true) => 2.0,
            (false, false) => 1.0,
        };
        self.vertices[before].behind.push(Arm { to: behind, own, other, weight });
        self.vertices[behind].before.push(Arm { to: before, own: other, other: own, weight });
    }

    /// What is kept free between two neighbours of a layer.
    pub(super) fn apart(&self, one: usize, other: usize) -> f64 {
        self.vertices[one].margin.max(self.vertices[other].margin)
    }

    pub(super) fn arms(&self) -> usize {
        self.vertices.iter().map(|it| it.before.len()).sum()
    }

    /// Places the vertices of a layer in their order, as near as they can lie to where they want to begin: a place and a
    /// weight for each. Squares of distances are least (isotonic regression by pooling neighbours that collide).
    pub(super) fn place(&mut self, layer: usize, wanted: &[(f64, f64)]) {
        struct Pool {
            sum: f64,
            weight: f64,
            first: usize,
        }
        let vertices = &self.layers[layer];
        let mut offsets = Vec::with_capacity(vertices.len());
        let mut offset = 0.0;
        for (place, &it) in vertices.iter().enumerate() {
            if place > 0 {
                let before = vertices[place - 1];
                offset += self.vertices[before].across + self.apart(before, it);
            }
            offsets.push(offset);
        }
        let mut pools: Vec<Pool> = Vec::new();
        for (first, &(place, weight)) in wanted.iter().enumerate() {
            let mut pool = Pool { sum: (place - offsets[first]) * weight, weight, first };
            while let Some(last) = pools.pop_if(|last| last.sum * pool.weight >= pool.sum * last.weight) {
                pool = Pool { sum: pool.sum + last.sum, weight: pool.weight + last.weight, first: last.first };
            }
            pools.push(pool);
        }
        for (number, pool) in pools.iter().enumerate() {
            let end = pools.get(number + 1).map_or(vertices.len(), |it| it.first);
            for place in pool.first..end {
                self.vertices[vertices[place]].at = pool.sum / pool.weight + offsets[place];
            }
        }
    }
}
