//! The scripts: one for each step, and a few more.

use super::client::Script;

/// A step, after the beginning that all steps share.
macro_rules! step {
    ($($file:literal),+) => {
        Script::new(concat!(include_str!("scripts/step.lua"), $(include_str!(concat!("scripts/", $file, ".lua"))),+))
    };
}

pub static ATTEMPT: Script = step!("attempt");
pub static UNLOCK: Script = step!("unlock");
pub static REFUSE_LOGIN: Script = step!("refuse_login");
pub static LOGIN: Script = step!("login");
pub static ROTATE: Script = step!("session", "rotate");
pub static END_SESSION: Script = step!("session", "end_session");
pub static ADD_USER: Script = step!("add_user");
pub static CHANGE_USER: Script = step!("change_user");
pub static REVOKE_TOKEN: Script = step!("revoke_token");
pub static REVOKE_KEY: Script = step!("revoke_key");
pub static RECORD_EVENT: Script = step!("record_event");

pub static NOTE_TIME: Script = Script::new(include_str!("scripts/note_time.lua"));
pub static CREATE: Script = Script::new(include_str!("scripts/create.lua"));
pub static REPLACE_MARK: Script = Script::new(include_str!("scripts/replace_mark.lua"));
pub static MARK: Script = Script::new(include_str!("scripts/mark.lua"));
pub static UNMARK: Script = Script::new(include_str!("scripts/unmark.lua"));
pub static COPY: Script = Script::new(include_str!("scripts/copy.lua"));
pub static FORGET: Script = Script::new(include_str!("scripts/forget.lua"));
