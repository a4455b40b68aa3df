//! Each guard on planted violations.

use super::*;

fn file(name: &str, code: &str) -> SourceFile {
    let module = name.trim_end_matches(".rs").trim_end_matches("/mod").split('/').map(str::to_owned).collect();
    SourceFile { name: name.to_owned(), module, code: code_of(code) }
}

#[test]
fn a_path_to_a_higher_or_neighboring_layer() {
    for (name, code) in [
        ("base/x.rs", "use crate::cli::app::App;"),
        ("store/x.rs", "fn f() { crate::net::fetch() }"),
        ("token/x.rs", "use super::super::store::step;"),
        ("jose/x.rs", "use crate::{base::Code, core::{tokens, keys}};"),
        ("utils/x.rs", ""),
    ] {
        assert!(!layer_violations(&[file(name, code)]).is_empty(), "{name}: {code}");
    }
    assert_none(&layer_violations(&[file("core/x.rs", "use crate::base::Code;\nuse crate::net::Url;")]));
}

#[test]
fn a_layer_that_is_not_listed_or_does_not_exist() {
    let all: Vec<SourceFile> = LAYERS.iter().map(|(layer, _)| file(&format!("{layer}/x.rs"), "")).collect();
    let rows: String = LAYERS.iter().map(|(layer, _)| format!("//! | [`{layer}`] | 0 |\n")).collect();
    assert_none(&listing_violations(&all, &[("docs", &rows)]));
    let without_base = rows.replace("`base`", "`basement`");
    assert_eq!(listing_violations(&all, &[("docs", &without_base)]), ["docs does not list base"]);
    assert_eq!(listing_violations(&all[1..], &[]), ["tests/layers lists base, which does not exist"]);
}

#[test]
fn a_cycle_of_files() {
    let two = [file("cli/a.rs", "use super::b::B;"), file("cli/b.rs", "fn f() { crate::cli::a::g() }")];
    assert_eq!(file_cycles(&two).len(), 2);
    let three =
        [file("a/a.rs", "use crate::b::b;"), file("b/b.rs", "use crate::c::c;"), file("c/c.rs", "use crate::a::a;")];
    assert_eq!(file_cycles(&three)[0], "a/a.rs -> b/b.rs -> c/c.rs -> a/a.rs");
    assert_none(&file_cycles(&[file("cli/a.rs", "use super::b::B;"), file("cli/b.rs", "")]));
}

#[test]
fn a_cycle_of_directories() {
    let one_way = [file("core/a/x.rs", "use crate::core::b::y;"), file("core/b/y.rs", ""), file("core/b/z.rs", "")];
    assert_none(&directory_cycles(&one_way, &[]));
    assert_eq!(directory_cycles(&one_way, &[("core/b", "core/a")]).len(), 1);
    let [x, y, _] = one_way;
    let both = [x, y, file("core/b/z.rs", "use crate::core::a::x;")];
    assert_none(&file_cycles(&both));
    assert_eq!(directory_cycles(&both, &[])[0], "core/a -> core/b -> core/a");
    assert_none(&directory_cycles(&both, &[("core/b", "core/a")]));
}

#[test]
fn what_reaches_out_of_a_pure_layer() {
    for code in [
        "use std::fs;",
        "use std::{fmt, fs::File};",
        "fn f() { std::thread::spawn(g) }",
        "fn f() -> std::net::IpAddr {}",
    ] {
        assert_eq!(purity_violations(&[file("token/x.rs", code)]).len(), 1, "{code}");
        assert_none(&purity_violations(&[file("core/x.rs", code)]));
    }
    assert_none(&purity_violations(&[file("jose/x.rs", "use std::fmt;\nuse crate::fs;")]));
}

#[test]
fn every_owned_name_in_every_spelling() {
    for (text, owners) in CRATES.iter().chain(SYSTEM).chain(CONSTRUCTORS) {
        let code = format!("fn f() {{ {text}::g(); }}");
        assert_eq!(owner_violations(&[file("token/stranger.rs", &code)]).len(), 1, "{text}");
        for owner in *owners {
            let name = if owner.ends_with('/') { format!("{owner}x.rs") } else { (*owner).to_owned() };
            assert_none(&owner_violations(&[file(&name, &code)]));
        }
    }
    for code in [
        "fn f() { std::process::exit(1) }",
        "use std::process::{Command, exit};",
        "use std::process;\nfn f() { process::exit(1) }",
        "fn f() { std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600); }",
        "use std::os::unix::fs::MetadataExt;",
        "use std::{env, fs};",
        "use std::env;",
        "fn f() { ::ureq::get() }",
        "use clap::Parser;",
        "fn f() { eprintln!() }",
        "fn f() { std::time::SystemTime::now() }",
    ] {
        assert_eq!(owner_violations(&[file("core/x.rs", code)]).len(), 1, "{code}");
    }
    for code in [
        "fn f() { decode_base64::g() }",
        "// clap::Parser",
        "use std::fs;",
        "fn f() { my_process::exit() }",
        "fn f() { other::base64::g() }",
    ] {
        assert_none(&owner_violations(&[file("core/x.rs", code)]));
    }
}

#[test]
fn a_large_file() {
    assert_none(&size_violations(&[file("core/x.rs", &"x\n".repeat(MAX_LINES))]));
    assert_eq!(size_violations(&[file("core/x.rs", &"x\n".repeat(MAX_LINES + 1))]).len(), 1);
    let tests = "x\n".repeat(MAX_LINES - 1) + "\n#[cfg(test)]\nmod tests {\n" + &"x\n".repeat(MAX_LINES);
    assert_none(&size_violations(&[file("core/x.rs", &tests)]));
}
