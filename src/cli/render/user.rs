//! Users as text.

use crate::base::datetime::Zone;
use crate::core::users::manage::UserReport;

use super::columns::{columns, time};
use super::escape::escape;
use super::style::Style;

pub fn list(users: &[UserReport], zone: Zone, style: Style) -> String {
    columns(users.iter().map(|user| {
        [
            style.name(&escape(&user.name)),
            state(user, style),
            time(user.created_at, zone),
            escape(&user.roles.join(" ")).into_owned(),
            style.dim(&escape(&user.scope)),
        ]
    }))
}

pub fn detail(user: &UserReport, zone: Zone, style: Style) -> String {
    let mut rows = vec![
        ("name", escape(&user.name).into_owned()),
        ("state", state(user, style)),
        ("roles", escape(&user.roles.join(" ")).into_owned()),
        ("scope", escape(&user.scope).into_owned()),
        ("added", time(user.created_at, zone)),
        ("token version", user.version.to_string()),
    ];
    rows.extend(user.revoked_at.map(|at| ("tokens revoked", time(at, zone))));
    rows.extend(user.locked_until.map(|at| ("locked until", time(at, zone))));
    columns(rows.into_iter().map(|(name, value)| [style.name(name), value]))
}

fn state(user: &UserReport, style: Style) -> String {
    match (user.disabled, user.locked_until) {
        (true, _) => style.bad("disabled"),
        (false, Some(_)) => style.warn("locked"),
        (false, None) => "active".to_owned(),
    }
}
