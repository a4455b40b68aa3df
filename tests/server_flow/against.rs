//! `tokctl issue --bad all --against` a server of the same home.

use crate::test_server::TestHome;

#[test]
fn no_invalid_token_is_accepted() {
    let test = TestHome::new(&[]);
    let server = test.serve(&[]);
    for path in ["/api/user/profile", "/auth/check"] {
        let url = format!("{}{path}", server.url);
        let args = ["issue", "--bad", "all", "--sub", "alex", "--typ", "at+jwt", "--against", &url, "--json"];
        let ran = test.tokctl(&args, "").ok();
        let report = ran.json();
        let attempts = report["attempts"].as_array().unwrap();
        assert!(attempts.len() >= 16, "{ran:?}");
        assert!(attempts.iter().all(|attempt| attempt["status"] == 401), "{ran:?}");
    }
    // A token of another type is not an access token, so the valid one is refused, too.
    let url = format!("{}/api/user/profile", server.url);
    let ran = test.tokctl(&["issue", "--bad", "all", "--sub", "alex", "--against", &url], "");
    assert_eq!(ran.code, Some(1), "{ran:?}");
}
