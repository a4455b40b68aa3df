//! Links the unwinder from GCC's archive instead of its shared library.
//!
//! A command runs for a millisecond, and each shared library costs it a twelfth of that to find, map and relocate. The
//! standard library asks for `libgcc_s` by name; where its few functions are there already, the linker leaves it out.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |key: &str| std::env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}
