//! Strongly connected components (Tarjan 1972), without recursion.

/// The strongly connected component of every vertex, and how many there are; components are numbered so that edges between them lead to lower
/// numbers. O(vertices + edges).
///
/// # Examples
/// ```
/// use detente_dynamics::components;
///
/// let (of, count) = components(3, [(0, 1), (1, 0), (1, 2)].into_iter());
/// assert!(count == 2 && of[0] == of[1] && of[2] < of[0]);
/// ```
pub fn components(vertices: usize, edges: impl Iterator<Item = (usize, usize)>) -> (Vec<usize>, usize) {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); vertices];
    edges.for_each(|(from, to)| next[from].push(to));
    let mut search = Search {
        next: &next,
        index: vec![usize::MAX; vertices],
        low: vec![0; vertices],
        component: vec![usize::MAX; vertices],
        open: Vec::new(),
        seen: 0,
        found: 0,
    };
    for start in 0..vertices {
        if search.index[start] == usize::MAX {
            search.from(start);
        }
    }
    (search.component, search.found)
}

struct Search<'s> {
    next: &'s [Vec<usize>],
    index: Vec<usize>,
    low: Vec<usize>,
    component: Vec<usize>,
    open: Vec<usize>,
    seen: usize,
    found: usize,
}

impl Search<'_> {
    fn enter(&mut self, vertex: usize) {
        self.index[vertex] = self.seen;
        self.low[vertex] = self.seen;
        self.seen += 1;
        self.open.push(vertex);
    }

    fn from(&mut self, start: usize) {
        let mut walk = vec![(start, 0)];
        self.enter(start);
        while let Some((vertex, place)) = walk.pop() {
            if let Some(&to) = self.next[vertex].get(place) {
                walk.push((vertex, place + 1));
                if self.index[to] == usize::MAX {
                    self.enter(to);
                    walk.push((to, 0));
                } else if self.component[to] == usize::MAX {
                    self.low[vertex] = self.low[vertex].min(self.index[to]);
                }
                continue;
            }
            if let Some((above, _)) = walk.last() {
                self.low[*above] = self.low[*above].min(self.low[vertex]);
            }
            if self.low[vertex] == self.index[vertex] {
                while let Some(member) = self.open.pop() {
                    self.component[member] = self.found;
                    if member == vertex {
                        break;
                    }
                }
                self.found += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_found_in_reverse_order_of_the_edges() {
        let (of, count) = components(5, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)].into_iter());
        assert_eq!(count, 3);
        assert!(of[0] == of[1] && of[1] == of[2]);
        assert!(of[4] < of[3] && of[3] < of[0]);
    }
}
