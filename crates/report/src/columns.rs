//! A tree of JSON turned on its side: for every place of the tree one column of what stands there. Equal things come to stand beside each
//! other, and what is packed is smaller by half.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

/// A tree as columns.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Columns {
    /// Lists of keys that objects have.
    shapes: Vec<Vec<String>>,
    /// The place of the root.
    root: Place,
}

/// A place of the tree: what stands there, in order of the tree, and the places below.
#[derive(Debug, Default, Serialize)]
struct Place {
    /// Texts, numbers, yes and no as they are; an object as `[its list of keys]`, one that holds nothing but objects as
    /// `[its list of keys, 1]`, a list as `[-1 - its length]`.
    values: Vec<Value>,
    /// Below objects, by key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    keys: BTreeMap<String, Place>,
    /// Below lists, and below objects that hold nothing but objects: these are of one kind, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<Place>>,
}

impl Columns {
    /// A tree as columns. O(size of the tree).
    pub fn of(tree: Value) -> Self {
        let mut columns = Self::default();
        let mut known = BTreeMap::new();
        columns.root.put(tree, &mut known);
        columns.shapes.resize(known.len(), Vec::new());
        for (keys, number) in known {
            columns.shapes[number] = keys;
        }
        columns
    }
}

impl Place {
    fn put(&mut self, value: Value, shapes: &mut BTreeMap<Vec<String>, usize>) {
        match value {
            Value::Object(fields) => {
                let next = shapes.len();
                let shape = *shapes.entry(fields.keys().cloned().collect()).or_insert(next);
                let by_id = !fields.is_empty() && fields.values().all(Value::is_object);
                self.values.push(if by_id { json!([shape, 1]) } else { json!([shape]) });
                for (key, field) in fields {
                    let below =
                        if by_id { self.items.get_or_insert_default() } else { self.keys.entry(key).or_default() };
                    below.put(field, shapes);
                }
            }
            Value::Array(items) => {
                self.values.push(json!([-1 - items.len() as i64]));
                let below = self.items.get_or_insert_default();
                items.into_iter().for_each(|item| below.put(item, shapes));
            }
            plain => self.values.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As the page reads it.
    fn tree(place: &Place, taken: &mut BTreeMap<*const Place, usize>, shapes: &[Vec<String>]) -> Value {
        let next = taken.entry(place).or_insert(0);
        *next += 1;
        let Value::Array(mark) = &place.values[*next - 1] else { return place.values[*next - 1].clone() };
        match mark[0].as_i64().unwrap() {
            short @ ..0 => {
                let below = place.items.as_ref().unwrap();
                (0..-1 - short).map(|_| tree(below, taken, shapes)).collect()
            }
            shape => {
                let fields = shapes[shape as usize].iter();
                let below = |key: &String| match mark.len() {
                    1 => &place.keys[key],
                    _ => place.items.as_deref().unwrap(),
                };
                Value::Object(fields.map(|key| (key.clone(), tree(below(key), taken, shapes))).collect())
            }
        }
    }

    fn any_tree() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[a-c]{0,2}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map("[a-c]{1,2}", inner, 0..4).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_tree_comes_back(before in any_tree()) {
            let columns = Columns::of(before.clone());
            prop_assert_eq!(tree(&columns.root, &mut BTreeMap::new(), &columns.shapes), before);
        }
    }

    #[test]
    fn equal_things_stand_beside_each_other() {
        let columns = Columns::of(json!({"rows": [{"a": 1, "b": "x"}, {"a": 2, "b": "x"}]}));
        let told = json!({"shapes": [["rows"], ["a", "b"]], "root": {"values": [[0]], "keys": {"rows": {"values": [[-3]],
            "items": {"values": [[1], [1]], "keys": {"a": {"values": [1, 2]}, "b": {"values": ["x", "x"]}}}}}}});
        assert_eq!(serde_json::to_value(columns).unwrap(), told);
    }
}
