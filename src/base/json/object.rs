//! JSON objects.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Json;

/// Members in the order given.
#[derive(Debug, Clone, Default)]
pub struct Object<'a>(pub(super) Vec<(Cow<'a, str>, Json<'a>)>);

/// Up to this number of members, comparing all pairs is faster than hashing.
pub(super) const FEW: usize = 24;

/// The first member whose name an earlier one has.
pub(super) fn first_duplicate<'m, 'a, V>(members: &'m [(Cow<'a, str>, V)]) -> Option<&'m (Cow<'a, str>, V)> {
    if members.len() <= FEW {
        let stood_before = |&i: &usize| members[..i].iter().any(|(name, _)| *name == members[i].0);
        return (1..members.len()).find(stood_before).map(|i| &members[i]);
    }
    let mut seen = HashSet::with_capacity(members.len());
    members.iter().find(|(name, _)| !seen.insert(name.as_ref()))
}

impl<'a> Object<'a> {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of the first member of that name.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// The first member of that name, if it is a string.
    pub fn get_str(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Replaces the first member of that name in its place, or adds one at the end.
    pub fn set(&mut self, name: impl Into<Cow<'a, str>>, value: Json<'a>) {
        let name = name.into();
        match self.0.iter_mut().find(|(n, _)| *n == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    /// Sets every member of `others`, as [`set`](Self::set) does, in time proportional to the number of members.
    pub fn set_all(&mut self, others: Self) {
        if others.len() <= FEW {
            return others.0.into_iter().for_each(|(name, value)| self.set(name, value));
        }
        let mut places: HashMap<Cow<'a, str>, usize> = HashMap::with_capacity(self.len() + others.len());
        for (at, (name, _)) in self.0.iter().enumerate() {
            places.entry(name.clone()).or_insert(at);
        }
        for (name, value) in others.0 {
            match places.get(&name) {
                Some(at) => self.0[*at].1 = value,
                None => {
                    places.insert(name.clone(), self.0.len());
                    self.0.push((name, value));
                }
            }
        }
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json<'a>> {
        self.0.iter_mut().find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// Removes every member of that name, and returns the first one's value.
    pub fn remove(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.0.iter().position(|(n, _)| n == name)?;
        let (_, value) = self.0.remove(at);
        self.0.retain(|(n, _)| n != name);
        Some(value)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first duplicate name in this object, or in one nested in it.
    pub fn duplicate(&self) -> Option<&str> {
        fn inside<'v>(value: &'v Json<'_>) -> Option<&'v str> {
            match value {
                Json::Object(object) => object.duplicate(),
                Json::Array(items) => items.iter().find_map(inside),
                _ => None,
            }
        }
        let here = first_duplicate(&self.0).map(|(name, _)| name.as_ref());
        here.or_else(|| self.0.iter().find_map(|(_, value)| inside(value)))
    }

    pub fn into_owned(self) -> Object<'static> {
        let own = |(name, value): (Cow<'_, str>, Json<'_>)| (Cow::Owned(name.into_owned()), value.into_owned());
        Object(self.0.into_iter().map(own).collect())
    }
}

impl PartialEq for Object<'_> {
    /// Objects are equal whatever the order of their members.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl<'a, N: Into<Cow<'a, str>>> FromIterator<(N, Json<'a>)> for Object<'a> {
    fn from_iter<I: IntoIterator<Item = (N, Json<'a>)>>(members: I) -> Self {
        Self(members.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

impl fmt::Display for Object<'_> {
    /// Compact JSON text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
