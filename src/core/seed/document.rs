//! The members of a seed, each with its line.
//!
//! An error names the member and its line, and never repeats the text: it may be a password.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::base::json::{self, Duplicates};
use crate::base::{Code, Fault, Json, shown};

/// How similar a known name must be to be suggested for an unknown one.
const SIMILAR: f64 = 0.8;

/// Where a member is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPosition {
    /// Its name after those of its tables, as in `users.password`.
    pub member: String,
    /// The first line is 1.
    pub line: usize,
}

impl MemberPosition {
    /// An error about the member.
    pub fn fault(&self, problem: impl fmt::Display) -> Fault {
        Fault::new(Code::Config, format!("{self}: {problem}"))
    }

    /// `fault`, whose message has no text of the seed, as an error about the member.
    pub fn locate(&self, fault: Fault) -> Fault {
        fault.context(self)
    }

    /// `fault`, whose message may have text of the seed, with another message and its hint.
    pub fn instead(&self, fault: Fault, problem: &str) -> Fault {
        Fault { hint: fault.hint, ..self.fault(problem) }
    }

    fn inner(&self, name: &str, line: usize) -> Self {
        let name = shown::not_a_name(name).map_or_else(|| name.to_owned(), |what| format!("[{what}, not shown]"));
        let member = if self.member.is_empty() { name } else { format!("{}.{name}", self.member) };
        Self { member, line }
    }
}

impl fmt::Display for MemberPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.member)
    }
}

/// Where the lines of a text begin, in bytes.
#[derive(Debug, Clone)]
struct LineStarts(Rc<[usize]>);

impl LineStarts {
    fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at)
    }
}

/// A table whose members are taken one by one.
pub struct Table<'t> {
    pub place: MemberPosition,
    members: DeTable<'t>,
    lines: LineStarts,
}

/// A value, and where it is.
pub struct Member<'t> {
    pub place: MemberPosition,
    pub name: String,
    value: DeValue<'t>,
    lines: LineStarts,
}

/// Reads a document in TOML.
pub fn parse(text: &str) -> Result<Table<'_>, Fault> {
    let lines = LineStarts::of(text);
    match DeTable::parse(text) {
        Ok(table) => {
            let place = MemberPosition { member: String::new(), line: 1 };
            Ok(Table { place, members: table.into_inner(), lines })
        }
        // The message has none of the text.
        Err(error) => {
            let line = lines.line(error.span().map_or(0, |span| span.start));
            Err(Fault::new(Code::Config, format!("line {line}: this is not TOML: {}", error.message())))
        }
    }
}

impl<'t> Table<'t> {
    pub fn take(&mut self, name: &str) -> Option<Member<'t>> {
        let (key, value) = self.members.remove_entry(name)?;
        Some(self.member(key, value))
    }

    /// Takes a member that may not be missing.
    pub fn require(&mut self, name: &str) -> Result<Member<'t>, Fault> {
        self.take(name).ok_or_else(|| self.place.fault(format!("the member `{name}` is missing")))
    }

    /// Refuses a member that does not fit the others.
    pub fn refuse(&mut self, name: &str, problem: &str) -> Result<(), Fault> {
        self.take(name).map_or(Ok(()), |member| Err(member.place.fault(problem)))
    }

    /// Takes all that is left.
    pub fn into_members(mut self) -> Vec<Member<'t>> {
        let members = std::mem::take(&mut self.members);
        members.into_iter().map(|(key, value)| self.member(key, value)).collect()
    }

    /// Refuses a member of another name.
    pub fn refuse_unknown(&self, known: &[&str]) -> Result<(), Fault> {
        let is_unknown = |key: &&Spanned<Cow<'t, str>>| !known.contains(&key.get_ref().as_ref());
        let Some(unknown) = self.members.keys().find(is_unknown) else { return Ok(()) };
        let place = self.place.inner(unknown.get_ref(), self.lines.line(unknown.span().start));
        let kind = if self.place.member.is_empty() { "table" } else { "member" };
        let hint = closest(unknown.get_ref(), known)
            .map_or_else(|| format!("the {kind}s are {}", known.join(", ")), |name| format!("did you mean `{name}`?"));
        Err(place.fault(format!("unknown {kind}")).hint(hint))
    }

    fn member(&self, key: Spanned<Cow<'t, str>>, value: Spanned<DeValue<'t>>) -> Member<'t> {
        let place = self.place.inner(key.get_ref(), self.lines.line(key.span().start));
        Member { place, name: key.into_inner().into_owned(), value: value.into_inner(), lines: self.lines.clone() }
    }
}

impl<'t> Member<'t> {
    pub fn is_table(&self) -> bool {
        self.value.is_table()
    }

    pub fn string(self) -> Result<Cow<'t, str>, Fault> {
        match self.value {
            DeValue::String(text) => Ok(text),
            _ => Err(self.expected("a string")),
        }
    }

    /// A string, or a number as text.
    pub fn string_or_integer(self) -> Result<Cow<'t, str>, Fault> {
        match self.value {
            DeValue::String(text) => Ok(text),
            DeValue::Integer(_) => self.integer().map(|number| number.to_string().into()),
            _ => Err(self.expected("a string")),
        }
    }

    pub fn boolean(self) -> Result<bool, Fault> {
        match self.value {
            DeValue::Boolean(value) => Ok(value),
            _ => Err(self.expected("true or false")),
        }
    }

    pub fn integer(self) -> Result<i64, Fault> {
        match &self.value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_err(|_| self.place.fault("the number is out of range")),
            _ => Err(self.expected("a whole number")),
        }
    }

    /// The strings of an array, each with its place.
    pub fn strings(self) -> Result<Vec<(MemberPosition, String)>, Fault> {
        let (place, lines) = (self.place.clone(), self.lines.clone());
        let each = |value: Spanned<DeValue<'t>>| {
            let place = MemberPosition { line: lines.line(value.span().start), ..place.clone() };
            match value.into_inner() {
                DeValue::String(text) => Ok((place, text.into_owned())),
                other => Err(place.fault(format!("expected strings, found {}", kind(&other)))),
            }
        };
        self.array("an array of strings")?.into_iter().map(each).collect()
    }

    /// One string or the strings of an array, each with its place.
    pub fn string_or_strings(self) -> Result<Vec<(MemberPosition, String)>, Fault> {
        match self.value {
            DeValue::String(text) => Ok(vec![(self.place, text.into_owned())]),
            DeValue::Array(_) => self.strings(),
            _ => Err(self.expected("a string or an array of strings")),
        }
    }

    pub fn table(self) -> Result<Table<'t>, Fault> {
        match self.value {
            DeValue::Table(members) => Ok(Table { place: self.place, members, lines: self.lines }),
            _ => Err(self.expected("a table")),
        }
    }

    /// The tables of an array: `[[name]]`.
    pub fn tables(self) -> Result<Vec<Table<'t>>, Fault> {
        let (place, lines) = (self.place.clone(), self.lines.clone());
        let hint = || format!("write [[{}]] above each", place.member);
        let each = |value: Spanned<DeValue<'t>>| {
            let place = MemberPosition { line: lines.line(value.span().start), ..place.clone() };
            match value.into_inner() {
                DeValue::Table(members) => Ok(Table { place, members, lines: lines.clone() }),
                other => Err(place.fault(format!("expected tables, found {}", kind(&other))).hint(hint())),
            }
        };
        self.array("an array of tables").map_err(|fault| fault.hint(hint()))?.into_iter().map(each).collect()
    }

    /// The value as JSON. JSON does not have TOML's dates, times, `inf` and `nan`.
    pub fn json(self) -> Result<Json<'static>, Fault> {
        let value = to_json(&self.place, &self.lines, self.value)?;
        // Parsing applies the limits of JSON in tokens.
        let text = value.to_string();
        let json = json::parse(text.as_bytes(), Duplicates::Refuse);
        json.map(Json::into_owned).map_err(|error| self.place.fault(format!("not valid in a token: {}", error.problem)))
    }

    fn array(self, expected: &str) -> Result<DeArray<'t>, Fault> {
        match self.value {
            DeValue::Array(items) => Ok(items),
            _ => Err(self.expected(expected)),
        }
    }

    fn expected(&self, expected: &str) -> Fault {
        self.place.fault(format!("expected {expected}, found {}", kind(&self.value)))
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

fn to_json(place: &MemberPosition, lines: &LineStarts, value: DeValue<'_>) -> Result<serde_json::Value, Fault> {
    use serde_json::Value;
    Ok(match value {
        DeValue::String(text) => Value::String(text.into_owned()),
        DeValue::Integer(ref number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_err(|_| place.fault("the number is out of range"))?
            .into(),
        DeValue::Float(ref number) => {
            let number = number.as_str().parse::<f64>().ok().and_then(serde_json::Number::from_f64);
            Value::Number(number.ok_or_else(|| place.fault("the number is not finite, which JSON cannot write"))?)
        }
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(_) => {
            let fault = place.fault("expected a JSON value, found a date or time");
            return Err(fault.hint("write it in quotes, or as Unix seconds"));
        }
        DeValue::Array(items) => {
            let each = |item: Spanned<DeValue<'_>>| {
                let place = MemberPosition { line: lines.line(item.span().start), ..place.clone() };
                to_json(&place, lines, item.into_inner())
            };
            Value::Array(items.into_iter().map(each).collect::<Result<_, _>>()?)
        }
        DeValue::Table(members) => {
            let each = |(key, item): (Spanned<Cow<'_, str>>, Spanned<DeValue<'_>>)| {
                let place = place.inner(key.get_ref(), lines.line(key.span().start));
                Ok((key.into_inner().into_owned(), to_json(&place, lines, item.into_inner())?))
            };
            Value::Object(members.into_iter().map(each).collect::<Result<_, Fault>>()?)
        }
    })
}

/// The known name that an unknown one may mean.
fn closest<'n>(typed: &str, known: &[&'n str]) -> Option<&'n str> {
    let typed = typed.to_lowercase();
    let rated = known.iter().map(|name| (strsim::jaro_winkler(name, &typed), *name));
    rated.filter(|(similar, _)| *similar > SIMILAR).max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
[settings]
issuer = \"https://a.example\"

[[users]]
name = \"alex\"
roles = [
  \"A\",
  7,
]

[[users]]
claims.plan.level = 99999999999999999999
claims.day = 2026-11-26
";

    fn users() -> Vec<Table<'static>> {
        parse(TEXT).unwrap().take("users").unwrap().tables().unwrap()
    }

    #[test]
    fn an_error_names_the_member_and_its_line() {
        let mut root = parse(TEXT).unwrap();
        let issuer = root.take("settings").unwrap().table().unwrap().take("issuer").unwrap();
        assert_eq!(
            issuer.boolean().unwrap_err().message,
            "line 2: settings.issuer: expected true or false, found a string"
        );
        let mut users = users();
        let name = users[1].require("name").err().unwrap();
        assert_eq!(name.message, "line 11: users: the member `name` is missing");
        let roles = users[0].take("roles").unwrap().strings().unwrap_err();
        assert_eq!(roles.message, "line 8: users.roles: expected strings, found an integer");
        let claims = users[1].take("claims").unwrap().json().unwrap_err();
        assert_eq!(claims.message, "line 12: users.claims.plan.level: the number is out of range");
        let fault = root.refuse_unknown(&["settings"]).unwrap_err();
        assert_eq!(fault.message, "line 4: users: unknown table");
    }

    #[test]
    fn a_date_is_not_json() {
        let mut claims = users()[1].take("claims").unwrap().table().unwrap();
        let fault = claims.take("day").unwrap().json().unwrap_err();
        assert_eq!(fault.message, "line 13: users.claims.day: expected a JSON value, found a date or time");
    }

    #[test]
    fn an_unknown_member_gets_the_closest_name() {
        let hint =
            |text: &str| parse(text).unwrap().refuse_unknown(&["settings", "keys", "users"]).unwrap_err().hint.unwrap();
        assert_eq!(hint("[[user]]"), "did you mean `users`?");
        assert_eq!(hint("Setting = 1"), "did you mean `settings`?");
        assert_eq!(hint("[clients]"), "the tables are settings, keys, users");
    }

    #[test]
    fn values_become_json_in_their_order() {
        let text = "z = 0x1F\na = 1.50\nm = [true, \"x\\n\", {b = 1_000, \"a.b\" = -1}]\n";
        let member = Member {
            place: MemberPosition { member: "claims".to_owned(), line: 1 },
            name: "claims".to_owned(),
            value: DeValue::Table(DeTable::parse(text).unwrap().into_inner()),
            lines: LineStarts::of(text),
        };
        assert_eq!(member.json().unwrap().to_string(), r#"{"z":31,"a":1.5,"m":[true,"x\n",{"b":1000,"a.b":-1}]}"#);
        for text in ["a = inf", "a = nan", "a = 1e400"] {
            let member = parse(text).unwrap().take("a").unwrap();
            assert_eq!(member.json().unwrap_err().code, Code::Config, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn an_error_has_none_of_the_text(before in "[\\[\\]{}=\"'a-c\n#.,0-9:-]{0,12}", after in "[\\[\\]{}=\"'a-c\n#.,0-9:-]{0,12}") {
            let text = format!("{before}hunter2{after}");
            if let Err(fault) = parse(&text) {
                proptest::prop_assert!(!fault.message.contains("hunter2"), "{}", fault);
            }
        }
    }
}
