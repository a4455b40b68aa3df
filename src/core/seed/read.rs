//! From the members of the document to what they mean.

use crate::base::{Fault, Json, Object, shown};
use crate::core::users::claims::is_reserved;
use crate::core::users::{manage, name, password};
use crate::home::config;
use crate::home::settings::Setting;

use super::document::{self, Member, MemberPosition, Table};
use super::keys;
use super::strings::{literal, secret};
use super::users::SeedUser;
use super::{References, Seed};

const TABLES: [&str; 3] = ["settings", "keys", "users"];
const USER: &[&str] = &["name", "password", "roles", "scope", "claims"];

/// Reads and checks the text of a seed.
pub fn read(text: &str, references: &dyn References) -> Result<Seed, Fault> {
    let mut root = document::parse(text)?;
    let mut seed = Seed::default();
    root.refuse_unknown(&TABLES)?;
    let [settings, keys, users] = TABLES.map(|name| root.take(name));
    if let Some(settings) = settings {
        read_settings(&mut seed, settings.table()?)?;
    }
    for table in keys.map(Member::tables).transpose()?.unwrap_or_default() {
        keys::read(&mut seed, table, references)?;
    }
    for table in users.map(Member::tables).transpose()?.unwrap_or_default() {
        read_user(&mut seed, table, references)?;
    }
    Ok(seed)
}

/// Settings, with their dots in the name or as tables.
fn read_settings(seed: &mut Seed, table: Table<'_>) -> Result<(), Fault> {
    for member in table.into_members() {
        if member.is_table() {
            read_settings(seed, member.table()?)?;
            continue;
        }
        let place = member.place.clone();
        let name = place.member.strip_prefix("settings.").unwrap_or_default();
        let setting =
            Setting::from_name(name).ok_or_else(|| place.instead(config::unknown(name), "unknown setting"))?;
        let text = literal(&place, member.string_or_integer()?)?;
        let value = setting.value(&text).map_err(|problem| {
            place.fault(problem).hint(format!("expected {}; the default is {}", setting.expects, setting.default))
        })?;
        if let Some((first, _)) = seed.settings.iter().find(|(_, other)| other.setting().name == name) {
            return Err(place.fault(format!("line {} sets it, too", first.line)));
        }
        seed.settings.push((place, value));
    }
    Ok(())
}

fn read_user(seed: &mut Seed, mut table: Table<'_>, references: &dyn References) -> Result<(), Fault> {
    table.refuse_unknown(USER)?;
    let typed = table.require("name")?;
    let name_place = typed.place.clone();
    let typed = literal(&name_place, typed.string()?)?;
    let name = name::enforce(&typed).map_err(|fault| name_place.instead(fault, "this is not a valid user name"))?;
    if let Some(first) = seed.users.iter().find(|user| user.name == name) {
        return Err(name_place.fault(format!("this is the same user as on line {}", first.place.line)));
    }
    let lower = name.to_lowercase();
    if let Some(other) = seed.users.iter().find(|user| user.name.to_lowercase() == lower) {
        seed.notes
            .push(format!("{name_place}: this name and the one on line {} differ only in case", other.place.line));
    }
    let member = table.require("password")?;
    let place = member.place.clone();
    let (password, is_plain) = secret(member, references)?;
    seed.has_secrets |= is_plain;
    password::check(&password).map_err(|fault| place.locate(fault))?;
    let roles = table.take("roles").map(|member| roles(seed, member)).transpose()?;
    let scope = table.take("scope").map(|member| scope(seed, member)).transpose()?;
    let claims = table.take("claims").map(claims).transpose()?;
    seed.users.push(SeedUser { place: name_place, name, password, roles, scope, claims });
    Ok(())
}

fn roles(seed: &mut Seed, member: Member<'_>) -> Result<Vec<String>, Fault> {
    let mut roles: Vec<String> = Vec::new();
    for (place, role) in member.strings()? {
        let role = literal(&place, role.into())?.into_owned();
        manage::check_role(&role).map_err(|fault| place.instead(fault, "this is not a valid role"))?;
        note_comma(seed, &place, &role);
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}

fn scope(seed: &mut Seed, member: Member<'_>) -> Result<String, Fault> {
    let mut words = Vec::new();
    for (place, text) in member.string_or_strings()? {
        let text = literal(&place, text.into())?.into_owned();
        manage::scope(std::slice::from_ref(&text))
            .map_err(|fault| place.instead(fault, "this is not a valid scope"))?;
        note_comma(seed, &place, &text);
        words.push(text);
    }
    manage::scope(&words)
}

fn note_comma(seed: &mut Seed, place: &MemberPosition, value: &str) {
    if value.contains(',') {
        seed.notes.push(format!("{place}: {} is one value with a comma in it", shown(value)));
    }
}

fn claims(member: Member<'_>) -> Result<Object<'static>, Fault> {
    let mut claims = Object::new();
    for member in member.table()?.into_members() {
        let (place, name) = (member.place.clone(), member.name.clone());
        if is_reserved(&name) {
            let fault = place.fault("this claim has a meaning for security and cannot be set for a user");
            return Err(match name.as_str() {
                "roles" | "scope" => fault.hint(format!("use the member `{name}` of the user")),
                _ => fault.hint("use another name"),
            });
        }
        let value = member.json()?;
        refuse_variables(&place, &value)?;
        claims.set(name, value);
    }
    Ok(claims)
}

/// Refuses variables in strings of a claim.
fn refuse_variables(place: &MemberPosition, value: &Json<'_>) -> Result<(), Fault> {
    match value {
        Json::String(text) => literal(place, text.as_ref().into()).map(drop),
        Json::Array(items) => items.iter().try_for_each(|item| refuse_variables(place, item)),
        Json::Object(object) => object.iter().try_for_each(|(_, item)| refuse_variables(place, item)),
        _ => Ok(()),
    }
}
