//! Stored user names that do not follow PRECIS, as an earlier program or another hand may have left them.

use tokctl::base::Code;
use tokctl::core::doctor::doctor;
use tokctl::core::users::manage;

use crate::test_home::{PASSWORD, TestHome, code};

/// A zero-width space, a right-to-left override, and a letter with its accent apart.
const NAMES: [&str; 3] = ["ali\u{200b}ce", "\u{202e}ecila", "e\u{301}lodie"];

#[test]
fn a_stored_name_that_does_not_conform_is_found_by_its_exact_text() {
    for name in NAMES {
        let test = TestHome::new();
        test.add_user(name);
        assert_eq!(manage::show(&test.context(), name).unwrap().name, name);
        assert_eq!(manage::show(&test.context(), "alice").unwrap().name, "alice");
        assert!(manage::disable(&test.context(), name).unwrap().user.disabled);
        assert!(!manage::show(&test.context(), "alice").unwrap().disabled);
        assert!(!manage::enable(&test.context(), name).unwrap().user.disabled);
        manage::remove(&test.context(), name).unwrap();
        assert_eq!(code(manage::show(&test.context(), name)), Code::NotFound);
        manage::show(&test.context(), "alice").unwrap();
    }
}

#[test]
fn no_login_finds_it_and_doctor_reports_it() {
    let test = TestHome::new();
    let findings = || {
        let report = doctor(&test.context(), test.home.dir()).unwrap();
        report.findings.into_iter().filter(|finding| finding.problem.name() == "user-name").collect::<Vec<_>>()
    };
    assert_eq!(findings(), []);
    for name in NAMES {
        test.add_user(name);
        assert_eq!(code(test.log_in_as(name, PASSWORD)), Code::LoginRefused);
    }
    let found = findings();
    assert_eq!(found.len(), NAMES.len());
    for name in NAMES {
        assert!(found.iter().any(|finding| finding.message.contains(&format!("{name:?}"))), "{found:#?}");
    }
    for name in NAMES {
        manage::remove(&test.context(), name).unwrap();
    }
    assert_eq!(findings(), []);
}

#[test]
fn an_enforced_name_is_preferred_over_one_that_looks_like_it() {
    let test = TestHome::new();
    test.add_user("\u{e9}lodie");
    test.add_user("e\u{301}lodie");
    for typed in ["\u{e9}lodie", "e\u{301}lodie"] {
        assert_eq!(manage::show(&test.context(), typed).unwrap().name, typed);
    }
    manage::remove(&test.context(), "e\u{301}lodie").unwrap();
    assert_eq!(manage::show(&test.context(), "e\u{301}lodie").unwrap().name, "\u{e9}lodie");
}
