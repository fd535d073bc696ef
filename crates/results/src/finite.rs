//! Numbers that are none: JSON has no word for them, and would say `null` where the schema says number.

use std::fmt::{self, Display};

use serde::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// The first number that is infinite or none in `value`, with the names on the way to it.
pub fn not_finite(value: &impl Serialize) -> Option<String> {
    value.serialize(Search).err().map(|found| found.0)
}

/// A serializer that writes nothing and stops at the first number that JSON cannot say.
struct Search;

/// Where it stopped.
#[derive(Debug)]
struct Found(String);

impl Found {
    fn below(self, name: impl Display) -> Self {
        Self(format!("/{name}{}", self.0))
    }
}

impl Display for Found {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Found {}

impl serde::ser::Error for Found {
    fn custom<T: Display>(message: T) -> Self {
        Self(format!(": {message}"))
    }
}

/// Items of a list or fields of an object; how many were looked at, and the key of the next.
#[derive(Default)]
struct Parts {
    count: usize,
    key: String,
}

impl Parts {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
        let place = self.count;
        self.count += 1;
        value.serialize(Search).map_err(|found| found.below(place))
    }
}

macro_rules! fine {
    ($($name:ident: $type:ty),*) => { $(fn $name(self, _: $type) -> Result<(), Found> { Ok(()) })* };
}

impl Serializer for Search {
    type Ok = ();
    type Error = Found;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Parts;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Parts;

    fine!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_char: char,
        serialize_str: &str, serialize_bytes: &[u8], serialize_unit_struct: &'static str);

    fn serialize_f64(self, number: f64) -> Result<(), Found> {
        if number.is_finite() { Ok(()) } else { Err(Found::custom(number)) }
    }

    fn serialize_f32(self, number: f32) -> Result<(), Found> {
        self.serialize_f64(f64::from(number))
    }

    fn serialize_none(self) -> Result<(), Found> {
        Ok(())
    }

    fn serialize_unit(self) -> Result<(), Found> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Found> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Found> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Found> {
        value.serialize(self).map_err(|found| found.below(name))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Found> {
        Ok(Parts::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts, Found> {
        Ok(Parts::default())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts, Found> {
        Ok(Parts::default())
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Parts, Found> {
        Ok(Parts::default())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Found> {
        Ok(Parts::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts, Found> {
        Ok(Parts::default())
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Parts, Found> {
        Ok(Parts::default())
    }
}

macro_rules! items {
    ($($trait:ident $name:ident),*) => { $(
        impl $trait for Parts {
            type Ok = ();
            type Error = Found;
            fn $name<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
                self.item(value)
            }
            fn end(self) -> Result<(), Found> {
                Ok(())
            }
        }
    )* };
}

items!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field);

macro_rules! fields {
    ($($trait:ident),*) => { $(
        impl $trait for Parts {
            type Ok = ();
            type Error = Found;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Found> {
                value.serialize(Search).map_err(|found| found.below(name))
            }
            fn end(self) -> Result<(), Found> {
                Ok(())
            }
        }
    )* };
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Parts {
    type Ok = ();
    type Error = Found;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Found> {
        self.key = serde_json::to_value(key).map(|key| key.to_string()).unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Found> {
        value.serialize(Search).map_err(|found| found.below(self.key.trim_matches('"')))
    }

    fn end(self) -> Result<(), Found> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_place_of_a_number_that_is_none_is_told() {
        let tree = |last: f64| BTreeMap::from([("a", vec![Some(1.0), None]), ("b", vec![Some(2.0), Some(last)])]);
        assert_eq!(not_finite(&tree(3.0)), None);
        assert_eq!(not_finite(&tree(f64::NAN)).as_deref(), Some("/b/1: NaN"));
        assert_eq!(not_finite(&(1, f64::NEG_INFINITY)).as_deref(), Some("/1: -inf"));
    }
}
