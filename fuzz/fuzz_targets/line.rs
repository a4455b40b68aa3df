//! A token as people hand it over, and claims as they type them. The first byte chooses what is put around the rest.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokctl::base::Code;
use tokctl::cli::settings::claim;
use tokctl::core::tokens::pasted;
use tokctl::token::form::is_token;
use tokctl::token::locate::locate;
use tokctl_fuzz::{hold_fault, hold_text};

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    hold_text(text);
    let (found, _) = pasted::strip(text);
    assert!(text.contains(found), "a token is a piece of the text");
    assert_eq!(pasted::strip(found).0, found, "what is left is left again");
    if !found.is_empty() {
        let dressed = dress(*choice, found);
        assert_eq!(pasted::strip(&dressed).0, found, "{dressed:?}");
    }
    for located in locate(text) {
        assert_eq!(&text[located.offset..][..located.token.len()], located.token);
        assert!(is_token(located.token));
    }
    match claim::parse(text) {
        Ok((path, value)) => {
            let typed = format!("{path}:={value}");
            let (path_again, value_again) = claim::parse(&typed).expect("a claim that was read is typed again");
            assert_eq!(value_again.to_string(), value.to_string());
            // An `=` in a name cannot be typed: it ends the name.
            assert_eq!(path_again, path);
        }
        Err(fault) => {
            assert_eq!(fault.code, Code::Usage);
            hold_fault(&fault);
        }
    }
});

fn dress(choice: u8, token: &str) -> String {
    match choice % 9 {
        0 => format!("  {token}\r\n"),
        1 => format!("Bearer {token}"),
        2 => format!("bearer   {token}\n"),
        3 => format!("Authorization: Bearer {token}\n"),
        4 => format!("AUTHORIZATION:Bearer {token}"),
        5 => format!("\"{token}\""),
        6 => format!("'Bearer {token}'\n"),
        7 => format!("\"Authorization: Bearer {token}\""),
        _ => format!("\u{feff}{token}\n"),
    }
}
